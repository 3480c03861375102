import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { AlipaySdk } from 'alipay-sdk'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin'
import type { RawNotice } from '../../platform/ports.ts'
import { nowMs, orderOf } from './provider.fixtures.ts'
import { type Answered, answerWith, type Tried } from './signing-providers.fixtures.ts'

// Both sign, verify and open with WebCrypto, which runtimes have of their own: the same calls here and on workerd.
let answer: (tried: Tried) => Promise<Answered>
let miniflare: Miniflare | undefined
beforeAll(async () => {
  answer = answerWith
  if (process.env.AMENDS_RUNTIME !== 'workerd') return
  const contents = `import { answerWith } from './signing-providers.fixtures.ts'
    export default { fetch: async (request) => Response.json(await answerWith(await request.json())) }`
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    conditions: ['workerd', 'worker', 'browser'],
  })
  const worker = new Miniflare({
    modules: [{ type: 'ESModule', path: 'worker.js', contents: outputFiles[0]?.text ?? '' }],
    compatibilityDate: '2026-04-01',
  })
  miniflare = worker
  answer = async (tried) => {
    const response = await worker.dispatchFetch('http://x/', { method: 'POST', body: JSON.stringify(tried) })
    return (await response.json()) as Answered
  }
})
afterAll(() => miniflare?.dispose())

const [ours, theirs] = [1, 2].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 })) as [Keys, Keys]
type Keys = { publicKey: KeyObject; privateKey: KeyObject }
const bare = (pem: string) => pem.replaceAll(/-----[A-Z ]+-----|\s/g, '')
const publicText = ({ publicKey }: Keys) => publicKey.export({ type: 'spki', format: 'pem' }).toString()
const pkcs8 = ({ privateKey }: Keys) => privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const pkcs1 = ({ privateKey }: Keys) => privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()

it('Alipay', async () => {
  const node = '{"code":"10000","fund_change":"Y","trade_no":"2026110122001400001234567890","out_trade_no":"o1"}'
  const body = `{"alipay_trade_refund_response":${node},"sign":"${Rsa.sign(node, theirs.privateKey)}"}`
  const environment = 'live'
  // One key in each of the ways that merchants have them.
  for (const privateKey of [pkcs8(ours), bare(pkcs1(ours))]) {
    const credentials = { appId: '2026', privateKey, alipayPublicKey: bare(publicText(theirs)), environment } as const
    const order = orderOf({ currency: 'CNY', reference: 'o1' })
    const { state, request } = await answer({ provider: 'alipay', credentials, order, reply: { status: 200, body } })
    expect(state).toMatchObject({ status: 'succeeded' })
    const parameters = [...new URL(request?.url ?? '').searchParams, ...new URLSearchParams(request?.body)]
    const kit = new AlipaySdk({ appId: '2026', privateKey: pkcs8(theirs), alipayPublicKey: publicText(ours) })
    expect(kit.checkNotifySignV2(Object.fromEntries(parameters))).toBe(true)
  }
})

it('WeChat Pay', async () => {
  const apiV3Key = 'an-api-v3-key-of-32-characters--'
  const platformKeys = [{ serial: 'P1', publicKey: publicText(theirs) }]
  const credentials = { mchId: '1900000109', serial: 'M1', privateKey: pkcs1(ours), apiV3Key, platformKeys }
  const order = orderOf({ currency: 'CNY', reference: 'o1', capturedAmount: 2000 })
  const signed = (body: string) => {
    const timestamp = String(nowMs / 1000)
    return {
      'wechatpay-serial': 'P1',
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': 'n',
      'wechatpay-signature': Rsa.sign(Formatter.response(timestamp, 'n', body), theirs.privateKey),
    }
  }
  const amount = { refund: 1250, total: 2000, currency: 'CNY' }
  const body = JSON.stringify({ refund_id: '501', out_refund_no: order.id, status: 'SUCCESS', amount })
  const told = { refund_id: '501', out_refund_no: order.id, refund_status: 'SUCCESS', amount }
  const ciphertext = Aes.AesGcm.encrypt(JSON.stringify(told), apiV3Key, 'nonce-of-12b', 'refund')
  const resource = { algorithm: 'AEAD_AES_256_GCM', nonce: 'nonce-of-12b', associated_data: 'refund', ciphertext }
  const envelope = JSON.stringify({ id: 'EV-1', event_type: 'REFUND.SUCCESS', resource })
  const raw: RawNotice = { url: 'https://x', headers: signed(envelope), body: envelope }

  const reply = { status: 200, body, headers: signed(body) }
  const { state, request, notice } = await answer({ provider: 'wechat_pay', credentials, order, reply, raw })
  expect(state).toEqual({ status: 'succeeded', providerReference: '501' })
  expect(notice).toMatchObject({ items: [{ event: 'EV-1', refund: { amount: 1250, state: { status: 'succeeded' } } }] })
  const part = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(request?.authorization ?? '')?.[1] ?? ''
  const path = '/v3/refund/domestic/refunds'
  const message = Formatter.request('POST', path, part('timestamp'), part('nonce_str'), request?.body)
  expect(Rsa.verify(message, part('signature'), ours.publicKey)).toBe(true)
})
