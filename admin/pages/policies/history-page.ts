import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Change } from '../../../shared/policy/words/change.ts'
import { AdminElement } from '../../components/admin-element.ts'
import { icon } from '../../components/icon.ts'
import { errorView, errorWords, loadingView } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import { ApiError } from '../../data/http.ts'
import { readPolicy } from '../../data/policy.ts'
import { cancelVersion, listVersions, type PolicyVersionRow, readVersionPolicy } from '../../data/policy-versions.ts'
import { me } from '../../data/session.ts'
import { dayAndClock, timeView } from '../../format/show.ts'
import { onLanguageChange, t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import { changesBetween, changesList } from './changes-list.ts'
import { pageHead } from './page-head.ts'
import './roll-back-dialog.ts'
import { versionState } from './version-state.ts'

const pageRows = 25

/** Every version: who published it, when, why, what it changed; the way back to it. */
@customElement('amends-policy-history-page')
export class PolicyHistoryPage extends AdminElement {
  @state() private versions: readonly PolicyVersionRow[] | undefined
  @state() private failure: ApiError | undefined
  @state() private shown = pageRows
  /** What a version changed of the one before it, where somebody asked. */
  @state() private opened: ReadonlyMap<number, readonly Change[] | 'loading'> = new Map()
  @state() private rollingBack: PolicyVersionRow | undefined
  @state() private busy = false

  override connectedCallback(): void {
    super.connectedCallback()
    void this.open()
    this.whileConnected(onLanguageChange(() => (this.opened = new Map())))
  }

  private async open(): Promise<void> {
    this.failure = undefined
    try {
      this.versions = await listVersions()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.failure = error
    }
  }

  private get mayPublish(): boolean {
    return me()?.role === 'owner' || me()?.role === 'manager'
  }

  protected override render() {
    return html`<main class="main" id="main" data-t="history-page">
      ${pageHead({ title: t('policyHistory.title'), current: 'history' })}
      <div class="page">${this.content()}</div>
      ${
        this.rollingBack === undefined
          ? nothing
          : html`<amends-roll-back-dialog
              .version=${this.rollingBack.version}
              .stands=${this.rollingBack.state}
              @rolled-back=${() => void this.open()}
              @closed=${() => (this.rollingBack = undefined)}
            ></amends-roll-back-dialog>`
      }
    </main>`
  }

  private content() {
    const { versions } = this
    if (this.failure) return errorView(this.failure, () => void this.open())
    if (!versions) return loadingView()
    const rest = versions.length - this.shown
    return html`<ol class="version-list">
        ${versions.slice(0, this.shown).map((row) => this.row(row, versions))}
      </ol>
      ${
        rest > 0
          ? html`<p><button class="btn" type="button" data-t="more-versions" @click=${() => (this.shown += pageRows)}>${t('policyHistory.more', { count: rest })}</button></p>`
          : nothing
      }`
  }

  private row(row: PolicyVersionRow, versions: readonly PolicyVersionRow[]) {
    const { version, state: stands, note, overrideReason, copyOf, cancelled } = row
    const before = predecessorOf(row, versions)
    const changes = this.opened.get(version)
    const name = t('editor.versionNumber', { version })
    return html`<li class="card version-row" data-t="version-${version}">
      <div class="version-head">
        <h2><a class="link" href=${link(`/policies/history/${version}`)}>${name}</a></h2>
        ${versionState(stands)}
        ${copyOf === undefined ? nothing : html`<span class="badge">${icon('rotate-ccw')}${t('policyHistory.copyOf', { version: copyOf })}</span>`}
        <div class="page-actions">
          ${
            before === undefined
              ? nothing
              : html`<button
                  class="btn btn-quiet btn-sm"
                  type="button"
                  aria-expanded=${changes ? 'true' : 'false'}
                  data-t="changed-in-${version}"
                  @click=${() => void this.toggle(version, before)}
                >
                  ${icon('git-compare', 'sm')}${t(changes ? 'policyHistory.hideChanges' : 'policyHistory.showChanges')}<span class="visually-hidden">, ${name}</span></button
                >`
          }
          ${this.action(row)}
        </div>
      </div>
      <p class="version-note">${note ?? html`<span class="muted">${t('policyHistory.noNote')}</span>`}</p>
      <p class="muted small version-facts">
        <span>${this.published(row)}</span>
        ${
          row.effectiveAt > row.publishedAt + 60_000
            ? html`<span>${timeView(row.effectiveAt, t('policyHistory.effective', { date: dayAndClock(row.effectiveAt) }))}</span>`
            : nothing
        }
        ${cancelled ? html`<span>${t('policyHistory.cancelledBy', { name: cancelled.by.name, date: dayAndClock(cancelled.at) })}</span>` : nothing}
      </p>
      ${
        overrideReason === undefined
          ? nothing
          : html`<p class="notice notice-caution">${icon('triangle-alert')}<span><strong>${t('policyHistory.overridden')}</strong> ${overrideReason}</span></p>`
      }
      ${changes === undefined ? nothing : html`<div class="version-changes">${changes === 'loading' ? loadingView() : changesList(changes, 'h3')}</div>`}
    </li>`
  }

  private published({ publishedAt, by }: PolicyVersionRow) {
    const date = dayAndClock(publishedAt)
    const words = by ? t('policyHistory.publishedBy', { date, name: by.name }) : t('policyHistory.published', { date })
    return timeView(publishedAt, words)
  }

  private action(row: PolicyVersionRow) {
    const { version, state: stands } = row
    if (!this.mayPublish || stands === 'live') return nothing
    const name = t('editor.versionNumber', { version })
    if (stands === 'scheduled') {
      return html`<button
        class="btn btn-sm btn-danger"
        type="button"
        aria-disabled=${this.busy ? 'true' : 'false'}
        data-t="cancel-${version}"
        @click=${() => void this.cancel(version)}
      >
        ${icon('ban', 'sm')}${t('policyHistory.cancel')}<span class="visually-hidden">, ${name}</span></button
      >`
    }
    const wasLive = stands !== 'cancelled'
    return html`<button class="btn btn-sm" type="button" data-t="roll-back-${version}" @click=${() => (this.rollingBack = row)}>
      ${icon(wasLive ? 'rotate-ccw' : 'send', 'sm')}${t(wasLive ? 'policyHistory.rollBack' : 'policyHistory.publishCancelled')}<span class="visually-hidden">, ${name}</span></button
    >`
  }

  private async toggle(version: number, before: number): Promise<void> {
    const opened = new Map(this.opened)
    if (opened.delete(version)) {
      this.opened = opened
      return
    }
    this.opened = opened.set(version, 'loading')
    try {
      const [from, to] = await Promise.all([readVersionPolicy(before), readVersionPolicy(version)])
      this.opened = new Map(this.opened).set(version, await changesBetween(from, to))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const closed = new Map(this.opened)
      closed.delete(version)
      this.opened = closed
      toast({ tone: 'negative', text: errorWords(error) })
    }
  }

  private async cancel(version: number): Promise<void> {
    if (this.busy) return
    this.busy = true
    try {
      await cancelVersion(version)
      toast({ tone: 'positive', text: t('policyHistory.cancelled', { version }) })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const inForce = error.code === 'illegal_state'
      toast({ tone: 'negative', text: inForce ? t('policyHistory.tooLate', { version }) : errorWords(error) })
    } finally {
      this.busy = false
    }
    await Promise.all([this.open(), readPolicy('fresh').catch(() => undefined)])
    await this.updateComplete
    this.querySelector<HTMLElement>(`[data-t="version-${version}"] h2 a`)?.focus()
  }
}

/** The one it followed: cancelled ones never held. */
function predecessorOf(row: PolicyVersionRow, versions: readonly PolicyVersionRow[]): number | undefined {
  return versions.find(({ version, state }) => version < row.version && state !== 'cancelled')?.version
}
