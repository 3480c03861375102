import { describe, expect, it } from 'vitest'
import { adminContracts } from '../../shared/api/admin.schema.ts'
import { staffCommands } from '../../shared/api/commands.schema.ts'
import { payoutContracts } from '../../shared/api/payouts.schema.ts'
import { adminPolicyContracts } from '../../shared/api/policies.schema.ts'
import { adminSettingsContracts } from '../../shared/api/settings.schema.ts'
import { clara, sampleShop } from './sample-shop.ts'

const headers = { 'amends-csrf': '1', 'content-type': 'application/json' }

async function get(shop: ReturnType<typeof sampleShop>, path: string): Promise<unknown> {
  const response = await shop.handle(new Request(`http://x/v1${path}`))
  expect(response.status).toBe(200)
  return response.json()
}

describe('the double answers as the contract says', () => {
  const shop = sampleShop()

  it('lists and reads', async () => {
    adminContracts.me.response.parse(await get(shop, '/admin/me'))
    adminContracts.staff.response.parse(await get(shop, '/admin/staff'))
    adminContracts.counters.response.parse(await get(shop, '/admin/counters'))
    adminPolicyContracts.policy.response.parse(await get(shop, '/admin/policy'))
    adminSettingsContracts.settings.response.parse(await get(shop, '/admin/settings'))
    const page = adminContracts.queue.response.parse(await get(shop, '/admin/requests?limit=5'))
    expect(page.requests).toHaveLength(5)
    const rest = adminContracts.queue.response.parse(
      await get(shop, `/admin/requests?limit=100&cursor=${page.nextCursor}`),
    )
    expect(page.requests.length + rest.requests.length).toBe(page.total)
  })

  it('has a refund desk', async () => {
    payoutContracts.desk.response.parse(await get(shop, '/admin/refund-desk'))
    const { payouts, total } = payoutContracts.payouts.response.parse(await get(shop, '/admin/payouts?view=all'))
    expect(payouts).toHaveLength(total)
    for (const { id } of payouts) payoutContracts.payout.response.parse(await get(shop, `/admin/payouts/${id}`))
    payoutContracts.previewBatch.response.parse(await get(shop, '/admin/bank-batches/preview?currency=EUR'))
    payoutContracts.reconciliation.response.parse(await get(shop, '/admin/reconciliation'))
    payoutContracts.ledger.response.parse(await get(shop, '/admin/ledger?by=day&key=2026-11-25'))
  })

  it('opens every case', async () => {
    for (const number of shop.cases.keys())
      adminContracts.request.response.parse(await get(shop, `/admin/requests/${number}`))
  })

  it('has a picture for every piece of evidence', async () => {
    for (const { evidence } of [...shop.cases.keys()].flatMap((number) => shop.view(number).items)) {
      for (const { id } of evidence) {
        const file = await shop.handle(new Request(`http://x/v1/admin/evidence/${id}`))
        expect(file.headers.get('content-type')).toMatch(/^image\//)
      }
    }
  })

  it('decides once for one key, and refuses what is stale', async () => {
    const send = (key: string, expectedSeq: number) =>
      shop.handle(
        new Request(`http://x/v1/admin/requests/${clara}/commands/approve`, {
          method: 'POST',
          headers: { ...headers, 'idempotency-key': key },
          body: JSON.stringify(staffCommands.approve.parse({ expectedSeq })),
        }),
      )
    const seq = shop.seqOf(clara)
    const first = adminContracts.command.response.parse(await (await send('one', seq)).json())
    expect(adminContracts.command.response.parse(await (await send('one', seq)).json())).toEqual(first)
    const stale = await send('two', seq)
    expect([stale.status, ((await stale.json()) as { code: string }).code]).toEqual([409, 'stale'])
  })
})
