import type { Refused } from '../../data/payouts.ts'
import { money } from '../../format/show.ts'
import { t, wordsFor } from '../../i18n/i18n.ts'

/** Why something was not done with a payout, in a sentence; `currency` is that of a limit. */
export function refusalWords({ code, params, limit, errors }: Refused, currency: string | undefined): string {
  if (code === 'illegal_state') return stateWords(String(params?.status ?? ''))
  const amount = limit === undefined || currency === undefined ? undefined : money(limit, currency)
  const detail = errors?.map(({ message }) => message).join('; ') ?? ''
  return (
    (amount === undefined ? undefined : wordsFor('admin', `act.refusedWhy.${code}_limit`, { limit: amount })) ??
    wordsFor('admin', `act.refusedWhy.${code}`) ??
    wordsFor('admin', `error.${code}`, { detail }) ??
    t('error.other', { code })
  )
}

/** What stands against it: how the request stands, how the payout does, or what it failed for. */
function stateWords(status: string): string {
  const own = wordsFor('admin', `act.refusedWhy.is.${status}`)
  if (own) return own
  const failure = wordsFor('admin', `payout.failure.${status}.title`, { provider: t('act.refusedWhy.theProvider') })
  if (failure) return t('act.refusedWhy.hopeless', { failure })
  const stands = wordsFor('admin', `status.${status}`) ?? wordsFor('admin', `payout.status.${status}`)
  return stands ? t('act.refusedWhy.stands', { status: stands }) : t('act.refusedWhy.illegal_state')
}
