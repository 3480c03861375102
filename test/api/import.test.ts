import { describe, expect, it } from 'vitest'
import { putOrder, read, secretHeaders, submit, testOrder } from '../support/api.ts'
import { testApi } from '../support/runtime.ts'

const api = await testApi()
const merchant = await api.createMerchant()

async function send(body: BodyInit, type = 'application/x-ndjson', more: Record<string, string> = {}) {
  const init = { method: 'POST', headers: secretHeaders(merchant, { 'Content-Type': type, ...more }), body }
  const answer = await api.fetch('/v1/orders/import', { ...init, duplex: 'half' } as RequestInit)
  return { status: answer.status, body: await answer.json() }
}

const ndjson = (...orders: unknown[]) => orders.map((order) => JSON.stringify(order)).join('\n')
const revisionOf = async (number: string) =>
  (await read(api, merchant, `/v1/orders/${encodeURIComponent(number)}`)).body.revision

describe('NDJSON', () => {
  it('keeps good orders and names every bad one by line and pointer', async () => {
    const good = [testOrder(), testOrder(), testOrder()]
    const bad = { ...testOrder(), currency: 'XXXX', lines: [{ ...testOrder().lines[0], quantity: -1 }] }
    const file = [
      JSON.stringify(good[0]),
      '',
      '{ not json',
      JSON.stringify(bad),
      JSON.stringify(good[1]),
      '[]',
      JSON.stringify(good[2]),
    ]
    const { status, body } = await send(file.join('\r\n'))
    expect(status).toBe(200)
    expect([body.accepted, body.rejected]).toEqual([3, 3])
    const found = body.errors.map(({ line, pointer, code }: Record<string, string>) => `${line} ${pointer} ${code}`)
    expect(found).toContain('3  malformed_json')
    expect(found).toContain('4 /currency unknown_currency')
    expect(found.some((error: string) => error.startsWith('4 /lines/0/quantity '))).toBe(true)
    expect(found.some((error: string) => error.startsWith('6 '))).toBe(true)
    for (const order of good) expect(await revisionOf(order.number)).toBe(1)
  })

  it('is harmless twice, and newer snapshots move the ceilings of what is reserved', async () => {
    const order = testOrder({ revision: 1 })
    const file = ndjson(order, ...Array.from({ length: 4 }, () => testOrder()))
    for (let twice = 0; twice < 2; twice += 1) expect((await send(file)).body.accepted).toBe(5)
    expect(await revisionOf(order.number)).toBe(1)
    const claim = { order: order.number, items: [{ line: 'l1', quantity: 2, reason: 'changed_mind' }] }
    expect((await submit(api, merchant, claim)).status).toBe(201)

    const refund = { id: 'rf1', at: '2026-11-08T10:00:00Z', lines: [{ line: 'l1', quantity: 2, amount: 2500 }] }
    await send(ndjson({ ...order, revision: 3, refunds: [refund] }))
    await send(ndjson({ ...order, revision: 2 }))
    const { body } = await read(api, merchant, `/v1/orders/${order.number}`)
    expect(body).toMatchObject({ revision: 2, overcommitted: true, order: { revision: 3 } })
  })

  it('takes the last of one order in one file', async () => {
    const order = testOrder({ revision: 1 })
    await send(ndjson(order, testOrder(), { ...order, revision: 2, channel: 'web' }))
    const { body } = await read(api, merchant, `/v1/orders/${order.number}`)
    expect(body).toMatchObject({ revision: 2, order: { channel: 'web' } })
  })

  it('skips a line of more than 1 MB without keeping it, and what is not UTF-8', async () => {
    const order = testOrder()
    const long = JSON.stringify(testOrder({ channel: 'x'.repeat(1_100_000) }))
    const bytes = new TextEncoder().encode(`${long}\n\n${JSON.stringify(order)}\n`)
    const broken = new Uint8Array([...bytes, 0x7b, 0xff, 0xfe, 0x0a])
    const { body } = await send(broken)
    expect([body.accepted, body.rejected]).toEqual([1, 2])
    expect(body.errors.map(({ line, code }: Record<string, string>) => `${line} ${code}`)).toEqual([
      '1 limit_exceeded',
      '4 not_utf8',
    ])
  })

  it('reads a packed file, and says when it does not unpack', async () => {
    const order = testOrder()
    const packed = new Blob([ndjson(order)]).stream().pipeThrough(new CompressionStream('gzip'))
    const bytes = await new Response(packed).arrayBuffer()
    const zip = { 'Content-Encoding': 'gzip' }
    expect((await send(bytes, 'application/x-ndjson', zip)).body).toMatchObject({ accepted: 1, rejected: 0 })
    const torn = await send(bytes.slice(0, bytes.byteLength - 12), 'application/x-ndjson', zip)
    expect([torn.status, torn.body.errors?.[0]?.code]).toEqual([422, 'unreadable_body'])
    expect((await send('x', 'application/x-ndjson', { 'Content-Encoding': 'br' })).status).toBe(415)
    expect((await send('[]', 'application/json')).status).toBe(415)
  })

  it('reports the first thousand errors and counts all', async () => {
    const { body } = await send(Array.from({ length: 1200 }, () => '{').join('\n'))
    expect([body.rejected, body.errors.length]).toEqual([1200, 1000])
  })

  it('on the edge takes 500 orders a call, keeps those, and says so', async () => {
    const orders = Array.from({ length: 501 }, () => testOrder())
    const { status, body } = await send(ndjson(...orders))
    if (api.runtime === 'node') return expect([status, body.accepted]).toEqual([200, 501])
    expect([status, body.code, body.limit]).toEqual([413, 'payload_too_large', 500])
    expect(await revisionOf(orders[499]?.number ?? '')).toBe(1)
  })

  it('races with a push: both are kept, one after the other', async () => {
    const orders = Array.from({ length: 30 }, () => testOrder({ revision: 1 }))
    const [imported, ...pushed] = await Promise.all([
      send(ndjson(...orders.map((order) => ({ ...order, revision: 2, channel: 'import' })))),
      ...orders.map((order) => putOrder(api, merchant, order)),
    ])
    expect(imported.body.accepted).toBe(30)
    expect(pushed.every(({ status }) => status === 200)).toBe(true)
    for (const { number } of orders) {
      expect((await read(api, merchant, `/v1/orders/${number}`)).body.order.channel).toBe('import')
    }
  })
})

