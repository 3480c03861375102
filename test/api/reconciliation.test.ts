import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ReconciliationDay } from '../../shared/api/reconciliation.schema.ts'
import { newKey, putOrder, read, staffPassword, submit, type TestMerchant, testOrder } from '../support/api.ts'
import { Colleague } from '../support/colleague.ts'
import { testApi } from '../support/runtime.ts'

const api = await testApi()

interface Shop {
  merchant: TestMerchant
  finance: Colleague
}

/** Each test has a day of its own: the clock only goes forward. */
async function shop(timezone = 'Europe/London'): Promise<Shop> {
  await api.advance(5 * 86_400_000)
  const merchant = await api.createMerchant({ settings: { timezone } })
  return { merchant, finance: new Colleague(api, merchant, 'finance') }
}

/** When the server's clock is, by what it wrote last. */
async function nowMs() {
  const [row] = await api.query('SELECT MAX(changed_at) AS now FROM requests')
  return Number(row?.now)
}
const dayOf = (ms: number, offsetHours = 0) => new Date(ms + offsetHours * 3_600_000).toISOString().slice(0, 10)

interface Paid {
  payout: string
  order: string
  request: string
  /** Of the payment. */
  reference: string
}

async function paid({ merchant }: Shop, behaviour = '', currency = 'GBP'): Promise<Paid> {
  const plain = testOrder({ currency })
  const payments = plain.payments.map((payment) => ({ ...payment, reference: `ch_${plain.number}_${behaviour}` }))
  await putOrder(api, merchant, { ...plain, payments })
  const items = [{ line: 'l1', quantity: 1, reason: 'changed_mind' }]
  const { body } = await submit(api, merchant, { order: plain.number, items })
  await api.work()
  const [row] = await api.query('SELECT id FROM payouts WHERE request = ?', [body.number])
  return { payout: String(row?.id), order: plain.number, request: body.number, reference: payments[0]?.reference ?? '' }
}

async function run({ finance }: Shop, day: string): Promise<ReconciliationDay> {
  const { status, body } = await finance.post('/reconciliation/run', { day })
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

const statusOf = async (id: string) => (await api.query('SELECT status FROM payouts WHERE id = ?', [id]))[0]?.status

const cookies = new Map<string, string>()
async function upload({ merchant }: Shop, provider: string, day: string, file: string | Uint8Array<ArrayBuffer>) {
  if (!cookies.has(merchant.id)) {
    const { email } = await api.createStaff(merchant.id, 'Bo Lind', 'finance')
    const answer = await api.fetch('/v1/admin/auth/sign-in/email', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: 'http://localhost:8787' },
      body: JSON.stringify({ email, password: staffPassword }),
    })
    cookies.set(merchant.id, (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '')
  }
  const answer = await api.fetch(`/v1/admin/reconciliation/${provider}/file?day=${day}`, {
    method: 'POST',
    headers: { Cookie: cookies.get(merchant.id) ?? '', Origin: 'http://localhost:8787', 'Amends-Csrf': '1' },
    body: file,
  })
  return { status: answer.status, body: await answer.json() }
}

