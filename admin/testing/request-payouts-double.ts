import type { Command } from '../../shared/lifecycle/commands.ts'
import type { PayoutSummary } from '../../shared/lifecycle/request.ts'
import { ownDestinations } from '../../shared/payouts/destinations.ts'
import type { AdminDouble } from './admin-double.ts'
import { type Tried, waysOf } from './ways-double.ts'

/** Payouts of the double's requests; those of its desk are a world of their own. */
export function payoutsOfRequests(
  shop: AdminDouble,
  path: string,
  query: URLSearchParams,
  body: unknown,
): Response | undefined {
  if (path === '/payout-ways') {
    const found = payoutOf(shop, query.get('payouts') ?? '')
    return found && Response.json(waysFor(shop, found.number, found.payout))
  }
  const [, , , action = ''] = path.split('/')
  if (!path.startsWith('/payouts/actions/')) return undefined
  const { payouts, destination, proof, message } = body as { [name: string]: string } & { payouts: string[] }
  const found = payoutOf(shop, payouts[0] ?? '')
  if (!found) return undefined
  const { number, payout } = found
  const commands: Record<string, Command> = {
    retry: { type: 'retry_payout', payout: payout.id },
    ask_shopper: { type: 'ask_account', payout: payout.id, message },
    store_credit: { type: 'change_method', payout: payout.id, destination: 'store_credit' },
    mark_paid: { type: 'change_method', payout: payout.id, destination: 'manual', proof },
    other_method: { type: 'change_method', payout: payout.id, destination: destination ?? '', proof },
  }
  const command = commands[action]
  const refused = command && shop.attempt(number, command, shop.asStaff, Date.now())
  const result = refused
    ? { done: false, problem: { code: refused.refused, limit: refused.limit, params: refused.detail } }
    : { done: true }
  return Response.json({ results: [{ payout: payout.id, ...result }] })
}

function waysFor(shop: AdminDouble, number: string, { id: payout, destination: from }: PayoutSummary) {
  const { order, state } = shop.caseOf(number)
  const tried = (command: Command): Tried[] => [
    { currency: state.currency, refusal: shop.tried(number, command, shop.asStaff) },
  ]
  const ids = [...order.payments.map(({ id }) => id), ...ownDestinations].filter((id) => id !== from)
  const ways = ids.map(
    (destination) => [destination, tried({ type: 'change_method', payout, destination, proof: 'tried' })] as const,
  )
  return waysOf(tried({ type: 'ask_account', payout }), new Map(ways), order)
}

function payoutOf(shop: AdminDouble, id: string): { number: string; payout: PayoutSummary } | undefined {
  for (const [number, { state }] of shop.cases) {
    const payout = state.payouts.find((each) => each.id === id)
    if (payout) return { number, payout }
  }
  return undefined
}
