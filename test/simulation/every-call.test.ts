import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { workOutbox } from '../../server/outbox/index.ts'
import type { Order } from '../../shared/order/order.ts'
import { doubledProviders } from '../doubles/all-faces.ts'
import { calm } from '../doubles/books.ts'
import { seededChance } from '../doubles/chance.ts'
import { type Fault, noFaults } from '../doubles/faults.ts'
import { asMerchant, asShopper, keyed, post, send } from './cast.ts'
import type { NamedAccount } from './ledger/accounts.ts'
import { sell } from './platform.ts'
import { inWorld } from './run.ts'
import { simulatedOrder } from './shop.ts'
import type { DatabaseFault } from './sim-driver.ts'
import { prepare, simulatedProviders, simulatedWays } from './simulate.ts'
import type { Simulation } from './simulation.ts'
import { type Store, sqliteStore } from './stores.ts'

let store: Store
beforeAll(async () => {
  store = await sqliteStore(prepare)
})
afterAll(() => store.close())

const inCalm = <T>(work: (simulation: Simulation) => Promise<T>, habits = calm) =>
  inWorld(
    { seed: 1, steps: 0, store, providers: simulatedProviders, ways: simulatedWays, habits, rates: noFaults },
    work,
  )

const payers = [...doubledProviders, 'gift_card']
/** Out of the merchant's balance to a wallet that the shopper named, instead of back to the payment. */
const wallets: Record<string, NamedAccount & { holder: string }> = {
  paypal_account: { kind: 'paypal', holder: '', number: 'ann@example.com' },
  alipay_account: { kind: 'alipay', holder: 'Ann Lee', number: '13912345678' },
}
const ways = [...payers, ...Object.keys(wallets)]

/** Two units paid by this provider, which a colleague must approve. */
function orderPaidBy({ world }: Simulation, way: string): Order {
  const provider = wallets[way]?.kind ?? way
  const ways = simulatedWays.filter((way) => way.provider === provider)
  const order = simulatedOrder(seededChance('order'), 'S-1', world.now(), ways)
  const [payment] = order.payments
  const [line] = order.lines
  if (!payment || !line) throw new Error('an order without lines')
  const lines = [{ ...line, quantity: 2, unitPrice: 1_250, discount: 0, tags: ['review'] }]
  return { ...order, lines, shipping: [], payments: [{ ...payment, amount: 2_500 }], fulfillments: [] }
}

/** The account that its money is to go to; undefined: back to the payment. */
async function accountOf({ cast }: Simulation, order: string, way: string): Promise<string | undefined> {
  const wallet = wallets[way]
  if (!wallet) return undefined
  const named = cast.ledger.named(order, wallet)
  await send(cast, {
    path: `/v1/shop/orders/${order}/accounts`,
    init: post({ ...(await asShopper(cast, order)), ...keyed(cast) }, wallet),
    done: (_, { id }) => {
      named.id = id
    },
  })
  return named.id
}

/** Claimed, approved, and the outbox worked once: the whole of it is `settle`. */
async function claimAndApprove(simulation: Simulation, way: string): Promise<void> {
  const { cast, world } = simulation
  const order = orderPaidBy(simulation, way)
  await sell(cast, order)
  await repeat(simulation)
  const account = await accountOf(simulation, order.number, way)
  const resolution = account ? 'other_account' : 'refund'
  const items = [{ line: 'l1', quantity: 2, reason: 'changed_mind', resolution }]
  const headers = () => ({ ...asMerchant, ...keyed(cast) })
  await send(cast, {
    path: '/v1/requests',
    init: post(headers(), { order: order.number, items, ...(account && { account }) }),
  })
  await repeat(simulation)
  const { requests } = await world.look('/v1/requests')
  const path = `/v1/requests/${requests[0].number}/commands/approve`
  await send(cast, { path, init: post(headers(), {}) })
  await repeat(simulation)
}

