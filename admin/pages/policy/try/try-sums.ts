import { html, nothing, type TemplateResult } from 'lit'
import type { JudgedRequest } from '../../../../shared/policy/simulate/judge-request.ts'
import { icon } from '../../../components/icon.ts'
import type { OrderToTry } from '../../../data/policies.ts'
import { money } from '../../../format/show.ts'
import { t } from '../../../i18n/i18n.ts'
import { isRefused } from './trial.ts'

/** What the shopper would get back, and what it is made of. */
export function trySums(judged: JudgedRequest, { order }: OrderToTry): TemplateResult {
  if (isRefused(judged))
    return html`<p class="notice notice-caution try-refused" role="status" data-t="try-refused">
      ${icon('triangle-alert')}<span>${t('editor.try.tooMuch')}</span>
    </p>`
  const { quote } = judged
  const { currency } = order
  const first = order.customer.name?.trim().split(/\s+/)[0]
  const row = (words: string, amount: number) =>
    html`<div><dt>${words}</dt><dd>${amount < 0 ? '−' : ''}${money(Math.abs(amount), currency)}</dd></div>`
  return html`<dl class="parts try-sum" data-t="try-sum">
    ${
      quote
        ? row(
            t('editor.try.items', { count: quote.items.length }),
            quote.items.reduce((sum, { amount }) => sum + amount, 0),
          )
        : nothing
    }
    ${quote?.shipping.amount ? row(t('editor.try.delivery'), quote.shipping.amount) : nothing}
    ${quote?.promotions?.map(({ amount, part }) => row(t(`editor.try.promotion_${part}`), amount))}
    ${quote?.fees.map(({ kind, amount }) => row(t(`fee.${kind}`), -amount))}
    <div class="total">
      <dt>${t('decision.getsBack', { name: first ?? t('customer.theShopper') })}</dt>
      <dd data-t="try-total">${money(judged.amount, currency)}</dd>
    </div>
  </dl>`
}
