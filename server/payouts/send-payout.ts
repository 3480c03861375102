import { assertNever } from '../../shared/assert-never.ts'
import type { Ports, ProviderState, RefundOrder, RefundProvider } from '../platform/ports.ts'
import { applyProviderState } from './apply-provider-state.ts'
import { markSubmitting, type Payout, readPayout } from './store.ts'

/** Longer than any provider takes to answer; after it the outcome is unknown. */
const answerWithinMs = 15_000

export type Sent = 'done' | 'ask_again'

/**
 * Sends one payout, or asks what became of it: always under the payout's own number, so that at-least-once sending pays
 * once. An outcome nobody knows is asked about, and sent again only when the provider never saw the number.
 */
export async function sendPayout(ports: Ports, at: { merchant: string; payout: string }): Promise<Sent> {
  const payout = await readPayout(ports.database, at.merchant, at.payout)
  if (!payout) return 'done'
  switch (payout.status) {
    case 'succeeded':
    case 'failed':
    case 'cancelled':
      return 'done'
    case 'queued':
      return settle(ports, payout, () => submit(ports, payout))
    case 'submitting':
    case 'unknown':
      return settle(ports, payout, async (provider, order) => {
        const found = await provider.find(order)
        return found ?? submit(ports, payout)
      })
    case 'pending':
    case 'requires_action':
      return settle(ports, payout, async (provider, order) => {
        const found = await provider.find(order)
        return found ?? { status: 'unknown' }
      })
    default:
      return assertNever(payout.status)
  }
}

async function settle(
  ports: Ports,
  payout: Payout,
  ask: (provider: RefundProvider, order: RefundOrder) => Promise<ProviderState>,
): Promise<Sent> {
  const { merchant, id } = payout
  const state = await outcomeOf(() => ask(providerOf(ports, payout), refundOrderOf(payout)))
  await applyProviderState(ports, { merchant, payout: id }, state)
  return state.status === 'succeeded' || state.status === 'failed' ? 'done' : 'ask_again'
}

async function submit(ports: Ports, payout: Payout): Promise<ProviderState> {
  await ports.database.write(markSubmitting(payout, ports.clock.now()))
  return providerOf(ports, payout).refund({ ...refundOrderOf(payout), attempt: payout.attempts + 1 })
}

/** A thrown error or a time-out of the provider says nothing about the money. */
async function outcomeOf(ask: () => Promise<ProviderState>): Promise<ProviderState> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<ProviderState>((resolve) => {
    timer = setTimeout(() => resolve({ status: 'unknown' }), answerWithinMs)
  })
  try {
    return await Promise.race([ask(), late])
  } catch {
    return { status: 'unknown' }
  } finally {
    clearTimeout(timer)
  }
}

function refundOrderOf({ id, merchant, request, amount, currency, reference, attempts }: Payout): RefundOrder {
  return { payout: id, merchant, request, amount, currency, reference, attempt: attempts }
}

/** A provider nobody configured: staff see why, and try again once it is. */
function providerOf(ports: Ports, { provider }: Payout): RefundProvider {
  return ports.providers[provider] ?? notConfigured
}

const notConfigured: RefundProvider = {
  name: 'not_configured',
  refund: async () => ({ status: 'failed', failure: { code: 'auth_config', final: false } }),
  find: async () => undefined,
}
