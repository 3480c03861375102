import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Policy } from '../../../shared/policy/policy.ts'
import type { Change } from '../../../shared/policy/words/change.ts'
import { AdminElement } from '../../components/admin-element.ts'
import { icon } from '../../components/icon.ts'
import { emptyView, errorView, loadingView } from '../../components/states-of-a-page.ts'
import { ApiError } from '../../data/http.ts'
import { type DraftAnswer, readDraft } from '../../data/policies.ts'
import { type LivePolicy, readPolicy } from '../../data/policy.ts'
import { listVersions, type PolicyVersionRow, readVersionPolicy } from '../../data/policy-versions.ts'
import { onLanguageChange, t } from '../../i18n/i18n.ts'
import { link, navigate, onNavigate, place } from '../../router.ts'
import { selectField } from '../policy/fields/fields.ts'
import { changesBetween, changesList } from './changes-list.ts'
import { pageHead } from './page-head.ts'
import { nextNumber } from './version-state.ts'

interface Known {
  live: LivePolicy
  draft: DraftAnswer | undefined
  versions: PolicyVersionRow[]
}

/** What one version changes of another, in sentences. Which ones stands in the address. */
@customElement('amends-compare-page')
export class ComparePage extends AdminElement {
  @state() private known: Known | undefined
  @state() private changes: readonly Change[] | undefined
  @state() private failure: ApiError | undefined
  /** The address names a version that there is not. */
  @state() private isMissing = false
  private asked = 0

  override connectedCallback(): void {
    super.connectedCallback()
    void this.open()
    this.whileConnected(onNavigate(() => void this.compare()))
    this.whileConnected(onLanguageChange(() => void this.compare()))
  }

  private async open(): Promise<void> {
    this.failure = undefined
    try {
      const [live, draft, versions] = await Promise.all([readPolicy('fresh'), readDraft(), listVersions()])
      this.known = { live, draft, versions }
      await this.compare()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.failure = error
    }
  }

  private get from(): string {
    return place().search.get('from') ?? 'live'
  }

  /** The draft; where there is none, the live version beside the one before it. */
  private get to(): string {
    return place().search.get('to') ?? 'draft'
  }

  private async compare(): Promise<void> {
    const asked = ++this.asked
    const { from, to } = this
    this.changes = undefined
    this.isMissing = false
    try {
      const [before, after] = await Promise.all([this.policyOf(from), this.policyOf(to)])
      const changes = before && after ? await changesBetween(before, after) : undefined
      if (asked === this.asked) this.changes = changes
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (asked !== this.asked) return
      if (error.status === 404 || error.code === 'validation_failed') this.isMissing = true
      else this.failure = error
    }
  }

  private async policyOf(side: string): Promise<Policy | undefined> {
    const { known } = this
    if (!known) return undefined
    if (side === 'live') return known.live.policy
    if (side === 'draft') return known.draft?.policy
    return readVersionPolicy(Number(side))
  }

  protected override render() {
    return html`<main class="main" id="main" data-t="compare-page">
      ${pageHead({
        title: t('compare.title'),
        current: 'compare',
        actions: html`<a class="btn btn-primary" href=${link('/policies')}>${t('simulate.backToDraft')}</a>`,
      })}
      <div class="page">${this.content()}</div>
    </main>`
  }

  private content() {
    const { known } = this
    if (this.failure) return errorView(this.failure, () => void this.open())
    if (!known) return loadingView()
    return html`<div class="compare-sides">${this.side('from', this.from, known)} ${icon('arrow-right')} ${this.side('to', this.to, known)}</div>
      ${this.result(known)}`
  }

  private side(name: 'from' | 'to', value: string, { live, draft, versions }: Known) {
    const isKnown = ['live', 'draft', ...versions.map(({ version }) => String(version))].includes(value)
    return selectField({
      id: `compare-${name}`,
      label: t(`compare.${name}`),
      value,
      choices: [
        { value: 'live', words: t('compare.live', { version: live.version }) },
        ...(draft || value === 'draft'
          ? [{ value: 'draft', words: t('compare.draft', { version: nextNumber(versions) }) }]
          : []),
        ...versions.map(({ version, state }) => ({
          value: String(version),
          words: t('compare.version', { version, state: t(`versionState.${state}`) }),
        })),
        ...(isKnown ? [] : [{ value, words: t('editor.versionNumber', { version: value }) }]),
      ],
      change: (next) => {
        const search = new URLSearchParams({ from: this.from, to: this.to, [name]: next })
        navigate(`/policies/compare?${search.toString()}`, 'replace')
      },
    })
  }

  private result({ draft }: Known) {
    if (!draft && (this.to === 'draft' || this.from === 'draft')) {
      return emptyView(
        'pencil-line',
        t('compare.noDraft'),
        t('compare.noDraftHint'),
        html`<a class="btn" href=${link('/policies')}>${t('policyPages.back')}</a>`,
      )
    }
    if (this.isMissing) return emptyView('history', t('policyHistory.notFound'), t('compare.notFoundHint'))
    if (!this.changes) return loadingView()
    return html`${
      this.changes.length
        ? html`<p class="strong" role="status" data-t="changes-count">${t('compare.count', { count: this.changes.length })}</p>`
        : nothing
    }
    <div class="card card-body">${changesList(this.changes)}</div>`
  }
}
