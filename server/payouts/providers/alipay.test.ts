import { createSign, generateKeyPairSync } from 'node:crypto'
import { AlipaySdk } from 'alipay-sdk'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../db/database.ts'
import type { ProviderParts, RefundOrder, RefundProvider } from '../../platform/ports.ts'
import { alipayProvider } from './alipay.ts'

// Alipay's side is kept by its own kit: it verifies what we send, and what our double answers and tells.
const keys = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const [app, alipay] = [keys(), keys()]
const privateOf = ({ privateKey }: typeof app) => privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const publicOf = ({ publicKey }: typeof app) => publicKey.export({ type: 'spki', format: 'pem' }).toString()
const kit = (own: typeof app, other: typeof app) =>
  new AlipaySdk({ appId: '2026', privateKey: privateOf(own), keyType: 'PKCS8', alipayPublicKey: publicOf(other) })
const [ourKit, theirKit] = [kit(app, alipay), kit(alipay, app)]

const now = Date.parse('2026-11-10T12:00:00Z')
const trade = '2026110122001400001234567890'
const credentials = {
  appId: '2026',
  privateKey: privateOf(app),
  alipayPublicKey: publicOf(alipay),
  environment: 'live',
}

interface Asked {
  url: string
  method: string
  biz: Record<string, unknown>
}

let asked: Asked[]
let answers: (Record<string, unknown> | Response | Error)[]
let signedBy: typeof app | undefined
let provider: RefundProvider
beforeEach(() => {
  asked = []
  answers = []
  signedBy = alipay
  provider = made()
})

function made(more: Partial<typeof credentials> = {}): RefundProvider {
  // The one question to the database: which of a payment's names the orders know.
  const database = { read: async () => [] } as unknown as Database
  const parts: ProviderParts = {
    merchant: 'm_1',
    credentials: { ...credentials, ...more },
    openAccount: async () => undefined,
    fetch: answer,
    outside: { refusal: () => undefined, post: async () => ({ outcome: 'unreachable' }) },
    database,
    clock: { now: () => now, sleep: async () => {} },
    ids: {
      next: (prefix) => `${prefix}_1`,
      requestNumber: () => '',
      code: () => '',
      token: () => '',
      chance: () => 0,
    },
  }
  return alipayProvider(parts)
}

/** Alipay's gateway: refuses what its kit does not verify, answers what the test put in line. */
async function answer(url: string, init: RequestInit = {}): Promise<Response> {
  const parameters = Object.fromEntries([...new URL(url).searchParams, ...new URLSearchParams(String(init.body))])
  expect(theirKit.checkNotifySignV2(parameters)).toBe(true)
  const { method = '', biz_content: content = '' } = parameters
  // A signature of RSASSA-PKCS1 is always the same: the kit's own, of the same call, must be ours.
  const bizContent = JSON.parse(content)
  const call = { bizContent, format: 'JSON', timestamp: parameters.timestamp }
  const theirs = new URLSearchParams(ourKit.sdkExecute(method, call, { bizContentAutoSnakeCase: false }))
  expect(parameters).toEqual(Object.fromEntries(theirs))
  asked.push({ url, method, biz: bizContent })
  const next = answers.shift()
  if (next === undefined) throw new Error(`nothing to answer ${method}`)
  if (next instanceof Error) throw next
  return next instanceof Response ? next : signed(method, next)
}

function signed(method: string, node: Record<string, unknown>): Response {
  const name = `${method.replaceAll('.', '_')}_response`
  const text = JSON.stringify(node).replaceAll('/', '\\/')
  if (!signedBy) return new Response(`{"${name}":${text}}`)
  const sign = createSign('RSA-SHA256').update(text).sign(signedBy.privateKey, 'base64')
  const whole = `{"${name}":${text},"sign":"${sign}"}`
  if (signedBy === alipay) ourKit.checkResponseSign(whole, name, sign, '')
  return new Response(whole)
}

const order = (more: Partial<RefundOrder> = {}): RefundOrder => ({
  merchant: 'm_1',
  attempt: 1,
  id: 'po_1',
  request: 'R-7K4M-Q2XD',
  orderNumber: '1001',
  destination: 'p1',
  provider: 'alipay',
  method: 'alipay',
  reference: trade,
  currency: 'CNY',
  amount: 8850,
  capturedAmount: 20_000,
  ...more,
})

