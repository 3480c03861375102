import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Policy } from '../../../shared/policy/policy.ts'
import { AdminElement } from '../../components/admin-element.ts'
import { icon } from '../../components/icon.ts'
import { emptyView, errorView, loadingView } from '../../components/states-of-a-page.ts'
import { ApiError } from '../../data/http.ts'
import { listVersions, type PolicyVersionRow, readVersionPolicy } from '../../data/policy-versions.ts'
import { dayAndClock } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import { defaultsCard } from '../policy/defaults-card.ts'
import { languagesOf } from '../policy/fields/words-field.ts'
import '../policy/rules-section.ts'
import '../policy/sections/classes-section.ts'
import '../policy/sections/hours-section.ts'
import '../policy/sections/questions-section.ts'
import '../policy/sections/reasons-section.ts'
import type { ShownPart } from '../policy/sections/section-host.ts'
import '../policy/sections/settings-section.ts'
import { wordsContext } from '../policy/words-context.ts'
import { pageHead } from './page-head.ts'
import { versionState } from './version-state.ts'

/** One version as it reads, to look at. */
@customElement('amends-policy-version-page')
export class PolicyVersionPage extends AdminElement {
  @property({ type: Number }) version = 0
  @state() private policy: Policy | undefined
  @state() private row: PolicyVersionRow | undefined
  @state() private failure: ApiError | undefined

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('version')) void this.open()
  }

  private async open(): Promise<void> {
    const { version } = this
    this.failure = undefined
    this.policy = undefined
    this.row = undefined
    try {
      const [policy, versions] = await Promise.all([readVersionPolicy(version), listVersions()])
      if (version !== this.version) return
      this.row = versions.find((each) => each.version === version)
      this.policy = policy
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.failure = error
    }
  }

  protected override render() {
    const { version, row } = this
    return html`<main class="main" id="main" data-t="version-page">
      ${pageHead({
        title: t('editor.versionNumber', { version }),
        current: 'history',
        middle: row ? versionState(row.state) : nothing,
        actions: row
          ? html`<a class="btn" href=${link(`/policies/compare?from=${version}&to=live`)} data-t="compare-with-live"
              >${icon('git-compare')}${t('policyHistory.compareWithLive')}</a
            >`
          : nothing,
      })}
      <div class="page">${this.content()}</div>
    </main>`
  }

  private content() {
    const { policy, row, failure } = this
    if (failure && (failure.status === 404 || failure.code === 'validation_failed')) {
      return emptyView('history', t('policyHistory.notFound'), t('policyHistory.notFoundHint'))
    }
    if (failure) return errorView(failure, () => void this.open())
    if (!policy) return loadingView()
    const context = wordsContext(policy)
    const languages = languagesOf(policy)
    const shown: ShownPart = { context, languages, findings: [], issues: [], seen: new Map(), fixed: true }
    return html`${
      row
        ? html`<p class="muted" data-t="version-facts">
            ${row.by ? t('policyHistory.publishedBy', { date: dayAndClock(row.publishedAt), name: row.by.name }) : t('policyHistory.published', { date: dayAndClock(row.publishedAt) })}${row.note ? ` · ${row.note}` : ''}
          </p>`
        : nothing
    }
      ${defaultsCard({ context, live: undefined, findings: [], issues: [], look: {} })}
      <amends-rules-section .context=${context} .languages=${languages} fixed></amends-rules-section>
      <amends-reasons-section .shown=${shown}></amends-reasons-section>
      <amends-questions-section .shown=${shown}></amends-questions-section>
      <amends-hours-section .shown=${shown}></amends-hours-section>
      <amends-settings-section .shown=${shown}></amends-settings-section>
      <amends-classes-section .shown=${shown}></amends-classes-section>`
  }
}
