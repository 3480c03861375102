import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ExternalRefund } from '../../../shared/order/order.ts'
import { putOrder, read, type TestMerchant, testOrder } from '../../../test/support/api.ts'
import { type NodeApi, startNodeApi } from '../../../test/support/node-api.ts'
import type { ProviderRefund } from '../../platform/ports.ts'
import { bookExternalRefund } from './index.ts'

const amounts = [100, 200, 300]

type Step =
  | { kind: 'told'; refund: number; status: 'succeeded' | 'failed' | 'pending' }
  /** Which refunds the source knows, and by which name. */
  | { kind: 'pushed'; knows: ('nothing' | 'id' | 'reference')[] }

const refund = fc.nat({ max: amounts.length - 1 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('told' as const),
    refund,
    status: fc.constantFrom('succeeded', 'succeeded', 'failed', 'pending'),
  }),
  fc.record({
    kind: fc.constant('pushed' as const),
    knows: fc.array(fc.constantFrom('nothing', 'nothing', 'id', 'reference'), { minLength: 3, maxLength: 3 }),
  }),
)

let api: NodeApi
let merchant: TestMerchant
let runs = 0
beforeAll(async () => {
  api = await startNodeApi()
  merchant = await api.createMerchant()
})
afterAll(() => api.close())

it('whatever comes in whatever order, alone or at once, each refund is counted once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), fc.boolean(), async (steps, atOnce) => {
      runs += 1
      const order = testOrder()
      const payment = `ch_${order.number}`
      const told = new Map<number, 'paid' | 'failed'>()
      const nameOf = (index: number) => `re_${runs}_${index}`
      const tell = ({ refund: index, status }: Step & { kind: 'told' }) => {
        const providerReference = nameOf(index)
        const state: ProviderRefund['state'] =
          status === 'failed' ? { status, failure: { code: 'disputed', final: true } } : { status }
        if (status === 'failed') told.set(index, 'failed')
        if (status === 'succeeded' && !told.has(index)) told.set(index, 'paid')
        const at = Date.parse(order.placedAt) + index
        const news = { providerReference, payment, amount: amounts[index] ?? 0, currency: 'GBP', state, at }
        return bookExternalRefund(api.ports, { merchant: merchant.id, provider: 'sandbox', refund: news })
      }
      let revision = 0
      const push = (knows: ('nothing' | 'id' | 'reference')[]) => {
        revision += 1
        const refunds = knows.flatMap((how, index): ExternalRefund[] => {
          if (how === 'nothing') return []
          const name = how === 'id' ? { id: nameOf(index) } : { id: `shop-${index}`, reference: nameOf(index) }
          return [{ ...name, at: '2026-11-09T10:00:00Z', lines: [], amount: amounts[index] ?? 0 }]
        })
        return putOrder(api, merchant, { ...order, revision, refunds })
      }
      // At once what comes last is not known: so nothing of one refund contradicts another, and the source is not heard twice.
      const news = atOnce ? steps.filter((each) => each.kind === 'told' && each.status === 'succeeded') : steps
      const works = [...news, { kind: 'pushed', knows: ['nothing', 'nothing', 'nothing'] } satisfies Step]
      const run = (each: Step) => (each.kind === 'told' ? tell(each) : push(each.knows))
      if (atOnce) await Promise.all(works.map(run))
      else for (const each of works) await run(each)
      const last = steps.findLast((each) => each.kind === 'pushed')
      const knows = !atOnce && last?.kind === 'pushed' ? last.knows : []
      if (knows.length > 0) await push(knows)

      const { body } = await read(api, merchant, `/v1/orders/${order.number}`)
      const isCounted = (index: number) => told.get(index) === 'paid' || (knows[index] ?? 'nothing') !== 'nothing'
      const counted = amounts.filter((_, index) => isCounted(index)).reduce((sum, amount) => sum + amount, 0)
      expect(body.remaining.total).toBe(2895 - counted)
      expect(body.remaining['payment:p1']).toBe(2895 - counted)
      const rows = await api.query(
        `SELECT reference, status, order_number FROM external_refunds WHERE merchant = ? AND payment_reference = ? ORDER BY reference`,
        [merchant.id, payment],
      )
      expect(rows.map(({ reference, status }) => [reference, status])).toEqual(
        [...told]
          .sort(([a], [b]) => a - b)
          .map(([index, how]) => [nameOf(index), how === 'paid' ? 'booked' : 'failed']),
      )
    }),
    { numRuns: 40 },
  )
})
