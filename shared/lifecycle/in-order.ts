import type { PayoutSummary, RequestItem, RequestState } from './request.ts'

/** One order of keys, and none for what is undefined: a projection rebuilt from the events is equal byte for byte. */
export function inOrder(state: RequestState): RequestState {
  return pick(
    {
      ...state,
      items: state.items.map((item) => pick(item, itemKeys)),
      payouts: state.payouts.map((payout) => pick(payout, payoutKeys)),
    },
    stateKeys,
  )
}

const stateKeys: readonly (keyof RequestState)[] = [
  'number',
  'order',
  'orderRevision',
  'policyVersion',
  'livePolicyVersion',
  'statuteVersion',
  'currency',
  'locale',
  'channel',
  'customer',
  'submittedAt',
  'changedAt',
  'items',
  'quote',
  'preferredPayment',
  'account',
  'staffShipping',
  'staffGoodwill',
  'questions',
  'offer',
  'payouts',
  'shipment',
  'assignee',
  'decideBy',
  'returnBy',
  'inspectBy',
  'statutory',
  'ended',
  'rating',
  'escalated',
  'reminded',
]
const itemKeys: readonly (keyof RequestItem)[] = [
  'id',
  'subject',
  'quantity',
  'reason',
  'details',
  'condition',
  'answers',
  'evidence',
  'resolution',
  'policyVersion',
  'terms',
  'facts',
  'duty',
  'excluded',
  'period',
  'windowEndsAt',
  'decision',
  'approvedBy',
  'declinedBy',
  'declineReason',
  'declineMessage',
  'appealBy',
  'appealed',
  'goods',
  'dueAt',
  'unreturned',
  'inspection',
  'staffAmount',
]
const payoutKeys: readonly (keyof PayoutSummary)[] = [
  'id',
  'destination',
  'account',
  'plannedFor',
  'amount',
  'items',
  'status',
  'failure',
  'askedBy',
  'replacedBy',
  'requestedAt',
  'changedAt',
]

function pick<T extends object>(from: T, keys: readonly (keyof T)[]): T {
  const to = {} as T
  for (const key of keys) if (from[key] !== undefined) to[key] = from[key]
  return to
}