/** Whoever heard no answer asks again, with the same key; a process that died is started again. */
async function repeat({ cast, world }: Simulation): Promise<void> {
  if (world.process.driver.isDead) world.restart()
  for (let call = cast.unanswered.shift(); call; call = cast.unanswered.shift()) await send(cast, call)
}

async function pay({ world }: Simulation): Promise<void> {
  for (let pass = 0; pass < 4; pass += 1) {
    await workOutbox(world.process.ports).catch(() => 0)
    if (world.process.driver.isDead) world.restart()
    world.advance(20_000)
  }
}

async function expectPaidOnce(simulation: Simulation, way: string): Promise<void> {
  const { world } = simulation
  await simulation.settle()
  const { requests } = await world.look('/v1/requests')
  expect(requests).toHaveLength(1)
  expect(requests[0]).toMatchObject({ status: 'completed', total: 2_500 })
  const paid = world.double.books.refunds.filter(({ status }) => status === 'succeeded')
  expect(paid.map(({ amount, payee }) => [amount, payee])).toEqual([[2_500, wallets[way]?.number]])
}

describe.each(ways)('%s', (way) => {
  it.each<Fault>(['lost', 'answer_lost', 'error_before', 'error_after', 'late', 'limited', 'notice_first'])(
    'pays once when its first calls are %s',
    (fault) =>
      inCalm(async (simulation) => {
        const { double } = simulation.world
        await claimAndApprove(simulation, way)
        double.rates = { ...noFaults, [fault]: 1 }
        await workOutbox(simulation.world.process.ports)
        double.rates = noFaults
        await pay(simulation)
        await expectPaidOnce(simulation, way)
      }),
  )

  it('pays once when its webhooks come late, twice and in any order', () =>
    inCalm(
      async (simulation) => {
        const { double } = simulation.world
        await claimAndApprove(simulation, way)
        double.rates = { ...noFaults, late: 0.2 }
        await pay(simulation)
        const deliver = double.deliver
        double.deliver = async (notice) => {
          await deliver?.(notice)
          return (await deliver?.(notice)) ?? false
        }
        await expectPaidOnce(simulation, way)
      },
      { ...calm, pending: 1 },
    ))
})

describe('whichever call to the database goes wrong, everything is paid once', () => {
  it.each<DatabaseFault['kind']>(['error_before', 'error_after', 'death_before', 'death_after'])('%s', async (kind) => {
    const calls = await inCalm(async (simulation) => {
      await claimAndApprove(simulation, 'stripe')
      await pay(simulation)
      return simulation.world.process.driver.calls
    })
    expect(calls).toBeGreaterThan(15)
    for (let k = 1; k <= calls; k += 1) {
      await inCalm(async (simulation) => {
        simulation.world.process.driver.fault = { in: k, kind }
        await claimAndApprove(simulation, 'stripe')
        await pay(simulation)
        await expectPaidOnce(simulation, 'stripe')
      }).catch((error: unknown) => {
        throw new Error(`call ${k} of ${calls}: ${error}`, { cause: error })
      })
    }
  })
})

describe('whichever call to a provider goes wrong, everything is paid once', () => {
  it.each(ways)('%s', async (way) => {
    const faults: Fault[] = ['lost', 'answer_lost', 'error_before', 'error_after', 'limited', 'late']
    for (const fault of faults) {
      for (let k = 1; k <= 3; k += 1) {
        await inCalm(async (simulation) => {
          const { double } = simulation.world
          let calls = 0
          const answer = double.answer.bind(double)
          double.answer = (face, call) => {
            calls += 1
            double.rates = calls === k ? { ...noFaults, [fault]: 1 } : noFaults
            return answer(face, call)
          }
          await claimAndApprove(simulation, way)
          await pay(simulation)
          await expectPaidOnce(simulation, way)
        }).catch((error: unknown) => {
          throw new Error(`${fault} at call ${k}: ${error}`, { cause: error })
        })
      }
    }
  })
})