describe('a day of a provider that lists its refunds', () => {
  it('agrees, and says so', async () => {
    const at = await shop()
    await paid(at)
    await paid(at)
    await paid(at, '', 'EUR')
    await paid(at, 'sandbox_fail_disputed')
    const day = dayOf(await nowMs())
    expect((await at.finance.get(`/reconciliation?day=${day}`)).body).toEqual({
      day,
      rows: [],
      differences: [],
      missing: [{ provider: 'sandbox', by: 'list' }],
    })
    const compared = await run(at, day)
    expect(compared.rows).toMatchObject([
      { provider: 'sandbox', currency: 'EUR', ours: { count: 1 }, theirs: { count: 1 }, source: 'list' },
      { provider: 'sandbox', currency: 'GBP', ours: { count: 2 }, theirs: { count: 2 } },
    ])
    const [eur, gbp] = compared.rows
    expect([gbp?.ours, eur?.ours]).toEqual([gbp?.theirs, eur?.theirs])
    expect([compared.differences, compared.missing]).toEqual([[], []])
  })

  it('hears from the list what nobody told it', async () => {
    const at = await shop()
    const [slow, lost] = [await paid(at, 'sandbox_days'), await paid(at, 'sandbox_callback_late')]
    await api.query(`UPDATE sandbox_refunds SET status = 'succeeded' WHERE payout = ?`, [slow.payout])
    await api.query(
      `UPDATE sandbox_refunds SET status = 'failed', failure_code = 'disputed', failure_final = 1 WHERE payout = ?`,
      [lost.payout],
    )
    const { differences } = await run(at, dayOf(await nowMs()))
    expect(differences).toEqual([])
    expect([await statusOf(slow.payout), await statusOf(lost.payout)]).toEqual(['succeeded', 'failed'])
  })

  it('finds what differs, both ways, and why; what settles is settled by the next run', async () => {
    const at = await shop()
    const [gone, other, slow] = [await paid(at), await paid(at), await paid(at)]
    const day = dayOf(await nowMs())
    const [row] = await api.query('SELECT * FROM sandbox_refunds WHERE payout = ?', [gone.payout])
    await api.query('DELETE FROM sandbox_refunds WHERE payout = ?', [gone.payout])
    await api.query('UPDATE sandbox_refunds SET amount = amount - 1 WHERE payout = ?', [other.payout])
    await api.query(`UPDATE sandbox_refunds SET status = 'pending' WHERE payout = ?`, [slow.payout])
    await api.query(
      `INSERT INTO sandbox_refunds (payout, merchant, amount, currency, reference, status, asked, paid, at)
       VALUES (?, ?, 500, 'GBP', ?, 'succeeded', 1, 1, ?)`,
      [`po_by_hand_${at.merchant.id}`, at.merchant.id, gone.reference, Number(row?.at)],
    )
    const first = await run(at, day)
    const found = Object.fromEntries(first.differences.map((difference) => [difference.kind, difference]))
    expect(first.differences).toHaveLength(4)
    expect(found.only_ours).toMatchObject({
      payout: gone.payout,
      order: gone.order,
      why: 'not_found',
      theirs: 0,
      offers: ['wait', 'write_off'],
    })
    expect(found.only_theirs).toMatchObject({
      providerReference: `sandbox_po_by_hand_${at.merchant.id}`,
      order: gone.order,
      why: 'unknown_here',
      ours: 0,
      theirs: 500,
      offers: ['book', 'wait', 'write_off'],
    })
    expect(found.amount).toMatchObject({ payout: other.payout, why: 'other_amount' })
    expect((found.amount?.ours ?? 0) - (found.amount?.theirs ?? 0)).toBe(1)
    expect(found.state).toMatchObject({ payout: slow.payout, why: 'pending_there' })
    const [figures] = first.rows
    expect([figures?.ours.count, figures?.theirs.count]).toEqual([3, 3])

    await api.query(`UPDATE sandbox_refunds SET status = 'succeeded' WHERE payout = ?`, [slow.payout])
    await api.query('UPDATE sandbox_refunds SET amount = amount + 1 WHERE payout = ?', [other.payout])
    const second = await run(at, day)
    expect(second.differences.map(({ kind, resolution }) => [kind, resolution]).sort()).toEqual([
      ['amount', 'settled'],
      ['only_ours', undefined],
      ['only_theirs', undefined],
      ['state', 'settled'],
    ])
    await api.query('UPDATE sandbox_refunds SET amount = amount - 1 WHERE payout = ?', [other.payout])
    const third = await run(at, day)
    expect(third.differences.find(({ kind }) => kind === 'amount')?.resolution).toBeUndefined()
  })

  it('takes no midnight for a difference', async () => {
    const at = await shop()
    const one = await paid(at)
    const sent = await nowMs()
    const nextMidnight = Date.parse(`${dayOf(sent)}T00:00:00Z`) + 86_400_000
    await api.query('UPDATE sandbox_refunds SET at = ? WHERE payout = ?', [nextMidnight + 500, one.payout])
    const day = await run(at, dayOf(sent))
    expect([day.differences, day.rows[0]?.ours, day.rows[0]?.theirs.count]).toEqual([[], day.rows[0]?.theirs, 1])
    await api.advance(86_400_000)
    const next = await run(at, dayOf(nextMidnight))
    expect([next.differences, next.rows[0]?.theirs.count]).toEqual([[], 0])
  })

  it('has days of 25 hours', async () => {
    // 2027-10-31 in London: from 23:00 UTC of the day before to midnight.
    const at = await shop()
    const until = Date.parse('2027-10-31T23:30:00Z')
    const first = await paid(at)
    await api.advance(until - (await nowMs()))
    const late = await paid(at)
    await api.advance(-600_000)
    const { rows } = await run(at, '2027-10-31')
    expect(rows).toMatchObject([{ ours: { count: 1 }, theirs: { count: 1 } }])
    expect(await statusOf(first.payout)).toBe('succeeded')
    expect(await statusOf(late.payout)).toBe('succeeded')
    expect((await run(at, '2027-10-30')).rows).toMatchObject([{ ours: { count: 0 } }])
  })

  it('is run once a night for each shop', async () => {
    const at = await shop()
    await paid(at)
    const day = dayOf(await nowMs())
    await api.advance(Date.parse(`${day}T00:00:00Z`) + 27 * 3_600_000 - (await nowMs()))
    await api.work()
    const { body } = await at.finance.get(`/reconciliation?day=${day}`)
    expect(body).toMatchObject({
      rows: [{ provider: 'sandbox', ours: { count: 1 }, theirs: { count: 1 } }],
      differences: [],
    })
    const [{ ranAt } = { ranAt: 0 }] = body.rows
    await api.advance(4 * 3_600_000)
    await api.work()
    expect((await at.finance.get(`/reconciliation?day=${day}`)).body.rows[0].ranAt).toBe(ranAt)
  })

  it('knows no day to come, and is run by finance alone', async () => {
    const at = await shop()
    const agent = new Colleague(api, at.merchant, 'agent')
    expect((await agent.get('/reconciliation')).status).toBe(200)
    expect((await agent.post('/reconciliation/run', { day: '2026-11-10' })).status).toBe(403)
    await paid(at)
    expect((await at.finance.post('/reconciliation/run', { day: '2099-01-01' })).status).toBe(422)
    expect((await at.finance.post('/reconciliation/run', { day: '2026-02-30' })).status).toBe(422)
  })
})

