import { createHash, generateKeyPairSync } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin'
import type { Credentials } from '../../../shared/payouts/credentials.ts'
import type { Database } from '../../db/database.ts'
import type { RefundProvider } from '../../platform/ports.ts'
import { nowMs, orderOf, providerWith } from './provider.fixtures.ts'
import { wechatPayProvider } from './wechat-pay.ts'

// WeChat Pay's side is kept by a kit of its own ecosystem: it verifies what we send, signs and seals what we get.
const keys = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const [merchant, platform, stranger] = [keys(), keys(), keys()]
const pem = ({ privateKey }: typeof merchant) => privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const apiV3Key = 'an-api-v3-key-of-32-characters--'
const credentials: Credentials['wechat_pay'] = {
  mchId: '1900000109',
  serial: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1',
  privateKey: pem(merchant),
  apiV3Key,
  platformKeys: [
    { serial: 'OLD', publicKey: stranger.publicKey.export({ type: 'spki', format: 'pem' }).toString() },
    { serial: 'PUB_KEY_ID_01', publicKey: platform.publicKey.export({ type: 'spki', format: 'pem' }).toString() },
  ],
}
const transaction = '4200000991202103266853086457'

interface Reply {
  status: number
  body: unknown
  by?: typeof platform | 'nobody'
  serial?: string
  atMs?: number
}

let asked: { method: string; url: URL; headers: Headers; body: Record<string, unknown> }[]
let replies: (Reply | Error)[]
let known: string[]
let provider: RefundProvider
beforeEach(() => {
  asked = []
  replies = []
  known = []
  provider = made()
})

function made(more: Partial<Credentials['wechat_pay']> = {}, url?: string): RefundProvider {
  const database = { read: async () => known.map((reference) => ({ reference })) } as unknown as Database
  return providerWith(
    wechatPayProvider,
    { ...credentials, ...more },
    {
      fetch: answer,
      url,
      database,
      ids: {
        ...unusedIds,
        next: (prefix) => `${prefix}_1`,
        token: () => 'a-_bcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
      },
    },
  )
}
const unusedIds = { requestNumber: () => '', code: () => '', chance: () => 0 }

/** WeChat Pay's door: whoever signed wrongly does not come in. */
async function answer(address: string, init: RequestInit = {}): Promise<Response> {
  const [url, headers, body] = [new URL(address), new Headers(init.headers), String(init.body ?? '')]
  const given = /^WECHATPAY2-SHA256-RSA2048 (.*)$/.exec(headers.get('authorization') ?? '')?.[1] ?? ''
  const parts = Object.fromEntries([...given.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))
  const { mchid, serial_no: serial, timestamp = '', nonce_str: nonce = '', signature = '' } = parts
  expect({ mchid, serial }).toEqual({ mchid: credentials.mchId, serial: credentials.serial })
  expect(nonce).toMatch(/^[0-9A-Za-z]{32}$/)
  const message = Formatter.request(init.method ?? 'GET', url.pathname + url.search, timestamp, nonce, body)
  expect(Rsa.verify(message, signature, merchant.publicKey)).toBe(true)
  expect(headers.get('user-agent')).toBeTruthy()
  asked.push({ method: init.method ?? 'GET', url, headers, body: body === '' ? {} : JSON.parse(body) })
  const next = replies.shift()
  if (!next) throw new Error('nothing to answer')
  if (next instanceof Error) throw next
  const text = typeof next.body === 'string' ? next.body : JSON.stringify(next.body)
  return new Response(text, { status: next.status, headers: signedHeaders(text, next) })
}

function signedHeaders(
  text: string,
  { by = platform, serial, atMs = nowMs }: Omit<Reply, 'status' | 'body'>,
): Record<string, string> {
  if (by === 'nobody') return {}
  const timestamp = String(Math.floor(atMs / 1000))
  return {
    'wechatpay-serial': serial ?? 'PUB_KEY_ID_01',
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': 'n0nce',
    'wechatpay-signature': Rsa.sign(Formatter.response(timestamp, 'n0nce', text), pem(by)),
  }
}

