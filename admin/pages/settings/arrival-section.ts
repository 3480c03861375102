import { html, nothing, type TemplateResult } from 'lit'
import { type PaymentMethod, paymentMethods } from '../../../shared/order/order.ts'
import { arrivalOf } from '../../../shared/time/arrival.ts'
import { holidayCountries, isYearKnown } from '../../../shared/time/holidays/working-days.ts'
import type { GlyphName } from '../../components/glyphs.ts'
import { icon } from '../../components/icon.ts'
import { localDate, plainDate } from '../../format/dates.ts'
import { countryName, dateStyle, listWords } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { selectField } from '../policy/fields/fields.ts'
import { paymentGlyph } from '../request/request-words.ts'
import { daysOf, isUsual } from './settings-draft.ts'
import { problemAt, type SettingsEditor } from './settings-editor.ts'

const glyphs: Partial<Record<PaymentMethod, GlyphName>> = { cash: 'banknote' }

/** How many working days money takes by each method, and the dates that follow from it today. */
export function arrivalSection(editor: SettingsEditor, nowMs: number): TemplateResult {
  return html`<section class="card" aria-labelledby="arrival-heading" data-t="settings-arrival">
    <div class="card-head"><h2 id="arrival-heading">${t('settings.arrival.heading')}</h2></div>
    <div class="card-body settings-fields">
      <p class="muted">${t('settings.arrival.hint')}</p>
      <ul class="arrivals">
        ${paymentMethods.map((method) => arrivalRow(editor, method, nowMs))}
      </ul>
      ${bankCountry(editor, nowMs)}
    </div>
  </section>`
}

function arrivalRow(editor: SettingsEditor, method: PaymentMethod, nowMs: number): TemplateResult {
  const { draft, saved } = editor
  const typed = draft.arrival[method]
  const { usual } = saved.arrival[method]
  const id = `arrival-${method}`
  const become = (more: Partial<typeof typed>) =>
    editor.change({ arrival: { ...draft.arrival, [method]: { ...typed, ...more } } })
  const { problem } = problemAt(editor, `/arrival/${method}`)
  const name = t(`method.${method}`)
  const field = (which: 'earliest' | 'latest') => html`<input
    class="input input-days"
    id="${id}-${which}"
    data-t="${id}-${which}"
    inputmode="numeric"
    autocomplete="off"
    maxlength="3"
    aria-label=${t(`settings.arrival.${which}`, { method: name })}
    aria-invalid=${problem ? 'true' : nothing}
    aria-describedby="${id}-dates"
    .value=${typed[which]}
    @input=${(event: InputEvent) => become({ [which]: (event.target as HTMLInputElement).value })}
  />`
  return html`<li class="arrival" data-t=${id}>
    <span class="arrival-method">${icon(glyphs[method] ?? paymentGlyph(method))}${name}</span>
    <span class="arrival-days">${field('earliest')} ${t('settings.arrival.to')} ${field('latest')} ${t('settings.arrival.days')}</span>
    ${usualView(daysOf(typed), usual, name, id, () => become({ earliest: String(usual[0]), latest: String(usual[1]) }))}
    <p class="arrival-dates" id="${id}-dates" data-t="${id}-dates">
      ${problem ? html`<span class="field-error">${icon('circle-alert', 'sm')}${problem}</span>` : html`<span class="muted">${datesWords(editor, method, nowMs)}</span>`}
    </p>
  </li>`
}

function usualView(
  days: [number, number],
  usual: readonly [number, number],
  method: string,
  id: string,
  reset: () => void,
): TemplateResult {
  if (isUsual(days, usual)) return html`<span class="arrival-usual muted small">${t('settings.arrival.usual')}</span>`
  const [earliest, latest] = usual
  const words =
    earliest === latest
      ? t('settings.arrival.resetSame', { days: latest })
      : t('settings.arrival.reset', { earliest, latest })
  return html`<button
    class="btn btn-quiet btn-sm arrival-usual"
    type="button"
    aria-label="${words}. ${t('settings.arrival.resetLabel', { method })}"
    data-t="${id}-usual"
    @click=${reset}
  >
    ${icon('rotate-ccw', 'sm')}${words}
  </button>`
}

/** "Sent today, it arrives between 27 Nov and 3 Dec."; nothing while the days are none. */
function datesWords({ draft, saved }: SettingsEditor, method: PaymentMethod, nowMs: number): string {
  const [earliest, latest] = daysOf(draft.arrival[method])
  if (!(earliest <= latest && latest <= 60)) return ''
  const { timezone } = saved
  const calendar = {
    arrival: { [method]: [earliest, latest] as const },
    timezone,
    ...(draft.country && { country: draft.country }),
  }
  const dates = arrivalOf(calendar, method, method, nowMs)
  const day = (date: string) => plainDate(date, nowMs, dateStyle())
  const words =
    dates.latest === localDate(nowMs, timezone)
      ? t('settings.arrival.today')
      : dates.earliest === dates.latest
        ? t('settings.arrival.by', { date: day(dates.latest) })
        : t('settings.arrival.between', { from: day(dates.earliest), to: day(dates.latest) })
  if (!dates.isCalendarUnknown) return words
  return `${words} ${t('settings.arrival.unknown', { year: dates.latest.slice(0, 4) })}`
}

function bankCountry(editor: SettingsEditor, nowMs: number): TemplateResult {
  const { country } = editor.draft
  const codes = country === '' || holidayCountries.includes(country) ? holidayCountries : [...holidayCountries, country]
  const named = codes.map((code) => ({ value: code, words: countryName(code) }))
  return selectField({
    id: 'bank-country',
    label: t('settings.bank.label'),
    hint: bankHint(country, Number(localDate(nowMs, editor.saved.timezone).slice(0, 4))),
    value: country,
    choices: [
      { value: '', words: t('settings.bank.none') },
      ...named.toSorted((a, b) => a.words.localeCompare(b.words)),
    ],
    change: (code) => editor.change({ country: code }),
    ...problemAt(editor, '/country'),
  })
}

function bankHint(country: string, year: number): string {
  if (country === '') return t('settings.bank.hint')
  if (!holidayCountries.includes(country)) return t('settings.bank.notKnown')
  const unknown = [year, year + 1].filter((each) => !isYearKnown(country, each))
  if (unknown.length === 0) return t('settings.bank.hint')
  return `${t('settings.bank.hint')} ${t('settings.bank.yearUnknown', { years: listWords(unknown.map(String)) })}`
}
