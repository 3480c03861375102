import { createSign, generateKeyPairSync } from 'node:crypto'
import { AlipaySdk } from 'alipay-sdk'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { AccountDetails } from '../../../shared/payouts/account.ts'
import type { Credentials } from '../../../shared/payouts/credentials.ts'
import type { Database } from '../../db/database.ts'
import type { RefundOrder } from '../../platform/ports.ts'
import { alipayProvider } from './alipay.ts'
import { appCert, rootCert } from './alipay-certificates.fixtures.ts'
import { nowMs, orderOf, providerWith } from './provider.fixtures.ts'

// Alipay's own kit says what a signed call of ours must look like, and whether its signature holds.
const keys = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const [app, alipay] = [keys(), keys()]
const privateOf = ({ privateKey }: typeof app) => privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const publicOf = ({ publicKey }: typeof app) => publicKey.export({ type: 'spki', format: 'pem' }).toString()
const credentials: Credentials['alipay'] = {
  appId: '2021000000000001',
  privateKey: privateOf(app),
  alipayPublicKey: publicOf(alipay),
  environment: 'live',
  transfers: 'on',
  appCert,
  rootCert,
}
const ourKit = new AlipaySdk({
  appId: credentials.appId,
  privateKey: credentials.privateKey,
  keyType: 'PKCS8',
  appCertContent: appCert,
  alipayRootCertContent: rootCert,
  alipayPublicCertContent: appCert,
})
const theirKit = new AlipaySdk({
  appId: credentials.appId,
  privateKey: privateOf(alipay),
  keyType: 'PKCS8',
  alipayPublicKey: publicOf(app),
})

const wallet: AccountDetails = { kind: 'alipay', holder: '林子涵', number: '13800138000' }
let asked: { method: string; biz: Record<string, unknown> }[]
let answers: (Record<string, unknown> | Response | Error)[]
let account: AccountDetails | undefined
beforeEach(() => {
  asked = []
  answers = []
  account = wallet
})

const made = (more: Partial<Credentials['alipay']> = {}) =>
  providerWith<'alipay'>(
    alipayProvider,
    { ...credentials, ...more },
    {
      fetch: answer,
      database: { read: async () => [] } as unknown as Database,
      openAccount: async (id) => (id === 'acc_1' ? account : undefined),
      ids: {
        next: (prefix) => `${prefix}_1`,
        requestNumber: () => '',
        code: () => '',
        token: () => '',
        chance: () => 0,
      },
    },
  )

async function answer(url: string, init: RequestInit = {}): Promise<Response> {
  const parameters = Object.fromEntries([...new URL(url).searchParams, ...new URLSearchParams(String(init.body))])
  expect(theirKit.checkNotifySignV2(parameters)).toBe(true)
  const { method = '', biz_content: content = '', timestamp } = parameters
  const bizContent = JSON.parse(content)
  const call = { bizContent, format: 'JSON', timestamp }
  const theirs = new URLSearchParams(ourKit.sdkExecute(method, call, { bizContentAutoSnakeCase: false }))
  expect(parameters).toEqual(Object.fromEntries(theirs))
  asked.push({ method, biz: bizContent })
  const next = answers.shift()
  if (next === undefined) throw new Error(`nothing to answer ${method}`)
  if (next instanceof Error) throw next
  return next instanceof Response ? next : signed(method, next)
}

function signed(method: string, node: unknown): Response {
  const text = JSON.stringify(node)
  const sign = createSign('RSA-SHA256').update(text).sign(alipay.privateKey, 'base64')
  return new Response(`{"${method.replaceAll('.', '_')}_response":${text},"sign":"${sign}"}`)
}

const order = (more: Partial<RefundOrder> = {}) =>
  orderOf({
    id: 'po_1',
    destination: 'account',
    provider: 'alipay',
    method: 'alipay',
    reference: 'acc_1',
    account: 'acc_1',
    currency: 'CNY',
    amount: 8850,
    ...more,
  })

const sent = { code: '10000', msg: 'Success', out_biz_no: 'po_1', order_id: '2026111002', status: 'SUCCESS' }
const found = { ...sent, trans_amount: '88.50' }
const business = (sub_code: string) => ({ code: '40004', msg: 'Business Failed', sub_code, sub_msg: '…' })
const unknownOrder = business('ORDER_NOT_EXIST')

