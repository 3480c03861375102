import type { Actor } from '../../shared/lifecycle/request.ts'
import { defaultPolicy } from '../../shared/policy/default-policy.ts'
import type { Policy } from '../../shared/policy/policy.ts'
import { AdminDouble } from './admin-double.ts'
import { addClara } from './sample-clara.ts'
import { line, orderOf } from './sample-orders.ts'
import {
  awaiting,
  failed,
  type SampleRequest,
  sampleRequests,
  toInspect,
  unknownPayout,
  wang,
} from './sample-requests.ts'

export { clara } from './sample-clara.ts'
export { awaiting, failed, toInspect, unknownPayout, wang } from './sample-requests.ts'

const hourMs = 3_600_000
const minuteMs = 60_000

const mei: Actor = { kind: 'staff', id: 'u1', name: 'Mei Chen' }
const shopper: Actor = { kind: 'shopper' }
const system: Actor = { kind: 'system' }

/** Everything a person has to look at, business at any hour: due times do not hang on the hour of the test. */
function samplePolicy(): Policy {
  const base = defaultPolicy({ timezone: 'Asia/Shanghai' })
  return {
    ...base,
    calendar: { hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: 0, to: 1440 })) },
    rules: base.rules.map((rule) =>
      rule.id === 'not_our_shoppers_fault' ? { ...rule, set: { ...rule.set, decision: 'review' as const } } : rule,
    ),
    terms: { ...base.terms, decision: 'review', deadlines: { ...base.terms.deadlines, decide: 24 } },
  }
}

/** A shop with a full queue: late, due, waiting, failed, paid. */
export function sampleShop(now = Date.now()): AdminDouble {
  const double = new AdminDouble(
    samplePolicy(),
    {
      id: 'u1',
      name: 'Mei Chen',
      email: 'mei.chen@linhe.example',
      role: 'owner',
      merchant: { id: 'm1', name: 'Linhe Studio', timezone: 'Asia/Shanghai' },
    },
    [
      { id: 'u1', name: 'Mei Chen' },
      { id: 'u2', name: 'Jonas Weber' },
      { id: 'u3', name: 'Tang Wei' },
    ],
  )
  for (const request of sampleRequests) submit(double, request, now)
  addClara(double, now)

  for (const [number, to] of [
    [wang, 'u1'],
    ['R-8XNB-41GP', 'u2'],
    ['R-W0GD-6TKA', 'u2'],
    ['R-J94F-XB1N', 'u1'],
    ['R-6MZA-R3VC', 'u1'],
    [toInspect, 'u3'],
  ] as const) {
    double.act(number, { type: 'assign', to }, mei, now - 3 * hourMs)
  }
  double.act(
    'R-A2EV-7HXK',
    { type: 'ask', text: 'Which size would fit you better?', wantsPhotos: false },
    mei,
    now - 3 * hourMs,
  )
  double.act(awaiting, { type: 'approve' }, mei, now - 30 * hourMs)
  double.act(toInspect, { type: 'approve' }, mei, now - 80 * hourMs)
  double.act(
    toInspect,
    { type: 'mark_shipped', carrier: 'SF Express', trackingNumber: 'SF1234567890' },
    shopper,
    now - 60 * hourMs,
  )
  double.act(toInspect, { type: 'mark_received' }, mei, now - 2 * hourMs)
  pay(double, failed, now, { status: 'failed', failure: { code: 'payer_account_closed_or_frozen', final: true } })
  pay(double, unknownPayout, now, { status: 'unknown' })
  return double
}

function submit(double: AdminDouble, request: SampleRequest, now: number): void {
  const { number, name, country, currency, title, image, price, reason, hoursAgo } = request
  const order = orderOf(now, 4, {
    number: `LH-${20000 + number.charCodeAt(2) * 7 + number.charCodeAt(3)}`,
    currency,
    locale: request.locale ?? 'en',
    customer: { id: number, name, email: `${number.toLowerCase()}@example.com`, country },
    lines: [line('l1', title, price, { image, tags: request.tags ?? [] })],
  })
  const item = {
    line: 'l1',
    quantity: 1,
    reason,
    evidence: request.evidence ?? [],
    details: request.details,
    resolution: 'refund' as const,
  }
  double.submit(number, order, { items: [item] }, now - hoursAgo * hourMs)
}

function pay(
  double: AdminDouble,
  number: string,
  now: number,
  outcome: { status: 'failed' | 'unknown'; failure?: { code: 'payer_account_closed_or_frozen'; final: boolean } },
): void {
  double.act(number, { type: 'approve' }, mei, now - 60 * hourMs)
  double.act(number, { type: 'mark_shipped' }, shopper, now - 50 * hourMs)
  for (const { id } of double.stateOf(number).payouts) {
    double.act(number, { type: 'payout_update', payout: id, ...outcome }, system, now - 40 * minuteMs)
  }
}
