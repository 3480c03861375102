import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Finding } from '../../../shared/policy/lint/finding.ts'
import type { Change } from '../../../shared/policy/words/change.ts'
import { AdminElement } from '../../components/admin-element.ts'
import { icon } from '../../components/icon.ts'
import { emptyView, errorView, errorWords, loadingView } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import { ApiError } from '../../data/http.ts'
import { type DraftAnswer, readDraft } from '../../data/policies.ts'
import { type LivePolicy, readPolicy } from '../../data/policy.ts'
import {
  type CaseResult,
  listVersions,
  markCompared,
  type PolicyVersionRow,
  publishDraft,
  readVersionPolicy,
  runCases,
} from '../../data/policy-versions.ts'
import { me, merchantZone } from '../../data/session.ts'
import { capitalized, dayAndClock } from '../../format/show.ts'
import { onLanguageChange, t } from '../../i18n/i18n.ts'
import { link, navigate, place } from '../../router.ts'
import { radioField, textField, wrongText } from '../policy/fields/fields.ts'
import { issueCard } from '../policy/finding-card.ts'
import { wordsContext } from '../policy/words-context.ts'
import { caseCurrencies } from './case-currencies.ts'
import { changesBetween, changesList } from './changes-list.ts'
import { instantOfLocal, momentField, tomorrowLocal } from './moment-field.ts'
import { draftSide, liveSide, pageHead, versus } from './page-head.ts'
import { casesCard, findingsCard, findingsOf, ruleOf } from './publish-checks.ts'
import { newestOf, nextNumber } from './version-state.ts'

const yearMs = 366 * 86_400_000

interface Ready {
  live: LivePolicy
  draft: DraftAnswer
  versions: PolicyVersionRow[]
}
type Problems = Partial<Record<'note' | 'at' | 'reason', string>>

/** The last look before a draft counts: what it changes, what is worth a second look, the cases; a note, and when. */
@customElement('amends-publish-page')
export class PublishPage extends AdminElement {
  @state() private ready: Ready | undefined
  @state() private isWithoutDraft = false
  @state() private failure: ApiError | undefined
  @state() private changes: readonly Change[] | undefined
  @state() private findings: readonly Finding[] | undefined
  @state() private results: readonly CaseResult[] | undefined
  @state() private currencies: ReadonlyMap<string, string> = new Map()
  @state() private note = ''
  @state() private when: 'now' | 'later' = place().search.has('later') ? 'later' : 'now'
  @state() private at = tomorrowLocal(Date.now(), merchantZone())
  @state() private reason = ''
  @state() private problems: Problems = {}
  @state() private problem = ''
  @state() private busy = false

  override connectedCallback(): void {
    super.connectedCallback()
    void this.open()
    this.whileConnected(onLanguageChange(() => void this.compare()))
  }

  private async open(): Promise<void> {
    this.failure = undefined
    try {
      const [live, draft, versions] = await Promise.all([readPolicy('fresh'), readDraft(), listVersions()])
      this.isWithoutDraft = draft === undefined
      this.ready = draft && { live, draft, versions }
      await Promise.all([this.compare(), this.check()])
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.failure = error
    }
  }

  /** With the newest version, which is what the server asks for too. */
  private async compare(): Promise<void> {
    const { ready } = this
    if (!ready) return
    const { live, draft, versions } = ready
    const newest = newestOf(versions)?.version ?? live.version
    const before = newest === live.version ? live.policy : await readVersionPolicy(newest)
    try {
      this.changes = await changesBetween(before, draft.policy)
    } catch (error) {
      // A draft from elsewhere may lack whole parts; its issues say which.
      if (!(error instanceof TypeError)) throw error
      this.changes = []
    }
  }

  private async check(): Promise<void> {
    const { draft } = this.ready ?? {}
    if (!draft || draft.issues.length) return
    const [findings, results] = await Promise.all([findingsOf(draft.policy), runCases(draft.policy)])
    this.findings = findings
    this.results = results
    if (results.some(({ passed }) => !passed)) this.currencies = await caseCurrencies()
  }

  private get failing(): readonly CaseResult[] {
    return this.results?.filter(({ passed }) => !passed) ?? []
  }

  protected override render() {
    const { ready } = this
    return html`<main class="main" id="main" data-t="publish-page">
      ${pageHead({
        title: t(this.when === 'now' ? 'publish.title' : 'publish.titleLater'),
        middle: ready ? versus(liveSide(ready.live.version), draftSide(nextNumber(ready.versions))) : nothing,
      })}
      <div class="page">${this.content()}</div>
    </main>`
  }

