import { html, nothing, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { icon } from '../../components/icon.ts'
import { saveFile } from '../../components/save-file.ts'
import { emptyView, errorView, errorWords, loadingView } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import { ApiError } from '../../data/http.ts'
import { fetchLedgerFile, type Ledger, type LedgerWanted, readLedger } from '../../data/payouts.ts'
import { merchantZone } from '../../data/session.ts'
import { localDate } from '../../format/dates.ts'
import { t } from '../../i18n/i18n.ts'
import { link, navigate, onNavigate, place } from '../../router.ts'
import { isSpan, ledgerOf, ledgerSearch } from './ledger-model.ts'
import { ledgerEntries, ledgerSums } from './ledger-tables.ts'

const kinds = ['day', 'order', 'request'] as const
const kindWords = { day: 'ledger.byDay', order: 'ledger.byOrder', request: 'ledger.byRequest' } as const

/** Money out and back by day, order or request; its sums are those of its lines. */
@customElement('amends-ledger-page')
export class LedgerPage extends AdminElement {
  @state() private wanted: LedgerWanted = this.wantedNow()
  @state() private ledger: Ledger | undefined
  @state() private failure: ApiError | undefined
  @state() private areDaysWrong = false
  @state() private saving = false
  private load = 0

  override connectedCallback(): void {
    super.connectedCallback()
    this.whileConnected(onNavigate(() => this.followAddress()))
    void this.open()
  }

  private get today(): string {
    return localDate(Date.now(), merchantZone())
  }

  private wantedNow(): LedgerWanted {
    return ledgerOf(place().search, localDate(Date.now(), merchantZone()))
  }

  private followAddress(): void {
    if (place().path !== '/refunds/ledger') return
    this.wanted = this.wantedNow()
    void this.open()
  }

  private async open(): Promise<void> {
    const load = ++this.load
    this.failure = undefined
    this.ledger = undefined
    if (!this.wanted.key) return
    try {
      const ledger = await readLedger(this.wanted)
      if (load === this.load) this.ledger = ledger
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (load === this.load) this.failure = error
    }
  }

  private go(wanted: LedgerWanted): void {
    navigate(`/refunds/ledger${ledgerSearch(wanted)}`, 'replace')
  }

  private async save(): Promise<void> {
    if (this.saving) return
    this.saving = true
    try {
      const { file, name } = await fetchLedgerFile(this.wanted)
      saveFile(name ?? `ledger-${this.wanted.key}.csv`, file)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      toast({ tone: 'negative', text: errorWords(error) })
    } finally {
      this.saving = false
    }
  }

  protected override render() {
    return html`<main class="main" id="main" data-t="ledger-page">
      <header class="versionbar">
        <a
          class="btn btn-quiet btn-sm btn-icon"
          href=${link('/refunds')}
          aria-label=${t('ledger.back')}
          title=${t('ledger.back')}
          data-t="back-to-desk"
          >${icon('arrow-left')}</a
        >
        <h1>${t('ledger.title')}</h1>
        <div class="page-actions">
          ${
            this.ledger?.entries.length
              ? html`<button class="btn" type="button" aria-disabled=${this.saving ? 'true' : 'false'} data-t="ledger-csv" @click=${() => void this.save()}>
                  ${this.saving ? html`<span class="spinner" aria-hidden="true"></span>` : icon('download')}${t('ledger.csv')}
                </button>`
              : nothing
          }
        </div>
      </header>
      <div class="page">${this.chooser()} ${this.content()}</div>
    </main>`
  }

  private chooser(): TemplateResult {
    const { wanted } = this
    return html`<form class="ledger-form" novalidate @submit=${(event: Event) => event.preventDefault()} data-t="ledger-form">
      <fieldset class="segmented">
        <legend class="visually-hidden">${t('ledger.by')}</legend>
        ${kinds.map(
          (by) => html`<label
            ><input
              type="radio"
              name="by"
              value=${by}
              data-t="by-${by}"
              .checked=${by === wanted.by}
              @change=${() => this.go(by === 'day' ? ledgerOf(new URLSearchParams(), this.today) : { by, key: '' })}
            /><span>${t(kindWords[by])}</span></label
          >`,
        )}
      </fieldset>
      ${wanted.by === 'day' ? this.days(wanted) : this.number(wanted)}
    </form>`
  }

  private days(wanted: LedgerWanted): TemplateResult {
    const until = wanted.until ?? wanted.key
    const change = (next: { from: string; until: string }) => {
      if (!next.from || !next.until) return
      this.areDaysWrong = !isSpan(next.from, next.until)
      if (!this.areDaysWrong) this.go({ by: 'day', key: next.from, until: next.until })
    }
    const field = (name: 'from' | 'until', value: string, changed: (day: string) => void) =>
      html`<label class="ledger-day"
        ><span class="label">${t(`ledger.${name}`)}</span
        ><input
          class="input input-day"
          type="date"
          max=${this.today}
          aria-invalid=${this.areDaysWrong ? 'true' : 'false'}
          aria-describedby=${this.areDaysWrong ? 'ledger-wrong' : nothing}
          .value=${value}
          @change=${(event: Event) => changed((event.target as HTMLInputElement).value)}
          data-t="ledger-${name}"
      /></label>`
    // A first day after the last takes the last along: one press less.
    return html`${field('from', wanted.key, (from) => change({ from, until: from > until ? from : until }))}
      ${field('until', until, (last) => change({ from: wanted.key, until: last }))}
      ${this.areDaysWrong ? html`<p class="field-error" role="alert" id="ledger-wrong">${icon('circle-alert', 'sm')}${t('ledger.wrongDays')}</p>` : nothing}`
  }

  private number({ by, key }: LedgerWanted): TemplateResult {
    const word = by === 'order' ? t('ledger.order') : t('ledger.request')
    return html`<label class="ledger-number"
      ><span class="label">${word}</span
      ><input
        class="input"
        autocomplete="off"
        spellcheck="false"
        maxlength="100"
        .value=${key}
        @change=${(event: Event) => {
          const typed = (event.target as HTMLInputElement).value.trim()
          this.go({ by, key: by === 'request' ? typed.toUpperCase() : typed })
        }}
        data-t="ledger-key"
    /></label>`
  }

  private content(): TemplateResult {
    const { failure, ledger, wanted } = this
    if (failure) return errorView(failure, () => void this.open())
    if (!wanted.key) return emptyView('book-open-check', t('ledger.choose'), t('ledger.chooseHint'))
    if (!ledger) return loadingView()
    if (ledger.entries.length === 0) return emptyView('banknote', t('ledger.none'), t('ledger.noneHint'))
    return html`${ledgerSums(ledger)}
      ${ledger.isCut ? html`<p class="notice notice-info" data-t="ledger-cut">${icon('info')}<span>${t('ledger.cut')}</span></p>` : nothing}
      <section class="card" aria-labelledby="entries-heading">
        <div class="card-head">
          <h2 id="entries-heading">${t('ledger.caption')}</h2>
          <span class="muted small pad-end">${t('ledger.entries', { count: ledger.entries.length })}</span>
        </div>
        ${ledgerEntries(ledger)}
      </section>`
  }
}
