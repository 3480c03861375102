import type { FailureCode } from './failure-codes.ts'

/** Who can do something about it. `amends`: the machine itself. */
export type FailureActor = 'amends' | 'finance' | 'shopper' | 'manager'

/** What changes a payout. */
export const payoutActions = [
  'ask_provider',
  'retry',
  'ask_shopper',
  'other_method',
  'store_credit',
  'mark_paid',
  'confirm_paid',
  'confirm_unpaid',
] as const

/** What is offered as a button; the others lead elsewhere. */
export const failureActions = [...payoutActions, 'check_connection', 'reconcile', 'open_request'] as const
export type FailureAction = (typeof failureActions)[number]

export interface FailureRow {
  who: FailureActor
  /**
   * What Amends does by itself, always under the same number. `soon`: known not to have been executed, tried again with
   * growing waits. `slowly`: it needs somebody first, such as a top-up. `ask`: the outcome is not known, so it is asked for.
   * `never`: sending it again changes nothing.
   */
  again: 'soon' | 'slowly' | 'ask' | 'never'
  /** Every payout of this provider would meet the same: they wait until somebody looked. */
  stopsProvider?: true
  actions: readonly FailureAction[]
}

/**
 * What a failure means and what comes next, for every provider alike. The words are in shared/locales/payouts.<language>.json:
 * `failure.<code>.shopper`, `.staff`, `.title`; the actions' `action.<action>`.
 */
export const failures: Readonly<Record<FailureCode, FailureRow>> = {
  insufficient_merchant_balance: { who: 'finance', again: 'slowly', actions: ['retry', 'other_method'] },
  limit_reached: { who: 'finance', again: 'slowly', actions: ['retry', 'ask_shopper', 'other_method'] },
  window_expired: { who: 'finance', again: 'never', actions: ['ask_shopper', 'store_credit', 'mark_paid'] },
  amount_exceeded: { who: 'finance', again: 'never', actions: ['reconcile', 'open_request', 'other_method'] },
  already_refunded: { who: 'finance', again: 'never', actions: ['reconcile', 'open_request', 'other_method'] },
  payer_account_closed_or_frozen: {
    who: 'shopper',
    again: 'never',
    actions: ['ask_shopper', 'store_credit', 'mark_paid'],
  },
  payer_details_required: { who: 'shopper', again: 'never', actions: ['ask_shopper', 'store_credit', 'mark_paid'] },
  merchant_account_restricted: {
    who: 'manager',
    again: 'slowly',
    stopsProvider: true,
    actions: ['check_connection', 'retry', 'other_method'],
  },
  disputed: { who: 'finance', again: 'never', actions: ['open_request', 'mark_paid'] },
  not_refundable_state: { who: 'finance', again: 'never', actions: ['other_method', 'mark_paid'] },
  duplicate_request: { who: 'finance', again: 'ask', actions: ['ask_provider', 'reconcile'] },
  invalid_request: { who: 'manager', again: 'never', actions: ['retry', 'other_method', 'open_request'] },
  auth_config: { who: 'manager', again: 'slowly', stopsProvider: true, actions: ['check_connection', 'retry'] },
  rate_limited: { who: 'amends', again: 'soon', actions: ['retry'] },
  provider_unavailable: { who: 'amends', again: 'soon', actions: ['retry', 'other_method'] },
  outcome_unknown: { who: 'amends', again: 'ask', actions: ['ask_provider', 'reconcile'] },
  // Somebody looked at the provider's own page, and it is not there.
  not_executed: { who: 'finance', again: 'never', actions: ['retry', 'other_method', 'store_credit', 'mark_paid'] },
}
