import { describe, expect, it } from 'vitest'
import type { BankBatch } from '../../shared/api/bank-batches.schema.ts'
import type { PayoutRow } from '../../shared/api/payout-row.schema.ts'
import { instantPolicy, newKey, putOrder, staffPassword, type TestMerchant, testOrder } from '../support/api.ts'
import { shopperWith } from '../support/callers.ts'
import { Colleague } from '../support/colleague.ts'
import { testApi } from '../support/runtime.ts'

const api = await testApi()

const holder = 'Zoë Müller-Ågren & Söhne'
const iban = { kind: 'iban', holder, number: 'DE89370400440532013000' }
const today = '2026-11-10'

interface Shop {
  merchant: TestMerchant
  owner: Colleague
  finance: Colleague
}

async function shop(): Promise<Shop> {
  const policy = instantPolicy({ resolutions: ['refund', 'store_credit', 'other_account'] })
  const merchant = await api.createMerchant({ policy })
  const owner = new Colleague(api, merchant, 'owner')
  const saved = await owner.put('/connections/bank', {
    expectedRevision: 0,
    credentials: { name: 'Müller & Co', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP', country: 'FR' },
  })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  return { merchant, owner, finance: new Colleague(api, merchant, 'finance') }
}

/** A refund to an account: its payout waits for a file to the bank. */
async function toAccount(
  { merchant }: Shop,
  account: Record<string, unknown> = iban,
  currency = 'EUR',
): Promise<string> {
  const order = testOrder({ currency })
  await putOrder(api, merchant, order)
  const token = await api.shopperToken(merchant.id, { order: order.number })
  const shopper = shopperWith(api, merchant, token)
  const post = async (path: string, body: unknown) => {
    const answer = await shopper.post(path, body)
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    return answer.body
  }
  const { id } = await post(`/orders/${order.number}/accounts`, account)
  const items = [{ line: 'l1', quantity: 2, reason: 'changed_mind', resolution: 'other_account' }]
  const { number } = await post('/requests', { order: order.number, items, account: id })
  await api.work()
  const [row] = await api.query('SELECT id FROM payouts WHERE request = ?', [number])
  return String(row?.id)
}

async function preview({ finance }: Shop, currency = 'EUR') {
  const { status, body } = await finance.get(`/bank-batches/preview?currency=${currency}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

async function make(at: Shop, payouts: string[], total = 2895 * payouts.length, more = {}, key = newKey()) {
  return at.finance.post('/bank-batches', { currency: 'EUR', executeOn: today, payouts, total, ...more }, key)
}

async function made(at: Shop, payouts: string[]): Promise<BankBatch> {
  const { status, body } = await make(at, payouts)
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}

async function sent(at: Shop, payouts: string[]): Promise<BankBatch> {
  const { number } = await made(at, payouts)
  const { status, body } = await at.finance.post(`/bank-batches/${number}/sent`, {})
  expect(status, JSON.stringify(body)).toBe(200)
  await api.work()
  return body
}

async function cookieOf(email: string) {
  const answer = await api.fetch('/v1/admin/auth/sign-in/email', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: 'http://localhost:8787' },
    body: JSON.stringify({ email, password: staffPassword }),
  })
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
}

const cookies = new Map<string, string>()
/** What is no JSON: files down and up. */
async function raw(
  { merchant }: Shop,
  method: string,
  path: string,
  body?: string,
  role: 'finance' | 'agent' = 'finance',
) {
  const name = `${merchant.id} ${role}`
  if (!cookies.has(name)) cookies.set(name, await cookieOf((await api.createStaff(merchant.id, 'Bo Lind', role)).email))
  const answer = await api.fetch(`/v1/admin${path}`, {
    method,
    headers: { Cookie: cookies.get(name) ?? '', Origin: 'http://localhost:8787', 'Amends-Csrf': '1' },
    body,
  })
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}

async function imported(at: Shop, number: number, file: string) {
  const { status, text } = await raw(at, 'POST', `/bank-batches/${number}/result`, file)
  return { status, body: JSON.parse(text) }
}

async function payoutOf({ finance }: Shop, id: string): Promise<PayoutRow> {
  return (await finance.get(`/payouts/${id}`)).body
}

const carried = (payout: string) => payout.replace('_', '-')
const message = (payout: string, status: string, reason = '', amount = '28.95') => `
  <TxInfAndSts><OrgnlEndToEndId>${carried(payout)}</OrgnlEndToEndId><TxSts>${status}</TxSts>
  ${reason && `<StsRsnInf><Rsn><Cd>${reason}</Cd></Rsn></StsRsnInf>`}
  <OrgnlTxRef><Amt><InstdAmt Ccy="EUR">${amount}</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>`
const pain002 = (batch: BankBatch, transactions: string, group = 'PART', reason = '') =>
  `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr/>
  <OrgnlGrpInfAndSts><OrgnlMsgId>${carried(batch.id)}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>${group}</GrpSts>
  ${reason && `<StsRsnInf><Rsn><Cd>${reason}</Cd></Rsn></StsRsnInf>`}</OrgnlGrpInfAndSts>
  <OrgnlPmtInfAndSts><OrgnlPmtInfId>x</OrgnlPmtInfId>${transactions}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`
const camt054 = (entries: string) =>
  `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn><Ntfctn>${entries}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`
const booked = (payout: string, side: 'DBIT' | 'CRDT' = 'DBIT', reason = '', amount = '28.95') => `
  <Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><NtryDtls><TxDtls>
  <Refs><EndToEndId>${carried(payout)}</EndToEndId></Refs><Amt Ccy="EUR">${amount}</Amt>
  ${reason && `<RtrInf><Rsn><Cd>${reason}</Cd></Rsn></RtrInf>`}</TxDtls></NtryDtls></Ntry>`

describe('making a file for the bank', () => {
  it('shows which accounts other customers named too', async () => {
    const at = await shop()
    const [first, second] = [await toAccount(at), await toAccount(at)]
    const signsOf = async () => {
      const { payouts } = await preview(at)
      return Object.fromEntries(payouts.map(({ id, account }: PayoutRow) => [id, account?.otherCustomers]))
    }
    expect(await signsOf()).toEqual({ [first]: 0, [second]: 0 })
    await api.query(
      `UPDATE orders SET customer_id = 'another', email_key = 'another', phone_key = NULL
       WHERE merchant = ? AND number = (SELECT order_number FROM payouts WHERE id = ?)`,
      [at.merchant.id, second],
    )
    expect(await signsOf()).toEqual({ [first]: 1, [second]: 1 })
  })

  it('shows what it would hold, and makes exactly that, once', async () => {
    const at = await shop()
    const ids = [await toAccount(at), await toAccount(at)]
    const shown = await preview(at)
    expect(shown).toMatchObject({
      count: 2,
      total: 5790,
      left: [],
      debtor: { name: 'Müller & Co', account: 'FR•••• 0189' },
    })
    expect(shown.payouts.map(({ id }: PayoutRow) => id).sort()).toEqual([...ids].sort())
    expect(shown.payouts[0]).toMatchObject({ customer: 'Ann Lee', label: 'DE•••• 3000', hold: 'batch' })
    const key = newKey()
    const first = await make(at, ids, 5790, {}, key)
    expect(first.status, JSON.stringify(first.body)).toBe(201)
    expect(first.body).toMatchObject({ number: 1, count: 2, total: 5790, status: 'made', executeOn: today })
    expect((await make(at, ids, 5790, {}, key)).body).toEqual(first.body)
    const second = await make(at, ids)
    expect([second.status, second.body.code]).toEqual([409, 'stale'])
    expect(await api.query('SELECT count(*) AS n FROM bank_batches WHERE merchant = ?', [at.merchant.id])).toEqual([
      { n: 1 },
    ])
    expect(await payoutOf(at, ids[0] ?? '')).toMatchObject({ status: 'queued', batch: '1', attempts: 0 })
    expect(await preview(at)).toMatchObject({ count: 0, total: 0 })
    const desk = (await at.finance.get('/refund-desk')).body
    expect([desk.batches, desk.forBatch]).toEqual([[first.body], []])
  })

  it('makes it whole or not at all', async () => {
    const at = await shop()
    const ids = [await toAccount(at), await toAccount(at)]
    const tries = [
      [ids, 5789],
      [[...ids, 'po_somebody'], 5790],
      [ids.slice(0, 1), 5790],
    ] as const
    for (const [payouts, total] of tries) {
      const { status, body } = await make(at, [...payouts], total)
      expect([status, body.code]).toEqual([409, 'stale'])
    }
    const wrongCurrency = await make(at, ids, 5790, { currency: 'GBP' })
    expect(wrongCurrency.status).toBe(409)
    for (const executeOn of ['2026-11-09', '2027-06-01']) {
      expect((await make(at, ids, 5790, { executeOn })).status).toBe(422)
    }
    expect(await preview(at)).toMatchObject({ count: 2 })
    // Two colleagues at once: one file; of different payouts: two, each with a number of its own.
    const race = await Promise.all([make(at, ids), make(at, ids), make(at, ids)])
    expect(race.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    const others = [await toAccount(at), await toAccount(at)]
    const both = await Promise.all(others.map((id) => make(at, [id])))
    expect(both.map(({ status, body }) => [status, body.number]).sort()).toEqual([
      [201, 2],
      [201, 3],
    ])
    const batched = await api.query('SELECT count(*) AS n FROM payouts WHERE merchant = ? AND batch = ?', [
      at.merchant.id,
      '1',
    ])
    expect(batched).toEqual([{ n: 2 }])
  })

  it('leaves out what nobody approved, and obeys the stop and the cap', async () => {
    const at = await shop()
    const id = await toAccount(at)
    const limits = (limit: object, revision: number) => at.owner.put('/payout-controls', { ...limit, revision })
    expect((await limits({ secondPersonAbove: { EUR: 2000 }, dailyCap: {} }, 0)).status).toBe(200)
    expect((await preview(at)).left).toEqual([{ payout: id, why: 'not_approved' }])
    const later = await toAccount(at)
    expect((await preview(at)).left).toHaveLength(2)
    for (const who of [at.finance, at.owner]) await who.post('/payouts/actions/approve', { payouts: [later] })
    await api.work()
    expect(await preview(at)).toMatchObject({ count: 1, total: 2895, left: [{ payout: id }] })
    expect((await limits({ secondPersonAbove: {}, dailyCap: { EUR: 3000 } }, 1)).status).toBe(200)
    const both = await make(at, [id, later])
    expect([both.status, both.body.code, both.body.limit]).toEqual([422, 'limit_exceeded', 3000])
    expect((await make(at, [later])).status).toBe(201)
    expect((await make(at, [id])).body).toMatchObject({ code: 'limit_exceeded', limit: 105 })
    expect((await limits({ secondPersonAbove: {}, dailyCap: {} }, 2)).status).toBe(200)
    await at.finance.post('/payout-controls/stop', { reason: 'x' })
    expect((await preview(at)).left).toEqual([{ payout: id, why: 'stopped' }])
    expect((await make(at, [id])).body.code).toBe('illegal_state')
    expect((await raw(at, 'GET', '/bank-batches/1/file')).status).toBe(409)
  })

  it('is for finance alone', async () => {
    const at = await shop()
    const id = await toAccount(at)
    const { number } = await made(at, [id])
    for (const [method, path] of [
      ['GET', `/bank-batches/${number}/file`],
      ['POST', `/bank-batches/${number}/result`],
    ] as const) {
      expect((await raw(at, method, path, method === 'POST' ? 'reference,status' : undefined, 'agent')).status).toBe(
        403,
      )
    }
    const agent = new Colleague(api, at.merchant, 'agent')
    expect((await agent.post(`/bank-batches/${number}/sent`, {})).status).toBe(403)
    expect((await agent.post(`/bank-batches/${number}/discard`, { reason: 'x' })).status).toBe(403)
    const body = { currency: 'EUR', executeOn: today, payouts: [id], total: 2895 }
    expect((await agent.post('/bank-batches', body)).status).toBe(403)
    expect((await at.finance.post('/bank-batches/77/sent', {})).status).toBe(404)
  })
})

describe('a file that never goes to the bank', () => {
  it('is discarded with a reason; its payouts wait for another, under their numbers', async () => {
    const at = await shop()
    const [first, second] = [await toAccount(at), await toAccount(at)]
    const { number } = await made(at, [first, second])
    const discard = (body: unknown = { reason: 'The wrong day' }, key = newKey()) =>
      at.finance.post(`/bank-batches/${number}/discard`, body, key)
    expect((await discard({})).body).toMatchObject({ code: 'validation_failed', pointer: '/reason' })
    expect((await discard({ reason: ' ' })).status).toBe(422)
    expect((await at.finance.post('/bank-batches/77/discard', { reason: 'x' })).status).toBe(404)
    const key = newKey()
    const done = await discard(undefined, key)
    expect([done.status, done.body.status]).toEqual([200, 'discarded'])
    expect((await discard(undefined, key)).body).toEqual(done.body)
    expect((await discard()).body.code).toBe('illegal_state')
    expect((await at.finance.post(`/bank-batches/${number}/sent`, {})).body.code).toBe('illegal_state')
    expect((await raw(at, 'GET', `/bank-batches/${number}/file`)).status).toBe(409)
    expect((await imported(at, number, `reference,status\n${carried(first)},paid`)).status).toBe(409)
    const payout = await payoutOf(at, first)
    expect(payout).toMatchObject({ status: 'queued', hold: 'batch', attempts: 0 })
    expect(payout.batch).toBeUndefined()
    expect((await preview(at)).count).toBe(2)
    const again = await sent(at, [first, second])
    expect(again.number).toBe(number + 1)
    expect(await payoutOf(at, first)).toMatchObject({ status: 'pending', attempts: 1 })
  })

  it('is no more discarded once the bank has it, nor where one of its payouts changed at the same moment', async () => {
    const at = await shop()
    const id = await toAccount(at)
    const { number } = await sent(at, [id])
    const answer = await at.finance.post(`/bank-batches/${number}/discard`, { reason: 'x' })
    expect([answer.status, answer.body.code]).toEqual([409, 'illegal_state'])
    const other = await toAccount(at)
    const next = await made(at, [other])
    const both = await Promise.all([
      at.finance.post(`/bank-batches/${next.number}/discard`, { reason: 'x' }),
      at.finance.post(`/bank-batches/${next.number}/sent`, {}),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('leaves room in the day’s cap again', async () => {
    const at = await shop()
    const [first, second] = [await toAccount(at), await toAccount(at)]
    await at.owner.put('/payout-controls', { secondPersonAbove: {}, dailyCap: { EUR: 3000 }, revision: 0 })
    const { number } = await made(at, [first])
    expect((await make(at, [second])).body.code).toBe('limit_exceeded')
    await at.finance.post(`/bank-batches/${number}/discard`, { reason: 'x' })
    await made(at, [second])
  })
})

describe('the file', () => {
  it('is pain.001.001.09 in the characters of SEPA, each payout under its number', async () => {
    const at = await shop()
    const id = await toAccount(at)
    const batch = await made(at, [id])
    const file = await raw(at, 'GET', `/bank-batches/${batch.number}/file`)
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="amends-batch-1.xml"')
    expect(file.headers.get('cache-control')).toBe('no-store')
    const text = file.text.replaceAll(/\s+/g, ' ')
    expect(text).toContain('urn:iso:std:iso:20022:tech:xsd:pain.001.001.09')
    for (const part of [
      `<MsgId>${carried(batch.id)}</MsgId>`,
      '<NbOfTxs>1</NbOfTxs><CtrlSum>28.95</CtrlSum>',
      '<SvcLvl><Cd>SEPA</Cd></SvcLvl>',
      `<ReqdExctnDt><Dt>${today}</Dt></ReqdExctnDt>`,
      '<Dbtr><Nm>Muller + Co</Nm></Dbtr>',
      '<IBAN>FR7630006000011234567890189</IBAN>',
      '<BICFI>AGRIFRPP</BICFI>',
      `<EndToEndId>${carried(id)}</EndToEndId>`,
      '<InstdAmt Ccy="EUR">28.95</InstdAmt>',
      '<Cdtr><Nm>Zoe Muller-Agren + Sohne</Nm></Cdtr>',
      '<IBAN>DE89370400440532013000</IBAN>',
    ]) {
      expect(text).toContain(part)
    }
    expect((await raw(at, 'GET', `/bank-batches/${batch.number}/file`)).text).toBe(file.text)
  })

  it('is a table as well, in which nothing calculates', async () => {
    const at = await shop()
    const id = await toAccount(at, { ...iban, holder: '=HYPERLINK("http://x")' })
    const { number } = await made(at, [id])
    const { text, headers } = await raw(at, 'GET', `/bank-batches/${number}/file?format=csv`)
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const [, row = ''] = text.split('\r\n')
    expect(row).toContain(`${carried(id)},"'=HYPERLINK(""http://x"")",DE89370400440532013000,`)
    expect(row).toContain(',28.95,EUR,')
  })

  it('carries accounts of other countries as their banks want them', async () => {
    const at = await shop()
    const british = { kind: 'uk_bank', holder: 'Ann Lee', number: '31926819', bank: '601613' }
    const id = await toAccount(at, british, 'GBP')
    const { body } = await make(at, [id], 2895, { currency: 'GBP' })
    const { text } = await raw(at, 'GET', `/bank-batches/${body.number}/file`)
    expect(text).toContain('<ClrSysMmbId><ClrSysId><Cd>GBDSC</Cd></ClrSysId><MmbId>601613</MmbId></ClrSysMmbId>')
    expect(text).toContain('<CdtrAcct><Id><Othr><Id>31926819</Id></Othr></Id></CdtrAcct>')
    expect(text).toContain('<ChrgBr>SHAR</ChrgBr>')
    expect(text).not.toContain('SEPA')
  })

  it('leaves no account behind: not in the database, not in an answer', async () => {
    const at = await shop()
    const id = await toAccount(at)
    await sent(at, [id])
    const tables = await api.query(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 3) <> '_cf'`,
    )
    const kept = await Promise.all(tables.map(({ name }) => api.query(`SELECT * FROM "${name}"`)))
    const answers = [await preview(at), await payoutOf(at, id), (await at.finance.get('/refund-desk')).body]
    for (const secret of ['DE89370400440532013000', '0532013000', holder]) {
      expect(JSON.stringify([kept, answers])).not.toContain(secret)
    }
  })
})

