import type { CaseResult, StoredCase } from '../../data/policy-versions.ts'
import { money } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'

export const maxCaseName = 200

/** "approved at once, in full" */
export function expectedWords({ decision, amount }: StoredCase['expect'], currency: string | undefined): string {
  const decided = t(`editor.case.${decision}`)
  if (amount === undefined || decision === 'decline') return decided
  const paid =
    amount === 'full' ? t('editor.case.full') : t('editor.case.exact', { amount: amountWords(amount, currency) })
  return t('policyCases.outcome', { decision: decided, amount: paid })
}

/** "declined"; "approved at once, €42.10" */
export function gotWords({ got }: Pick<CaseResult, 'got'>, currency: string | undefined): string {
  if (!got) return t('policyCases.orderGone')
  const decided = t(`editor.case.${got.decision}`)
  if (got.amount === undefined) return decided
  return t('policyCases.outcome', { decision: decided, amount: amountWords(got.amount, currency) })
}

/** Without its currency, as long as the order is not known: in minor units, and saying so. */
function amountWords(amountMinor: number, currency: string | undefined): string {
  return currency ? money(amountMinor, currency) : t('policyCases.minor', { amount: amountMinor })
}