const order = (more: Parameters<typeof orderOf>[0] = {}) =>
  orderOf({
    provider: 'wechat_pay',
    method: 'wechat_pay',
    reference: transaction,
    currency: 'CNY',
    amount: 50,
    capturedAmount: 100,
    capturedAt: nowMs - 86_400_000,
    ...more,
  })
const id = order().id

/** As WeChat Pay documents it. */
const refund = (more: Record<string, unknown> = {}) => ({
  refund_id: '5000000001',
  out_refund_no: id,
  transaction_id: transaction,
  out_trade_no: 'ORDER_001',
  channel: 'ORIGINAL',
  user_received_account: '支付用户零钱',
  create_time: '2026-11-22T20:00:00+08:00',
  status: 'PROCESSING',
  funds_account: 'BASIC',
  amount: { total: 100, refund: 50, payer_total: 100, payer_refund: 50, settlement_refund: 50, currency: 'CNY' },
  ...more,
})
const accepted = (more: Record<string, unknown> = {}): Reply => ({ status: 200, body: refund(more) })
const error = (status: number, code: string, message = ''): Reply => ({ status, body: { code, message } })
const missing = error(404, 'RESOURCE_NOT_EXISTS', '退款单不存在')

describe('a refund at WeChat Pay', () => {
  it('is sent under our number with the payment’s total, and accepted is not paid', async () => {
    replies.push(accepted())
    expect(await provider.refund(order())).toEqual({ status: 'pending', providerReference: '5000000001' })
    const [call] = asked
    expect(call?.url.href).toBe('https://api.mch.weixin.qq.com/v3/refund/domestic/refunds')
    expect(call?.headers.get('wechatpay-serial')).toBe('PUB_KEY_ID_01')
    expect(call?.body).toEqual({
      transaction_id: transaction,
      out_refund_no: id,
      reason: 'R-ABCD-EFGH',
      amount: { refund: 50, total: 100, currency: 'CNY' },
    })
  })

  it('names the payment as the merchant does where the reference is not WeChat Pay’s', async () => {
    replies.push(accepted())
    await provider.refund(order({ reference: 'ORDER_001' }))
    expect(asked[0]?.body).toMatchObject({ out_trade_no: 'ORDER_001' })
  })

  it.each([
    ['SUCCESS', { status: 'succeeded' }],
    ['PROCESSING', { status: 'pending' }],
    ['CLOSED', { status: 'failed', failure: { code: 'insufficient_merchant_balance', final: true } }],
    ['ABNORMAL', { status: 'requires_action', failure: { code: 'payer_account_closed_or_frozen', final: false } }],
    ['SOMETHING_NEW', { status: 'unknown' }],
  ])('in state %s', async (status, expected) => {
    replies.push(accepted({ status }), accepted({ status }))
    const said = await provider.refund(order())
    expect(said).toMatchObject({ ...expected, providerReference: '5000000001' })
    expect(await provider.find(order())).toEqual(said)
  })

  it.each(['商户结算银行账户', '商户基本账户', '退还商户:商户基本账户'])(
    'that the merchant took back into %s is done for WeChat Pay, and not paid',
    async (user_received_account) => {
      replies.push(accepted({ status: 'SUCCESS', channel: 'OTHER_BANKCARD', user_received_account }))
      expect(await provider.find(order({ providerCode: 'ABNORMAL' }))).toEqual({
        status: 'failed',
        failure: { code: 'payer_account_closed_or_frozen', final: true, returned: true },
        providerCode: 'SUCCESS_TO_MERCHANT',
        providerReference: '5000000001',
      })
    },
  )

  it.each(['招商银行信用卡0403', '支付用户零钱', '企业支付商户', '用户经营账户', undefined])(
    'that went to %s is paid, also after it was abnormal',
    async (user_received_account) => {
      replies.push(accepted({ status: 'SUCCESS', channel: 'OTHER_BANKCARD', user_received_account }))
      expect(await provider.find(order({ providerCode: 'ABNORMAL' }))).toMatchObject({ status: 'succeeded' })
    },
  )

  it('closed after it was abnormal is the shopper’s card, which no top-up mends', async () => {
    replies.push(accepted({ status: 'CLOSED' }))
    expect(await provider.find(order({ providerCode: 'ABNORMAL' }))).toMatchObject({
      status: 'failed',
      failure: { code: 'payer_account_closed_or_frozen', final: true },
      providerCode: 'CLOSED',
    })
  })

  it.each([
    [403, 'NOT_ENOUGH', '', 'insufficient_merchant_balance', false],
    [403, 'USER_ACCOUNT_ABNORMAL', '', 'payer_account_closed_or_frozen', true],
    [403, 'NO_AUTH', '', 'merchant_account_restricted', false],
    [403, 'REQUEST_BLOCKED', '', 'not_refundable_state', true],
    [404, 'RESOURCE_NOT_EXISTS', '', 'not_refundable_state', true],
    [404, 'MCH_NOT_EXISTS', '', 'auth_config', false],
    [400, 'PARAM_ERROR', '参数错误', 'invalid_request', true],
    [400, 'INVALID_REQUEST', '订单已全额退款', 'already_refunded', true],
    [400, 'INVALID_REQUEST', '退款金额大于可退金额', 'amount_exceeded', true],
    [400, 'INVALID_REQUEST', '订单已经超过可退款的最大期限(支付后一年内可退款)', 'window_expired', true],
    [401, 'SIGN_ERROR', '', 'auth_config', false],
    [429, 'FREQUENCY_LIMITED', '', 'rate_limited', false],
  ])('refused with %i %s %s is %4$s', async (status, code, message, failure, final) => {
    for (const by of [platform, 'nobody'] as const) {
      replies.push({ ...error(status, code, message), by })
      const failed = { status: 'failed', failure: { code: failure, final }, providerCode: code }
      expect(await provider.refund(order())).toEqual(failed)
    }
  })

  it('refused as invalid a year after the payment is too late', async () => {
    const late = { capturedAt: nowMs - 366 * 86_400_000 }
    expect(await provider.refund(order(late))).toMatchObject({ failure: { code: 'window_expired', final: true } })
    expect(asked).toEqual([])
    // It had been sent in time, perhaps: now it is asked.
    replies.push(error(400, 'INVALID_REQUEST', '超过退款期限'), accepted({ status: 'SUCCESS' }))
    expect(await provider.refund(order({ ...late, attempt: 2 }))).toMatchObject({ status: 'succeeded' })
    replies.push(error(400, 'INVALID_REQUEST', '超过退款期限'), missing)
    expect(await provider.refund(order({ ...late, attempt: 2 }))).toMatchObject({ failure: { code: 'window_expired' } })
  })

  it.each([
    [500, 'SYSTEM_ERROR', '', 'outcome_unknown'],
    [400, 'INVALID_REQUEST', '订单金额或退款金额与之前请求不一致', 'duplicate_request'],
    [400, 'SOMETHING_NEW', '', 'outcome_unknown'],
  ])('has an unknown outcome after %i %s %s', async (status, code, message, failure) => {
    replies.push(error(status, code, message))
    expect(await provider.refund(order())).toMatchObject({ status: 'unknown', failure: { code: failure } })
  })

  it('refused for good is no failure when an earlier try came through', async () => {
    for (const refusal of [error(400, 'INVALID_REQUEST', '订单已全额退款'), error(400, 'SOMETHING_NEW')]) {
      replies.push(refusal, accepted({ status: 'SUCCESS' }))
      expect(await provider.refund(order({ attempt: 2 }))).toMatchObject({ status: 'succeeded' })
      replies.push(refusal, missing)
      expect(await provider.refund(order({ attempt: 2 }))).toMatchObject({ status: 'failed', failure: { final: true } })
    }
  })

  it('of another amount, or another refund, is not ours', async () => {
    replies.push(accepted({ amount: { refund: 51, currency: 'CNY' } }))
    expect(await provider.refund(order())).toMatchObject({ status: 'unknown', failure: { code: 'duplicate_request' } })
    replies.push(accepted({ out_refund_no: 'po_other' }))
    await expect(provider.refund(order())).rejects.toThrow('another refund')
  })

  it.each([
    ['signed by somebody else', { by: stranger }],
    ['signed with an old key under the new one’s name', { by: stranger, serial: 'PUB_KEY_ID_01' }],
    ['under an unknown serial', { serial: 'X' }],
    ['six minutes old', { atMs: nowMs - 6 * 60_000 }],
    ['from in six minutes', { atMs: nowMs + 6 * 60_000 }],
    ['unsigned', { by: 'nobody' as const }],
  ])('is not believed when the reply is %s', async (_, how) => {
    replies.push({ ...accepted({ status: 'SUCCESS' }), ...how })
    await expect(provider.refund(order())).rejects.toThrow('did not sign')
  })

  it('takes no refusal with a wrong signature', async () => {
    replies.push({ ...error(403, 'USER_ACCOUNT_ABNORMAL'), by: stranger })
    await expect(provider.refund(order())).rejects.toThrow('did not sign')
  })

  it('is never put to the second host by itself', async () => {
    replies.push(new Error('unreachable'))
    await expect(provider.refund(order())).rejects.toThrow('unreachable')
    expect(asked).toHaveLength(1)
  })

  it('asks nobody where the currency or the total is missing, or a key is none', async () => {
    expect(await provider.refund(order({ currency: 'HKD' }))).toMatchObject({ failure: { code: 'invalid_request' } })
    const untold = order({ capturedAmount: undefined })
    expect(await provider.refund(untold)).toMatchObject({ failure: { code: 'invalid_request' } })
    const failed = { status: 'failed', failure: { code: 'auth_config', final: false } }
    expect(await made({ privateKey: 'none' }).refund(order())).toMatchObject(failed)
    const unread = made({ platformKeys: [{ serial: 'A', publicKey: 'none' }] })
    expect(await unread.refund(order())).toMatchObject(failed)
    expect(asked).toEqual([])
  })
})

