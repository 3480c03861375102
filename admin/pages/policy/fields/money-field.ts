import { html, noChange, nothing, type TemplateResult } from 'lit'
import { toDecimal } from '../../../../shared/money/format.ts'
import { parseAmount } from '../../../../shared/money/parse-amount.ts'
import type { Amounts } from '../../../../shared/policy/policy.ts'
import { icon } from '../../../components/icon.ts'
import { intlTag, t } from '../../../i18n/i18n.ts'

/** The same worth in each of the merchant's currencies. What cannot be read as an amount is NaN: refused, never guessed. */
export function moneyField(field: {
  id: string
  label: string
  value: Amounts
  currencies: readonly string[]
  change: (value: Amounts) => void
}): TemplateResult {
  const { id, label, value, currencies, change } = field
  return html`<fieldset class="money-field" data-t=${id}>
    <legend class="label">${label}</legend>
    ${currencies.map((currency) => {
      const amount = value[currency]
      const unreadable = amount !== undefined && Number.isNaN(amount)
      return html`<label class="money-row"
        ><span title=${currencyName(currency)}>${currency}</span
        ><input
          class="input"
          inputmode="decimal"
          autocomplete="off"
          data-t="${id}-${currency}"
          aria-label="${label}, ${currencyName(currency)}"
          aria-invalid=${unreadable ? 'true' : nothing}
          aria-describedby=${unreadable ? `${id}-problem` : nothing}
          .value=${unreadable ? noChange : amount === undefined ? '' : toDecimal(amount, currency)}
          @change=${(event: Event) => {
            const parsed = parseAmount((event.target as HTMLInputElement).value, currency)
            change({ ...value, [currency]: parsed ?? Number.NaN })
          }}
      /></label>`
    })}
    ${isReadable(value) ? nothing : html`<p class="field-error" id="${id}-problem" role="alert">${icon('circle-alert', 'sm')}${t('editor.noAmount')}</p>`}
  </fieldset>`
}

export function isReadable(amounts: Amounts): boolean {
  return Object.values(amounts).every((amount) => !Number.isNaN(amount))
}

function currencyName(currency: string): string {
  return new Intl.DisplayNames([intlTag()], { type: 'currency' }).of(currency) ?? currency
}