describe('what is done about a difference', () => {
  const row = (reference: string, more = '') => `reference,amount,currency,payment\n${reference},5.00,GBP,${more}\n`

  async function differing(at: Shop) {
    const one = await paid(at)
    const day = dayOf(await nowMs())
    const file = `reference,payout,amount,currency,payment\nsandbox_${one.payout},${one.payout},12.50,GBP,${one.reference}\nre_dash,,5.00,GBP,${one.reference}\n`
    const { status, body } = await upload(at, 'sandbox', day, file)
    expect(status, JSON.stringify(body)).toBe(200)
    const [difference] = body.differences
    expect(body.differences).toHaveLength(1)
    expect(difference).toMatchObject({ kind: 'only_theirs', why: 'made_at_provider', order: one.order })
    return { one, day, id: String(difference.id), file }
  }
  const resolve = ({ finance }: Shop, id: string, body: object, key = newKey()) =>
    finance.post(`/reconciliation/differences/${id}`, body, key)

  it('books it to its order: less remains of it', async () => {
    const at = await shop()
    const { one, id, day, file } = await differing(at)
    const before = (await read(api, at.merchant, `/v1/orders/${one.order}`)).body.remaining.total
    const key = newKey()
    const booked = await resolve(at, id, { resolution: 'book' }, key)
    expect(booked.status, JSON.stringify(booked.body)).toBe(200)
    expect(booked.body).toMatchObject({ resolution: 'booked', resolvedBy: 'The finance', order: one.order, offers: [] })
    expect((await resolve(at, id, { resolution: 'book' }, key)).body).toEqual(booked.body)
    expect((await resolve(at, id, { resolution: 'book' })).body.code).toBe('illegal_state')
    expect((await read(api, at.merchant, `/v1/orders/${one.order}`)).body.remaining.total).toBe(before - 500)
    const again = await upload(at, 'sandbox', day, file)
    expect(again.body.differences).toMatchObject([{ id, resolution: 'booked' }])
    const ledger = await at.finance.get(`/ledger?by=order&key=${one.order}`)
    expect(ledger.body.entries.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['external', 'paid'])
    // The file did not say when: it is of the day that it is the file of.
    const ofDay = await at.finance.get(`/ledger?by=day&key=${day}`)
    expect(ofDay.body.entries.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['external', 'paid'])
  })

  it('needs to know whose it is', async () => {
    const at = await shop()
    const one = await paid(at)
    const { body } = await upload(at, 'sandbox', dayOf(await nowMs()), row('re_unknown', 'ch_nobodys'))
    const { id } = body.differences.find(({ kind }: { kind: string }) => kind === 'only_theirs')
    const unknown = await resolve(at, id, { resolution: 'book' })
    expect([unknown.status, unknown.body.code, unknown.body.params]).toEqual([
      409,
      'illegal_state',
      { missing: 'order' },
    ])
    expect((await resolve(at, id, { resolution: 'book', order: 'nobodys' })).status).toBe(404)
    const known = await resolve(at, id, { resolution: 'book', order: one.order })
    expect(known.body, JSON.stringify(known.body)).toMatchObject({ resolution: 'booked', order: one.order })
  })

  it('waits, and comes back when it waited long enough', async () => {
    const at = await shop()
    const { id, day, file } = await differing(at)
    const today = dayOf(await nowMs())
    expect((await resolve(at, id, { resolution: 'wait' })).status).toBe(422)
    expect((await resolve(at, id, { resolution: 'wait', waitUntil: '2026-01-01' })).status).toBe(422)
    const waiting = await resolve(at, id, { resolution: 'wait', waitUntil: today })
    expect(waiting.body).toMatchObject({
      resolution: 'waiting',
      waitUntil: today,
      offers: ['book', 'wait', 'write_off'],
    })
    expect((await upload(at, 'sandbox', day, file)).body.differences).toMatchObject([{ resolution: 'waiting' }])
    await api.advance(2 * 86_400_000)
    const later = await upload(at, 'sandbox', day, file)
    expect(later.body.differences[0].resolution).toBeUndefined()
  })

  it('is written off with a note, by finance', async () => {
    const at = await shop()
    const { id } = await differing(at)
    const agent = new Colleague(api, at.merchant, 'agent')
    expect((await resolve({ ...at, finance: agent }, id, { resolution: 'write_off', note: 'x' })).status).toBe(403)
    const without = await resolve(at, id, { resolution: 'write_off' })
    expect([without.status, without.body.code]).toEqual([422, 'reason_required'])
    const race = await Promise.all(
      [1, 2].map(() => resolve(at, id, { resolution: 'write_off', note: 'a test of theirs' })),
    )
    expect(race.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await resolve(at, 'df_nothing', { resolution: 'write_off', note: 'x' })).status).toBe(404)
  })
})