describe('asking WeChat Pay for a number', () => {
  it('finds nothing that never arrived', async () => {
    replies.push(missing)
    expect(await provider.find(order())).toBe('never_seen')
    expect(asked[0]?.url.pathname).toBe(`/v3/refund/domestic/refunds/${id}`)
  })

  it.each([
    [error(500, 'SYSTEM_ERROR'), 'outcome_unknown'],
    [error(404, 'MCH_NOT_EXISTS'), 'auth_config'],
    [error(401, 'SIGN_ERROR'), 'auth_config'],
    [error(429, 'FREQUENCY_LIMITED'), 'outcome_unknown'],
  ])('knows no more after %j', async (reply, code) => {
    replies.push(reply)
    expect(await provider.find(order())).toMatchObject({ status: 'unknown', failure: { code } })
  })

  it('is put once more to the second host when the first is not reached', async () => {
    replies.push(new Error('unreachable'), accepted({ status: 'SUCCESS' }))
    expect(await provider.find(order())).toMatchObject({ status: 'succeeded' })
    expect(asked.map(({ url }) => url.host)).toEqual(['api.mch.weixin.qq.com', 'api2.mch.weixin.qq.com'])
    for (const bad of [
      { ...accepted(), by: stranger },
      { status: 502, body: 'bad gateway', by: 'nobody' as const },
    ]) {
      replies.push(bad)
      await expect(provider.find(order())).rejects.toThrow()
    }
    expect(asked).toHaveLength(4)
  })

  it('stays where the operator says', async () => {
    replies.push(new Error('unreachable'))
    await expect(made({}, 'http://127.0.0.1:1/wechat/').find(order())).rejects.toThrow('unreachable')
    expect(asked.map(({ url }) => url.href)).toEqual([`http://127.0.0.1:1/wechat/v3/refund/domestic/refunds/${id}`])
  })
})

