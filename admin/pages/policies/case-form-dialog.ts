import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { parseAmount } from '../../../shared/money/parse-amount.ts'
import type { Answers, Policy, PolicyQuestion, Reason } from '../../../shared/policy/policy.ts'
import { AdminElement } from '../../components/admin-element.ts'
import { closeDialog, dialogView } from '../../components/dialog.ts'
import { icon } from '../../components/icon.ts'
import { errorWords } from '../../components/states-of-a-page.ts'
import { ApiError } from '../../data/http.ts'
import { type CaseBody, keepCase, type OrderHit, type OrderToTry, readOrder } from '../../data/policies.ts'
import { ownWords } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { type Choice, numberField, radioField, selectField, textField, wrongText } from '../policy/fields/fields.ts'
import { answerFields } from '../policy/try/answer-fields.ts'
import { answersTo, questionsOn } from '../policy/try/asked-questions.ts'
import '../policy/try/order-picker.ts'
import { maxCaseName } from './case-words.ts'

type Decision = CaseBody['expect']['decision']
type Condition = NonNullable<CaseBody['condition']>
type AmountRule = 'full' | 'exact' | 'any'
type Problems = Partial<Record<'reason' | 'quantity' | 'photos' | 'amount' | 'name', string>>
const mostPhotos = 100
const conditions = ['unopened', 'opened', 'used', 'broken'] as const satisfies readonly Condition[]

/**
 * A case from the beginning: an order, what of it, why, and what must come out.
 * @fires kept - detail: its name
 * @fires closed
 */
@customElement('amends-case-form-dialog')
export class CaseFormDialog extends AdminElement {
  @property({ attribute: false }) policy: Policy | undefined
  @state() private order: OrderToTry | undefined
  /** "line 3", "payment P1" */
  @state() private item = ''
  @state() private reason = ''
  @state() private quantity: number | undefined = 1
  @state() private condition: Condition | '' = ''
  @state() private photos: number | undefined = 0
  @state() private answers: Answers = {}
  @state() private decision: Decision = 'approve'
  @state() private amountRule: AmountRule = 'full'
  @state() private amount = ''
  @state() private name: string | undefined
  /** By field. */
  @state() private problems: Problems = {}
  @state() private problem = ''
  @state() private busy = false

  protected override render() {
    return dialogView({
      hook: 'case-form-dialog',
      label: t('policyCases.add'),
      size: 'lg',
      body: html`<form novalidate id="new-case" class="dialog-fields" @submit=${this.submit} @input=${() => (this.problems = {})}>
        <p class="muted">${t('editor.case.hint')}</p>
        <amends-order-picker
          .chosen=${this.order?.order.number ?? ''}
          @picked=${({ detail }: CustomEvent<OrderHit>) => void this.pick(detail.number)}
        ></amends-order-picker>
        ${this.order ? this.claim(this.order) : nothing}
        ${this.problem ? html`<p class="notice notice-negative" role="alert" data-t="case-problem">${icon('circle-alert')}<span>${this.problem}</span></p>` : nothing}
      </form>`,
      footer: html`<button class="btn" type="button" data-dialog="close">${t('action.cancel')}</button>
        <button class="btn btn-primary" type="submit" form="new-case" aria-disabled=${this.busy ? 'true' : 'false'} data-t="new-case-confirm">
          ${t('editor.try.keep')}
        </button>`,
      onClosed: () => this.dispatchEvent(new CustomEvent('closed')),
    })
  }

  private async pick(number: string): Promise<void> {
    this.problem = ''
    this.problems = {}
    this.quantity = 1
    try {
      const order = await readOrder(number)
      this.order = order
      this.item = itemsOf(order)[0]?.value ?? ''
      this.reason = this.reasons()[0]?.code ?? ''
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.problem = errorWords(error)
    }
  }

  /** Those that can be given for what is chosen. */
  private reasons(): Reason[] {
    const subject = this.item.startsWith('payment ') ? 'payment' : 'line'
    return (this.policy?.reasons ?? []).filter(
      (reason) =>
        (reason.subject ?? 'line') === subject && !this.policy?.reasons.some(({ parent }) => parent === reason.code),
    )
  }

  private claim(order: OrderToTry) {
    const { problems } = this
    const { currency } = order.order
    const isLine = this.item.startsWith('line ')
    return html`<div class="case-columns">
        ${selectField({
          id: 'new-item',
          label: t('editor.case.item'),
          value: this.item,
          choices: itemsOf(order),
          change: (item) => {
            this.item = item
            if (!this.reasons().some(({ code }) => code === this.reason)) this.reason = this.reasons()[0]?.code ?? ''
          },
        })}
        ${selectField({
          id: 'new-reason',
          label: t('editor.try.reason'),
          value: this.reason,
          choices: this.reasons().map(({ code, labels }) => ({ value: code, words: ownWords(labels) })),
          ...problemOf(problems.reason),
          change: (reason) => (this.reason = reason),
        })}
        ${
          isLine
            ? html`${numberField({ id: 'new-quantity', label: t('policyCases.units'), value: this.quantity, min: 1, max: this.mostUnits(order), ...problemOf(problems.quantity), change: (quantity) => (this.quantity = quantity) })}
                ${selectField({
                  id: 'new-condition',
                  label: t('editor.try.condition'),
                  value: this.condition,
                  choices: [
                    { value: '', words: t('editor.try.notSaid') },
                    ...conditions.map((value) => ({ value, words: t(`condition.${value}`) })),
                  ] satisfies Choice<Condition | ''>[],
                  change: (condition) => (this.condition = condition),
                })}
                ${numberField({ id: 'new-photos', label: t('policyCases.photos'), value: this.photos, min: 0, max: mostPhotos, ...problemOf(problems.photos), change: (photos) => (this.photos = photos) })}`
            : nothing
        }
        ${answerFields('new-answer', this.questions(order), this.answers, (answers) => (this.answers = answers))}
      </div>
      ${radioField({
        id: 'new-decision',
        label: t('editor.case.decision'),
        value: this.decision,
        choices: (['approve', 'review', 'decline'] as const).map((value) => ({
          value,
          words: t(`editor.case.${value}`),
        })),
        change: (decision) => (this.decision = decision),
      })}
      ${
        this.decision === 'decline'
          ? nothing
          : html`${radioField({
              id: 'new-amount',
              label: t('editor.amount'),
              value: this.amountRule,
              choices: [
                { value: 'full', words: t('editor.case.full') },
                { value: 'exact', words: t('policyCases.exactly') },
                { value: 'any', words: t('editor.case.any') },
              ],
              change: (rule) => (this.amountRule = rule),
            })}
            ${
              this.amountRule === 'exact'
                ? textField({
                    id: 'new-exact',
                    label: t('policyCases.amountIn', { currency }),
                    value: this.amount,
                    maxlength: 20,
                    ...problemOf(problems.amount),
                    change: (amount) => (this.amount = amount),
                  })
                : nothing
            }`
      }
      ${textField({ id: 'new-case-name', label: t('editor.case.name'), value: this.nameNow(order), maxlength: maxCaseName, ...problemOf(problems.name), change: (name) => (this.name = name) })}`
  }