  private content() {
    const { ready } = this
    if (this.failure) return errorView(this.failure, () => void this.open())
    const back = html`<a class="btn" href=${link('/policies')}>${t('policyPages.back')}</a>`
    if (this.isWithoutDraft) return emptyView('pencil-line', t('publish.noDraft'), t('publish.noDraftHint'), back)
    if (!ready) return loadingView()
    if (me()?.role !== 'owner' && me()?.role !== 'manager') {
      return emptyView('lock', t('publish.notYours'), t('publish.notYoursHint'), back)
    }
    return html`<div class="publish-grid">
      <div class="publish-main">
        ${this.overtaken(ready)} ${this.issues(ready)}
        <section class="card" aria-labelledby="changes-heading">
          <div class="card-head">
            <h2 id="changes-heading">${t('publish.changes')}</h2>
            ${this.changes ? html`<span class="badge badge-accent pad-end">${t('compare.count', { count: this.changes.length })}</span>` : nothing}
          </div>
          <div class="card-body">${this.changes ? changesList(this.changes, 'h3') : loadingView()}</div>
        </section>
        ${
          ready.draft.issues.length
            ? nothing
            : html`${casesCard(this.results, (id) => this.currencies.get(id))}
              ${findingsCard(this.findings, wordsContext(ready.draft.policy))}`
        }
      </div>
      ${this.form(ready)}
    </div>`
  }

  /** Somebody published since this draft was begun: what is shown is compared with that. */
  private overtaken({ draft, versions }: Ready) {
    const waiting = versions.find(({ state: stands }) => stands === 'scheduled')
    const newest = newestOf(versions)
    if (waiting) {
      return html`<p class="notice notice-caution" role="alert" data-t="publish-waiting">
        ${icon('calendar-clock')}<span
          ><strong>${t('publish.waiting', { version: waiting.version, date: dayAndClock(waiting.effectiveAt) })}</strong>
          ${t('publish.waitingHint')} <a class="link" href=${link('/policies/history')}>${t('publish.toHistory')}</a></span
        >
      </p>`
    }
    if (!newest || draft.basedOn === undefined || draft.basedOn === newest.version) return nothing
    return html`<p class="notice notice-caution" role="alert" data-t="publish-overtaken">
      ${icon('triangle-alert')}<span
        ><strong>${t('publish.overtaken', { version: newest.version, name: newest.by?.name ?? t('editor.conflict.somebody') })}</strong>
        ${t('publish.overtakenHint')}</span
      >
    </p>`
  }

  private issues({ draft: { issues, policy } }: Ready) {
    if (issues.length === 0) return nothing
    const context = wordsContext(policy)
    return html`<section class="card" aria-labelledby="issues-heading" data-t="publish-issues">
      <div class="card-head"><h2 id="issues-heading">${t('editor.mustMend', { count: issues.length })}</h2></div>
      <div class="lints">${issues.map((issue) => html`${ruleOf(issue, context)}${issueCard(issue)}`)}</div>
    </section>`
  }

  private form(ready: Ready) {
    const { draft, versions } = ready
    const failing = this.failing.length
    const isBlocked = draft.issues.length > 0 || versions.some(({ state: stands }) => stands === 'scheduled')
    const version = nextNumber(versions)
    return html`<form novalidate class="card card-body dialog-fields publish-form" @submit=${this.submit} @input=${() => (this.problems = {})} data-t="publish-form">
      ${textField({
        id: 'publish-note',
        label: t('publish.note'),
        hint: t('publish.noteHint'),
        value: this.note,
        rows: 3,
        ...(this.problems.note ? { problem: this.problems.note } : {}),
        change: (note) => (this.note = note),
      })}
      ${radioField({
        id: 'publish-when',
        label: t('publish.when'),
        value: this.when,
        choices: [
          { value: 'now', words: t('publish.now'), hint: t('publish.nowHint') },
          { value: 'later', words: t('publish.later'), hint: t('publish.laterHint') },
        ],
        change: (when) => (this.when = when),
      })}
      ${
        this.when === 'later'
          ? momentField({
              id: 'publish-at',
              label: t('publish.at'),
              hint: this.momentHint(),
              ...(this.problems.at ? { problem: this.problems.at } : {}),
              value: this.at,
              min: tomorrowLocal(Date.now() - 86_400_000, merchantZone()),
              change: (at) => (this.at = at),
            })
          : nothing
      }
      ${
        failing
          ? html`<div class="notice notice-caution" data-t="publish-override">
                ${icon('triangle-alert')}<span><strong>${t('publish.casesFail', { count: failing })}</strong> ${t('publish.overrideHint')}</span>
              </div>
              ${textField({
                id: 'publish-reason',
                label: t('publish.overrideReason'),
                value: this.reason,
                rows: 2,
                ...(this.problems.reason ? { problem: this.problems.reason } : {}),
                change: (reason) => (this.reason = reason),
              })}`
          : nothing
      }
      ${this.problem ? html`<p class="notice notice-negative" role="alert" data-t="publish-problem">${icon('circle-alert')}<span>${this.problem}</span></p>` : nothing}
      <button
        class="btn btn-primary btn-lg btn-block"
        type="submit"
        aria-disabled=${this.busy || isBlocked ? 'true' : 'false'}
        data-t="publish-confirm"
      >
        ${t(this.when === 'now' ? 'publish.confirm' : 'publish.confirmLater', { version })}
      </button>
      <a class="btn btn-block" href=${link('/policies/simulate')}>${icon('flask-conical')}${t('publish.simulateFirst')}</a>
    </form>`
  }