describe('checking the connection', () => {
  it('is well when WeChat Pay knows us and not the refund', async () => {
    replies.push(missing)
    expect(await provider.check?.()).toEqual({ ok: true })
  })

  it('says what is wrong', async () => {
    replies.push(
      error(401, 'SIGN_ERROR'),
      { ...missing, by: stranger },
      new Error('unreachable'),
      new Error('unreachable'),
    )
    expect(await provider.check?.()).toEqual({ ok: false, code: 'auth_config', providerCode: 'SIGN_ERROR' })
    expect(await provider.check?.()).toEqual({ ok: false, code: 'auth_config', providerCode: 'platform_keys' })
    expect(await provider.check?.()).toEqual({ ok: false, code: 'provider_unavailable' })
    expect(await made({ apiV3Key: 'short' }).check?.()).toMatchObject({ providerCode: 'api_v3_key' })
    expect(await made({ privateKey: 'x' }).check?.()).toMatchObject({ providerCode: 'key' })
  })
})

describe('a notice from WeChat Pay', () => {
  const told = {
    mchid: '1900000109',
    transaction_id: transaction,
    out_trade_no: 'ORDER_001',
    refund_id: '5000000001',
    out_refund_no: id,
    refund_status: 'SUCCESS',
    success_time: '2026-11-22T19:58:00+08:00',
    user_received_account: '招商银行信用卡0403',
    amount: { total: 100, refund: 50, payer_total: 100, payer_refund: 50 },
  }

  function notice(content: unknown, more: Partial<Reply> & { key?: string; type?: string; algorithm?: string } = {}) {
    const { key = apiV3Key, type = 'REFUND.SUCCESS', algorithm = 'AEAD_AES_256_GCM', ...how } = more
    const body = JSON.stringify({
      id: 'EV-2018022511223320873',
      create_time: '2026-11-22T19:59:00+08:00',
      resource_type: 'encrypt-resource',
      event_type: type,
      summary: '退款成功',
      resource: {
        original_type: 'refund',
        algorithm,
        ciphertext: Aes.AesGcm.encrypt(JSON.stringify(content), key, 'nonce-of-12b', 'refund'),
        associated_data: 'refund',
        nonce: 'nonce-of-12b',
      },
    })
    return { headers: signedHeaders(body, how), body, url: 'https://x' }
  }

  it('is opened and told in our words', async () => {
    known = ['ORDER_001']
    expect(await provider.readNotice?.(notice(told))).toEqual({
      items: [
        {
          event: 'EV-2018022511223320873',
          kind: 'refund',
          payout: id,
          refund: {
            providerReference: '5000000001',
            payout: id,
            payment: 'ORDER_001',
            otherReferences: [transaction],
            amount: 50,
            currency: 'CNY',
            state: { status: 'succeeded', providerReference: '5000000001' },
            at: nowMs - 120_000,
          },
        },
      ],
    })
  })

  it('of a service provider’s merchant, of a card that is gone, of something else', async () => {
    const { mchid: _, ...partner } = {
      ...told,
      sp_mchid: '1230000109',
      sub_mchid: '1900000109',
      refund_status: 'ABNORMAL',
    }
    expect(await provider.readNotice?.(notice(partner, { type: 'REFUND.ABNORMAL' }))).toMatchObject({
      items: [{ refund: { payment: transaction, state: { status: 'requires_action' } } }],
    })
    const back = { ...told, user_received_account: '商户结算银行账户' }
    expect(await provider.readNotice?.(notice(back))).toMatchObject({
      items: [{ refund: { state: { status: 'failed', failure: { final: true, returned: true } } } }],
    })
    const paid = { items: [{ event: 'EV-2018022511223320873', kind: 'other' }] }
    expect(await provider.readNotice?.(notice({}, { type: 'TRANSACTION.SUCCESS' }))).toEqual(paid)
    expect(await provider.readNotice?.(notice({ a: 1 }))).toEqual(paid)
  })

  it.each([
    ['signed by somebody else', notice(told, { by: stranger })],
    ['unsigned', notice(told, { by: 'nobody' })],
    ['of six minutes ago', notice(told, { atMs: nowMs - 6 * 60_000 })],
    ['sealed with another key', notice(told, { key: 'another-api-v3-key-32-characters' })],
    ['sealed in another way', notice(told, { algorithm: 'AEAD_SM4_GCM' })],
    ['of another merchant', notice({ ...told, mchid: '1900000110' })],
    ['changed on the way', { ...notice(told), body: notice(told).body.replace('SUCCESS', 'success') }],
    [
      'that tries whether signatures are looked at',
      { ...notice(told), headers: { ...notice(told).headers, 'wechatpay-signature': 'WECHATPAY/SIGNTEST/abc' } },
    ],
  ])('%s is not taken', async (_, raw) => {
    expect(await provider.readNotice?.(raw)).toBe('invalid_signature')
  })
})

