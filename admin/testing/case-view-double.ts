import type { AdminRequest } from '../../shared/api/admin.schema.ts'
import { type StaffCommand, staffCommands } from '../../shared/api/commands.schema.ts'
import { commandsFor } from '../../shared/lifecycle/commands-for.ts'
import type { RequestEvent } from '../../shared/lifecycle/events.ts'
import { nextStepOf } from '../../shared/lifecycle/next-step.ts'
import type { PayoutSummary, RequestState } from '../../shared/lifecycle/request.ts'
import { amountOf, itemMoney, statusOf } from '../../shared/lifecycle/status.ts'
import { type FailureAction, failures } from '../../shared/payouts/failures.ts'
import type { AdminDouble } from './admin-double.ts'
import { dayOf } from './day-of.ts'
import { nextAfter } from './queue-double.ts'
import { lineOf } from './requests-double.ts'

const dayMs = 86_400_000

const staffCommandNames = Object.keys(staffCommands) as StaffCommand[]

/** Everything needed to decide one request. */
export function caseView(shop: AdminDouble, number: string): AdminRequest {
  const { state, order, events, holdings, traces, evidence } = shop.caseOf(number)
  const now = Date.now()
  const commands = new Set<string>(commandsFor(state, 'staff', now))
  const others = [...shop.cases.values()].filter((each) => each.order.customer.id === order.customer.id)
  return {
    number,
    seq: events.length,
    status: statusOf(state),
    state,
    order,
    orderRevision: 1,
    overcommitted: false,
    holdings,
    ours: [],
    items: state.items.map((item) => {
      const line = lineOf(order, item)
      return {
        id: item.id,
        title: line?.title ?? order.payments[0]?.label ?? item.id,
        variant: line?.variant,
        image: line?.image,
        sku: line?.sku,
        reasonLabels: shop.policy.reasons.find(({ code }) => code === item.reason)?.labels ?? {},
        amount: amountOf(state, item.id),
        money: itemMoney(state, item),
        trace: traces.get(item.id) ?? [],
        suggestion: item.terms.decision,
        answers: shop.answers.get(item.id),
        evidence: evidence.get(item.id) ?? [],
      }
    }),
    next: nextStepOf(state, now),
    timeline: events.map((event) => entryOf(event, state)),
    payouts: state.payouts.map((payout) => {
      const payment = order.payments.find(({ id }) => id === payout.destination)
      return {
        id: payout.id,
        destination: payout.destination,
        label: payment?.label,
        method: payment?.method ?? payout.destination,
        amount: payout.amount,
        status: payout.status,
        failure: payout.failure,
        attempts: 1,
        providerReference: payout.status === 'queued' ? undefined : `re_${payout.id}`,
        changedAt: payout.changedAt,
        provider: payment?.provider ?? 'stripe',
        askedBy: payout.askedBy,
        actions: actionsOf(payout),
      }
    }),
    arrival: state.quote.payments.map(({ payment }) => ({
      payment,
      earliest: dayOf(now + 3 * dayMs),
      latest: dayOf(now + 7 * dayMs),
    })),
    customer: {
      name: state.customer.name,
      email: state.customer.email,
      phone: state.customer.phone,
      country: state.customer.country,
      tier: order.customer.tier,
      orders: 11,
      requests: others.map((each) => ({
        number: each.state.number,
        order: each.order.number,
        status: statusOf(each.state),
        submittedAt: each.state.submittedAt,
        currency: each.state.currency,
        total: each.state.quote.total,
      })),
      ratings: [5, 4],
    },
    policy: { version: 14, title: shop.policy.title, ...shop.toldOfPolicy },
    lookingToo: shop.lookingToo,
    commands: staffCommandNames.filter((name) => commands.has(name)),
    nextCase: nextAfter(shop, number),
  }
}

function actionsOf(payout: PayoutSummary): FailureAction[] {
  if (payout.status === 'unknown') return ['ask_provider']
  if (payout.status !== 'failed' || !payout.failure || payout.replacedBy) return []
  const { actions } = failures[payout.failure.code]
  const offered = [...actions, ...(actions.includes('store_credit') ? (['other_method'] as const) : [])]
  return offered.filter((action) => action !== 'open_request' && (action !== 'ask_shopper' || !payout.askedBy))
}

function entryOf(event: RequestEvent, state: RequestState): AdminRequest['timeline'][number] {
  const automatic =
    ('automatic' in event && event.automatic) || event.type === 'money_due' || event.type === 'payout_requested'
  const payout = 'payout' in event ? state.payouts.find(({ id }) => id === event.payout) : undefined
  return {
    seq: event.seq,
    at: event.at,
    kind: event.type === 'payout_changed' ? `payout_${event.status}` : event.type,
    by: automatic ? 'system' : event.actor.kind,
    ...(event.actor.kind === 'staff' ? { name: event.actor.name.split(' ')[0] } : {}),
    ...('text' in event && event.text ? { text: event.text } : {}),
    ...(event.type === 'declined' ? { text: event.message } : {}),
    ...(event.type === 'approved' ? { amount: event.quote?.total ?? state.quote.total } : {}),
    ...(payout
      ? {
          amount: payout.amount,
          params: {
            destination: payout.destination,
            ...(event.type === 'payout_changed' && event.failure ? { code: event.failure.code } : {}),
          },
        }
      : {}),
    ...(event.type === 'assigned' && event.to ? { params: { to: event.to } } : {}),
    ...(event.type === 'inspected'
      ? { params: { result: event.result }, ...(event.note ? { text: event.note } : {}) }
      : {}),
    ...('items' in event && event.type !== 'submitted' && event.type !== 'edited' ? { items: event.items } : {}),
    staffOnly: event.type === 'noted' || event.type === 'assigned' || event.type === 'money_due',
  }
}
