import { html, nothing, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { type BusinessCalendar, checklistStages, type Policy } from '../../../../shared/policy/policy.ts'
import { dayOfDate } from '../../../../shared/time/zoned.ts'
import { icon } from '../../../components/icon.ts'
import { plainDate } from '../../../format/dates.ts'
import { countryName, dateStyle, ownWords } from '../../../format/show.ts'
import { intlTag, t } from '../../../i18n/i18n.ts'
import { factView } from '../fact-view.ts'
import { selectField } from '../fields/fields.ts'
import { textsField } from '../fields/texts-field.ts'
import { findingCard, issueCard } from '../finding-card.ts'
import { clockOf, knownHolidays, minutesOf, withHolidays } from '../model/settings.ts'
import { SectionHost } from './section-host.ts'

const weekdays = [1, 2, 3, 4, 5, 6, 7]
type DayList = 'closed' | 'open'
const earliestDate = '2000-01-01'
const latestDate = '2100-12-31'

/** When staff work, for deadlines in business hours, and what they go through at each stage. */
@customElement('amends-hours-section')
export class HoursSection extends SectionHost {
  @state() private country = 'CN'
  @state() private year = new Date().getFullYear()
  /** Where a time cannot be read: "3 from". Spans that come or go end it. */
  @state() private wrongTimes: ReadonlySet<string> = new Set()
  /** Lists in whose field a day stands that cannot be taken. */
  @state() private wrongDays: ReadonlySet<DayList> = new Set()

  protected override render() {
    const { context } = this
    if (!context) return nothing
    const { calendar } = context.policy
    const { findings, issues } = this.about('/calendar')
    return html`<section class="card" aria-labelledby="hours-heading" data-t="policy-hours">
        <div class="card-head">
          <h2 id="hours-heading">${t('editor.hours.heading')}</h2>
          <span class="muted small pad-end">${t('editor.hours.hint', { zone: context.policy.timezone })}</span>
        </div>
        <div class="card-body section-form">
          ${issues.map((issue) => issueCard(issue))} ${findings.map((finding) => findingCard(finding, context))}
          ${this.week(calendar)} ${this.fixed ? nothing : this.holidays()} ${this.days('closed', calendar)} ${this.days('open', calendar)}
        </div>
      </section>
      ${this.checklists(context.policy)}`
  }

  private week({ hours }: BusinessCalendar): TemplateResult {
    return html`<table class="week">
      <caption class="visually-hidden">${t('editor.hours.heading')}</caption>
      <tbody>
        ${weekdays.map((weekday) => {
          const spans = hours.map((span, place) => ({ ...span, place })).filter((span) => span.weekday === weekday)
          const name = weekdayName(weekday)
          return html`<tr>
            <th scope="row">${name}</th>
            <td>
              ${spans.length ? nothing : html`<span class="muted">${t('editor.hours.closedDay')}</span>`}
              ${spans.map(
                (span) => html`<span class="span"
                  >${this.time(name, span, 'from')} – ${this.time(name, span, 'to')}${
                    this.fixed
                      ? nothing
                      : html`<button
                          class="btn btn-quiet btn-sm btn-icon"
                          type="button"
                          aria-label=${t('editor.removeNamed', { what: `${name} ${clockOf(span.from)}–${clockOf(span.to)}` })}
                          @click=${() => this.setHours(hours.toSpliced(span.place, 1))}
                        >
                          ${icon('x', 'sm')}
                        </button>`
                  }</span
                >`,
              )}
              ${this.wrongSpan(spans, weekday)}
            </td>
            <td class="week-add">
              ${
                this.fixed
                  ? nothing
                  : html`<button
                      class="btn btn-quiet btn-sm"
                      type="button"
                      aria-label=${t('editor.hours.addTo', { day: name })}
                      data-t="add-hours-${weekday}"
                      @click=${() => this.setHours([...hours, nextSpan(weekday, spans.at(-1)?.to)].sort(byTime))}
                    >
                      ${icon('plus', 'sm')}${t('editor.hours.add')}
                    </button>`
              }
            </td>
          </tr>`
        })}
      </tbody>
    </table>`
  }

  private wrongSpan(spans: readonly Placed[], weekday: number): TemplateResult | typeof nothing {
    const isUnread = spans.some(({ place }) => ends.some((end) => this.wrongTimes.has(`${place} ${end}`)))
    if (!isUnread && !spans.some(isBackwards)) return nothing
    const words = t(isUnread ? 'editor.hours.noTime' : 'editor.hours.backwards')
    return html`<p class="field-error" id="hours-problem-${weekday}" role="alert">${icon('circle-alert', 'sm')}${words}</p>`
  }

  private time(day: string, span: Placed, end: (typeof ends)[number]): TemplateResult {
    const { place } = span
    const minutes = span[end]
    if (this.fixed) return html`${clockOf(minutes)}`
    const name = `${place} ${end}`
    const isWrong = this.wrongTimes.has(name) || (end === 'to' && isBackwards(span))
    return html`<input
      class="input input-time"
      aria-label="${day}, ${t(`editor.hours.${end}`)}"
      data-t="hours-${place}-${end}"
      inputmode="numeric"
      maxlength="5"
      aria-invalid=${isWrong ? 'true' : nothing}
      aria-describedby=${isWrong ? `hours-problem-${span.weekday}` : nothing}
      .value=${clockOf(minutes)}
      @change=${(event: Event) => {
        const field = event.target as HTMLInputElement
        const typed = minutesOf(field.value.normalize('NFKC').trim())
        this.wrongTimes = withMark(this.wrongTimes, name, typed === undefined)
        if (typed === undefined) return
        field.value = clockOf(typed)
        this.edit((policy) => ({ ...policy, calendar: withTime(policy.calendar, place, end, typed) }))
      }}
    />`
  }

  private holidays(): TemplateResult {
    const known = knownHolidays()
    const years = known.find(({ country }) => country === this.country)?.years ?? []
    const year = years.includes(this.year) ? this.year : years[0]
    return html`<fieldset class="form-columns">
      <legend class="label">${t('editor.hours.holidays')}</legend>
      ${selectField({
        id: 'holiday-country',
        label: t('editor.hours.country'),
        value: this.country,
        choices: known.map(({ country }) => ({ value: country, words: countryName(country) })),
        change: (country) => (this.country = country),
      })}
      ${selectField({
        id: 'holiday-year',
        label: t('editor.hours.year'),
        value: String(year),
        choices: years.map((each) => ({ value: String(each), words: String(each) })),
        change: (next) => (this.year = Number(next)),
      })}
      <button
        class="btn btn-sm"
        type="button"
        data-t="fill-holidays"
        @click=${() => {
          if (year === undefined) return
          const { country } = this
          this.edit(
            (policy) => ({ ...policy, calendar: withHolidays(policy.calendar, country, year) }),
            undefined,
            t('editor.hours.filled', { country: countryName(country), year }),
          )
        }}
      >
        ${icon('plus', 'sm')}${t('editor.hours.fill')}
      </button>
      <p class="hint form-wide">${t('editor.hours.source')}</p>
    </fieldset>`
  }

  private days(list: DayList, calendar: BusinessCalendar): TemplateResult {
    const dates = calendar[list] ?? []
    const become = (next: string[]) =>
      this.edit((policy) => ({ ...policy, calendar: { ...policy.calendar, [list]: next } }))
    // A draft from elsewhere may name days that no calendar has.
    const words = (date: string) => (dayOfDate(date) === undefined ? date : plainDate(date, Date.now(), dateStyle()))
    const isWrong = this.wrongDays.has(list)
    if (this.fixed) return factView(t(`editor.hours.${list}`), dates.map(words))
    return html`<div class="field">
      <label for="day-${list}">${t(`editor.hours.${list}`)}</label>
      <div class="tokens">
        ${dates.map(
          (date) => html`<span class="token"
            >${words(date)}<button
              type="button"
              aria-label=${t('editor.takeOff', { what: words(date) })}
              @click=${() => become(dates.filter((each) => each !== date))}
            >
              ${icon('x', 'sm')}
            </button></span
          >`,
        )}
        <input
          id="day-${list}"
          type="date"
          data-t="day-${list}"
          min=${earliestDate}
          max=${latestDate}
          aria-invalid=${isWrong ? 'true' : nothing}
          aria-describedby=${isWrong ? `day-${list}-problem` : nothing}
          @change=${(event: Event) => {
            const field = event.target as HTMLInputElement
            // Of a year that is being typed the first digit is a year already.
            if (!isTakenDay(field.value)) return
            this.wrongDays = withMark(this.wrongDays, list, false)
            if (!dates.includes(field.value)) become([...dates, field.value].sort())
            field.value = ''
          }}
          @blur=${({ target }: Event) => {
            const { value, validity } = target as HTMLInputElement
            this.wrongDays = withMark(this.wrongDays, list, value !== '' || validity.badInput)
          }}
        />
      </div>
      ${
        isWrong
          ? html`<p class="field-error" id="day-${list}-problem" role="alert">${icon('circle-alert', 'sm')}${t('editor.hours.noDay')}</p>`
          : nothing
      }
    </div>`
  }

  private checklists({ checklists = {} }: Policy): TemplateResult {
    return html`<section class="card" aria-labelledby="checklists-heading" data-t="policy-checklists">
      <div class="card-head">
        <h2 id="checklists-heading">${t('editor.checklist.heading')}</h2>
        <span class="muted small pad-end">${t('editor.checklist.hint')}</span>
      </div>
      <div class="card-body section-form">
        ${checklistStages.map((stage) => {
          const label = t(`editor.checklist.${stage}`)
          const value = checklists[stage] ?? []
          if (this.fixed) return factView(label, value.map(ownWords))
          return textsField({
            id: `checklist-${stage}`,
            label,
            value,
            languages: this.languages,
            change: (texts) =>
              this.edit(
                (policy) => ({ ...policy, checklists: withStage(policy.checklists, stage, texts) }),
                `checklist ${stage}`,
              ),
          })
        })}
      </div>
    </section>`
  }

  private setHours(hours: BusinessCalendar['hours']): void {
    this.wrongTimes = new Set()
    this.edit((policy) => ({ ...policy, calendar: { ...policy.calendar, hours } }))
  }
}

function withStage(
  checklists: Policy['checklists'] = {},
  stage: (typeof checklistStages)[number],
  texts: NonNullable<NonNullable<Policy['checklists']>['decide']>,
): Policy['checklists'] {
  const { [stage]: _, ...others } = checklists
  return texts.length ? { ...others, [stage]: texts } : others
}

function withTime(calendar: BusinessCalendar, place: number, end: 'from' | 'to', minutes: number): BusinessCalendar {
  return {
    ...calendar,
    hours: calendar.hours.map((span, index) => (index === place ? { ...span, [end]: minutes } : span)),
  }
}

function withMark<T>(marks: ReadonlySet<T>, mark: T, isOn: boolean): ReadonlySet<T> {
  const next = new Set(marks)
  if (isOn) next.add(mark)
  else next.delete(mark)
  return next
}

function isTakenDay(date: string): boolean {
  return dayOfDate(date) !== undefined && date >= earliestDate && date <= latestDate
}

type Span = BusinessCalendar['hours'][number]
type Placed = Span & { place: number }

function isBackwards({ from, to }: Span): boolean {
  return from >= to
}

const ends = ['from', 'to'] as const
const dayMinutes = 1440

/** After the last of the day, or the usual hours. */
function nextSpan(weekday: number, after: number | undefined): Span {
  if (after === undefined || after >= dayMinutes) return { weekday, from: 540, to: 1080 }
  return { weekday, from: Math.min(after + 60, dayMinutes - 1), to: Math.min(after + 240, dayMinutes) }
}

function byTime(a: Span, b: Span): number {
  return a.weekday - b.weekday || a.from - b.from
}

/** 1 is Monday; 5 January 1970 was one. */
function weekdayName(weekday: number): string {
  return new Intl.DateTimeFormat(intlTag(), { weekday: 'long', timeZone: 'UTC' }).format((weekday + 3) * 86_400_000)
}