const paid = {
  code: '10000',
  msg: 'Success',
  fund_change: 'Y',
  trade_no: trade,
  out_trade_no: 'o1',
  refund_fee: '188.50',
}
const found = {
  code: '10000',
  trade_no: trade,
  out_request_no: 'po_1',
  refund_amount: '88.50',
  refund_status: 'REFUND_SUCCESS',
}
const nothingFound = { code: '10000', msg: 'Success' }
const business = (sub_code: string) => ({ code: '40004', msg: 'Business Failed', sub_code, sub_msg: '…' })

describe('a refund at Alipay', () => {
  it('is sent under our number, in yuan, and is paid when money moved', async () => {
    answers.push(paid)
    expect(await provider.refund(order())).toEqual({ status: 'succeeded', providerReference: `${trade}/po_1` })
    expect(asked).toMatchObject([
      {
        method: 'alipay.trade.refund',
        biz: { trade_no: trade, out_request_no: 'po_1', refund_amount: '88.50', refund_reason: 'R-7K4M-Q2XD' },
      },
    ])
    expect(asked[0]?.url).toMatch(/^https:\/\/openapi\.alipay\.com\/gateway\.do\?.*timestamp=2026-11-10\+20%3A00%3A00/)
  })

  it('names the trade as the merchant does where the reference is not Alipay’s', async () => {
    answers.push(documented.refunded)
    const said = await provider.refund(order({ reference: 'qrpay20160826053813582', amount: 1 }))
    expect(said).toMatchObject({ status: 'succeeded', providerReference: '2016082621001004750239053830/po_1' })
    expect(asked[0]?.biz).toMatchObject({ out_trade_no: 'qrpay20160826053813582', refund_amount: '0.01' })
  })

  it('that moved nothing this time is asked about at once', async () => {
    answers.push({ ...paid, fund_change: 'N' }, found)
    expect(await provider.refund(order({ attempt: 2 }))).toMatchObject({ status: 'succeeded' })
    answers.push({ ...paid, fund_change: 'N' }, nothingFound)
    expect(await provider.refund(order({ attempt: 2 }))).toMatchObject({
      status: 'unknown',
      providerCode: 'fund_change.N',
    })
  })

  it.each([
    ['ACQ.SELLER_BALANCE_NOT_ENOUGH', 'insufficient_merchant_balance', false],
    ['ACQ.REASON_TRADE_REFUND_FEE_ERR', 'amount_exceeded', true],
    ['ACQ.REFUND_AMT_NOT_EQUAL_TOTAL', 'amount_exceeded', true],
    ['ACQ.TRADE_HAS_FINISHED', 'window_expired', true],
    ['ACQ.TRADE_HAS_CLOSE', 'already_refunded', true],
    ['ACQ.TRADE_NOT_EXIST', 'not_refundable_state', true],
    ['ACQ.TRADE_STATUS_ERROR', 'not_refundable_state', true],
    ['ACQ.TRADE_NOT_ALLOW_REFUND', 'not_refundable_state', true],
    ['ACQ.REASON_TRADE_BEEN_FREEZEN', 'merchant_account_restricted', false],
    ['ACQ.BUYER_ERROR', 'payer_account_closed_or_frozen', true],
    ['ACQ.INVALID_PARAMETER', 'invalid_request', true],
  ])('refused with %s is %s', async (sub, code, final) => {
    answers.push(business(sub))
    const failed = { status: 'failed', failure: { code, final }, providerCode: sub }
    expect(await provider.refund(order())).toEqual(failed)
  })

  it.each([
    ['ACQ.SYSTEM_ERROR', business('ACQ.SYSTEM_ERROR'), 'outcome_unknown'],
    ['20000', { code: '20000', sub_code: 'aop.unknow-error' }, 'outcome_unknown'],
    ['another amount under the number', business('ACQ.DISCORDANT_REPEAT_REQUEST'), 'duplicate_request'],
    ['a code that nobody documented', business('ACQ.SOMETHING_NEW'), 'outcome_unknown'],
  ])('has an unknown outcome after %s', async (_, reply, code) => {
    answers.push(reply)
    expect(await provider.refund(order())).toMatchObject({ status: 'unknown', failure: { code, final: false } })
  })

  it.each([
    ['40005', undefined, 'rate_limited'],
    ['40006', 'isv.insufficient-isv-permissions', 'merchant_account_restricted'],
    ['40002', 'isv.invalid-signature', 'auth_config'],
    ['40002', 'isv.invalid-app-id', 'auth_config'],
    ['20001', 'aop.invalid-auth-token', 'auth_config'],
  ])('refused at the gateway with %s %s is %s, signed or not', async (code, sub_code, failure) => {
    for (signedBy of [alipay, app, undefined]) {
      answers.push({ code, sub_code })
      const failed = { status: 'failed', failure: { code: failure, final: false } }
      expect(await provider.refund(order())).toMatchObject(failed)
    }
  })

  it('refused for good is no failure when an earlier try had paid', async () => {
    answers.push(business('ACQ.TRADE_HAS_CLOSE'), found)
    expect(await provider.refund(order({ attempt: 2 }))).toMatchObject({ status: 'succeeded' })
    // Staff may give up a number for which the balance is short, and pay otherwise.
    answers.push(business('ACQ.SELLER_BALANCE_NOT_ENOUGH'), found)
    expect(await provider.refund(order({ attempt: 2 }))).toMatchObject({ status: 'succeeded' })
    answers.push(business('ACQ.TRADE_HAS_CLOSE'), nothingFound)
    expect(await provider.refund(order({ attempt: 2 }))).toMatchObject({
      failure: { code: 'already_refunded', final: true },
    })
    answers.push(business('ACQ.SOMETHING_NEW'), nothingFound)
    expect(await provider.refund(order({ attempt: 2 }))).toMatchObject({
      failure: { code: 'not_refundable_state', final: true },
      providerCode: 'ACQ.SOMETHING_NEW',
    })
  })

  it('is not believed without Alipay’s signature', async () => {
    for (signedBy of [app, undefined]) {
      answers.push(paid)
      await expect(provider.refund(order())).rejects.toThrow('did not sign')
      answers.push(business('ACQ.TRADE_HAS_FINISHED'))
      await expect(provider.refund(order())).rejects.toThrow('did not sign')
      answers.push({ code: '40002', sub_code: 'isv.missing-parameter' })
      expect(await provider.refund(order())).toMatchObject({ status: 'unknown' })
    }
  })

  it('throws when nobody knows what happened', async () => {
    for (const broken of [new Error('timeout'), new Response('oops', { status: 502 }), new Response('<html>')]) {
      answers.push(broken)
      await expect(provider.refund(order())).rejects.toThrow()
    }
    answers.push(new Response('slow down', { status: 429 }))
    expect(await provider.refund(order())).toMatchObject({ failure: { code: 'rate_limited', final: false } })
  })

  it('asks nobody where the currency is not Alipay’s, or the key is none', async () => {
    expect(await provider.refund(order({ currency: 'EUR' }))).toMatchObject({ failure: { code: 'invalid_request' } })
    const failed = { status: 'failed', failure: { code: 'auth_config', final: false } }
    expect(await made({ privateKey: 'none' }).refund(order())).toMatchObject(failed)
    expect(await made({ alipayPublicKey: 'none' }).refund(order())).toMatchObject(failed)
    expect(asked).toEqual([])
  })
})

