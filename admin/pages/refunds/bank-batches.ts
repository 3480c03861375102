import { html, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import type { GlyphName } from '../../components/glyphs.ts'
import { icon } from '../../components/icon.ts'
import type { Tone } from '../../components/states.ts'
import { errorWords } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import { ApiError } from '../../data/http.ts'
import {
  type BankBatch,
  type BatchOutcome,
  discardBatch,
  importBatchResult,
  markBatchSent,
  type RefundDesk,
} from '../../data/payouts.ts'
import { plainDate } from '../../format/dates.ts'
import { dateStyle, dayAndClock, money } from '../../format/show.ts'
import { figure, t } from '../../i18n/i18n.ts'
import { batchFiles } from './batch-files.ts'
import { batchOutcome } from './batch-outcome.ts'
import { sumsWords } from './payout-words.ts'
import './reasoned-work.ts'
import type { Reasoned } from './reasoned-work.ts'

const looks: Record<BankBatch['status'], { glyph: GlyphName; tone: Tone }> = {
  made: { glyph: 'file-text', tone: 'caution' },
  sent: { glyph: 'send', tone: 'info' },
  settled: { glyph: 'circle-check', tone: 'positive' },
  discarded: { glyph: 'ban', tone: 'muted' },
}

/** The file never goes to the bank: what is in it waits for another. */
function discarding({ number, count, total, currency }: BankBatch): Reasoned {
  return {
    words: {
      hook: 'discard-dialog',
      title: t('batches.discardTitle', { number }),
      hint: t('batches.discardHint', { count, amount: money(total, currency) }),
      label: t('batches.discardReason'),
      confirm: t('batches.discardConfirm'),
      tone: 'danger',
      maxlength: 500,
    },
    done: t('batches.discarded', { number }),
    work: (reason) => discardBatch(number, reason),
  }
}

/**
 * Files for the bank: what waits for the next one, what was made, what the bank said of it.
 * @fires changed
 */
@customElement('amends-bank-batches')
export class BankBatches extends AdminElement {
  @property({ attribute: false }) desk!: RefundDesk
  @state() private busy: { number: number; words: string } | undefined
  @state() private outcome: BatchOutcome | undefined
  @state() private discarding: BankBatch | undefined
  private importing: number | undefined

  private async run(number: number, words: string, work: () => Promise<void>): Promise<void> {
    if (this.busy) return
    this.busy = { number, words }
    try {
      await work()
      this.dispatchEvent(new CustomEvent('changed'))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      toast({ tone: 'negative', text: errorWords(error) })
    } finally {
      this.busy = undefined
    }
  }

  private markSent(number: number): void {
    void this.run(number, '', async () => {
      await markBatchSent(number)
      toast({ tone: 'positive', text: t('batches.sentDone', { number }) })
    })
  }

  private chooseFile(number: number): void {
    this.importing = number
    this.querySelector<HTMLInputElement>('input[type=file]')?.click()
  }

  private readonly chosen = (event: Event) => {
    const input = event.target as HTMLInputElement
    const [file] = input.files ?? []
    const number = this.importing
    input.value = ''
    if (!file || number === undefined) return
    void this.run(number, t('batches.importing', { name: file.name }), async () => {
      this.outcome = await importBatchResult(number, file)
    })
  }

  protected override render() {
    const { batches, forBatch } = this.desk
    if (batches.length === 0 && forBatch.length === 0) return nothing
    return html`<section class="card" aria-labelledby="batches-heading" data-t="batches">
        <div class="card-head">
          <h2 id="batches-heading">${t('batches.heading')}</h2>
          ${
            forBatch.length
              ? html`<span class="muted small pad-end" data-t="for-batch"
                  >${t('batches.waiting', { count: forBatch.reduce((sum, { count }) => sum + count, 0), amount: sumsWords(forBatch) })}</span
                >`
              : nothing
          }
        </div>
        ${batches.length ? this.table(batches) : html`<p class="card-body muted">${t('batches.none')}</p>`}
        <input type="file" hidden accept=".xml,.csv,text/xml,application/xml,text/csv" @change=${this.chosen} data-t="batch-file-input" />
      </section>
      ${this.outcome ? batchOutcome(this.outcome, () => (this.outcome = undefined)) : nothing}
      ${
        this.discarding
          ? html`<amends-reasoned-work
              .reasoned=${discarding(this.discarding)}
              @changed=${() => this.dispatchEvent(new CustomEvent('changed'))}
              @closed=${() => (this.discarding = undefined)}
            ></amends-reasoned-work>`
          : nothing
      }`
  }

  private table(batches: readonly BankBatch[]): TemplateResult {
    return html`<div class="table-scroll" tabindex="0" role="group" aria-label=${t('batches.heading')}>
      <table class="table lines-table batches-table stacks" role="table" data-t="batches-table">
        <caption class="visually-hidden">
          ${t('batches.caption')}
        </caption>
        <thead>
          <tr>
            <th scope="col">${t('batches.column.number')}</th>
            <th scope="col">${t('batches.column.made')}</th>
            <th scope="col">${t('batches.column.executeOn')}</th>
            <th scope="col" class="num">${t('batches.column.count')}</th>
            <th scope="col" class="num">${t('batches.column.total')}</th>
            <th scope="col">${t('batches.column.state')}</th>
            <th scope="col"><span class="visually-hidden">${t('batches.column.next')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${batches.map((batch) => this.row(batch))}
        </tbody>
      </table>
    </div>`
  }

  private row(batch: BankBatch): TemplateResult {
    const { number, madeBy, madeAt, executeOn, count, total, currency, status } = batch
    const { glyph, tone } = looks[status]
    return html`<tr data-t="batch-${number}">
      <th scope="row" data-label=${t('batches.column.number')}>${number}</th>
      <td class="muted" data-label=${t('batches.column.made')}>${t('batches.made', { name: madeBy, time: dayAndClock(madeAt) })}</td>
      <td data-label=${t('batches.column.executeOn')}>${plainDate(executeOn, Date.now(), dateStyle())}</td>
      <td class="num" data-label=${t('batches.column.count')}>${figure(count)}</td>
      <td class="num" data-label=${t('batches.column.total')}>${money(total, currency)}</td>
      <td data-label=${t('batches.column.state')}><span class="state state-${tone}">${icon(glyph)}${t(`batches.state.${status}`)}</span></td>
      <td class="num c-next"><span class="row-actions">${this.actions(batch)}</span></td>
    </tr>`
  }

  private actions(batch: BankBatch): TemplateResult | typeof nothing {
    const { number, status } = batch
    if (!this.desk.may.act || status === 'discarded') return nothing
    const busy = this.busy?.number === number ? this.busy : undefined
    const off = this.busy ? 'true' : 'false'
    if (busy)
      return html`<span class="muted" role="status"><span class="spinner" aria-hidden="true"></span> ${busy.words}</span>`
    return html`${batchFiles(batch)}
      ${
        status === 'made'
          ? html`<button
                class="btn btn-sm"
                type="button"
                aria-disabled=${off}
                aria-label=${t('batches.discardFor', { number })}
                data-t="discard-${number}"
                @click=${() => {
                  if (!this.busy) this.discarding = batch
                }}
              >
                ${t('batches.discard')}
              </button>
              <button class="btn btn-sm btn-primary" type="button" aria-disabled=${off} data-t="sent-${number}" @click=${() => this.markSent(number)}>
                ${t('batches.sent')}
              </button>`
          : html`<button
              class="btn btn-sm"
              type="button"
              aria-disabled=${off}
              aria-label=${t('batches.importFor', { number })}
              data-t="import-${number}"
              @click=${() => this.chooseFile(number)}
            >
              ${icon('upload', 'sm')}${t('batches.import')}
            </button>`
      }`
  }
}
