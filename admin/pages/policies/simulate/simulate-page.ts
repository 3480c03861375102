import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Group, Simulation } from '../../../../shared/policy/simulate/simulation.ts'
import { AdminElement } from '../../../components/admin-element.ts'
import { icon } from '../../../components/icon.ts'
import { emptyView, errorView, loadingView } from '../../../components/states-of-a-page.ts'
import { ApiError } from '../../../data/http.ts'
import { type DraftAnswer, readDraft } from '../../../data/policies.ts'
import { type LivePolicy, readPolicy } from '../../../data/policy.ts'
import { listVersions } from '../../../data/policy-versions.ts'
import { countryName, ownWords, tierName } from '../../../format/show.ts'
import { figure, t } from '../../../i18n/i18n.ts'
import { link } from '../../../router.ts'
import type { Explanation } from '../../../workers/explain.ts'
import { type Progress, Simulator } from '../../../workers/simulator.ts'
import { draftSide, liveSide, pageHead, versus } from '../page-head.ts'
import { nextNumber } from '../version-state.ts'
import { becauseLines } from './because-words.ts'
import './changed-card.ts'
import { type ChangedFilter, isNewlyHeld } from './changed-card.ts'
import { factsWords } from './facts-words.ts'
import { flowCard } from './flow-card.ts'
import { type GroupKind, groupsCard } from './groups-card.ts'
import { currenciesOf, currencyName, moneyCard } from './money-card.ts'
import './trace-dialog.ts'

const dayMs = 86_400_000
const periods = ['all', 'year', 'quarter'] as const
type Period = (typeof periods)[number]
const periodDays: Record<Period, number | undefined> = { all: undefined, year: 365, quarter: 90 }

interface Pair {
  live: LivePolicy
  draft: DraftAnswer
  /** What the draft will be called. */
  draftNumber: number
}
type Stage =
  | { kind: 'reading' }
  | { kind: 'no_draft' }
  | { kind: 'broken' }
  | { kind: 'failed'; error: ApiError }
  | { kind: 'running'; pair: Pair; progress: Progress }
  | { kind: 'cancelled' }
  | { kind: 'done'; pair: Pair; simulation: Simulation; tookMs: number; isCapped: boolean }

/** What the draft would have done with the requests there really were, before it counts. */
@customElement('amends-simulate-page')
export class SimulatePage extends AdminElement {
  @state() private stage: Stage = { kind: 'reading' }
  @state() private period: Period = 'all'
  @state() private currency: string | undefined
  @state() private showTable = false
  @state() private showsAll: ReadonlySet<GroupKind> = new Set()
  @state() private filter: ChangedFilter = 'all'
  @state() private opened: { number: string; explanation: Explanation | undefined } | undefined
  private simulator: Simulator | undefined
  /** The latest one begun: what an earlier one still hears is dropped. */
  private run = 0

  override connectedCallback(): void {
    super.connectedCallback()
    this.simulator = new Simulator()
    void this.start()
    this.whileConnected(() => this.simulator?.end())
  }

  private async start(): Promise<void> {
    const run = ++this.run
    this.simulator?.cancel()
    this.opened = undefined
    this.stage = { kind: 'reading' }
    try {
      const [live, draft, versions] = await Promise.all([readPolicy('fresh'), readDraft(), listVersions()])
      if (run !== this.run) return
      if (!draft) this.stage = { kind: 'no_draft' }
      else if (draft.issues.length) this.stage = { kind: 'broken' }
      else await this.replay({ live, draft, draftNumber: nextNumber(versions) })
    } catch (error) {
      if (run === this.run) this.failed(error)
    }
  }

  /** From a button that goes with what it stood under: the keyboard goes on from the one that stays. */
  private startAgain(): void {
    void this.start()
    this.querySelector<HTMLElement>('[data-t="run-again"]')?.focus()
  }

