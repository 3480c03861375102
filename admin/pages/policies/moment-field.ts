import { html, type TemplateResult } from 'lit'
import { dayOfDate, zonedClock } from '../../../shared/time/zoned.ts'
import { icon } from '../../components/icon.ts'
import { localDate } from '../../format/dates.ts'

/** A local date and time of the merchant's zone, as `datetime-local` gives it; undefined while it is none. */
export function instantOfLocal(text: string, zone: string): number | undefined {
  const [, date, hours, minutes] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(text) ?? []
  const day = date === undefined ? undefined : dayOfDate(date)
  if (day === undefined) return undefined
  return zonedClock(zone).instantOf(day, Number(hours) * 60 + Number(minutes))
}

/** The beginning of tomorrow: a policy changes most cleanly between two days. */
export function tomorrowLocal(nowMs: number, zone: string): string {
  const clock = zonedClock(zone)
  return `${localDate(clock.startOfDay(clock.dayOf(nowMs) + 1), zone)}T00:00`
}

export function momentField(field: {
  id: string
  label: string
  hint: string
  problem?: string
  value: string
  min: string
  change: (value: string) => void
}): TemplateResult {
  const { id, problem } = field
  return html`<div class="field">
    <label for=${id}>${field.label}</label>
    <input
      class="input"
      type="datetime-local"
      id=${id}
      data-t=${id}
      min=${field.min}
      max="2100-12-31T23:59"
      aria-invalid=${problem ? 'true' : 'false'}
      aria-describedby="${id}-hint"
      .value=${field.value}
      @input=${(event: InputEvent) => field.change((event.target as HTMLInputElement).value)}
    />
    ${
      problem
        ? html`<p class="field-error" id="${id}-hint">${icon('circle-alert', 'sm')}${problem}</p>`
        : html`<p class="hint" id="${id}-hint">${field.hint}</p>`
    }
  </div>`
}