describe('asking Alipay for a number', () => {
  it.each([
    ['paid', found, { status: 'succeeded', providerReference: `${trade}/po_1` }],
    ['paid, as older replies say it', { ...found, refund_status: undefined }, { status: 'succeeded' }],
    ['under way', { ...found, refund_status: 'REFUND_PROCESSING' }, { status: 'pending' }],
    ['nothing', nothingFound, 'never_seen'],
    ['failed, to be sent again under its number', { ...found, refund_status: 'REFUND_FAIL' }, 'never_seen'],
    ['no such trade', business('ACQ.TRADE_NOT_EXIST'), 'never_seen'],
    [
      'another amount',
      { ...found, refund_amount: '88.51' },
      { status: 'unknown', failure: { code: 'duplicate_request' } },
    ],
    ['an error of theirs', business('ACQ.SYSTEM_ERROR'), { status: 'unknown', failure: { code: 'outcome_unknown' } }],
    [
      'bad credentials',
      { code: '40002', sub_code: 'isv.invalid-signature' },
      { status: 'unknown', failure: { code: 'auth_config' } },
    ],
  ])('finds %s', async (_, reply, expected) => {
    answers.push(reply)
    const said = await provider.find(order())
    if (typeof expected === 'string') expect(said).toBe(expected)
    else expect(said).toMatchObject(expected)
    expect(asked).toMatchObject([
      { method: 'alipay.trade.fastpay.refund.query', biz: { trade_no: trade, out_request_no: 'po_1' } },
    ])
  })

  it('never frees money on a question that failed', async () => {
    signedBy = undefined
    answers.push(nothingFound)
    await expect(provider.find(order())).rejects.toThrow('did not sign')
  })
})

