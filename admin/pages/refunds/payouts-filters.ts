import { html, nothing, type TemplateResult } from 'lit'
import { toDecimal } from '../../../shared/money/format.ts'
import { parseAmount } from '../../../shared/money/parse-amount.ts'
import type { FailureCode } from '../../../shared/payouts/failure-codes.ts'
import { payoutStatuses, providerNames } from '../../../shared/payouts/payout.ts'
import { icon } from '../../components/icon.ts'
import type { PayoutFilter } from '../../data/payouts.ts'
import { t, wordsFor } from '../../i18n/i18n.ts'
import { failureTitle, providerName } from './payout-words.ts'
import { ages } from './payouts-filter.ts'

export interface FiltersPart {
  filter: PayoutFilter
  currencies: readonly string[]
  set: (change: { [K in keyof PayoutFilter]?: PayoutFilter[K] | undefined }) => void
}

/** What narrows the list besides its views; every change is an address. */
export function payoutFilters({ filter, currencies, set }: FiltersPart): TemplateResult {
  return html`<div class="pay-filters" role="search" aria-label=${t('payoutList.search')}>
    <label class="pay-search">
      ${icon('search', 'sm')}<span class="visually-hidden">${t('payoutList.search')}</span>
      <input
        type="search"
        placeholder=${t('payoutList.searchPlaceholder')}
        .value=${filter.q ?? ''}
        autocomplete="off"
        spellcheck="false"
        @change=${(event: Event) => set({ q: (event.target as HTMLInputElement).value.trim() || undefined })}
        data-t="payout-search"
      />
    </label>
    ${chip(
      'status',
      t('payoutList.status'),
      filter.status,
      payoutStatuses.map((status) => [status, t(`payout.status.${status}`)]),
      (status) => set({ status }),
    )}
    ${chip(
      'provider',
      t('payoutList.provider'),
      filter.provider,
      providerNames.map((provider) => [provider, providerName(provider)]),
      (provider) => set({ provider }),
    )}
    ${chip(
      'age',
      t('payoutList.age'),
      filter.olderThanHours === undefined ? undefined : String(filter.olderThanHours),
      ages.map((hours) => [String(hours), wordsFor('admin', `payoutList.olderThan.h${hours}`) ?? `${hours}`]),
      (hours) => set({ olderThanHours: hours === undefined ? undefined : Number(hours) }),
    )}
    ${chip(
      'currency',
      t('payoutList.currency'),
      filter.currency,
      currencies.map((currency) => [currency, currency]),
      (currency) => set({ currency, minAmount: undefined, maxAmount: undefined }),
    )}
    ${filter.currency ? amounts(filter, filter.currency, set) : nothing} ${onlyCause(filter, set)}
  </div>`
}

function chip(
  name: string,
  label: string,
  value: string | undefined,
  options: readonly (readonly [string, string])[],
  choose: (value: string | undefined) => void,
): TemplateResult {
  return html`<label class="chip chip-select ${value === undefined ? '' : 'chip-on'}">
    <span>${label}</span>
    <select data-t="filter-${name}" @change=${(event: Event) => choose((event.target as HTMLSelectElement).value || undefined)}>
      <option value="" ?selected=${value === undefined}>${t('payoutList.any')}</option>
      ${options.map(([each, words]) => html`<option value=${each} ?selected=${each === value}>${words}</option>`)}
    </select>
    ${icon('chevron-down')}
  </label>`
}

function amounts(filter: PayoutFilter, currency: string, set: FiltersPart['set']): TemplateResult {
  const field = (name: 'minAmount' | 'maxAmount', label: string) => {
    const value = filter[name]
    const change = (event: Event) => {
      const input = event.target as HTMLInputElement
      const text = input.value.trim()
      const amount = text === '' ? undefined : parseAmount(text, currency)
      input.setCustomValidity(text !== '' && amount === undefined ? t('payoutList.amountUnreadable') : '')
      if (input.reportValidity()) set({ [name]: amount })
    }
    return html`<label class="chip pay-amount ${value === undefined ? '' : 'chip-on'}"
      ><span>${label}</span
      ><input
        inputmode="decimal"
        autocomplete="off"
        .value=${value === undefined ? '' : toDecimal(value, currency)}
        @change=${change}
        data-t="filter-${name}"
    /></label>`
  }
  return html`${field('minAmount', t('payoutList.from'))} ${field('maxAmount', t('payoutList.to'))}`
}

/** Where a cause was pressed, the list shows its payouts alone. */
function onlyCause({ code, provider }: PayoutFilter, set: FiltersPart['set']): TemplateResult | typeof nothing {
  if (!code) return nothing
  const cause = failureTitle(code as FailureCode, provider ?? '')
  return html`<button
    class="chip chip-on"
    type="button"
    data-t="clear-cause"
    aria-label=${t('payoutList.clearCause', { cause })}
    @click=${() => set({ code: undefined })}
  >
    <b class="clip-text">${cause}</b>${icon('x')}
  </button>`
}