  /** The moment in words: a browser may write month and day in either order. */
  private momentHint(): string {
    const zone = merchantZone()
    const atMs = instantOfLocal(this.at, zone)
    return atMs === undefined
      ? t('publish.atHint', { zone })
      : capitalized(t('publish.atWords', { moment: dayAndClock(atMs), zone }))
  }

  /** What is missing, by field; the moment in epoch ms where it is a later one. */
  private checked(): { problems: Problems; effectiveAt?: number } {
    const problems: Problems = {}
    const note = wrongText(this.note, t('publish.noteMissing'))
    if (note) problems.note = note
    const reason = this.failing.length ? wrongText(this.reason, t('publish.reasonMissing')) : undefined
    if (reason) problems.reason = reason
    if (this.when === 'now') return { problems }
    const effectiveAt = instantOfLocal(this.at, merchantZone())
    if (effectiveAt === undefined || effectiveAt <= Date.now()) problems.at = t('publish.atPast')
    else if (effectiveAt > Date.now() + yearMs) problems.at = t('publish.atFar')
    return { problems, ...(effectiveAt === undefined ? {} : { effectiveAt }) }
  }

  private readonly submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const { ready } = this
    if (!ready || this.busy) return
    if (ready.draft.issues.length || ready.versions.some(({ state: stands }) => stands === 'scheduled')) return
    const { problems, effectiveAt } = this.checked()
    this.problems = problems
    if (Object.keys(problems).length) {
      await this.updateComplete
      this.querySelector<HTMLElement>('.publish-form [aria-invalid="true"]')?.focus()
      return
    }
    this.busy = true
    this.problem = ''
    try {
      const published = await this.publish(ready, effectiveAt)
      await readPolicy('fresh').catch(() => undefined)
      const { version } = published
      const text =
        effectiveAt === undefined
          ? t('publish.done', { version })
          : t('publish.doneLater', { version, date: dayAndClock(published.effectiveAt) })
      toast({ tone: 'positive', text })
      navigate(effectiveAt === undefined ? '/policies?version=live' : '/policies/history')
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      await this.refused(error)
    } finally {
      this.busy = false
    }
  }

  private async publish({ draft, versions, live }: Ready, effectiveAt: number | undefined) {
    const newest = newestOf(versions)?.version ?? live.version
    const { revision } = draft.basedOn === newest ? draft : await markCompared(draft.policy, draft.revision, newest)
    const reason = this.reason.trim()
    return publishDraft({
      expectedRevision: revision,
      note: this.note.trim(),
      ...(effectiveAt === undefined ? {} : { effectiveAt }),
      ...(this.failing.length ? { override: { reason } } : {}),
    })
  }

  /** What was typed stays; what is shown is read again, so that the next press is about what there is. */
  private async refused(error: ApiError): Promise<void> {
    switch (error.code) {
      case 'stale':
        this.problem = t('publish.stale')
        break
      case 'cases_failed':
        this.problem = t('publish.casesFailed')
        break
      case 'illegal_state':
        this.problem = t('publish.waitingHint')
        break
      default:
        this.problem = errorWords(error)
        return
    }
    await this.open()
  }
}