  /** Those that a claim for this reason is asked on what is chosen. */
  private questions({ order }: OrderToTry): PolicyQuestion[] {
    const { policy, item, reason } = this
    return policy
      ? questionsOn(
          policy,
          reason,
          order.lines.filter(({ id }) => item === `line ${id}`),
        )
      : []
  }

  private nameNow(order: OrderToTry): string {
    if (this.name !== undefined) return this.name
    const item = itemsOf(order).find(({ value }) => value === this.item)
    const reason = this.reasons().find(({ code }) => code === this.reason)
    return t('editor.case.named', { item: item?.words ?? '', reason: reason ? ownWords(reason.labels) : '' })
  }

  /** As many as were bought. */
  private mostUnits({ order }: OrderToTry): number {
    return order.lines.find(({ id }) => this.item === `line ${id}`)?.quantity ?? 1
  }

  private wrong(order: OrderToTry, name: string, exact: number | undefined): Problems {
    const { decision, amountRule } = this
    const wrongName = wrongText(name, t('policyCases.nameMissing'), maxCaseName)
    const isLine = this.item.startsWith('line ')
    return {
      ...(this.reason ? {} : { reason: t('policyCases.reasonMissing') }),
      ...(isLine && this.quantity === undefined
        ? { quantity: t('editor.between', { min: 1, max: this.mostUnits(order) }) }
        : {}),
      ...(isLine && this.photos === undefined ? { photos: t('editor.between', { min: 0, max: mostPhotos }) } : {}),
      ...(decision !== 'decline' && amountRule === 'exact' && exact === undefined
        ? { amount: t(this.amount.trim() === '' ? 'policyCases.amountMissing' : 'editor.noAmount') }
        : {}),
      ...(wrongName ? { name: wrongName } : {}),
    }
  }

  /** What is to be kept; undefined where something is missing, which is said at its field. */
  private body(order: OrderToTry): CaseBody | undefined {
    const [kind = '', ...rest] = this.item.split(' ')
    const id = rest.join(' ')
    const name = this.nameNow(order).trim()
    const { decision, amountRule, quantity = 1, photos = 0 } = this
    const exact = amountRule === 'exact' ? parseAmount(this.amount, order.order.currency) : undefined
    this.problems = this.wrong(order, name, exact)
    if (Object.keys(this.problems).length) return undefined
    const answers = answersTo(this.questions(order), this.answers)
    const amount = amountRule === 'full' ? ('full' as const) : exact
    return {
      name,
      order: order.order.number,
      ...(kind === 'payment' ? { payment: id, quantity: 1 } : { line: id, quantity }),
      reason: this.reason,
      ...(kind === 'line' && this.condition ? { condition: this.condition } : {}),
      ...(kind === 'line' && photos > 0 ? { photos } : {}),
      ...(answers ? { answers } : {}),
      at: new Date().toISOString(),
      expect: { decision, ...(decision === 'decline' || amount === undefined ? {} : { amount }) },
    }
  }

  private readonly submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const { order } = this
    if (this.busy) return
    const body = order && this.body(order)
    this.problem = order ? '' : t('policyCases.orderMissing')
    if (!body) {
      await this.updateComplete
      this.querySelector<HTMLElement>(order ? '#new-case [aria-invalid="true"]' : '#try-order')?.focus()
      return
    }
    this.busy = true
    try {
      await keepCase(body)
      this.dispatchEvent(new CustomEvent('kept', { detail: body.name }))
      closeDialog(this)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.problem =
        error.code === 'limit_exceeded'
          ? t('policyCases.tooMany', { limit: error.problem?.limit ?? 200 })
          : errorWords(error)
    } finally {
      this.busy = false
    }
  }
}

function problemOf(problem: string | undefined): { problem?: string } {
  return problem === undefined ? {} : { problem }
}

function itemsOf({ order }: OrderToTry): Choice[] {
  return [
    ...order.lines
      .filter(({ kind }) => kind !== 'fee')
      .map(({ id, title, variant }) => ({ value: `line ${id}`, words: variant ? `${title}, ${variant}` : title })),
    ...order.payments.map(({ id, label, method }) => ({
      value: `payment ${id}`,
      words: label ?? t(`method.${method}`),
    })),
  ]
}
