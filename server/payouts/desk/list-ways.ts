import type { AccountSigns } from '../../../shared/api/payout-row.schema.ts'
import type { PayoutWay } from '../../../shared/api/payouts.schema.ts'
import type { Refusal } from '../../../shared/errors.ts'
import type { Command } from '../../../shared/lifecycle/commands.ts'
import { isOwnDestination, ownDestinations } from '../../../shared/payouts/destinations.ts'
import type { PayoutState } from '../../../shared/payouts/payout.ts'
import { Failure, failureOf } from '../../failure.ts'
import type { StaffCaller } from '../../http/call.ts'
import type { Ports } from '../../platform/ports.ts'
import { type RequestCase, tryCommands } from '../../requests/index.ts'
import { requireFinance } from '../who-may.ts'
import { readAccountSigns } from './account-signs-store.ts'
import { readFoundPayouts } from './list-store.ts'
import { refusalView } from './refusal-view.ts'

export interface Ways {
  count: number
  ways: PayoutWay[]
  ask: Pick<PayoutWay, 'possible' | 'refusals'>
}

/** What came of trying one thing for one payout. */
interface Tried {
  currency: string
  refusal: Refusal | undefined
}

/**
 * Where these payouts can go instead. Each way is decided as it would be if it were chosen, so that nothing is offered that is
 * then refused, and what is not offered says why. Payments differ by order: they are ways of a single payout.
 * @throws Failure forbidden, not_found
 */
export async function listWays(
  ports: Ports,
  at: { merchant: string; me: StaffCaller },
  payouts: readonly string[],
): Promise<Ways> {
  requireFinance(at.me)
  const ids = [...new Set(payouts)]
  const found = await readFoundPayouts(ports.database, at.merchant, ids)
  if (found.length < ids.length) throw new Failure('not_found')
  const asked: Tried[] = []
  const ways = new Map<string, Tried[]>()
  let only: RequestCase | undefined
  for (const { state } of found) {
    const tried = await tryAll(ports, at, state, ids.length === 1)
    if (ids.length === 1) only = tried.file
    asked.push(tried.ask)
    for (const [way, result] of tried.ways) ways.set(way, [...(ways.get(way) ?? []), result])
  }
  const account = only && latestAccount(only)
  const signs = account && (await readAccountSigns(ports.database, at.merchant, [account.id])).get(account.id)
  return {
    count: ids.length,
    ways: [...ways].map(([destination, results]) => ({
      ...lookOf(destination, only, account && { label: account.label, account: signs }),
      ...summed(results),
    })),
    ask: summed(asked),
  }
}

async function tryAll(
  ports: Ports,
  { merchant, me }: { merchant: string; me: StaffCaller },
  { id: payout, request: number, currency, destination: from }: PayoutState,
  withPayments: boolean,
): Promise<{ file: RequestCase; ask: Tried; ways: [string, Tried][] }> {
  const destinationsOf = ({ order }: RequestCase) => {
    const payments = withPayments ? order.payments.map(({ id }) => id) : []
    // An account may be another one by now; everything else that failed stays what it was.
    return [...payments, ...ownDestinations].filter((to) => to !== from || to === 'account')
  }
  const actor = { kind: 'staff', id: me.id, name: me.name } as const
  const { file, refusals } = await tryCommands(ports, { merchant, number, actor }, (read) => [
    { type: 'ask_account', payout },
    ...destinationsOf(read).map((destination): Command => changeTo(payout, destination)),
  ])
  const [ask, ...ways] = refusals
  return {
    file,
    ask: { currency, refusal: ask },
    ways: destinationsOf(file).map((destination, index) => [destination, { currency, refusal: ways[index] }]),
  }
}

/** The proof is asked for when the way is chosen. */
function changeTo(payout: string, destination: string): Command {
  return { type: 'change_method', payout, destination, ...(destination === 'manual' ? { proof: 'tried' } : {}) }
}

/** The one that paying to an account would take. */
function latestAccount({ state, accounts }: RequestCase): { id: string; label: string } | undefined {
  return accounts.find(({ id }) => id === state.account?.id) ?? (state.account ? undefined : accounts.at(-1))
}

function lookOf(
  destination: string,
  only: RequestCase | undefined,
  account: { label: string; account: AccountSigns | undefined } | undefined,
): Omit<PayoutWay, 'possible' | 'refusals'> {
  if (!isOwnDestination(destination)) {
    const payment = only?.order.payments.find(({ id }) => id === destination)
    return { destination, kind: 'payment', method: payment?.method, label: payment?.label }
  }
  return { destination, kind: destination, ...(destination === 'account' ? account : {}) }
}

/** How many can, and for what reasons the others cannot, the most frequent first. */
function summed(results: readonly Tried[]): Pick<PayoutWay, 'possible' | 'refusals'> {
  const refusals = new Map<string, PayoutWay['refusals'][number]>()
  for (const { currency, refusal } of results) {
    if (!refusal) continue
    const why = { ...refusalView(failureOf(refusal)), ...(refusal.limit === undefined ? {} : { currency }) }
    const key = JSON.stringify(why)
    refusals.set(key, { ...why, count: (refusals.get(key)?.count ?? 0) + 1 } as PayoutWay['refusals'][number])
  }
  return {
    possible: results.filter(({ refusal }) => refusal === undefined).length,
    refusals: [...refusals.values()].sort((a, b) => b.count - a.count),
  }
}