describe('checking the connection', () => {
  it('is well when Alipay knows us and not the trade', async () => {
    answers.push(documented.noSuchTrade)
    expect(await provider.check?.()).toEqual({ ok: true })
  })

  it('says what is wrong', async () => {
    answers.push({ code: '40002', sub_code: 'isv.invalid-signature' })
    expect(await provider.check?.()).toEqual({ ok: false, code: 'auth_config', providerCode: 'isv.invalid-signature' })
    signedBy = app
    answers.push(business('ACQ.TRADE_NOT_EXIST'))
    expect(await provider.check?.()).toMatchObject({ code: 'auth_config', providerCode: 'alipay_public_key' })
    expect(await made({ privateKey: '' }).check?.()).toMatchObject({ code: 'auth_config', providerCode: 'key' })
    answers.push(new Error('timeout'))
    expect(await provider.check?.()).toEqual({ ok: false, code: 'provider_unavailable' })
  })
})

describe('a notice from Alipay', () => {
  const depositBack = {
    charset: 'utf-8',
    biz_content: JSON.stringify({
      trade_no: trade,
      out_trade_no: 'o1',
      out_request_no: 'po_1',
      dback_status: 'F',
      bank_ack_time: '2026-11-10 19:58:00',
    }),
    utc_timestamp: String(now - 60_000),
    app_id: '2026',
    version: '1.1',
    notify_id: 'n1',
    msg_method: 'alipay.trade.refund.depositback.completed',
  }
  const traded = {
    notify_type: 'trade_status_sync',
    notify_id: 'n2',
    notify_time: '2026-11-10 19:59:00',
    app_id: '2026',
    charset: 'utf-8',
    trade_no: trade,
    out_trade_no: 'o1',
    out_biz_no: 'HZ01',
    gmt_refund: '2026-11-10 19:58:59.123',
    refund_fee: '188.50',
    subject: '杯子 100% & more',
  }

  /** As Alipay signs it; its kit says whether that is right. */
  function told(fields: Record<string, string>, by = alipay, withType = false) {
    const names = Object.keys(withType ? { ...fields, sign_type: '' } : fields).sort()
    const text = names.map((name) => `${name}=${name === 'sign_type' ? 'RSA2' : fields[name]}`).join('&')
    const sign = createSign('RSA-SHA256').update(text).sign(by.privateKey, 'base64')
    const all = { ...fields, sign_type: 'RSA2', sign }
    expect(ourKit.checkNotifySignV2(all)).toBe(by === alipay)
    return { headers: {}, url: 'https://x', body: new URLSearchParams(all).toString() }
  }

  it('of the bank’s answer is looked up, and is paid whatever the bank did', async () => {
    for (const withType of [false, true]) {
      answers.push({ ...found, gmt_refund_pay: '2026-11-10 19:57:00' })
      expect(await provider.readNotice?.(told(depositBack, alipay, withType))).toEqual({
        items: [
          {
            event: 'n1',
            kind: 'refund',
            payout: 'po_1',
            refund: {
              providerReference: `${trade}/po_1`,
              payout: 'po_1',
              payment: trade,
              amount: 8850,
              currency: 'CNY',
              state: { status: 'succeeded', providerReference: `${trade}/po_1` },
              at: now - 180_000,
            },
          },
        ],
      })
    }
    expect(provider.acknowledge?.()).toEqual({ status: 200, type: 'text/plain', body: 'success' })
  })

  it('is believed with fields that are empty, too', async () => {
    answers.push({ ...found, out_request_no: 'HZ01', refund_amount: '100' })
    const notice = await provider.readNotice?.(told({ ...traded, body: '', buyer_logon_id: '' }))
    expect(notice).toMatchObject({ items: [{ event: 'n2', kind: 'refund', refund: { amount: 10_000 } }] })
  })

  it('is read in the character set of the payment that it is about', async () => {
    answers.push({ ...found, out_request_no: 'HZ01', refund_amount: '100' })
    // 杯子 in GBK.
    const fields: Record<string, string> = { ...traded, charset: 'GBK', subject: '\xb1\xad\xd7\xd3', sign_type: 'RSA2' }
    const { sign_type: _, ...signedFields } = fields
    const text = Object.keys(signedFields)
      .sort()
      .map((name) => `${name}=${fields[name]}`)
      .join('&')
    const sign = createSign('RSA-SHA256').update(Buffer.from(text, 'latin1')).sign(alipay.privateKey, 'base64')
    const escaped = (value: string) =>
      [...value]
        .map((one) => (/\w/.test(one) ? one : `%${one.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`))
        .join('')
    const bodyOf = (all: Record<string, string>) =>
      Object.entries(all)
        .map(([name, value]) => `${name}=${escaped(value)}`)
        .join('&')
    const raw = { headers: {}, url: 'https://x', body: bodyOf({ ...fields, sign }) }
    expect(await provider.readNotice?.(raw)).toMatchObject({ items: [{ event: 'n2', kind: 'refund' }] })
    const changed = bodyOf({ ...fields, subject: '\xb1\xae\xd7\xd3', sign })
    expect(await provider.readNotice?.({ ...raw, body: changed })).toBe('invalid_signature')
  })

  it('of a million fields, which none has, is not even decoded', async () => {
    const startedAt = performance.now()
    expect(await provider.readNotice?.({ headers: {}, url: '', body: '&'.repeat(1_000_000) })).toBe('invalid_signature')
    expect(performance.now() - startedAt).toBeLessThan(1000)
  })

  it('of a refund made elsewhere brings its amount, not the trade’s', async () => {
    answers.push({ ...found, out_request_no: 'HZ01', refund_amount: '100' })
    const notice = await provider.readNotice?.(told(traded))
    expect(notice).toMatchObject({ items: [{ payout: undefined, refund: { amount: 10_000, payment: trade } }] })
    expect(asked).toMatchObject([{ biz: { trade_no: trade, out_request_no: 'HZ01' } }])
  })

  it('of something else is only known', async () => {
    const { out_biz_no: _, ...payment } = traded
    expect(await provider.readNotice?.(told(payment))).toEqual({ items: [{ event: 'n2', kind: 'other' }] })
    answers.push(nothingFound)
    expect(await provider.readNotice?.(told(traded))).toEqual({
      items: [{ event: 'n2', kind: 'refund' }],
    })
  })

  it('is told again when Alipay does not answer the question', async () => {
    answers.push(business('ACQ.SYSTEM_ERROR'))
    await expect(provider.readNotice?.(told(depositBack))).rejects.toThrow()
  })

  it.each([
    ['signed by somebody else', told(depositBack, app)],
    ['for another application', told({ ...depositBack, app_id: '2027' })],
    ['of last week', told({ ...depositBack, utc_timestamp: String(now - 7 * 86_400_000) })],
    ['of no time', told({ ...depositBack, utc_timestamp: 'x' })],
    ['changed on the way', { ...told(depositBack), body: told(depositBack).body.replace('po_1', 'po_2') }],
    ['with another kind of signature', { ...told(depositBack), body: told(depositBack).body.replace('RSA2', 'RSA') }],
    ['unsigned', { ...told(depositBack), body: new URLSearchParams(depositBack).toString() }],
    ['that is none', { headers: {}, url: '', body: '{"a":1}' }],
    [
      'that is none, a megabyte of it',
      { headers: {}, url: '', body: `app_id=2026&sign=x&a=${'é+%C1'.repeat(200_000)}` },
    ],
  ])('%s is not taken', async (_, raw) => {
    expect(await provider.readNotice?.(raw)).toBe('invalid_signature')
    expect(asked).toEqual([])
  })
})

/** As Alipay documents them. */
const documented = {
  refunded: {
    code: '10000',
    msg: 'Success',
    buyer_logon_id: '123***@example.com',
    buyer_user_id: '2088000000000000',
    fund_change: 'Y',
    gmt_refund_pay: '2016-08-26 18:47:41',
    out_trade_no: 'qrpay20160826053813582',
    refund_detail_item_list: [{ amount: '0.01', fund_channel: 'ALIPAYACCOUNT' }],
    refund_fee: '0.01',
    send_back_fee: '0.01',
    trade_no: '2016082621001004750239053830',
  },
  noSuchTrade: { code: '40004', msg: 'Business Failed', sub_code: 'ACQ.TRADE_NOT_EXIST', sub_msg: '交易不存在' },
}
