import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { icon } from '../../components/icon.ts'
import { isShortcut } from '../../components/keys.ts'
import { setLive } from '../../components/live.ts'
import { PagedRows } from '../../components/paged-rows.ts'
import { freshChip, pageTurns } from '../../components/paged-rows-view.ts'
import { emptyView, errorView } from '../../components/states-of-a-page.ts'
import { ApiError } from '../../data/http.ts'
import { type LivePolicy, readPolicy } from '../../data/policy.ts'
import { keepPlace, queuePlace } from '../../data/queue-place.ts'
import {
  countQueue,
  listQueue,
  type QueueCounters,
  type QueueFilter,
  type QueueRow,
  queueViewNames,
} from '../../data/requests.ts'
import { countryName, ownWords } from '../../format/show.ts'
import { figure, t } from '../../i18n/i18n.ts'
import { link, navigate, onNavigate, place } from '../../router.ts'
import './queue-preview.ts'
import { filterOf, inView, moved, searchOf, sorts } from './queue-model.ts'
import { queueTable, skeletonTable } from './queue-table.ts'

const pageSize = 25
const pollMs = 15_000
/** Where shoppers of the demo and of the statutes live; the filter offers also what is on screen. */
const usualCountries = ['CN', 'DE', 'FR', 'GB', 'JP', 'US']

/** Everything open, the one due first on top, with a look at one of them beside it. */
@customElement('amends-queue-page')
export class QueuePage extends AdminElement {
  @state() private filter: QueueFilter = filterOf(place().search)
  @state() private counters: QueueCounters | undefined
  @state() private current: string | undefined
  @state() private policy: LivePolicy | undefined
  private readonly pages = new PagedRows<QueueRow>(this, pageSize, {
    idOf: ({ number }) => number,
    read: async (cursor, how) => {
      const { requests: rows, ...page } = await listQueue(this.filter, cursor, pageSize, how === 'quiet')
      return { ...page, rows }
    },
    opened: ({ rows, total }) => {
      const has = rows.some((row) => row.number === this.current)
      this.choose(has ? this.current : rows[0]?.number)
      keepPlace(rows, this.pages.offset, total, searchOf(this.filter))
    },
  })

  override connectedCallback(): void {
    super.connectedCallback()
    this.listen('keydown', (event) => this.pressed(event))
    this.whileConnected(onNavigate(() => this.followAddress()))
    this.every(pollMs, () => void this.refresh())
    this.current =
      queuePlace()?.search === searchOf(this.filter)
        ? (sessionStorage.getItem('amends.admin.current') ?? undefined)
        : undefined
    void this.pages.open()
    void this.count()
    readPolicy().then(
      (policy) => (this.policy = policy),
      () => undefined,
    )
  }

  private followAddress(): void {
    if (place().path !== '/') return
    const next = filterOf(place().search)
    if (searchOf(next) === searchOf(this.filter)) return
    this.filter = next
    void this.pages.restart()
  }

  private async count(): Promise<void> {
    try {
      this.counters = await countQueue(true)
      setLive('live')
    } catch (error) {
      if (error instanceof ApiError && error.code === 'offline') setLive('offline')
    }
  }

  /** Keeps figures and rows true without moving a row under the pointer. */
  private async refresh(): Promise<void> {
    if (document.visibilityState === 'hidden') return
    await Promise.all([this.count(), this.pages.refresh()])
  }

  private get rows(): readonly QueueRow[] {
    return this.pages.rows
  }

  private choose(number: string | undefined): void {
    this.current = number
    if (number) sessionStorage.setItem('amends.admin.current', number)
  }

  private pressed(event: KeyboardEvent): void {
    if (!isShortcut(event)) return
    const key = event.key.toLowerCase()
    if (key === 'j' || key === 'k') {
      this.choose(moved(this.rows, this.current, key === 'j' ? 1 : -1))
      void this.updateComplete.then(() => this.focusCurrent())
    } else if (
      key === 'enter' &&
      this.current &&
      !(event.target instanceof HTMLAnchorElement || event.target instanceof HTMLButtonElement)
    ) {
      navigate(`/requests/${this.current}`)
    } else if (key === 'n' && this.pages.hasNext) this.turn('next')
    else if (key === 'p' && this.pages.hasPrevious) this.turn('previous')
    else return
    event.preventDefault()
  }

  private focusCurrent(): void {
    const anchor = this.querySelector<HTMLAnchorElement>('tr.is-current .ref a')
    anchor?.focus({ preventScroll: true })
    anchor?.closest('tr')?.scrollIntoView({ block: 'nearest' })
  }

  private turn(to: 'next' | 'previous'): void {
    this.current = undefined
    void this.pages.turn(to).then(() => this.querySelector('.queue-scroll')?.scrollTo({ top: 0 }))
  }

  private set(change: Partial<QueueFilter>): void {
    navigate(`/${searchOf({ ...this.filter, ...change })}`, 'replace')
  }

  private hasShownCurrent = false

  /** Coming back, the row that was left is on screen. */
  protected override updated(): void {
    if (this.hasShownCurrent || !this.pages.page) return
    this.hasShownCurrent = true
    this.querySelector('tr.is-current')?.scrollIntoView({ block: 'nearest' })
  }

