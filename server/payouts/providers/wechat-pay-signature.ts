import type { Credentials } from '../../../shared/payouts/credentials.ts'
import { isSignedRsa, signRsa } from './rsa.ts'

export type WechatPayCredentials = Credentials['wechat_pay']

/** Older ones, and those from the future, are not taken: WeChat Pay's own window. */
const windowMs = 5 * 60_000

/** `Authorization: WECHATPAY2-SHA256-RSA2048 …` over method, address, time, nonce and body. @throws UnreadableKey */
export async function authorization(
  { mchId, serial, privateKey }: WechatPayCredentials,
  call: { method: string; url: URL; body: string; nonce: string; nowMs: number },
): Promise<string> {
  const timestamp = String(Math.floor(call.nowMs / 1000))
  const lines = [call.method, call.url.pathname + call.url.search, timestamp, call.nonce, call.body]
  const signature = await signRsa(privateKey, joined(lines))
  const parts = { mchid: mchId, nonce_str: call.nonce, signature, timestamp, serial_no: serial }
  const words = Object.entries(parts).map(([name, value]) => `${name}="${value}"`)
  return `WECHATPAY2-SHA256-RSA2048 ${words.join(',')}`
}

/** `unsigned`: without the headers, as the gateway's own errors come. */
export type SignatureVerdict = 'signed' | 'unsigned' | 'wrong'

/** Whether WeChat Pay signed this body within the last five minutes, with a key that the merchant saved. */
export async function verdictOf(
  { platformKeys }: WechatPayCredentials,
  header: (name: string) => string | null | undefined,
  body: string,
  nowMs: number,
): Promise<SignatureVerdict> {
  const signature = header('wechatpay-signature')
  if (!signature) return 'unsigned'
  const [timestamp = '', nonce = '', serial] = ['timestamp', 'nonce', 'serial'].map(
    (name) => header(`wechatpay-${name}`) ?? undefined,
  )
  const key = platformKeys.find((candidate) => candidate.serial === serial)
  if (!key || !/^\d{1,12}$/.test(timestamp) || Math.abs(nowMs - Number(timestamp) * 1000) > windowMs) return 'wrong'
  return (await isSignedRsa(key.publicKey, joined([timestamp, nonce, body]), signature)) ? 'signed' : 'wrong'
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}