  private async replay(pair: Pair): Promise<void> {
    this.stage = { kind: 'running', pair, progress: { done: 0, of: undefined } }
    const days = periodDays[this.period]
    const since = days === undefined ? undefined : Date.now() - days * dayMs
    const result = await this.simulator?.replay(
      { live: pair.live.policy, draft: pair.draft.policy },
      {
        since,
        progress: (progress) => {
          if (this.stage.kind === 'running') this.stage = { ...this.stage, progress }
        },
      },
    )
    if (!result) return
    const currencies = currenciesOf(result.simulation)
    if (this.currency === undefined || !currencies.includes(this.currency)) this.currency = currencies[0]
    this.filter = 'all'
    this.stage = { kind: 'done', pair, ...result }
  }

  private failed(error: unknown): void {
    if (error instanceof DOMException && error.name === 'AbortError') return
    this.simulator?.cancel()
    this.stage = { kind: 'failed', error: error instanceof ApiError ? error : new ApiError('internal', 0) }
    if (!(error instanceof ApiError)) throw error
  }

  private cancel(): void {
    this.run++
    this.simulator?.cancel()
    this.stage = { kind: 'cancelled' }
    this.querySelector<HTMLElement>('[data-t="run-again"]')?.focus()
  }

  private async explain(number: string): Promise<void> {
    this.opened = { number, explanation: undefined }
    const explanation = await this.simulator?.explain(number)
    if (this.opened?.number === number) this.opened = { number, explanation }
  }

  protected override render() {
    const { stage } = this
    const pair = 'pair' in stage ? stage.pair : undefined
    return html`<main class="main" id="main" data-t="simulate-page">
      ${pageHead({
        title: t('simulate.title'),
        current: 'simulate',
        middle: pair ? versus(liveSide(pair.live.version), draftSide(pair.draftNumber)) : nothing,
        actions: this.actions(),
      })}
      <div class="page">${this.content()}</div>
      ${this.dialog()}
    </main>`
  }

  private actions() {
    const { stage } = this
    const isBusy = stage.kind === 'reading' || stage.kind === 'running'
    return html`${stage.kind === 'done' ? html`<span class="muted small narrow-gone sim-facts" role="status" data-t="simulate-facts">${factsWords(stage)}</span>` : nothing}
      <label class="chip chip-select chip-square"
        ><span class="visually-hidden">${t('simulate.periodLabel')}</span
        >${icon('calendar')}<select
          data-t="period"
          @change=${(event: Event) => {
            this.period = (event.target as HTMLSelectElement).value as Period
            void this.start()
          }}
        >
          ${periods.map((period) => html`<option value=${period} ?selected=${period === this.period}>${t(`simulate.period.${period}`)}</option>`)}
        </select></label
      >
      <button class="btn" type="button" data-t="run-again" aria-disabled=${isBusy ? 'true' : 'false'} @click=${() => (isBusy ? undefined : void this.start())}>${icon('refresh-cw')}<span class="narrow-hidden">${t('simulate.again')}</span></button>
      <a class="btn btn-primary" href=${link('/policies')}>${t('simulate.backToDraft')}</a>`
  }

  private content() {
    const { stage } = this
    const toPolicy = html`<a class="btn" href=${link('/policies')}>${t('policyPages.back')}</a>`
    switch (stage.kind) {
      case 'reading':
        return loadingView()
      case 'no_draft':
        return emptyView('pencil-line', t('compare.noDraft'), t('simulate.noDraftHint'), toPolicy)
      case 'broken':
        return emptyView('circle-alert', t('simulate.broken'), t('simulate.brokenHint'), toPolicy)
      case 'failed':
        return errorView(stage.error, () => this.startAgain())
      case 'cancelled':
        return emptyView(
          'flask-conical',
          t('simulate.cancelled'),
          t('simulate.cancelledHint'),
          html`<button class="btn" type="button" data-t="start-over" @click=${() => this.startAgain()}>${t('simulate.again')}</button>`,
        )
      case 'running':
        return this.progress(stage.progress)
      case 'done':
        return stage.simulation.requests === 0
          ? emptyView('inbox', t('simulate.nothing'), t('simulate.nothingHint'), toPolicy)
          : this.result(stage)
    }
  }