const columns =
  'number,placedAt,currency,customer.country,customer.email,customer.tags,taxesIncluded,lines.id,lines.sku,lines.title,' +
  'lines.quantity,lines.unitPrice,lines.tax,payments.0.id,payments.0.method,payments.0.provider,payments.0.reference,' +
  'payments.0.amount,payments.0.capturedAt'
const orderCells = (number: string) => `${number},2026-11-01T10:00:00Z,GBP,GB,a@example.com,vip|new,true`
const payment = 'p1,card,sandbox,ch_1,2500,2026-11-01T10:00:05Z'

describe('CSV', () => {
  it('has a row for each line, with quotes, line breaks and later rows that leave the order out', async () => {
    const number = `CSV-${crypto.randomUUID()}`
    const file = [
      columns,
      `${orderCells(number)},l1,A,"Cup, ""large""\nblue",1,1250,0,${payment}`,
      `${number},,,,,,,l2,B,Saucer,1,1250,0,,,,,,`,
      '',
    ].join('\r\n')
    expect((await send(`\ufeff${file}`, 'text/csv; charset=utf-8')).body).toEqual({
      accepted: 1,
      rejected: 0,
      errors: [],
    })
    const { body } = await read(api, merchant, `/v1/orders/${number}`)
    expect(body.order).toMatchObject({
      customer: { country: 'GB', tags: ['vip', 'new'] },
      taxesIncluded: true,
      lines: [
        { id: 'l1', title: 'Cup, "large"\nblue', quantity: 1, unitPrice: 1250 },
        { id: 'l2', title: 'Saucer' },
      ],
      payments: [{ id: 'p1', amount: 2500 }],
    })
  })

  it('names the row of the line that is wrong', async () => {
    const [one, two, three] = Array.from({ length: 3 }, () => `CSV-${crypto.randomUUID()}`)
    const file = [
      columns,
      `${orderCells(one ?? '')},l1,A,Cup,1,1250,0,${payment}`,
      `${one},,,,,,,l2,B,Saucer,1.5,1250,0,,,,,,`,
      `${orderCells(two ?? '')},l1,A,Cup,2,1250,0,${payment}`,
      `${two},,USD,,,,,l2,B,Saucer,1,0,0,,,,,,`,
      `${orderCells(three ?? '')},l1,A,Cup,2,1250,0,${payment}`,
      `${two},,,,,,,l3,C,Plate,1,1250,0,,,,,,`,
      `${three},"open`,
    ].join('\n')
    const { body } = await send(file, 'text/csv')
    expect(body.errors.map(({ line, pointer, code }: Record<string, string>) => `${line} ${pointer} ${code}`)).toEqual([
      '3 /lines/1/quantity invalid_type',
      '5 /currency conflicting_value',
      '7 /number not_consecutive',
      '8  malformed_csv',
    ])
    expect([body.accepted, body.rejected]).toEqual([1, 4])
    expect(await revisionOf(three ?? '')).toBe(1)
  })

  it('reads semicolons, JSON pointers and brackets, and cannot be used to reach JavaScript’s own names', async () => {
    const number = `CSV-${crypto.randomUUID()}`
    const headings = columns
      .replaceAll('customer.', '/customer/')
      .replaceAll('payments.0.', 'payments[0].')
      .replaceAll('lines.', 'lines[].')
      .replaceAll(',', ';')
    const cells = `${orderCells(number)},l1,A,Cup,2,1250,0,${payment}`.replaceAll(',', ';')
    const { body } = await send(`${headings};__proto__.polluted\n${cells};yes`, 'text/csv')
    expect(body).toMatchObject({ accepted: 1 })
    expect(({} as { polluted?: string }).polluted).toBeUndefined()
  })
})
