import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { avatar } from '../../components/avatar.ts'
import { icon } from '../../components/icon.ts'
import { type DraftKind, keepDraft, readDraft } from '../../data/drafts.ts'
import type { AdminRequest, StaffCommand } from '../../data/requests.ts'
import { type Colleague, colleague, merchantZone } from '../../data/session.ts'
import { clock, localDate } from '../../format/dates.ts'
import { dateStyle, dayHeading, languageName, timeView } from '../../format/show.ts'
import { loadWords, nearestLanguage, t } from '../../i18n/i18n.ts'
import { type ReplyText, replyText, replyTexts } from './canned.ts'
import { itemTitle, shortName } from './request-words.ts'
import { filtered, isNote, isSpoken, type TimelineEntry, type TimelineFilter } from './timeline-model.ts'
import { entryGlyph, entryWords } from './timeline-words.ts'

const filters: readonly TimelineFilter[] = ['all', 'messages', 'notes']
const kinds: readonly DraftKind[] = ['message', 'ask', 'note']

export type Spoken =
  | { command: 'message' | 'note'; body: { text: string } }
  | { command: 'ask'; body: { text: string; wantsPhotos: boolean } }

/**
 * What happened, what was said, and the place to say something.
 * @fires say - detail: Spoken; the page answers by calling `said()` once it was sent
 */
