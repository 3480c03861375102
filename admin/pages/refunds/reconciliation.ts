import { html, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { closeDialog } from '../../components/dialog.ts'
import { icon } from '../../components/icon.ts'
import { saveFile } from '../../components/save-file.ts'
import { errorView, errorWords, loadingView } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import { ApiError } from '../../data/http.ts'
import {
  type DifferenceDecision,
  listDifferences,
  type ReconciliationDay,
  type ReconciliationDifference,
  readReconciliation,
  resolveDifference,
  runReconciliation,
  uploadSettlement,
} from '../../data/payouts.ts'
import { merchantZone } from '../../data/session.ts'
import { localDate } from '../../format/dates.ts'
import { t } from '../../i18n/i18n.ts'
import { csvText } from '../policies/simulate/csv.ts'
import './difference-dialog.ts'
import { providerName } from './payout-words.ts'
import { reconcileCsv } from './reconcile-csv.ts'
import { comparedByFile, type FileProblem, fileProblemView } from './reconcile-file.ts'
import { askable, type ComparedRow, countsOf, dayBeside, withDecided, withPage } from './reconcile-model.ts'
import { byFileView, type MissingWays, missingView, type Running, runningView } from './reconcile-parts.ts'
import { dateWords, differenceAmount, type Resolution, reconcileTable } from './reconcile-table.ts'

/** So many differences of a row are fetched at a time for a file. */
const savedAtOnce = 500

/**
 * A day at the providers against the same day here, both ways; each difference is explained and can be settled.
 * @fires changed - a difference was settled, or figures came
 */
@customElement('amends-reconciliation')
export class Reconciliation extends AdminElement {
  @property({ type: Boolean }) mayAct = false
  @state() private day: ReconciliationDay | undefined
  @state() private failure: ApiError | undefined
  @state() private running: Running | undefined
  @state() private busy: string | undefined
  @state() private asking: { difference: ReconciliationDifference; how: Resolution } | undefined
  @state() private problem = ''
  @state() private fetching: ComparedRow | undefined
  @state() private fileProblem: FileProblem | undefined
  private load = 0
  private isStopped = false
  private uploadFor = ''

  override connectedCallback(): void {
    super.connectedCallback()
    this.whileConnected(() => (this.isStopped = true))
    void this.open()
  }

  private async open(day?: string): Promise<void> {
    const load = ++this.load
    this.failure = undefined
    this.fileProblem = undefined
    try {
      const read = await readReconciliation(day)
      if (load === this.load) this.day = read
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (load === this.load) this.failure = error
    }
  }

  /** One provider after the other: how far it is can be seen, and what is there already stays if one does not answer. */
  private async run(providers: readonly string[]): Promise<void> {
    const date = this.day?.day
    if (!date || this.running) return
    this.isStopped = false
    try {
      for (const [index, provider] of providers.entries()) {
        if (this.isStopped) break
        const words = t('reconcile.runningOf', {
          provider: providerName(provider),
          done: index + 1,
          count: providers.length,
        })
        this.running = { words, done: index, count: providers.length }
        const day = await runReconciliation(date, provider)
        if (this.day?.day === date) this.day = day
      }
      this.dispatchEvent(new CustomEvent('changed'))
    } catch (error) {
      this.failed(error)
    } finally {
      this.running = undefined
    }
  }

  private failed(error: unknown): void {
    if (!(error instanceof ApiError)) throw error
    toast({ tone: 'negative', text: errorWords(error) })
  }

  private readonly chosen = async (event: Event) => {
    const input = event.target as HTMLInputElement
    const [file] = input.files ?? []
    const date = this.day?.day
    input.value = ''
    if (!file || !date || this.running) return
    this.fileProblem = undefined
    this.running = { words: t('reconcile.reading', { name: file.name }), done: 0, count: 0 }
    try {
      const count = (await file.text()).trimEnd().split('\n').length
      this.running = { words: t('reconcile.comparing', { name: file.name, count }), done: 0, count: 0 }
      this.day = await uploadSettlement(date, this.uploadFor, file)
      toast({ tone: 'positive', text: t('reconcile.read', { name: file.name }) })
      this.dispatchEvent(new CustomEvent('changed'))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.fileProblem = { name: file.name, provider: this.uploadFor, error }
    } finally {
      this.running = undefined
    }
  }

  /** What says everything already is done at once; the rest is asked for. */
  private readonly resolve = (difference: ReconciliationDifference, how: Resolution) => {
    if (how === 'book' && difference.order) void this.settle(difference, { resolution: how, order: difference.order })
    else if (how === 'wait' && difference.settlesBy)
      void this.settle(difference, { resolution: how, waitUntil: difference.settlesBy })
    else {
      this.problem = ''
      this.asking = { difference, how }
    }
  }

  private async settle(difference: ReconciliationDifference, decision: DifferenceDecision): Promise<void> {
    if (this.busy) return
    this.busy = difference.id
    this.problem = ''
    try {
      const settled = await resolveDifference(difference.id, decision)
      if (this.day) this.day = withDecided(this.day, settled)
      const date = decision.waitUntil ? dateWords(decision.waitUntil) : ''
      toast({
        tone: 'positive',
        text: t(`reconcile.done.${decision.resolution}`, { amount: differenceAmount(difference), date }),
      })
      if (this.asking) closeDialog(this)
      this.dispatchEvent(new CustomEvent('changed'))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.problem = errorWords(error)
      if (!this.asking) toast({ tone: 'negative', text: this.problem })
    } finally {
      this.busy = undefined
      await this.keepFocus()
    }
  }

  /** The buttons of a difference that is settled are gone. */
  private async keepFocus(): Promise<void> {
    await this.updateComplete
    if (document.activeElement === document.body)
      this.querySelector<HTMLElement>('#reconcile-heading')?.focus({ preventScroll: true })
  }

  private readonly more = async (row: ComparedRow) => {
    const { day } = this
    if (!day || row.nextCursor === undefined || this.fetching) return
    this.fetching = row
    try {
      const page = await listDifferences(
        { day: day.day, provider: row.provider, currency: row.currency },
        row.nextCursor,
      )
      // A comparison that was made meanwhile begins its list anew.
      const now = this.day?.rows.find(
        ({ provider, currency }) => provider === row.provider && currency === row.currency,
      )
      if (this.day?.day === day.day && now?.nextCursor === row.nextCursor) this.day = withPage(this.day, row, page)
    } catch (error) {
      this.failed(error)
    } finally {
      this.fetching = undefined
    }
  }

  /** The whole comparison, also what is not listed yet: a long one is fetched piece by piece, and can be stopped. */
  private async save(): Promise<void> {
    let { day } = this
    if (!day || this.running) return
    this.isStopped = false
    const { count } = countsOf(day)
    try {
      for (let row = rowWithMore(day); row?.nextCursor !== undefined && !this.isStopped; row = rowWithMore(day)) {
        this.running = { words: t('reconcile.collecting'), done: day.differences.length, count }
        const of = { day: day.day, provider: row.provider, currency: row.currency }
        day = withPage(day, row, await listDifferences(of, row.nextCursor, savedAtOnce))
      }
      if (this.isStopped) return
      saveFile(`reconciliation-${day.day}.csv`, new Blob([csvText(reconcileCsv(day))], { type: 'text/csv' }))
    } catch (error) {
      this.failed(error)
    } finally {
      this.running = undefined
    }
  }

  protected override render() {
    const { day, asking } = this
    return html`<section class="card" aria-labelledby="reconcile-heading" data-t="reconciliation">
        <div class="card-head reconcile-head">
          <h2 id="reconcile-heading" tabindex="-1">${day ? t('reconcile.heading', { date: dateWords(day.day) }) : t('reconcile.headingPlain')}</h2>
          ${day ? this.dayPicker(day.day) : nothing}
          <span class="head-end">${day ? this.headEnd(day) : nothing}</span>
        </div>
        ${this.failure ? errorView(this.failure, () => void this.open(day?.day)) : day ? this.content(day) : loadingView()}
        <input type="file" hidden accept=".csv,.txt,.zip,text/csv,text/plain,application/zip" @change=${this.chosen} data-t="settlement-input" />
      </section>
      ${
        asking
          ? html`<amends-difference-dialog
              .difference=${asking.difference}
              .how=${asking.how}
              .busy=${this.busy !== undefined}
              .problem=${this.problem}
              @decided=${({ detail }: CustomEvent<DifferenceDecision>) => void this.settle(asking.difference, detail)}
              @closed=${() => {
                this.asking = undefined
                // After the dialog has given the focus back, if it could.
                setTimeout(() => void this.keepFocus())
              }}
            ></amends-difference-dialog>`
          : nothing
      }`
  }

  private dayPicker(day: string) {
    const today = localDate(Date.now(), merchantZone())
    const go = (to: string) => {
      if (to && to <= today && !this.running) void this.open(to)
    }
    return html`<span class="day-picker">
      <button class="btn btn-quiet btn-sm btn-icon" type="button" aria-label=${t('reconcile.previous')} data-t="day-before" @click=${() => go(dayBeside(day, -1))}>
        ${icon('chevron-left', 'sm')}
      </button>
      <input
        class="input input-day"
        type="date"
        aria-label=${t('reconcile.day')}
        max=${today}
        .value=${day}
        @change=${(event: Event) => go((event.target as HTMLInputElement).value)}
        data-t="reconcile-day"
      />
      <button
        class="btn btn-quiet btn-sm btn-icon"
        type="button"
        aria-label=${t('reconcile.next')}
        aria-disabled=${day >= today ? 'true' : 'false'}
        data-t="day-after"
        @click=${() => go(dayBeside(day, 1))}
      >
        ${icon('chevron-right', 'sm')}
      </button>
    </span>`
  }

  private headEnd(day: ReconciliationDay) {
    const { count, open } = countsOf(day)
    const askables = askable(day)
    const state =
      day.rows.length === 0
        ? html`<span class="state">${icon('clock')}${t('reconcile.notRun')}</span>`
        : open > 0
          ? html`<span class="state state-caution" data-t="open-differences">${icon('diff')}${open < count ? t('reconcile.openOf', { count, open }) : t('reconcile.differences', { count })}</span>`
          : html`<span class="state state-positive" data-t="all-equal">${icon('circle-check')}${t('reconcile.equal')}</span>`
    return html`${state}
      ${
        day.rows.length
          ? html`<button
              class="btn btn-quiet btn-sm"
              type="button"
              aria-label=${t('reconcile.csv')}
              data-t="reconcile-csv"
              aria-disabled=${this.running ? 'true' : 'false'}
              @click=${() => void this.save()}
            >
              ${icon('download', 'sm')}CSV
            </button>`
          : nothing
      }
      ${
        this.mayAct && askables.length
          ? html`<button class="btn btn-sm" type="button" aria-disabled=${this.running ? 'true' : 'false'} data-t="reconcile-run" @click=${() => void this.run(askables)}>
              ${icon('refresh-cw', 'sm')}${day.rows.length ? t('reconcile.again') : t('reconcile.run')}
            </button>`
          : nothing
      }`
  }

  private content(day: ReconciliationDay): TemplateResult {
    const byFile = this.mayAct ? comparedByFile(day) : []
    return html`${this.running ? runningView(this.running, () => (this.isStopped = true)) : nothing}
    ${this.fileProblem ? fileProblemView(this.fileProblem) : nothing}
    ${
      day.rows.length
        ? html`<div class="table-scroll" tabindex="0" role="group" aria-label=${t('reconcile.caption', { date: dateWords(day.day) })}>
            ${reconcileTable({ day, mayAct: this.mayAct, busy: this.busy, resolve: this.resolve, fetching: this.fetching, more: (row) => void this.more(row) })}
          </div>`
        : day.missing.length
          ? nothing
          : html`<p class="card-body muted" data-t="reconcile-none">${t('reconcile.none')}</p>`
    }
    ${byFile.length ? byFileView(byFile, this.ways) : nothing} ${day.missing.length ? missingView(day.missing, this.ways) : nothing}`
  }

  /** What a provider can be asked, or given. */
  private get ways(): MissingWays {
    return {
      mayAct: this.mayAct,
      isBusy: this.running !== undefined,
      ask: (provider) => void this.run([provider]),
      upload: (provider) => {
        this.uploadFor = provider
        this.querySelector<HTMLInputElement>('input[type=file]')?.click()
      },
    }
  }
}

function rowWithMore({ rows }: ReconciliationDay) {
  return rows.find(({ nextCursor }) => nextCursor !== undefined)
}