describe('the bill of a day’s refunds', () => {
  const names =
    '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,退款申请时间,退款成功时间,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'
  const row = (reference: string, number: string, status: string, at: string, amount = '0.50', way = 'ORIGINAL') =>
    `\`2026-11-21 09:00:00,\`wx1,\`1900000109,\`0,\`,\`${transaction},\`ORDER_001,\`o1,\`JSAPI,\`REFUND,\`OTHERS,\`CNY,\`0.00,\`0.00,\`${at},\`,\`${reference},\`${number},\`0.40,\`0.00,\`${way},\`${status},\`杯子, 蓝色,\`,\`-0.01,\`0.60%,\`1.00,\`${amount},\``
  const sums = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'
  const bill = (...rows: string[]) =>
    `\uFEFF${[names, ...rows, sums, '`2,`0.00,`1.00,`0.00,`-0.02,`0.00,`1.00', ''].join('\r\n')}`
  const from = Date.parse('2026-11-21T00:00:00+08:00')

  function announced(text: string): Reply[] {
    const hash_value = createHash('sha1').update(text).digest('hex')
    const download_url = 'https://api.mch.weixin.qq.com/v3/billdownload/file?token=t0ken'
    const file: Reply = { status: 200, body: text, by: 'nobody' }
    return [{ status: 200, body: { hash_type: 'SHA1', hash_value, download_url } }, file]
  }

  it('is every refund of that time, also those made elsewhere, as they are now', async () => {
    const text = bill(
      row('501', id, 'SUCCESS', '2026-11-21 10:00:00'),
      row('502', 'HZ01', 'PROCESSING', '2026-11-21 11:00:00', '12.30'),
    )
    // The kit reads the same lines.
    const { rows } = Formatter.castCsvBill(Buffer.from(text)) as { rows: Record<string, string>[] }
    expect(rows.map((one) => [one.微信退款单号, one.申请退款金额])).toEqual([
      ['501', '0.50'],
      ['502', '12.30'],
    ])
    replies.push(...announced(text), {
      status: 200,
      body: refund({ out_refund_no: 'HZ01', refund_id: '502', status: 'SUCCESS' }),
    })
    const refunds = await provider.list?.(from, from + 86_400_000)
    expect(refunds).toEqual([
      {
        providerReference: '501',
        payout: id,
        payment: transaction,
        otherReferences: ['ORDER_001'],
        amount: 50,
        currency: 'CNY',
        state: { status: 'succeeded', providerReference: '501' },
        at: from + 10 * 3_600_000,
      },
      expect.objectContaining({
        providerReference: '502',
        payout: undefined,
        amount: 1230,
        state: { status: 'succeeded', providerReference: '502' },
      }),
    ])
    expect(asked.map(({ url }) => url.pathname + url.search)).toEqual([
      '/v3/bill/tradebill?bill_date=2026-11-21&bill_type=REFUND',
      '/v3/billdownload/file?token=t0ken',
      '/v3/refund/domestic/refunds/HZ01',
    ])
  })

  it('does not say whose card another one is, so that is asked', async () => {
    const to = (user_received_account: string) => ({
      status: 200,
      body: refund({ status: 'SUCCESS', channel: 'OTHER_BANKCARD', user_received_account }),
    })
    replies.push(
      ...announced(
        bill(
          row('501', id, 'SUCCESS', '2026-11-21 10:00:00', '0.50', 'OTHER_BANKCARD'),
          row('502', 'HZ01', 'SUCCESS', '2026-11-21 11:00:00', '0.50', 'OTHER_BANKCARD'),
          row('503', 'HZ02', 'SUCCESS', '2026-11-21 12:00:00', '0.50', 'BALANCE'),
        ),
      ),
      to('商户结算银行账户'),
      to('招商银行借记卡0403'),
    )
    const refunds = await provider.list?.(from, from + 86_400_000)
    expect(refunds?.map(({ state }) => state.status)).toEqual(['failed', 'succeeded', 'succeeded'])
  })

  it('of two days there for a day here, without what is outside of it', async () => {
    replies.push(
      ...announced(
        bill(row('501', 'a', 'SUCCESS', '2026-11-20 05:59:59'), row('502', 'b', 'SUCCESS', '2026-11-20 06:00:00')),
      ),
      ...announced(
        bill(row('503', 'c', 'SUCCESS', '2026-11-21 05:59:59'), row('504', 'd', 'SUCCESS', '2026-11-21 06:00:00')),
      ),
    )
    const [early, late] = [from - 18 * 3_600_000, from + 6 * 3_600_000]
    const refunds = await provider.list?.(early, late)
    expect(refunds?.map(({ providerReference }) => providerReference)).toEqual(['502', '503'])
  })

  it('is waited for, but not for the hours after midnight', async () => {
    // It is 20:00 on the 22nd there.
    const hourMs = 3_600_000
    replies.push(error(400, 'NO_STATEMENT_EXIST'), error(400, 'NO_STATEMENT_EXIST'))
    expect(await provider.list?.(from - 2 * hourMs, from + 26 * hourMs)).toEqual([])
    expect(asked.map(({ url }) => url.searchParams.get('bill_date'))).toEqual(['2026-11-20', '2026-11-21'])
    for (const [begins, ends] of [
      [from + 24 * hourMs, from + 26 * hourMs],
      [from, from + 30 * hourMs],
    ] as const) {
      await expect(provider.list?.(begins, ends)).rejects.toThrow('no bill of 2026-11-22 yet')
    }
    expect(asked).toHaveLength(2)
  })

  it('is empty where there were none, and no bill is not an empty bill', async () => {
    replies.push(error(400, 'NO_STATEMENT_EXIST'))
    expect(await provider.list?.(from, from + 1)).toEqual([])
    replies.push(error(400, 'STATEMENT_CREATING'))
    await expect(provider.list?.(from, from + 1)).rejects.toThrow('no bill of 2026-11-21: STATEMENT_CREATING')
  })

  it('goes on after a product whose name has a line break', async () => {
    const [first, second] = [
      row('501', id, 'SUCCESS', '2026-11-21 10:00:00'),
      row('502', 'HZ01', 'SUCCESS', '2026-11-21 11:00:00'),
    ]
    replies.push(...announced(bill(first.replace('杯子, 蓝色', '杯子\n蓝色'), second)))
    const refunds = await provider.list?.(from, from + 86_400_000)
    expect(refunds?.map(({ providerReference, amount }) => [providerReference, amount])).toEqual([
      ['501', 50],
      ['502', 50],
    ])
  })

  it('is not read when it is another one than was announced, or says too little', async () => {
    const [said, file] = announced(bill(row('501', id, 'SUCCESS', '2026-11-21 10:00:00'))) as [Reply, Reply]
    replies.push(said, { ...file, body: `${file.body} ` })
    await expect(provider.list?.(from, from + 1)).rejects.toThrow('not announced')
    replies.push(...announced(bill(row('501', id, 'SUCCESS', 'soon'))))
    await expect(provider.list?.(from, from + 1)).rejects.toThrow('cannot be read')
    replies.push(...announced(bill().replace('微信退款单号', '退款')))
    await expect(provider.list?.(from, from + 1)).rejects.toThrow('column')
  })
})
