import type { FailureCode } from '../../../shared/payouts/failure-codes.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import type { ProviderFactory, RefundOrder } from '../../platform/ports.ts'
import { behaviourOf, callbacksOf } from './sandbox-behaviour.ts'
import { askLedger, findInLedger, readSandboxRefunds, settleLedger } from './sandbox-ledger-store.ts'

/**
 * A refund provider that moves no money and does what the payment's reference says, wherever in it the word stands:
 *
 * | in the reference             | what happens                                                                      |
 * |------------------------------|-----------------------------------------------------------------------------------|
 * | (nothing)                    | pays at once                                                                      |
 * | `sandbox_fail_<code>`        | fails with that code, every time                                                  |
 * | `sandbox_failonce_<code>`    | fails with that code the first time, pays the second                              |
 * | `sandbox_slow`               | pays after three seconds                                                          |
 * | `sandbox_pending`            | says pending; whoever asks three seconds later hears that it paid                 |
 * | `sandbox_days`               | says pending; whoever asks twelve days later hears that it paid                   |
 * | `sandbox_timeout_paid`       | pays, then never answers: only `find` tells                                       |
 * | `sandbox_timeout_lost`       | the first call is lost on the way: nothing paid, nothing known; the second pays   |
 * | `sandbox_requires_action`    | wants the payer to do something                                                   |
 * | `sandbox_returned`           | pays, and ten seconds later the bank sends it back                                |
 * | `sandbox_callback_twice`     | says pending, and calls back twice that it paid                                   |
 * | `sandbox_callback_late`      | says pending to everybody, and calls back after a minute that it paid             |
 * | `sandbox_callback_unordered` | calls back that it paid, and then that it is pending                              |
 *
 * Its books are a table of its own (sandbox_refunds), kept by payout number: asked twice, it pays once, also across a
 * restart, and a test can audit it as it would a real provider.
 */
export const sandboxProvider: ProviderFactory = ({ merchant, database, clock }) => {
  const settle = async (order: RefundOrder, state: ProviderState): Promise<ProviderState> => {
    const now = clock.now()
    const [callback] = callbacksOf(order.reference)
    await settleLedger(database, order.id, state, now, callback && now + callback.afterMs)
    return state
  }
  const pay = (order: RefundOrder) => settle(order, { status: 'succeeded', providerReference: referenceOf(order) })
  const wait = (order: RefundOrder) => settle(order, { status: 'pending', providerReference: referenceOf(order) })
  return {
    name: 'sandbox',
    async refund(order) {
      const known = await askLedger(database, order, clock.now())
      const { kind, code } = behaviourOf(order.reference)
      if (known.status === 'succeeded') return { status: 'succeeded', providerReference: referenceOf(order) }
      if (kind === 'fail' || (kind === 'failonce' && known.asked === 1)) return settle(order, failedWith(code))
      if (kind === 'timeout_lost' && known.asked === 1) throw new Error('sandbox: the call was lost')
      if (kind === 'pending' || kind === 'days' || kind.startsWith('callback_')) return wait(order)
      if (kind === 'requires_action') return settle(order, { status: 'requires_action' })
      if (kind === 'slow') await clock.sleep(slowMs)
      const paid = await pay(order)
      if (kind === 'timeout_paid') throw new Error('sandbox: timed out after paying')
      return paid
    },
    async find(order) {
      const known = await findInLedger(database, order.id)
      if (!known || known.status === 'lost') return 'never_seen'
      const { kind } = behaviourOf(order.reference)
      const takesMs = kind === 'pending' ? slowMs : kind === 'days' ? daysMs : Number.POSITIVE_INFINITY
      if (known.status === 'pending' && clock.now() >= known.at + takesMs) return pay(order)
      const { status, failure } = known
      return { status, failure, providerReference: referenceOf(order) }
    },
    check: async () => ({ ok: true }),
    list: (from, until) => readSandboxRefunds(database, { merchant, from, until }),
  }
}

const slowMs = 3000
const daysMs = 12 * 86_400_000

/** The provider did not execute these: the same number may be sent again. */
const passing: readonly FailureCode[] = [
  'insufficient_merchant_balance',
  'merchant_account_restricted',
  'auth_config',
  'rate_limited',
  'provider_unavailable',
]

function failedWith(code: FailureCode): ProviderState {
  if (code === 'outcome_unknown') return { status: 'unknown' }
  return { status: 'failed', failure: { code, final: !passing.includes(code) } }
}

function referenceOf({ id }: RefundOrder): string {
  return `sandbox_${id}`
}