describe('a transfer to the Alipay account that a shopper named', () => {
  it('is sent under our number with the name that Alipay compares, and by certificate', async () => {
    answers.push(sent)
    expect(await made().refund(order())).toEqual({ status: 'succeeded', providerReference: '2026111002' })
    expect(asked).toEqual([
      {
        method: 'alipay.fund.trans.uni.transfer',
        biz: {
          product_code: 'TRANS_ACCOUNT_NO_PWD',
          biz_scene: 'DIRECT_TRANSFER',
          out_biz_no: 'po_1',
          trans_amount: '88.50',
          order_title: '退款 1001',
          payee_info: { identity_type: 'ALIPAY_LOGON_ID', identity: '13800138000', name: '林子涵' },
          remark: 'R-ABCD-EFGH',
        },
      },
    ])
  })

  it.each([
    ['DEALING', { status: 'pending' }],
    ['FAIL', { status: 'failed', failure: { code: 'not_refundable_state', final: true } }],
    ['SOMETHING_NEW', { status: 'unknown' }],
  ])('is what its status %s says', async (status, said) => {
    answers.push({ ...sent, status })
    expect(await made().refund(order())).toMatchObject(said)
  })

  it.each([
    ['PAYEE_NOT_EXIST', 'payer_details_required', true],
    ['PAYEE_USER_INFO_ERROR', 'payer_details_required', true],
    ['PAYEE_USERINFO_STATUS_ERROR', 'payer_account_closed_or_frozen', true],
    ['BALANCE_IS_NOT_ENOUGH', 'insufficient_merchant_balance', false],
    ['PAYER_BALANCE_NOT_ENOUGH', 'insufficient_merchant_balance', false],
    ['EXCEED_LIMIT_DM_MAX_AMOUNT', 'limit_reached', false],
    ['EXCEED_LIMIT_SM_AMOUNT', 'not_refundable_state', true],
    ['PRODUCT_NOT_SIGN', 'not_refundable_state', true],
    ['PAYER_STATUS_ERROR', 'merchant_account_restricted', false],
    ['INVALID_PARAMETER', 'invalid_request', true],
  ])('refused as %s is %s', async (subCode, code, final) => {
    answers.push(business(subCode))
    expect(await made().refund(order())).toEqual({ status: 'failed', failure: { code, final }, providerCode: subCode })
  })

  it.each([
    ['a number used with other words', business('PAYMENT_INFO_INCONSISTENCY'), 'duplicate_request'],
    ['a fault of Alipay’s', business('SYSTEM_ERROR'), 'outcome_unknown'],
    ['a code that nobody documented', business('SOMETHING_NEW'), 'outcome_unknown'],
    ['a busy gateway', { code: '20000', msg: 'Service Currently Unavailable' }, 'outcome_unknown'],
  ])('stays unknown after %s', async (_, reply, code) => {
    answers.push(reply)
    expect(await made().refund(order())).toMatchObject({ status: 'unknown', failure: { code, final: false } })
  })

  it('leaves refunds alone where Alipay only forbids transfers', async () => {
    answers.push({ code: '40006', msg: 'Insufficient Permissions', sub_code: 'isv.insufficient-isv-permissions' })
    expect(await made().refund(order())).toMatchObject({ status: 'failed', failure: { code: 'not_refundable_state' } })
  })

  it('refused the second time is asked about, as the first may have paid', async () => {
    answers.push(business('PAYEE_NOT_EXIST'), found)
    expect(await made().refund(order({ attempt: 2 }))).toEqual({
      status: 'succeeded',
      providerReference: '2026111002',
    })
    answers.push(business('PAYEE_NOT_EXIST'), unknownOrder)
    expect(await made().refund(order({ attempt: 2 }))).toMatchObject({ status: 'failed' })
  })

  it.each([
    ['that does not open', undefined],
    ['of another kind', { ...wallet, kind: 'paypal' } as const],
  ])('to an account %s is asked for anew, and nothing is sent', async (_, other) => {
    account = other
    const failure = { code: 'payer_details_required', final: true }
    expect(await made().refund(order())).toMatchObject({ status: 'failed', failure })
    expect(asked).toEqual([])
  })

  it('in another currency is never sent', async () => {
    expect(await made().refund(order({ currency: 'USD' }))).toMatchObject({ failure: { code: 'invalid_request' } })
    expect(asked).toEqual([])
  })
})