  protected override render() {
    return html`<main class="main queue" id="main" data-t="queue-page">
      <div class="queue-list">
        <h1 class="visually-hidden">${t('nav.queue')}</h1>
        ${this.tabs()} ${this.filters()}
        <div class="queue-scroll" data-t="queue-scroll">${this.body()}</div>
        ${this.foot()}
      </div>
      <amends-queue-preview
        .number=${this.rows.length ? this.current : undefined}
        @decided=${() => void this.decided()}
      ></amends-queue-preview>
    </main>`
  }

  private async decided(): Promise<void> {
    const next = moved(this.rows, this.current, 1)
    await Promise.all([this.pages.open(), this.count()])
    if (this.rows.some((row) => row.number === next)) this.choose(next)
  }

  private tabs() {
    return html`<div class="queue-bar">
      <nav class="tabs" aria-label=${t('queue.views')}>
        ${queueViewNames.map((view) => {
          const count = this.counters?.[view]
          return html`<a
            class="tab"
            href=${link(`/${searchOf(inView(this.filter, view))}`)}
            aria-current=${view === this.filter.view ? 'page' : nothing}
            data-t="view-${view}"
            >${t(`queue.view.${view}`)}
            <span class="tab-count" data-t="count-${view}">${count === undefined ? '' : figure(count)}</span></a
          >`
        })}
      </nav>
    </div>`
  }

  private filters() {
    const { filter } = this
    const reasons = this.policy?.policy.reasons ?? []
    const countries = [
      ...new Set([...usualCountries, ...this.rows.map((row) => row.customer.country), filter.country ?? '']),
    ]
      .filter(Boolean)
      .map((code) => ({ value: code, label: countryName(code) }))
      .sort((a, b) => a.label.localeCompare(b.label))
    return html`<div class="queue-filters">
      ${this.chip(
        'sort',
        t('queue.sort'),
        filter.sort,
        sorts.map((sort) => ({ value: sort, label: t(`queue.sortBy.${sort}`) })),
      )}
      ${
        reasons.length
          ? this.chip('reason', t('queue.reason'), filter.reason ?? '', [
              { value: '', label: t('queue.any') },
              ...reasons.map((reason) => ({ value: reason.code, label: ownWords(reason.labels) })),
            ])
          : nothing
      }
      ${this.chip('country', t('queue.country'), filter.country ?? '', [{ value: '', label: t('queue.any') }, ...countries])}
      ${
        filter.q
          ? html`<button
              class="chip chip-on"
              type="button"
              data-t="clear-search"
              aria-label=${t('queue.clearSearch', { q: filter.q })}
              @click=${() => this.set({ q: undefined })}
            >
              ${icon('search')}<b>${filter.q}</b>${icon('x')}
            </button>`
          : nothing
      }
      ${freshChip(this.pages, () => void this.pages.restart())}
    </div>`
  }

  private chip(
    name: 'sort' | 'reason' | 'country',
    label: string,
    value: string,
    options: { value: string; label: string }[],
  ) {
    const change = (event: Event) => this.set({ [name]: (event.target as HTMLSelectElement).value || undefined })
    return html`<label class="chip chip-select ${value && name !== 'sort' ? 'chip-on' : ''}">
      ${name === 'sort' ? icon('arrow-up-narrow-wide') : nothing}<span>${label}</span>
      <select data-t="filter-${name}" @change=${change}>
        ${options.map((option) => html`<option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`)}
      </select>
      ${icon('chevron-down')}
    </label>`
  }

  private body() {
    const { failure, page, gone } = this.pages
    if (failure) return errorView(failure, () => void this.pages.open())
    if (!page) return skeletonTable()
    if (this.rows.length === 0) return this.empty()
    return queueTable({
      rows: this.rows,
      current: this.current,
      gone,
      sort: this.filter.sort,
      choose: (number) => this.choose(number),
    })
  }

  private empty() {
    const { q, reason, country, view } = this.filter
    if (q || reason || country) {
      return emptyView(
        'search',
        q ? t('queue.noMatch', { q }) : t('queue.noMatchFilter'),
        t('queue.noMatchHint'),
        html`<button
          class="btn"
          type="button"
          data-t="clear-filters"
          @click=${() => this.set({ ...inView(this.filter, 'open'), q: undefined, reason: undefined, country: undefined })}
        >
          ${t('queue.clearFilters')}
        </button>`,
      )
    }
    return emptyView('circle-check', t(`queue.empty.${view}`), t(`queue.emptyHint.${view}`))
  }

  private foot() {
    const { page, offset } = this.pages
    const to = offset + this.rows.length
    return html`<div class="queue-foot keys">
      <span data-t="range" role="status">${page && this.rows.length ? t('queue.range', { from: offset + 1, to, total: Math.max(page.total, to) }) : ''}</span>
      <span class="narrow-hidden"><kbd>J</kbd><kbd>K</kbd> ${t('keys.short.move')}</span>
      <span class="narrow-hidden"><kbd>↵</kbd> ${t('keys.short.open')}</span>
      <span class="narrow-hidden"><kbd>A</kbd> ${t('keys.short.approve')}</span>
      <span class="narrow-hidden"><kbd>/</kbd> ${t('keys.short.search')}</span>
      <span class="queue-turn">${pageTurns(this.pages, (to) => this.turn(to))}</span>
    </div>`
  }
}