describe('a day of very many differences', () => {
  const day = '2026-11-09'
  const fileOf = (references: readonly string[]) =>
    `reference,amount,currency,payment\n${references.map((name) => `${name},1.00,GBP,ch_${name}`).join('\n')}\n`
  const names = (count: number, prefix = 're_') => Array.from({ length: count }, (_, index) => `${prefix}${index}`)
  const read = async ({ finance }: Shop): Promise<ReconciliationDay> =>
    (await finance.get(`/reconciliation?day=${day}`)).body
  const page = async ({ finance }: Shop, cursor = '', limit = 500) => {
    const query = `day=${day}&provider=sandbox&currency=GBP&limit=${limit}${cursor && `&cursor=${cursor}`}`
    return (await finance.get(`/reconciliation/differences?${query}`)).body
  }
  async function all(at: Shop): Promise<ReconciliationDay['differences']> {
    const found: ReconciliationDay['differences'] = []
    for (let cursor = ''; ; ) {
      const { differences, nextCursor } = await page(at, cursor)
      found.push(...differences)
      if (nextCursor === undefined) return found
      cursor = nextCursor
    }
  }

  it('others are answered meanwhile, nobody sees half of it, and every one can be reached and settled', async () => {
    const at = await shop()
    expect((await read(at)).rows).toEqual([])
    const count = 20_000
    let isDone = false
    const work = upload(at, 'sandbox', day, fileOf(names(count))).finally(() => {
      isDone = true
    })
    const meanwhile: ReconciliationDay[] = []
    while (!isDone) meanwhile.push(await read(at))
    const { status, body } = await work
    expect(status, JSON.stringify(body)).toBe(200)
    expect(meanwhile.length).toBeGreaterThan(10)
    const seen = meanwhile.map(({ rows, differences }) => [rows[0]?.differences.count ?? 0, differences.length])
    for (const one of seen)
      expect([
        [0, 0],
        [count, 50],
      ]).toContainEqual(one)
    expect(body.rows).toMatchObject([
      { theirs: { count, amount: 100 * count }, ours: { count: 0 }, differences: { count, open: count } },
    ])
    expect(body.differences).toHaveLength(50)
    // The file does not say when.
    expect(body.differences[0].at).toBeUndefined()

    const listed = await all(at)
    expect(new Set(listed.map(({ providerReference }) => providerReference))).toEqual(new Set(names(count)))
    expect(listed).toHaveLength(count)
    const last = listed.at(-1)?.id
    const body2 = { resolution: 'write_off', note: 'a test of theirs' }
    expect((await at.finance.post(`/reconciliation/differences/${last}`, body2)).status).toBe(200)
    expect((await read(at)).rows[0]?.differences).toEqual({ count, open: count - 1 })

    const fewer = await upload(at, 'sandbox', day, fileOf(names(3)))
    expect(fewer.body.rows).toMatchObject([{ theirs: { count: 3 }, differences: { count, open: 3 } }])
    const [first, second, third, fourth] = await all(at)
    expect([first, second, third].map((one) => one?.resolution)).toEqual([undefined, undefined, undefined])
    expect(fourth?.resolution).toBeDefined()
  })

  it('pages with the open ones first, across the border to the settled', async () => {
    const at = await shop()
    await upload(at, 'sandbox', day, fileOf(names(7)))
    const { body } = await upload(at, 'sandbox', day, fileOf(names(4)))
    expect(body.rows[0]).toMatchObject({ differences: { count: 7, open: 4 } })
    expect(body.rows[0].nextCursor).toBeUndefined()
    const first = await page(at, '', 3)
    const second = await page(at, first.nextCursor, 3)
    const third = await page(at, second.nextCursor, 3)
    expect(third.nextCursor).toBeUndefined()
    const pages = [first, second, third].map(({ differences }) => differences as ReconciliationDay['differences'])
    expect(pages.map((some) => some.map(({ resolution }) => resolution ?? 'open'))).toEqual([
      ['open', 'open', 'open'],
      ['open', 'settled', 'settled'],
      ['settled'],
    ])
    expect(pages.flat().map(({ id }) => id)).toEqual(body.differences.map(({ id }: { id: string }) => id))
    expect(
      (await at.finance.get(`/reconciliation/differences?day=${day}&provider=sandbox&currency=GBP&cursor=x`)).status,
    ).toBe(422)
  })

  it('two at once end as one of them', async () => {
    const at = await shop()
    const files = [fileOf(names(1200, 'a_')), fileOf(names(700, 'b_'))]
    const answers = await Promise.all(files.map((file) => upload(at, 'sandbox', day, file)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const [row] = (await read(at)).rows
    expect([1200, 700]).toContain(row?.differences.open)
    expect(row?.theirs.count).toBe(row?.differences.open)
    expect(
      (await api.query('SELECT COUNT(*) AS n FROM reconciliation_differences WHERE hidden_by IS NOT NULL'))[0]?.n,
    ).toBe(0)
  })

  it('what a comparison left behind that was cut off is nobody’s to see, and goes with the next', async () => {
    const at = await shop()
    await upload(at, 'sandbox', day, fileOf(names(2)))
    const [stays, known] = (await read(at)).differences
    await api.query(`UPDATE reconciliation_differences SET hidden_by = 'rc_cut_off' WHERE merchant = ? AND id = ?`, [
      at.merchant.id,
      String(known?.id),
    ])
    await api.query(
      `INSERT INTO reconciliation_differences (merchant, id, day, provider, currency, kind, ours, theirs, detail, hidden_by)
       VALUES (?, ?, ?, 'sandbox', 'GBP', 'only_theirs', 0, 500, '{"why":"made_at_provider"}', 'rc_cut_off')`,
      [at.merchant.id, `df_cut_off_${at.merchant.id}`, day],
    )
    const cut = await read(at)
    expect([cut.rows[0]?.differences, cut.differences.map(({ id }) => id)]).toEqual([
      { count: 1, open: 1 },
      [stays?.id],
    ])
    const decision = { resolution: 'write_off', note: 'x' }
    expect((await at.finance.post(`/reconciliation/differences/${known?.id}`, decision)).status).toBe(404)
    const again = await upload(at, 'sandbox', day, fileOf(names(2)))
    expect(again.body.rows[0].differences).toEqual({ count: 2, open: 2 })
    expect(again.body.differences.map(({ id }: { id: string }) => id).sort()).toEqual([stays?.id, known?.id].sort())
    const rows = await api.query('SELECT id FROM reconciliation_differences WHERE merchant = ?', [at.merchant.id])
    expect(rows).toHaveLength(2)
  })

  it('what differed in a currency that is in neither list any more is still shown', async () => {
    const at = await shop()
    await upload(at, 'sandbox', day, 'reference,amount,currency\nx,1.00,EUR\n')
    const { body } = await upload(at, 'sandbox', day, 'reference,amount,currency\ny,1.00,GBP\n')
    const rows = body.rows as ReconciliationDay['rows']
    expect(rows.map(({ currency, theirs, differences }) => [currency, theirs.count, differences])).toEqual([
      ['GBP', 1, { count: 1, open: 1 }],
      ['EUR', 0, { count: 1, open: 0 }],
    ])
  })
})

describe('a settlement file', () => {
  it('is of a provider that there is', async () => {
    const at = await shop()
    expect((await upload(at, 'somebank', '2026-11-10', 'reference,amount,currency\n')).status).toBe(404)
  })

  it('changes no payout: a person sent it', async () => {
    const at = await shop()
    const one = await paid(at)
    const file = `reference,payout,amount,currency,status\nx,${one.payout},12.50,GBP,failed\n`
    const { body } = await upload(at, 'sandbox', dayOf(await nowMs()), file)
    expect(body.differences).toMatchObject([{ kind: 'state', why: 'failed_there', payout: one.payout }])
    expect(body.rows).toMatchObject([{ source: 'csv', theirs: { count: 0 } }])
    expect(await statusOf(one.payout)).toBe('succeeded')
  })

  it('of another day, or of somebody else’s account, is refused before it is compared', async () => {
    const at = await shop()
    await paid(at)
    const day = dayOf(await nowMs())
    const file = (
      time: string,
      account: string,
    ) => `交易时间,商户号,微信订单号,商户订单号,交易状态,货币种类,微信退款单号,商户退款单号,退款金额,退款类型,退款状态
\`${time},\`${account},\`4200001,\`A-1,\`REFUND,\`CNY,\`50300001,\`po_1,\`12.50,\`ORIGINAL,\`SUCCESS
`
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    const platformKeys = [{ serial: 'PUB_KEY_ID_1', publicKey }]
    const credentials = { mchId: '1900000109', serial: 'S1', privateKey, apiV3Key: 'k'.repeat(32), platformKeys }
    const owner = new Colleague(api, at.merchant, 'owner')
    expect((await owner.put('/connections/wechat_pay', { expectedRevision: 0, credentials })).status).toBe(200)
    const refused = await Promise.all(
      [file('2024-02-29 12:00:00', '1900000109'), file(`${day} 12:00:00`, '1900000999')].map((text) =>
        upload(at, 'wechat_pay', day, text),
      ),
    )
    expect(refused.map(({ status, body }) => [status, body.errors?.[0]?.code])).toEqual([
      [422, 'other_day'],
      [422, 'other_account'],
    ])
    expect(refused[0]?.body.errors[0].message).toContain('2024-02-29')
    const own = await upload(at, 'wechat_pay', day, file(`${day} 12:00:00`, '1900000109'))
    expect([own.status, own.body.rows]).toMatchObject([200, [{ provider: 'wechat_pay', theirs: { count: 1 } }]])
    // Asked for the evening before, done on the day.
    const late = `退款申请时间,退款成功时间,商户号,微信订单号,微信退款单号,商户退款单号,退款金额,退款状态
\`2024-02-29 23:59:59,\`${day} 00:00:03,\`1900000109,\`4200001,\`50300001,\`po_1,\`12.50,\`SUCCESS
`
    expect((await upload(at, 'wechat_pay', day, late)).status).toBe(200)
  })

  it.each([
    ['no table', 'hello'],
    ['other columns', 'a,b\n1,2\n'],
    ['an amount that is none', 'reference,amount,currency\nx,1e9,GBP\n'],
    ['more decimals than there are', 'reference,amount,currency\nx,1.005,GBP\n'],
    ['a quote that is never closed', 'reference,amount,currency\n"x,1.00,GBP\n'],
    ['no reference', 'reference,amount,currency\n,1.00,GBP\n'],
  ])('with %s is refused with what is wrong', async (_, file) => {
    const at = await shop()
    const { status, body } = await upload(at, 'sandbox', '2026-11-10', file)
    expect([status, body.code]).toEqual([422, 'validation_failed'])
    expect(body.errors[0].message).toMatch(/row \d+: |columns/)
  })
})
