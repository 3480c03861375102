import type { ProviderFactory } from '../../../server/platform/ports.ts'
import type { FailureCode } from '../../../shared/payouts/failure-codes.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import type { Asked, BookedRefund, Books, Habits, Trouble } from '../books.ts'
import type { Face } from '../face.ts'

/**
 * A provider with the plainest of wires, remembered for good by our number. It stands in for the sandbox where the faults
 * are the point and not a format.
 */
export function directFace(books: Books, habits: Habits): Face {
  const provider = 'sandbox'
  return {
    provider,
    isRefund: ({ method }) => method === 'POST',
    async answer({ method, url, body }) {
      if (method === 'GET') {
        const found = books.find(provider, url.pathname.slice(1))
        return found ? Response.json(stateOf(found)) : new Response(null, { status: 404 })
      }
      const asked = JSON.parse(body) as Asked
      const known = books.find(provider, asked.number)
      if (known) {
        books.repeat(provider, asked)
        return Response.json(stateOf(known))
      }
      const made = books.refund(provider, asked, habits)
      return Response.json(typeof made === 'string' ? refusal(made) : stateOf(made))
    },
    error: async () => new Response(null, { status: 500 }),
    limited: async () => new Response(null, { status: 429 }),
    notice: (refund, event) => ({ headers: {}, body: JSON.stringify({ event, refund, state: stateOf(refund) }) }),
  }
}

const codes: Record<Trouble, FailureCode> = {
  no_balance: 'insufficient_merchant_balance',
  too_old: 'window_expired',
  exceeds: 'amount_exceeded',
  all_refunded: 'already_refunded',
  payer_closed: 'payer_account_closed_or_frozen',
  restricted: 'merchant_account_restricted',
  unknown_capture: 'not_refundable_state',
  currency: 'invalid_request',
  too_soon: 'rate_limited',
}

function refusal(trouble: Trouble): ProviderState {
  const final = trouble !== 'no_balance' && trouble !== 'restricted' && trouble !== 'too_soon'
  return { status: 'failed', failure: { code: codes[trouble], final } }
}

function stateOf({ status, trouble, reference, returned }: BookedRefund): ProviderState {
  const failure = status === 'failed' ? { code: codes[trouble ?? 'payer_closed'], final: true, returned } : undefined
  return { status, providerReference: reference, ...(failure && { failure }) }
}

/** The program's side of that wire. */
export const directProvider: ProviderFactory = ({ fetch }) => {
  const url = 'https://sandbox.double/'
  return {
    name: 'sandbox',
    async refund({ id: number, reference: capture, currency, amount }) {
      const body = JSON.stringify({ number, capture, currency, amount } satisfies Asked)
      const answer = await fetch(url, { method: 'POST', body })
      if (answer.status === 429) return { status: 'failed', failure: { code: 'rate_limited', final: false } }
      if (answer.status >= 500) throw new Error(`answered ${answer.status}`)
      return (await answer.json()) as ProviderState
    },
    async find({ id }) {
      const answer = await fetch(url + id)
      if (answer.status === 404) return 'never_seen'
      if (!answer.ok) throw new Error(`answered ${answer.status}`)
      return (await answer.json()) as ProviderState
    },
    async readNotice({ body }) {
      const { event, refund, state } = JSON.parse(body) as { event: string; refund: BookedRefund; state: ProviderState }
      const { reference: providerReference, number: payout, capture: payment, amount, currency, at } = refund
      const told = { providerReference, payout, payment, amount, currency, at, state }
      return { items: [{ event, payout, kind: 'refund', refund: told }] }
    },
  }
}
