import type { AdminRequest } from '../../shared/api/admin.schema.ts'
import type { StaffCommand } from '../../shared/api/commands.schema.ts'
import type { AccountSigns } from '../../shared/api/payout-row.schema.ts'
import { commandsFor } from '../../shared/lifecycle/commands-for.ts'
import { holdingsOf } from '../../shared/lifecycle/holdings.ts'
import type { RequestItem } from '../../shared/lifecycle/request.ts'
import { amountOf, itemMoney, statusOf } from '../../shared/lifecycle/status.ts'
import { holdingsOfFile, holdingsWithout, isOvercommitted } from '../db/order-file.ts'
import type { StaffCaller } from '../http/call.ts'
import type { Merchant } from '../merchants/index.ts'
import { actionsFor, mayAct, mayCommand } from '../payouts/index.ts'
import type { LoadedPolicy } from '../policies/index.ts'
import {
  answersInWords,
  filesOf,
  type JudgingPolicies,
  paymentOf,
  policyOfItem,
  type RequestCase,
  requestView,
  timelineOf,
} from '../requests/index.ts'
import type { CaseAround } from './case-store.ts'
import { policyOfCase } from './policy-of-case.ts'
import { traceOfItem } from './trace-of-item.ts'

export interface CaseContext {
  /** What they may not do is not offered. */
  me: StaffCaller
  merchant: Merchant
  policies: JudgingPolicies
  /** The policy in force today. */
  today: LoadedPolicy
  around: CaseAround
  /** What is known of the accounts that payouts go to, by the account's id. */
  accounts: ReadonlyMap<string, AccountSigns>
  nextCase?: string
  now: number
}

/** What only staff and the system can do is not offered as a button of its own. */
const staffCommandNames = [
  'approve',
  'decline',
  'ask',
  'offer',
  'mark_received',
  'inspect',
  'retry_payout',
  'change_method',
  'ask_account',
  'cancel',
  'reopen',
  'note',
  'message',
  'assign',
] as const satisfies readonly StaffCommand[]

/** Everything needed to decide one request. */
export function caseView(file: RequestCase, context: CaseContext): AdminRequest {
  const { state, seq, order, events } = file
  const { me, merchant, policies, today, around, nextCase, now } = context
  const commands = new Set<string>(commandsFor(state, 'staff', now))
  const own = holdingsOf(state)
  const view = requestView(file, { merchant, policies, now })
  return {
    number: state.number,
    seq,
    status: statusOf(state),
    state,
    order,
    orderRevision: file.revision,
    overcommitted: isOvercommitted(file),
    holdings: holdingsWithout(holdingsOfFile(file), own),
    ours: [...file.ours],
    items: state.items.map((item) => itemOfCase(item, file, policies)),
    next: view.next,
    timeline: timelineOf(events, state),
    payouts: around.payouts.map((payout) => payoutOfCase(payout, file, context)),
    arrival: view.arrival,
    customer: {
      name: state.customer.name,
      email: state.customer.email,
      phone: state.customer.phone,
      country: state.customer.country,
      tier: order.customer.tier,
      orders: around.orders,
      requests: around.requests.map(({ stars: _, ...request }) => request),
      ratings: around.requests.flatMap(({ stars }) => (stars === null ? [] : [stars])),
    },
    policy: policyOfCase(file, policies, today),
    lookingToo: around.looking,
    commands: staffCommandNames.filter((name) => commands.has(name) && mayCommand(me, name)),
    nextCase,
  }
}

function itemOfCase(item: RequestItem, file: RequestCase, policies: JudgingPolicies): AdminRequest['items'][number] {
  const { state, order, evidence } = file
  const { subject, terms } = item
  const policy = policyOfItem(policies, item)
  const files = filesOf(item)
  const line = subject.kind === 'line' ? order.lines.find(({ id }) => id === subject.line) : undefined
  const payment = subject.kind === 'payment' ? paymentOf(order, subject.payment) : undefined
  return {
    id: item.id,
    title: line?.title ?? payment?.label ?? payment?.method ?? (subject.kind === 'line' ? subject.line : subject.kind),
    variant: line?.variant,
    image: line?.image,
    sku: line?.sku,
    reasonLabels: policy.compiled.reasons.get(item.reason)?.reason.labels ?? {},
    amount: amountOf(state, item.id),
    money: itemMoney(state, item),
    trace: traceOfItem(item, state, policy),
    policyVersion: item.policyVersion,
    suggestion: terms.decision,
    answers: answersInWords(item, policies),
    evidence: evidence.filter(({ id }) => files.includes(id)),
  }
}

/** The payout's own row says what its provider said last; the request's summary, what may be done about it. */
function payoutOfCase(
  payout: CaseAround['payouts'][number],
  { state, order }: RequestCase,
  { me, accounts }: CaseContext,
): AdminRequest['payouts'][number] {
  const { id, destination, amount, status, failure, provider, providerReference, attempts, changedAt, account } = payout
  const summary = state.payouts.find((candidate) => candidate.id === id)
  const payment = paymentOf(order, destination)
  return {
    id,
    destination,
    amount,
    status,
    failure,
    provider,
    providerReference,
    attempts,
    changedAt,
    label: payment?.label ?? payout.label,
    method: payment?.method ?? (account ? payout.method : destination),
    askedBy: summary?.askedBy,
    account: account === undefined ? undefined : accounts.get(account),
    actions: actionsFor(payout, summary, mayAct(me)).filter((action) => action !== 'open_request'),
  }
}
