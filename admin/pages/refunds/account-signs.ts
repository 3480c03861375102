import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../components/icon.ts'
import type { AccountSigns } from '../../data/payouts.ts'
import { dayAndClock } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'

/** What is worth a second look before money goes to this account; nothing where nothing is. */
export function accountSigns(account: AccountSigns | undefined): TemplateResult | typeof nothing {
  if (!account) return nothing
  const { otherCustomers, earlier, namedAt } = account
  const signs = [
    ...(otherCustomers > 0 ? [t('signs.otherCustomers', { count: otherCustomers })] : []),
    ...(earlier > 0 ? [t('signs.changed', { count: earlier, time: dayAndClock(namedAt) })] : []),
  ]
  if (signs.length === 0) return nothing
  return html`<div class="notice notice-caution account-signs" data-t="account-signs">
    ${icon('triangle-alert')}
    <p>${signs.map((sign) => html`<strong>${sign}</strong> `)}${t('signs.hint')}</p>
  </div>`
}