describe('asking about a transfer', () => {
  it.each<[string, Record<string, unknown>, unknown]>([
    ['paid', found, { status: 'succeeded', providerReference: '2026111002' }],
    ['under way', { ...found, status: 'DEALING' }, { status: 'pending' }],
    ['failed for its payee', { ...found, status: 'FAIL', error_code: 'PAYEE_NOT_EXIST' }, { status: 'failed' }],
    ['sent back', { ...found, status: 'REFUND' }, { status: 'failed', failure: { final: true } }],
    ['of another amount', { ...found, trans_amount: '88.51' }, { status: 'unknown' }],
    ['paid without an amount', { ...sent }, { status: 'unknown' }],
    ['of another number', { ...found, out_biz_no: 'po_2' }, { status: 'unknown' }],
    ['of no known status', { ...found, status: 'ODD' }, { status: 'unknown' }],
    ['that Alipay cannot tell of', business('SYSTEM_ERROR'), { status: 'unknown' }],
  ])('%s says so', async (_, reply, said) => {
    answers.push(reply)
    expect(await made().find(order({ attempt: 0 }))).toMatchObject(said as object)
    expect(asked).toMatchObject([
      { method: 'alipay.fund.trans.common.query', biz: { out_biz_no: 'po_1', product_code: 'TRANS_ACCOUNT_NO_PWD' } },
    ])
  })

  it('that Alipay never saw may be sent, once Alipay itself signed that', async () => {
    answers.push(unknownOrder)
    expect(await made().find(order())).toBe('never_seen')
    answers.push(new Response(JSON.stringify({ alipay_fund_trans_common_query_response: unknownOrder })))
    await expect(made().find(order())).rejects.toThrow()
  })
})

describe('the connection', () => {
  const noTrade = business('ACQ.TRADE_NOT_EXIST')

  it('is asked whether it may transfer, where it shall', async () => {
    answers.push(noTrade, unknownOrder)
    expect(await made().check?.()).toEqual({ ok: true })
    answers.push(noTrade, { code: '40006', msg: '…', sub_code: 'isv.insufficient-isv-permissions' })
    expect(await made().check?.()).toEqual({
      ok: false,
      code: 'not_refundable_state',
      providerCode: 'isv.insufficient-isv-permissions',
    })
    answers.push(noTrade)
    expect(await made({ transfers: 'off' }).check?.()).toEqual({ ok: true })
  })

  it('with a certificate that is none sends nothing', async () => {
    const broken = made({ appCert: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' })
    expect(await broken.refund(order())).toMatchObject({ status: 'failed', failure: { code: 'auth_config' } })
    expect(asked).toEqual([])
  })
})

describe('a notice', () => {
  const told = (biz: unknown, by = alipay) => {
    const fields: Record<string, string> = {
      app_id: credentials.appId,
      biz_content: JSON.stringify(biz),
      charset: 'utf-8',
      msg_method: 'alipay.fund.trans.order.changed',
      notify_id: 'n1',
      utc_timestamp: String(nowMs),
      version: '1.1',
    }
    const text = Object.keys(fields)
      .sort()
      .map((name) => `${name}=${fields[name]}`)
    const sign = createSign('RSA-SHA256').update(text.join('&')).sign(by.privateKey, 'base64')
    return { headers: {}, url: '', body: new URLSearchParams({ ...fields, sign_type: 'RSA2', sign }).toString() }
  }

  it('of a transfer of ours names it, of another nothing', async () => {
    const ours = { out_biz_no: 'po_1', status: 'SUCCESS', trans_amount: '88.50', order_id: '2026111002' }
    expect(await made().readNotice?.(told(ours))).toEqual({ items: [{ event: 'n1', kind: 'refund', payout: 'po_1' }] })
    const other = { items: [{ event: 'n1', kind: 'other', payout: undefined }] }
    expect(await made().readNotice?.(told({ ...ours, out_biz_no: 'salary-1' }))).toEqual(other)
    expect(await made().readNotice?.(told('x'))).toEqual(other)
    expect(await made().readNotice?.(told(ours, app))).toBe('invalid_signature')
  })
})

it('never takes a reply that it does not understand for paid, or for refused for good', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (node) => {
      answers = [signed('alipay.fund.trans.uni.transfer', node)]
      const said = await made()
        .refund(order())
        .catch(() => ({ status: 'unknown', failure: undefined }))
      expect(said.status === 'succeeded' || said.failure?.final === true).toBe(false)
    }),
    { numRuns: 60 },
  )
})