  private progress({ done, of }: Progress) {
    return html`<div class="page-state" data-t="simulate-progress">
      <progress aria-label=${t('simulate.running')} max=${of ?? 1} .value=${of === undefined ? 0 : done}></progress>
      <p class="strong">${of === undefined ? t('simulate.fetching') : t('simulate.progress', { done: figure(done), count: of, of: figure(of) })}</p>
      <p class="muted">${t('simulate.runningHint')}</p>
      <button class="btn" type="button" data-t="cancel-run" @click=${() => this.cancel()}>${t('action.cancel')}</button>
    </div>`
  }

  private result({ simulation, pair, isCapped }: Extract<Stage, { kind: 'done' }>) {
    const { currency } = this
    const currencies = currenciesOf(simulation)
    const group = (kind: GroupKind) =>
      groupsCard({
        simulation,
        kind,
        currency,
        nameOf: (one) => this.nameOf(kind, one, pair),
        showsAll: this.showsAll.has(kind),
        showAll: () => (this.showsAll = new Set(this.showsAll).add(kind)),
      })
    return html`${isCapped ? html`<p class="notice">${icon('info')}<span>${t('simulate.capped', { requests: figure(simulation.requests) })}</span></p>` : nothing}
      ${currencies.length > 1 ? this.currencySwitch(currencies) : nothing}
      <section class="sim-top" aria-label=${t('simulate.result')}>
        ${flowCard({ simulation, showTable: this.showTable, toggleTable: () => (this.showTable = !this.showTable) })}
        ${moneyCard(simulation, currency)}
      </section>
      ${this.law(simulation)}
      <div class="sim-tables">${group('reason')} ${group('product')}</div>
      <div class="sim-halves">${group('country')} ${group('tier')}</div>
      <amends-changed-card
        .changed=${simulation.changed}
        .policies=${{ live: pair.live.policy, draft: pair.draft.policy }}
        .versions=${{ live: pair.live.version, draft: pair.draftNumber }}
        .filter=${this.filter}
        @open-request=${({ detail }: CustomEvent<string>) => void this.explain(detail)}
      ></amends-changed-card>`
  }

  private currencySwitch(currencies: readonly string[]) {
    return html`<fieldset class="segmented currency-switch">
      <legend class="visually-hidden">${t('simulate.currency')}</legend>
      ${currencies.map(
        (currency) => html`<label title=${currencyName(currency)}
          ><input
            type="radio"
            name="currency"
            value=${currency}
            data-t="currency-${currency}"
            .checked=${currency === this.currency}
            @change=${() => (this.currency = currency)}
          /><span>${currency}</span></label
        >`,
      )}
    </fieldset>`
  }

  private law({ changed }: Simulation) {
    const held = changed.filter(isNewlyHeld)
    if (held.length === 0) return nothing
    return html`<p class="notice notice-caution" data-t="simulate-law">
      ${icon('scale')}<span
        ><strong>${t('simulate.held', { count: held.length })}</strong> ${t('simulate.heldHint')}
        <button class="link link-button" type="button" data-t="show-held" @click=${() => this.showHeld()}>${t('simulate.showThem')}</button></span
      >
    </p>`
  }

  private showHeld(): void {
    this.filter = 'law'
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('[data-t="filter-law"]')?.focus())
  }

  private nameOf(kind: GroupKind, group: Group, { live, draft }: Pair): string {
    switch (kind) {
      case 'reason': {
        const reason = [...draft.policy.reasons, ...live.policy.reasons].find(({ code }) => code === group.key)
        return reason ? ownWords(reason.labels) : group.key || t('editor.try.delivery')
      }
      case 'product':
        return 'title' in group ? String(group.title) : group.key
      case 'country':
        return countryName(group.key)
      case 'tier':
        return group.key === '' ? t('simulate.noTier') : tierName(group.key)
    }
  }

  private dialog() {
    const { opened, stage } = this
    if (!opened || stage.kind !== 'done') return nothing
    const { live, draft, draftNumber } = stage.pair
    const row = stage.simulation.changed.find(({ number }) => number === opened.number)
    return html`<amends-trace-dialog
      .number=${opened.number}
      .lines=${row ? becauseLines(row, { live: live.policy, draft: draft.policy }) : []}
      .explanation=${opened.explanation}
      .versions=${{ live: live.version, draft: draftNumber }}
      @closed=${() => (this.opened = undefined)}
    ></amends-trace-dialog>`
  }
}
