import { html, nothing, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Policy, Reason, Rule } from '../../../shared/policy/policy.ts'
import type { Statute } from '../../../shared/policy/statutes/statute.ts'
import { statutes } from '../../../shared/policy/statutes/statute-for.ts'
import { AdminElement } from '../../components/admin-element.ts'
import { icon } from '../../components/icon.ts'
import { errorView, loadingView } from '../../components/states-of-a-page.ts'
import { ApiError } from '../../data/http.ts'
import { type LivePolicy, readPolicy } from '../../data/policy.ts'
import { shortDate } from '../../format/dates.ts'
import { articleWords } from '../../format/law.ts'
import { dateStyle, ownWords, timeView } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { rich } from '../../i18n/rich.ts'
import { asSentence, conditionWords, termClauses } from './policy-words.ts'

/** The live policy as sentences: what the machine applies is what stands here, nothing is paraphrased by hand. */
@customElement('amends-policy-page')
export class PolicyPage extends AdminElement {
  @state() private live: LivePolicy | undefined
  @state() private failure: ApiError | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    void this.open()
  }

  private async open(): Promise<void> {
    this.failure = undefined
    try {
      this.live = await readPolicy('fresh')
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.failure = error
    }
  }

  protected override render() {
    return html`<main class="main" id="main" data-t="policy-page">${this.content()}</main>`
  }

  private content() {
    if (this.failure) return errorView(this.failure, () => void this.open())
    if (!this.live) return loadingView()
    const { policy, version, publishedAt } = this.live
    return html`<header class="versionbar">
        <h1>${ownWords(policy.title)}</h1>
        <span class="badge badge-positive" data-t="policy-version">${icon('circle-check')}${t('policy.live', { version })}</span>
        <span class="muted small">${timeView(publishedAt, t('policy.since', { date: shortDate(publishedAt, Date.now(), dateStyle()) }))}</span>
      </header>
      <div class="policy-grid">
        <div class="policy-main">${defaults(policy)} ${rules(policy)}</div>
        <div class="policy-side">${laws()} ${reasons(policy)}</div>
      </div>`
  }
}

function defaults(policy: Policy): TemplateResult {
  const { eligible: _, because: __, lane: ___, ...terms } = policy.terms
  return html`<section class="card" aria-labelledby="defaults-heading" data-t="policy-defaults">
    <div class="card-head">
      <h2 id="defaults-heading">${t('policy.defaults')}</h2>
      <span class="muted small pad-end">${t('policy.defaultsHint')}</span>
    </div>
    <ul class="sentences">
      ${termClauses(terms).map((clause) => html`<li>${rich(asSentence(clause), 'slot')}</li>`)}
      ${
        policy.assumedTransitDays > 0
          ? html`<li>${rich(asSentence(t('policy.assumed', { days: t('policy.days', { count: policy.assumedTransitDays }) })), 'slot')}</li>`
          : nothing
      }
    </ul>
    <p class="card-foot">${t('policy.zone', { zone: policy.timezone })}</p>
  </section>`
}

function rules(policy: Policy): TemplateResult {
  return html`<section aria-labelledby="rules-heading" data-t="policy-rules">
    <div class="section-head">
      <h2 id="rules-heading">${t('policy.rules')}</h2>
      <span class="muted small">${t('policy.rulesHint')}</span>
    </div>
    ${
      policy.rules.length
        ? html`<ol class="rules">${policy.rules.map((rule, index) => ruleView(rule, index, policy))}</ol>`
        : html`<p class="card card-body muted">${t('policy.noRules')}</p>`
    }
  </section>`
}

function ruleView(rule: Rule, index: number, policy: Policy): TemplateResult {
  return html`<li class="card rule" data-t="rule-${rule.id}">
    <span class="rule-no" aria-hidden="true">${index + 1}</span>
    <div class="rule-body">
      <h3>${ownWords(rule.name)}</h3>
      <p><em>${t('policy.when')}</em>${rich(conditionWords(rule.when, policy), 'slot')}<em>${t('policy.then')}</em></p>
      <ul class="rule-terms">
        ${termClauses(rule.set).map((clause) => html`<li>${rich(asSentence(clause), 'slot')}</li>`)}
      </ul>
      ${rule.note ? html`<p class="muted small rule-note">${ownWords(rule.note)}</p>` : nothing}
    </div>
  </li>`
}

function reasons(policy: Policy): TemplateResult {
  const top = policy.reasons.filter(({ parent }) => parent === undefined)
  return html`<section class="card" aria-labelledby="reasons-heading" data-t="policy-reasons">
    <div class="card-head"><h2 id="reasons-heading">${t('policy.reasons')}</h2></div>
    <ul class="reason-tree">
      ${top.map((reason) => {
        const below = policy.reasons.filter(({ parent }) => parent === reason.code)
        return html`<li>
          ${reasonRow(reason)}
          ${below.length ? html`<ul>${below.map((each) => html`<li>${reasonRow(each)}</li>`)}</ul>` : nothing}
        </li>`
      })}
    </ul>
  </section>`
}

function reasonRow(reason: Reason): TemplateResult {
  const facts = [
    t(`policy.fault.${reason.fault}`),
    reason.noReason ? t('policy.noReason') : '',
    ...reason.asks.map((ask) => t(`policy.asks.${ask}`)),
  ].filter(Boolean)
  return html`<p><b>${ownWords(reason.labels)}</b></p><p class="muted small">${facts.join(' · ')}</p>`
}

function laws(): TemplateResult {
  return html`<section class="card" aria-labelledby="laws-heading" data-t="policy-laws">
    <div class="card-head"><h2 id="laws-heading">${t('policy.laws')}</h2></div>
    <p class="card-body muted laws-hint">${t('policy.lawsHint')}</p>
    <ul class="laws">
      ${statutes.map(lawView)}
    </ul>
  </section>`
}

function lawView(statute: Statute): TemplateResult {
  const { period, refund, floor } = statute
  const key = lawKeys[statute.id]
  const unverified = [period, refund, ...Object.values(floor)].some((source) => source?.unverified)
  return html`<li>
    ${icon('scale')}
    <div>
      <p><b>${key ? t(`policy.law.${key}`) : statute.id}</b></p>
      <p>
        ${rich(t(statute.covers === 'no_reason' ? 'policy.lawNoReason' : floor.eligible ? 'policy.lawFaulty' : 'policy.lawFree', { days: t('policy.days', { count: period.days }), refund: t('policy.days', { count: refund.refundDays }) }))}
      </p>
      <p class="law">${[period.article, refund.article].map(articleWords).join(' · ')}${unverified ? ` · ${t('trace.unverified')}` : ''}</p>
    </div>
  </li>`
}

const lawKeys: Partial<
  Record<string, 'cnNoReason' | 'cnQuality' | 'euWithdrawal' | 'euConformity' | 'ukCancel' | 'ukReject'>
> = {
  'cn-7d-no-reason': 'cnNoReason',
  'cn-quality': 'cnQuality',
  'eu-withdrawal': 'euWithdrawal',
  'eu-conformity': 'euConformity',
  'uk-cancel': 'ukCancel',
  'uk-reject': 'ukReject',
}