describe('what the bank says', () => {
  it('is asked for only once the bank has the file; then they are on their way', async () => {
    const at = await shop()
    const id = await toAccount(at)
    const batch = await made(at, [id])
    await api.work()
    expect(await payoutOf(at, id)).toMatchObject({ status: 'queued' })
    expect((await imported(at, batch.number, 'reference,status')).status).toBe(409)
    const key = newKey()
    const first = await at.finance.post(`/bank-batches/${batch.number}/sent`, {}, key)
    expect(first.body).toMatchObject({ status: 'sent' })
    expect((await at.finance.post(`/bank-batches/${batch.number}/sent`, {}, key)).body).toEqual(first.body)
    expect((await at.finance.post(`/bank-batches/${batch.number}/sent`, {})).body.code).toBe('illegal_state')
    await api.work()
    expect(await payoutOf(at, id)).toMatchObject({ status: 'pending', attempts: 1, arrival: expect.anything() })
    expect((await at.finance.get('/refund-desk')).body.views.on_the_way).toBe(1)
  })

  it('stays in its file, not free to be paid another way, when its work comes before the file is with the bank', async () => {
    const at = await shop()
    const id = await toAccount(at)
    const { number } = await made(at, [id])
    await api.query(
      `INSERT INTO outbox (merchant, id, kind, body, due_at) VALUES (?, ?, 'payout', json_object('payout', ?), 0)`,
      [at.merchant.id, `${id}.stray`, id],
    )
    await api.work()
    expect(await payoutOf(at, id)).toMatchObject({ status: 'queued', attempts: 0 })
    await at.finance.post(`/bank-batches/${number}/sent`, {})
    await api.work()
    expect(await payoutOf(at, id)).toMatchObject({ status: 'pending', attempts: 1 })
  })

  it('settles what was paid and what was refused (pain.002), and once is enough', async () => {
    const at = await shop()
    const [paid = '', closed = '', waiting = ''] = [await toAccount(at), await toAccount(at), await toAccount(at)]
    const batch = await sent(at, [paid, closed, waiting])
    const file = pain002(
      batch,
      message(paid, 'ACSC') +
        message(closed, 'RJCT', 'AC04') +
        message(waiting, 'ACSP') +
        message('po_unknown', 'ACSC'),
    )
    const first = await imported(at, batch.number, file)
    expect(first.body).toMatchObject({
      batch: { status: 'sent' },
      paid: 1,
      failed: 1,
      unmatched: [{ reference: 'po-unknown', why: 'unknown_reference' }],
    })
    expect(await payoutOf(at, paid)).toMatchObject({ status: 'succeeded' })
    expect(await payoutOf(at, closed)).toMatchObject({
      status: 'failed',
      failure: { code: 'payer_account_closed_or_frozen', final: true },
      providerCode: 'AC04',
    })
    expect(await payoutOf(at, waiting)).toMatchObject({ status: 'pending' })
    expect((await imported(at, batch.number, file)).body).toMatchObject({ paid: 0, failed: 0 })
    const last = await imported(at, batch.number, camt054(booked(waiting)))
    expect(last.body).toMatchObject({ batch: { status: 'settled' }, paid: 1 })
  })

  it('takes a return after the payment, and no old file undoes it', async () => {
    const at = await shop()
    const id = await toAccount(at)
    const { number } = await sent(at, [id])
    const payment = camt054(booked(id))
    expect((await imported(at, number, payment)).body).toMatchObject({ paid: 1 })
    const back = await imported(at, number, camt054(booked(id, 'CRDT', 'AC06')))
    expect(back.body).toMatchObject({ paid: 0, failed: 1 })
    const returned = {
      status: 'failed',
      failure: { code: 'payer_account_closed_or_frozen', final: true, returned: true },
    }
    expect(await payoutOf(at, id)).toMatchObject(returned)
    for (const file of [payment, camt054(booked(id) + booked(id, 'CRDT', 'AC06'))]) {
      expect((await imported(at, number, file)).body).toMatchObject({ paid: 0, failed: 0 })
    }
    expect(await payoutOf(at, id)).toMatchObject(returned)
    expect((await at.finance.get('/refund-desk')).body.views.returned).toBe(1)
    const [{ status } = {}] = await api.query(
      'SELECT q.status FROM requests q JOIN payouts p ON p.request = q.number WHERE p.id = ?',
      [id],
    )
    expect(status).toBe('payout_failed')
  })

  it('takes a file of the bank that came back at once, before it said that it was paid', async () => {
    const at = await shop()
    const id = await toAccount(at)
    const { number } = await sent(at, [id])
    const both = await imported(at, number, camt054(booked(id, 'CRDT', 'MS03') + booked(id)))
    expect(both.body).toMatchObject({ paid: 1, failed: 1 })
    expect(await payoutOf(at, id)).toMatchObject({
      status: 'failed',
      failure: { returned: true, code: 'not_refundable_state' },
    })
  })

  it('takes it for a payment that came back, however long ago that was', async () => {
    const at = await shop()
    const id = await toAccount(at)
    const { number } = await sent(at, [id])
    expect((await imported(at, number, camt054(booked(id, 'CRDT', 'AC06')))).body).toMatchObject({ failed: 1 })
    // What a provider said is not kept for ever.
    await api.query("DELETE FROM provider_events WHERE merchant = ? AND provider = 'bank'", [at.merchant.id])
    await imported(at, number, camt054(booked(id)))
    expect(await payoutOf(at, id)).toMatchObject({ status: 'failed', failure: { final: true, returned: true } })
  })

  it('hears nothing of a file that was not sent: its money may still go out', async () => {
    const at = await shop()
    const [first = '', second = ''] = [await toAccount(at), await toAccount(at)]
    const { number } = await sent(at, [first])
    const kept = await made(at, [second])
    const files = [
      `reference,status\n${carried(second)},failed\n`,
      pain002(kept, '', 'RJCT', 'AM04'),
      camt054(booked(second)),
    ]
    for (const file of files) {
      const { status, body } = await imported(at, number, file)
      expect([status, body.paid, body.failed]).toEqual([200, 0, 0])
      expect(body.unmatched).toEqual([{ reference: carried(second), why: 'not_sent' }])
    }
    expect(await payoutOf(at, second)).toMatchObject({ status: 'queued' })
  })

  it('takes the refusal of a whole file, and tables', async () => {
    const at = await shop()
    const [a = '', b = ''] = [await toAccount(at), await toAccount(at)]
    const batch = await sent(at, [a, b])
    const table = `\uFEFFReference;Status;Reason\r\n${carried(a)};paid;\r\nsalary-7;paid;\r\n`
    expect((await imported(at, batch.number, table)).body).toMatchObject({
      paid: 1,
      failed: 0,
      unmatched: [{ reference: 'salary-7', why: 'unknown_reference' }],
    })
    const whole = await imported(at, batch.number, pain002(batch, '', 'RJCT', 'AM04'))
    expect(whole.body).toMatchObject({ batch: { status: 'settled' }, paid: 0, failed: 1 })
    expect(await payoutOf(at, b)).toMatchObject({ failure: { code: 'insufficient_merchant_balance', final: true } })
    expect(await payoutOf(at, a)).toMatchObject({ status: 'succeeded' })
    // Under a new number, in the next file.
    const again = await at.finance.post('/payouts/actions/retry', { payouts: [b] })
    expect(again.body.results).toEqual([{ payout: b, done: true }])
    await api.work()
    const next = await preview(at)
    expect(next).toMatchObject({ count: 1, total: 2895 })
    expect(next.payouts[0].id).not.toBe(b)
  })

  it('believes no other amount, and no duplicate: a person looks', async () => {
    const at = await shop()
    const [a = '', b = ''] = [await toAccount(at), await toAccount(at)]
    const batch = await sent(at, [a, b])
    const file = pain002(batch, message(a, 'ACSC', '', '28.94') + message(b, 'RJCT', 'AM05'))
    expect((await imported(at, batch.number, file)).body).toMatchObject({
      paid: 0,
      failed: 0,
      unmatched: [
        { reference: carried(b), why: 'duplicate_at_bank' },
        { reference: carried(a), why: 'other_amount' },
      ],
    })
    for (const id of [a, b]) expect(await payoutOf(at, id)).toMatchObject({ status: 'pending' })
  })

  it.each([
    ['an entity', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Document>&b;</Document>'],
    ['another root', '<html><body/></html>'],
    ['another message', '<Document><CstmrDrctDbtInitn/></Document>'],
    ['no XML', '<Document><CstmrPmtStsRpt></Document>'],
    ['a deep one', `${'<a>'.repeat(500)}${'</a>'.repeat(500)}`],
    ['no columns', 'hello;world\n1;2\n'],
    ['an unknown status', 'reference,status\npo-1,perhaps\n'],
    ['nothing', ''],
  ])('refuses %s with what is wrong', async (_, file) => {
    const at = await hostile()
    const { status, body } = await imported(at.shop, at.number, file)
    expect([status, body.code]).toEqual([422, 'validation_failed'])
    expect(body.errors[0].message.length).toBeGreaterThan(5)
    expect(body.errors[0].message).not.toContain('passwd')
  })

  it('refuses more than 5 MB', async () => {
    const at = await hostile()
    const { status } = await imported(at.shop, at.number, 'x'.repeat(5 * 1_048_576 + 1))
    expect(status).toBe(413)
  })
})

let one: Promise<{ shop: Shop; number: number }> | undefined
function hostile() {
  one ??= (async () => {
    const at = await shop()
    return { shop: at, number: (await sent(at, [await toAccount(at)])).number }
  })()
  return one
}
