import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../components/icon.ts'
import type { AccountSigns } from '../../data/payouts.ts'
import { dayAndClock } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { sentences } from './payout-words.ts'

/** What is worth a second look before money goes to this account, in sentences. */
function signSentences(account: AccountSigns | undefined): string[] {
  if (!account) return []
  const { otherCustomers, earlier, namedAt } = account
  return [
    ...(otherCustomers > 0 ? [t('signs.otherCustomers', { count: otherCustomers })] : []),
    ...(earlier > 0 ? [t('signs.changed', { count: earlier, time: dayAndClock(namedAt) })] : []),
  ]
}

export function accountSigns(account: AccountSigns | undefined): TemplateResult | typeof nothing {
  const signs = signSentences(account)
  if (signs.length === 0) return nothing
  return html`<div class="notice notice-caution account-signs" data-t="account-signs">
    ${icon('triangle-alert')}
    <p><strong>${sentences(signs)}</strong> ${t('signs.hint')}</p>
  </div>`
}

/** The same in a row of a table. */
export function accountSignsMark(account: AccountSigns | undefined): TemplateResult | typeof nothing {
  const signs = sentences(signSentences(account))
  if (signs === '') return nothing
  return html`<span class="signs-mark" title=${signs} data-t="signs-mark"
    >${icon('triangle-alert', 'sm')}<span class="visually-hidden">${signs}</span></span
  >`
}
