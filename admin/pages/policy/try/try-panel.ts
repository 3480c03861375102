import { html, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { type CompiledPolicy, compile } from '../../../../shared/policy/compile.ts'
import type { Answers, Policy } from '../../../../shared/policy/policy.ts'
import type { JudgedRequest } from '../../../../shared/policy/simulate/judge-request.ts'
import { AdminElement } from '../../../components/admin-element.ts'
import { icon } from '../../../components/icon.ts'
import { errorWords, loadingView } from '../../../components/states-of-a-page.ts'
import { toast } from '../../../components/toast.ts'
import { ApiError } from '../../../data/http.ts'
import { type OrderHit, type OrderToTry, readOrder, searchOrders } from '../../../data/policies.ts'
import { localDate } from '../../../format/dates.ts'
import { countryName, money, ownWords } from '../../../format/show.ts'
import { t } from '../../../i18n/i18n.ts'
import { answerFields } from './answer-fields.ts'
import { questionsOn } from './asked-questions.ts'
import './case-dialog.ts'
import { type Choice, numberField, selectField } from '../fields/fields.ts'
import './order-picker.ts'
import { instantOf, isRefused, isSameOutcome, judgeTrial, type Trial, trialRequest } from './trial.ts'
import { tryLine } from './try-line.ts'
import { trySums } from './try-sums.ts'

const mostPhotos = 100
const conditionsOfGoods = ['unopened', 'opened', 'used', 'broken'] as const

/** A real order under the policy on screen: what every line would get, as the shopper reads it, beside the live version. */
@customElement('amends-try-panel')
export class TryPanel extends AdminElement {
  @property({ attribute: false }) policy: Policy | undefined
  @property({ attribute: false }) live: { version: number; policy: Policy } | undefined
  @property() showing: 'live' | 'draft' = 'draft'
  @property({ type: Boolean }) mayKeep = false
  @state() private order: OrderToTry | undefined
  @state() private failure: ApiError | undefined
  @state() private isEmpty = false
  /** Only where there is no room beside the policy. */
  @state() private isFolded = true
  @state() private reason = ''
  @state() private date = ''
  @state() private condition = ''
  /** undefined: what stands there is no figure. */
  @state() private photos: number | undefined = 0
  @state() private answers: Answers = {}
  @state() private keeping = false
  private readonly compiled = new WeakMap<Policy, CompiledPolicy | 'broken'>()

  override connectedCallback(): void {
    super.connectedCallback()
    if (!this.order) void this.begin()
  }

  /** The newest order of which something is left, so that there is something to see. */
  private async begin(): Promise<void> {
    try {
      const newest = await searchOrders('')
      this.isEmpty = newest.length === 0
      let first: OrderToTry | undefined
      for (const { number } of newest) {
        // Somebody may have chosen one meanwhile, or left.
        if (this.order || !this.isConnected) return
        const order = await readOrder(number)
        first ??= order
        if (!this.isLeft(order)) continue
        first = order
        break
      }
      this.order ??= first
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.failure = error
    }
  }

  /** Whether anything of it can still be claimed for the reason that is chosen. */
  private isLeft(order: OrderToTry): boolean {
    const { policy } = this
    return !policy || trialRequest(this.trial(policy, order), policy).items.length > 0
  }

  private async choose(number: string): Promise<void> {
    try {
      this.order = await readOrder(number)
      this.failure = undefined
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.failure = error
    }
  }

  protected override render() {
    const { policy } = this
    if (!policy) return nothing
    const isLive = this.showing === 'live'
    return html`<section class="try card ${this.isFolded ? 'is-folded' : ''}" aria-labelledby="try-heading" data-t="try">
      <div class="card-head">
        <h2 id="try-heading">${t('editor.try.heading')}</h2>
        <span class="badge ${isLive ? 'badge-positive' : 'badge-info'}"
          >${icon(isLive ? 'circle-dot' : 'pencil-line')}${t(isLive ? 'editor.live' : 'editor.draft')}</span
        >
        <button
          class="btn btn-quiet btn-sm try-toggle"
          type="button"
          aria-expanded=${this.isFolded ? 'false' : 'true'}
          data-t="try-toggle"
          @click=${() => (this.isFolded = !this.isFolded)}
        >
          ${icon(this.isFolded ? 'chevron-down' : 'chevron-up', 'sm')}${t(this.isFolded ? 'editor.try.unfold' : 'editor.try.fold')}
        </button>
      </div>
      ${this.isEmpty ? html`<p class="card-body muted">${t('editor.try.noOrders')}</p>` : this.form(policy)}
      ${this.failure ? html`<p class="notice notice-negative" role="alert">${icon('circle-alert')}<span>${errorWords(this.failure)}</span></p>` : nothing}
      ${this.order ? this.result(policy, this.order) : this.isEmpty || this.failure ? nothing : loadingView()}
    </section>`
  }

  private form(policy: Policy): TemplateResult {
    const { customer, number } = this.order?.order ?? {}
    const chosen = customer
      ? `${number} · ${customer.name ?? t('customer.unnamed')}, ${countryName(customer.country)}`
      : ''
    return html`<div class="try-form">
      <amends-order-picker
        .chosen=${chosen}
        @picked=${({ detail }: CustomEvent<OrderHit>) => void this.choose(detail.number)}
      ></amends-order-picker>
      <div class="try-two">
        ${selectField({
          id: 'try-reason',
          label: t('editor.try.reason'),
          value: this.reasonOf(policy),
          choices: reasonChoices(policy),
          change: (reason) => (this.reason = reason),
        })}
        <div class="field">
          <label for="try-date">${t('editor.try.on')}</label>
          <input
            class="input"
            type="date"
            id="try-date"
            data-t="try-date"
            max="2100-12-31"
            .value=${this.date || localDate(Date.now(), policy.timezone)}
            @change=${(event: Event) => (this.date = (event.target as HTMLInputElement).value)}
          />
        </div>
      </div>
      <div class="try-two">
        ${selectField({
          id: 'try-condition',
          label: t('editor.try.condition'),
          value: this.condition,
          choices: [
            { value: '', words: t('editor.try.notSaid') },
            ...conditionsOfGoods.map((each) => ({ value: each, words: t(`condition.${each}`) })),
          ],
          change: (condition) => (this.condition = condition),
        })}
        ${numberField({
          id: 'try-photos',
          label: t('editor.evidence.photos'),
          value: this.photos,
          min: 0,
          max: mostPhotos,
          problem: this.photos === undefined ? t('editor.between', { min: 0, max: mostPhotos }) : undefined,
          change: (photos) => (this.photos = photos),
        })}
      </div>
      ${this.questions(policy)}
    </div>`
  }

  private questions(policy: Policy): TemplateResult | typeof nothing {
    const { lines = [] } = this.order?.order ?? {}
    const reason = this.reasonOf(policy)
    const isOnLines = policy.reasons.find(({ code }) => code === reason)?.subject === 'line'
    const asked = questionsOn(policy, reason, isOnLines ? lines : [])
    if (asked.length === 0) return nothing
    return html`<div class="try-two" data-t="try-answers">
      ${answerFields('try-answer', asked, this.answers, (answers) => (this.answers = answers))}
    </div>`
  }

  private reasonOf({ reasons }: Policy): string {
    const parents = new Set(reasons.map(({ parent }) => parent))
    const chosen = reasons.find(({ code }) => code === this.reason)
    return (chosen ?? reasons.find(({ code, subject }) => subject === 'line' && !parents.has(code)))?.code ?? ''
  }

  private trial(policy: Policy, order: OrderToTry): Trial {
    return {
      order,
      reason: this.reasonOf(policy),
      atMs: instantOf(this.date, Date.now(), policy.timezone),
      photos: this.photos ?? 0,
      answers: this.answers,
      ...(this.condition ? { condition: this.condition } : {}),
    }
  }

  private result(policy: Policy, order: OrderToTry): TemplateResult {
    const trial = this.trial(policy, order)
    const judged = this.judged(policy, trial)
    if (!judged) return html`<p class="card-body muted" role="status">${t('editor.try.broken')}</p>`
    if (judged.items.length === 0)
      return html`<p class="card-body muted" data-t="try-nothing">${t('editor.try.nothingLeft')}</p>`
    return html`<ul class="try-lines" aria-live="polite" tabindex="0">
        ${judged.items.map((item) => tryLine(item, order.order, policy, isRefused(judged)))}
      </ul>
      ${trySums(judged, order)}
      ${isRefused(judged) ? nothing : this.foot(judged, trial)}
      ${
        this.keeping
          ? html`<amends-case-dialog
              .judged=${judged}
              .trial=${trial}
              .policy=${policy}
              @kept=${({ detail }: CustomEvent<string>) => toast({ tone: 'positive', text: t('editor.try.kept', { name: detail }) })}
              @closed=${() => (this.keeping = false)}
            ></amends-case-dialog>`
          : nothing
      }`
  }

  private foot(judged: JudgedRequest, trial: Trial): TemplateResult {
    return html`<p class="card-foot try-foot">
      <span data-t="try-live">${this.liveWords(judged, trial)}</span>
      ${
        this.mayKeep
          ? html`<button class="link link-button" type="button" data-t="keep-case" @click=${() => (this.keeping = true)}>
              ${icon('bookmark-plus', 'sm')} ${t('editor.try.keep')}
            </button>`
          : nothing
      }
    </p>`
  }

  private judged(policy: Policy, trial: Trial): JudgedRequest | undefined {
    let compiled = this.compiled.get(policy)
    if (!compiled) {
      try {
        compiled = compile(policy)
      } catch {
        // A draft may be half written; its issues say what is wrong.
        compiled = 'broken'
      }
      this.compiled.set(policy, compiled)
    }
    return compiled === 'broken' ? undefined : judgeTrial(compiled, trial)
  }

  private liveWords(judged: JudgedRequest, trial: Trial): string {
    const { live } = this
    if (!live || this.showing === 'live') return ''
    const before = this.judged(live.policy, trial)
    if (!before) return ''
    const { version } = live
    if (isSameOutcome(judged, before)) return t('editor.try.same', { version })
    if (judged.amount === before.amount) return t('editor.try.samePay', { version })
    return t('editor.try.wouldPay', { version, amount: money(before.amount, trial.order.order.currency) })
  }
}

/** Reasons that are chosen, under the groups they stand in. */
function reasonChoices({ reasons }: Policy): (Choice | { group: string; choices: Choice[] })[] {
  const choice = ({ code, labels }: Policy['reasons'][number]): Choice => ({
    value: code,
    words: ownWords(labels) || code,
  })
  return reasons
    .filter(({ parent }) => parent === undefined)
    .map((top) => {
      const below = reasons.filter(({ parent }) => parent === top.code)
      return below.length ? { group: ownWords(top.labels) || top.code, choices: below.map(choice) } : choice(top)
    })
}
