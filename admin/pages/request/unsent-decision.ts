import type { ReactiveControllerHost } from 'lit'
import type { RequestItem } from '../../../shared/lifecycle/request.ts'
import { parseAmount } from '../../../shared/money/parse-amount.ts'
import type { AdminRequest, CommandBody } from '../../data/requests.ts'
import type { AmountEdit } from './decision-card.ts'
import { type Choices, type Decision, decisionOf, noChoices } from './decision-model.ts'

/** What was chosen and typed for the decision and is not sent yet. */
export class UnsentDecision {
  choices: Choices = noChoices
  edit: AmountEdit | undefined
  reasonMissing = false
  private readonly host: Pick<ReactiveControllerHost, 'requestUpdate'>

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>) {
    this.host = host
  }

  forget(): void {
    this.edit = undefined
    this.reasonMissing = false
    this.forgetChoices()
  }

  forgetChoices(): void {
    this.choices = noChoices
    this.host.requestUpdate()
  }

  /** What others decided meanwhile is not ours to decline any more. */
  keepPending(request: AdminRequest): void {
    const pending = new Set(request.state.items.filter((item) => item.decision === 'pending').map(({ id }) => id))
    this.choices = { ...this.choices, declined: new Set([...this.choices.declined].filter((id) => pending.has(id))) }
    this.host.requestUpdate()
  }

  decide(item: string, how: 'approve' | 'decline'): void {
    const declined = new Set(this.choices.declined)
    if (how === 'decline') declined.add(item)
    else declined.delete(item)
    this.choices = { ...this.choices, declined }
    this.host.requestUpdate()
  }

  startEdit(): void {
    this.edit ??= { typed: {}, reason: '' }
    this.host.requestUpdate()
  }

  stopEdit(): void {
    this.edit = undefined
    this.reasonMissing = false
    this.host.requestUpdate()
  }

  type(field: string, text: string): void {
    if (this.edit) this.edit = { ...this.edit, typed: { ...this.edit.typed, [field]: text } }
    this.host.requestUpdate()
  }

  typeReason(reason: string): void {
    if (this.edit) this.edit = { ...this.edit, reason }
    if (reason.trim()) this.reasonMissing = false
    this.host.requestUpdate()
  }

  decision(request: AdminRequest): Decision {
    return decisionOf(request, { ...this.choices, ...this.typedAmounts(request) })
  }

  /** The items the decline dialog speaks of: those marked, else all that may be declined. */
  declining(request: AdminRequest, decision: Decision): RequestItem[] {
    if (decision.declining.length) return decision.declining
    return request.state.items.filter(
      (item) => item.decision === 'pending' && (!item.duty?.noReason || item.inspection?.result === 'mismatch'),
    )
  }

  /** Everything is ready to be sent; what is not says so where it stands. */
  isReady(request: AdminRequest, decision: Decision): boolean {
    this.reasonMissing = decision.changed && !this.edit?.reason.trim()
    this.host.requestUpdate()
    return !this.reasonMissing && !this.hasUnreadable(request) && !decision.refusal
  }

  approveBody(request: AdminRequest, decision: Decision): CommandBody<'approve'> {
    const { amounts, shipping, goodwill } = this.typedAmounts(request)
    const pending = request.state.items.filter((item) => item.decision === 'pending').length
    return {
      ...(decision.approving.length < pending ? { items: decision.approving.map(({ id }) => id) } : {}),
      ...(Object.keys(amounts).length ? { amounts } : {}),
      ...(shipping === undefined ? {} : { shipping }),
      ...(goodwill === undefined ? {} : { goodwill }),
      ...(decision.changed ? { reason: this.edit?.reason.trim() } : {}),
    }
  }

  /** What the amount fields say; unreadable ones count as untouched until sent, where they stop the press. */
  private typedAmounts(request: AdminRequest): Pick<Choices, 'amounts' | 'shipping' | 'goodwill'> {
    const amounts: Record<string, number> = {}
    let shipping: number | undefined
    let goodwill: number | undefined
    for (const [field, typed] of Object.entries(this.edit?.typed ?? {})) {
      const amount = typed.trim() ? parseAmount(typed, request.state.currency) : undefined
      if (amount === undefined) continue
      if (field === 'shipping') shipping = amount
      else if (field === 'goodwill') goodwill = amount
      else if (!this.choices.declined.has(field)) amounts[field] = amount
    }
    return { amounts, shipping, goodwill }
  }

  private hasUnreadable(request: AdminRequest): boolean {
    return Object.values(this.edit?.typed ?? {}).some(
      (typed) => typed.trim() && parseAmount(typed, request.state.currency) === undefined,
    )
  }
}
