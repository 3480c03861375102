import type { PayoutEventBody, PayoutState, ProviderState } from './payout.ts'

/**
 * What the provider's word changes. Idempotent, and deaf to late news: a worker's answer, a webhook and a question all come
 * in here, twice, late, or in any order. Paid stays paid unless the bank returns it; a final failure ends only if it turns
 * out to have been paid after all, as does a number that was given up; nobody forgets an outcome that was known.
 */
export function report(state: PayoutState, news: ProviderState): PayoutEventBody[] {
  const failure = state.status === 'succeeded' && news.failure ? { ...news.failure, returned: true } : news.failure
  const said: ProviderState = failure ? { ...news, failure } : news
  if (isKnown(state, said) || !isNews(state, said)) return []
  return [{ type: 'reported', ...said }]
}

function isKnown(state: PayoutState, { status, failure, providerReference }: ProviderState): boolean {
  return (
    state.status === status &&
    state.failure?.code === failure?.code &&
    state.failure?.final === failure?.final &&
    (providerReference === undefined || state.providerReference === providerReference)
  )
}

function isNews(state: PayoutState, { status }: ProviderState): boolean {
  switch (state.status) {
    case 'succeeded':
      return status === 'failed' || status === 'succeeded'
    case 'failed':
      // Money that came back does not go out again under its number: a late "paid" is the news from before.
      if (state.failure?.final) return status === 'succeeded' && !state.failure.returned
      return status !== 'unknown'
    case 'cancelled':
      // Given up because it was refused: an earlier call that was long on its way may have paid all the same.
      return status === 'succeeded' && state.firstSentAt !== undefined
    case 'pending':
    case 'requires_action':
      return status !== 'unknown'
    default:
      return true
  }
}