@customElement('amends-talk')
export class Talk extends AdminElement {
  @property({ attribute: false }) request!: AdminRequest
  @property({ attribute: false }) busy: StaffCommand | undefined
  /** Named in the timeline; they come after the request. */
  @property({ attribute: false }) colleagues: readonly Colleague[] = []
  @property() problem = ''
  @state() private filter: TimelineFilter = 'all'
  @state() private kind: DraftKind = 'message'
  @state() private drafts: Record<DraftKind, string> = { message: '', ask: '', note: '' }
  @state() private wantsPhotos = false
  private number = ''

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('request') || this.request.number === this.number) return
    this.number = this.request.number
    this.drafts = {
      message: readDraft(this.number, 'message'),
      ask: readDraft(this.number, 'ask'),
      note: readDraft(this.number, 'note'),
    }
    this.kind =
      kinds.find((kind) => this.can(kind) && this.drafts[kind]) ?? kinds.find((kind) => this.can(kind)) ?? 'note'
    void loadWords(nearestLanguage(this.request.state.locale))
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('request')) {
      const list = this.querySelector('.timeline')
      list?.scrollTo({ top: list.scrollHeight })
    }
  }

  /** Puts the cursor where one writes. */
  write(kind: DraftKind): void {
    if (!this.can(kind)) return
    this.kind = kind
    void this.updateComplete.then(() => this.querySelector<HTMLTextAreaElement>('#composer-text')?.focus())
  }

  /** The words were sent: the place is empty again. */
  said(kind: DraftKind): void {
    this.set(kind, '')
    if (kind === 'ask') this.wantsPhotos = false
  }

  private can(kind: DraftKind): boolean {
    return this.request.commands.includes(kind)
  }

  private set(kind: DraftKind, text: string): void {
    this.drafts = { ...this.drafts, [kind]: text }
    keepDraft(this.number, kind, text)
  }

  private send(event?: Event): void {
    event?.preventDefault()
    const text = this.drafts[this.kind].trim()
    if (!text || this.busy) return
    const detail: Spoken =
      this.kind === 'ask'
        ? { command: 'ask', body: { text, wantsPhotos: this.wantsPhotos } }
        : { command: this.kind, body: { text } }
    this.dispatchEvent(new CustomEvent<Spoken>('say', { detail }))
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) this.send(event)
    else if (event.key === 'Escape') (event.target as HTMLElement).blur()
  }

  private useReply(event: Event): void {
    const select = event.target as HTMLSelectElement
    const which = select.value as ReplyText
    select.value = ''
    const language = nearestLanguage(this.request.state.locale)
    const words = replyText(which, language, {
      name: this.request.customer.name?.split(/\s+/)[0] ?? '',
      item: this.request.state.items[0] ? itemTitle(this.request, this.request.state.items[0]) : '',
      number: this.request.number,
    })
    const before = this.drafts[this.kind].trim()
    this.set(this.kind, before ? `${before}\n\n${words}` : words)
    this.querySelector<HTMLTextAreaElement>('#composer-text')?.focus()
  }

  protected override render() {
    const { request } = this
    const entries = filtered(request.timeline, this.filter)
    return html`<section class="card request-talk" aria-labelledby="timeline-heading">
      <div class="card-head">
        <h2 id="timeline-heading">${t('timeline.heading')}</h2>
        <fieldset class="segmented">
          <legend class="visually-hidden">${t('timeline.show')}</legend>
          ${filters.map(
            (filter) => html`<label
              ><input
                type="radio"
                name="timeline-filter"
                value=${filter}
                .checked=${filter === this.filter}
                @change=${() => (this.filter = filter)}
                data-t="timeline-${filter}"
              /><span>${t(`timeline.filter.${filter}`)}</span></label
            >`,
          )}
        </fieldset>
      </div>
      ${
        entries.length
          ? html`<ol class="timeline" data-t="timeline" tabindex="0" aria-label=${t('timeline.heading')}>
              ${entries.map((entry, index) => this.entry(entry, entries[index - 1]))}
            </ol>`
          : html`<p class="timeline-empty muted">${t(`timeline.empty.${this.filter}`)}</p>`
      }
      ${this.composer()}
    </section>`
  }

  private entry(entry: TimelineEntry, before: TimelineEntry | undefined): TemplateResult {
    const zone = merchantZone()
    const newDay = !before || localDate(before.at, zone) !== localDate(entry.at, zone)
    return html`${newDay ? html`<li class="tl-day"><span>${dayHeading(entry.at)}</span></li>` : nothing}
    ${isSpoken(entry) ? this.bubble(entry) : this.step(entry)}`
  }

  private step(entry: TimelineEntry): TemplateResult {
    return html`<li class="tl" data-t="event-${entry.kind}">
      <span class="tl-dot">${icon(entryGlyph(entry), 'sm')}</span>
      <p>${entryWords(this.request, entry)}${entry.text ? html` <q>${entry.text}</q>` : nothing}</p>
      ${timeView(entry.at, clock(entry.at, dateStyle()))}
    </li>`
  }

  private bubble(entry: TimelineEntry): TemplateResult {
    const { request } = this
    const fromShopper = entry.by === 'shopper'
    const staff = entry.name ? colleague({ firstName: entry.name }) : undefined
    const name = fromShopper
      ? (request.customer.name ?? t('customer.theShopper'))
      : (staff?.name ?? entry.name ?? t(`who.${entry.by}`))
    const kind = isNote(entry) ? 'msg msg-note' : fromShopper ? 'msg' : 'msg msg-out'
    return html`<li class=${kind} data-t="event-${entry.kind}">
      ${avatar({ id: fromShopper ? (request.customer.email ?? name) : (staff?.id ?? name), name })}
      <div class="msg-box">
        <p class="msg-head">
          <b>${name}</b>
          ${
            isNote(entry)
              ? html`<span class="badge badge-caution">${icon('lock')}${t('timeline.staffOnly')}</span>`
              : fromShopper
                ? entry.kind === 'messaged' || entry.kind === 'answered'
                  ? nothing
                  : html`<span class="muted">${entryWords(request, entry, 'said')}</span>`
                : html`<span class="muted">${entry.kind === 'messaged' ? t('timeline.to', { name: shortName(request) }) : entryWords(request, entry, 'said')}</span>`
          }
          ${timeView(entry.at, clock(entry.at, dateStyle()))}
        </p>
        <p class="msg-text">${entry.text}</p>
      </div>
    </li>`
  }

  private composer() {
    const { request, kind } = this
    const open = kinds.filter((each) => this.can(each))
    if (open.length === 0) return nothing
    const name = shortName(request)
    const sending = this.busy === kind
    const hint =
      kind === 'note' ? t('composer.noteHint') : t('composer.goesOut', { language: languageName(request.state.locale) })
    return html`<form class="composer composer-${kind}" aria-label=${t('composer.label')} @submit=${this.send}>
      <div class="composer-tabs">
        <div class="tabs" role="group" aria-label=${t('composer.kind')}>
          ${open.map(
            (each) => html`<button
              class="tab"
              type="button"
              aria-pressed=${each === kind ? 'true' : 'false'}
              data-t="write-${each}"
              @click=${() => this.write(each)}
            >
              ${t(`composer.${each}`, { name })}${this.drafts[each] && each !== kind ? html`<span class="dot" title=${t('composer.draft')}></span>` : nothing}
            </button>`,
          )}
        </div>
        ${
          kind === 'note'
            ? nothing
            : html`<label class="chip chip-select chip-quiet"
                >${icon('message-square-text')}<span>${t('composer.canned')}</span
                ><select @change=${this.useReply} data-t="canned">
                  <option value="" selected disabled hidden>${t('composer.canned')}</option>
                  ${replyTexts.map((which) => html`<option value=${which}>${t(`canned.name.${which}`)}</option>`)}
                </select></label
              >`
        }
      </div>
      <label class="visually-hidden" for="composer-text">${t(`composer.${kind}`, { name })}</label>
      <textarea
        id="composer-text"
        rows="3"
        maxlength="2000"
        placeholder=${t(`composer.placeholder.${kind}`, { name })}
        .value=${this.drafts[kind]}
        @input=${(event: InputEvent) => this.set(kind, (event.target as HTMLTextAreaElement).value)}
        @keydown=${this.pressed}
        data-t="composer-text"
      ></textarea>
      ${this.problem ? html`<p class="notice notice-negative composer-problem" role="alert">${icon('circle-alert')}<span>${this.problem}</span></p>` : nothing}
      <div class="composer-foot">
        ${
          kind === 'ask'
            ? html`<label class="composer-check"
                ><input
                  class="check"
                  type="checkbox"
                  .checked=${this.wantsPhotos}
                  @change=${(event: Event) => (this.wantsPhotos = (event.target as HTMLInputElement).checked)}
                  data-t="wants-photos"
                />${t('composer.photos')}</label
              >`
            : nothing
        }
        <span class="muted small">${hint}</span>
        <button class="btn btn-sm" type="submit" aria-disabled=${sending || !this.drafts[kind].trim() ? 'true' : 'false'} data-t="send">
          ${sending ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${t(`composer.send.${kind}`)} <kbd aria-hidden="true">⌘↵</kbd>
        </button>
      </div>
    </form>`
  }
}
