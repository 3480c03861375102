import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Policy } from '../../../shared/policy/policy.ts'
import { AdminElement } from '../../components/admin-element.ts'
import { icon } from '../../components/icon.ts'
import { emptyView, errorView, errorWords, loadingView } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import { ApiError } from '../../data/http.ts'
import { type DraftAnswer, readDraft } from '../../data/policies.ts'
import { type LivePolicy, readPolicy } from '../../data/policy.ts'
import { type CaseResult, deleteCase, listCases, runCases, type StoredCase } from '../../data/policy-versions.ts'
import { me } from '../../data/session.ts'
import { ownWords } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { answerWords } from '../policy/try/answer-fields.ts'
import { caseCurrencies } from './case-currencies.ts'
import './case-form-dialog.ts'
import './case-name-dialog.ts'
import { expectedWords, gotWords } from './case-words.ts'
import { pageHead } from './page-head.ts'

interface Known {
  live: LivePolicy
  draft: DraftAnswer | undefined
  cases: StoredCase[]
  results: { live: readonly CaseResult[]; draft: readonly CaseResult[] | undefined }
}

/** Outcomes that every version must keep, and whether the live one and the draft do. */
@customElement('amends-policy-cases-page')
export class PolicyCasesPage extends AdminElement {
  @state() private known: Known | undefined
  @state() private currencies: ReadonlyMap<string, string> = new Map()
  @state() private failure: ApiError | undefined
  @state() private busy = false
  @state() private open: 'add' | { rename: StoredCase } | undefined
  /** Asked once more before it is forgotten. */
  @state() private leaving: string | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    void this.read()
  }

  private async read(): Promise<void> {
    this.failure = undefined
    this.busy = true
    try {
      const [live, draft, cases] = await Promise.all([readPolicy('fresh'), readDraft(), listCases()])
      const canRun = draft !== undefined && draft.issues.length === 0
      const [ofLive, ofDraft] = await Promise.all([
        runCases(live.policy),
        canRun ? runCases(draft.policy) : Promise.resolve(undefined),
      ])
      this.known = { live, draft, cases, results: { live: ofLive, draft: ofDraft } }
      this.currencies = await caseCurrencies()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.failure = error
    } finally {
      this.busy = false
    }
  }

  private get mayEdit(): boolean {
    return me()?.role === 'owner' || me()?.role === 'manager'
  }

  protected override render() {
    const { open, known } = this
    return html`<main class="main" id="main" data-t="cases-page">
      ${pageHead({
        title: t('policyCases.title'),
        current: 'cases',
        actions: html`<button class="btn" type="button" data-t="run-cases" aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => (this.busy ? undefined : void this.read())}>
            ${icon('refresh-cw')}<span class="narrow-hidden">${t('policyCases.run')}</span>
          </button>
          ${
            this.mayEdit
              ? html`<button class="btn btn-primary" type="button" data-t="add-case" @click=${() => (this.open = 'add')}>${icon('plus')}${t('policyCases.add')}</button>`
              : nothing
          }`,
      })}
      <div class="page">${this.content()}</div>
      ${
        open === 'add' && known
          ? html`<amends-case-form-dialog
              .policy=${known.draft?.policy ?? known.live.policy}
              @kept=${({ detail }: CustomEvent<string>) => this.kept(detail)}
              @closed=${() => this.closed(open)}
            ></amends-case-form-dialog>`
          : nothing
      }
      ${
        typeof open === 'object'
          ? html`<amends-case-name-dialog
              .kept=${open.rename}
              @renamed=${({ detail }: CustomEvent<string>) => this.kept(detail)}
              @closed=${() => this.closed(open)}
            ></amends-case-name-dialog>`
          : nothing
      }
    </main>`
  }

  private content() {
    const { known } = this
    if (this.failure) return errorView(this.failure, () => void this.read())
    if (!known) return loadingView()
    if (known.cases.length === 0) {
      return emptyView(
        'bookmark-plus',
        t('policyCases.none'),
        t('policyCases.noneHint'),
        this.mayEdit
          ? html`<button class="btn" type="button" data-t="add-first-case" @click=${() => (this.open = 'add')}>${icon('plus')}${t('policyCases.add')}</button>`
          : undefined,
      )
    }
    const { results, draft } = known
    return html`<p class="muted">${t('policyCases.hint')}</p>
      ${
        draft && !results.draft
          ? html`<p class="notice notice-caution">${icon('triangle-alert')}<span>${t('policyCases.draftBroken')}</span></p>`
          : nothing
      }
      ${this.summary(known)}
      <ul class="case-list">
        ${known.cases.map((kept) => this.row(kept, known))}
      </ul>`
  }

  private summary({ results, cases }: Known) {
    const ran = results.draft ?? results.live
    const failing = ran.filter(({ passed }) => !passed).length
    return html`<p class="state state-${failing ? 'caution' : 'positive'}" role="status" data-t="cases-sum">
      ${icon(failing ? 'triangle-alert' : 'circle-check')}${failing ? t('policyCases.failing', { count: failing, of: cases.length }) : t('publish.casesPass', { count: cases.length })}
    </p>`
  }

  private row(kept: StoredCase, { live, draft, results }: Known) {
    const { id, name, order, expect } = kept
    const currency = this.currencies.get(id)
    const policy = draft?.policy ?? live.policy
    const facts = [
      t('policyCases.ofOrder', { order }),
      reasonName(kept.reason, policy, live.policy),
      kept.quantity > 1 ? t('policyCases.quantity', { count: kept.quantity }) : '',
      kept.condition ? t(`condition.${kept.condition}`) : '',
      ...answerWords([policy, live.policy], kept.answers),
      kept.photos ? t('policyCases.photosSent', { count: kept.photos }) : '',
      t('policyCases.keptBy', { name: kept.savedBy.name }),
    ].filter(Boolean)
    return html`<li class="card case-row" data-t="case-${id}">
      <div>
        <h2 class="case-name">${name}</h2>
        <p class="muted small">${facts.join(' · ')}</p>
        <p>${t('policyCases.expected')}${t('editor.gap')}<b>${expectedWords(expect, currency)}</b></p>
      </div>
      <dl class="case-results">
        <div>
          <dt>${t('editor.live')}</dt>
          <dd>${this.outcome(results.live, kept, currency)}</dd>
        </div>
        ${
          draft
            ? html`<div>
                <dt>${t('editor.draft')}</dt>
                <dd>${results.draft ? this.outcome(results.draft, kept, currency) : html`<span class="muted">–</span>`}</dd>
              </div>`
            : nothing
        }
      </dl>
      ${this.mayEdit ? this.actions(kept) : nothing}
    </li>`
  }

  private outcome(results: readonly CaseResult[], { id }: StoredCase, currency: string | undefined) {
    const result = results.find((each) => each.id === id)
    if (!result) return html`<span class="muted">–</span>`
    return result.passed
      ? html`<span class="state state-positive" data-state="passed">${icon('circle-check')}${t('policyCases.passes')}</span>`
      : html`<span class="state state-negative" data-state="failed">${icon('circle-x')}${t('policyCases.fails')}</span>
          <span class="case-got">${t('policyCases.got')}${t('editor.gap')}${gotWords(result, currency)}</span>`
  }

  private actions(kept: StoredCase) {
    const { id, name } = kept
    if (this.leaving === id) {
      return html`<div class="case-actions">
        <button class="btn btn-sm btn-danger" type="button" data-t="forget-${id}" @click=${() => void this.forget(kept)}>${t('policyCases.forget')}<span class="visually-hidden">, ${name}</span></button>
        <button class="btn btn-sm btn-quiet" type="button" data-t="keep-${id}" @click=${() => this.keepAfterAll(id)}>${t('action.cancel')}</button>
      </div>`
    }
    return html`<div class="case-actions">
      <button class="btn btn-sm btn-quiet btn-icon" type="button" title=${t('policyCases.rename')} aria-label="${t('policyCases.rename')}, ${name}" data-t="rename-${id}" @click=${() => (this.open = { rename: kept })}>
        ${icon('pencil', 'sm')}
      </button>
      <button class="btn btn-sm btn-quiet btn-icon" type="button" title=${t('policyCases.delete')} aria-label="${t('policyCases.delete')}, ${name}" data-t="delete-${id}" @click=${() => this.askToForget(id)}>
        ${icon('trash-2', 'sm')}
      </button>
    </div>`
  }

  /** A dialog goes slowly: another may be open by the time it is gone. */
  private closed(dialog: typeof this.open): void {
    if (this.open === dialog) this.open = undefined
  }

  private askToForget(id: string): void {
    this.leaving = id
    this.focusOn(`forget-${id}`)
  }

  private keepAfterAll(id: string): void {
    this.leaving = undefined
    this.focusOn(`delete-${id}`)
  }

  /** Once it is drawn: what had the focus is gone. */
  private focusOn(hook: string): void {
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`[data-t="${hook}"]`)?.focus())
  }

  private async forget({ id, name }: StoredCase): Promise<void> {
    this.leaving = undefined
    try {
      await deleteCase(id)
      toast({ tone: 'positive', text: t('policyCases.forgotten', { name }) })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      toast({ tone: 'negative', text: errorWords(error) })
    }
    await this.read()
    this.focusOn('add-case')
  }

  private kept(name: string): void {
    toast({ tone: 'positive', text: t('editor.try.kept', { name }) })
    void this.read()
  }
}

function reasonName(code: string, ...policies: readonly Policy[]): string {
  const reason = policies.flatMap(({ reasons }) => reasons).find((each) => each.code === code)
  return reason ? ownWords(reason.labels) : code
}
