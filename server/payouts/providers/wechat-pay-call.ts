import type { ProviderParts } from '../../platform/ports.ts'
import { parsed } from './json-call.ts'
import { requirePublicKey } from './rsa.ts'
import { wechatError } from './wechat-pay.schema.ts'
import { authorization, verdictOf, type WechatPayCredentials } from './wechat-pay-signature.ts'

const host = 'https://api.mch.weixin.qq.com'
/** The same service by another way in, for when the first cannot be reached. */
const fallbackHost = 'https://api2.mch.weixin.qq.com'

export interface WechatReply {
  status: number
  /** Of a 2xx reply, to be read through a schema. */
  body: unknown
  /** Of any other, where it says one. */
  code: string
  message: string
}

/** It was not WeChat Pay who answered, or the saved keys are not its keys. */
export class ForeignReply extends Error {}

type Parts = Pick<ProviderParts, 'url' | 'fetch' | 'clock' | 'ids'> & { credentials: WechatPayCredentials }

/**
 * One call. A question that found no connection is put once more to the second host; an order to pay is not: it waits, is
 * asked about, and goes out again under its number.
 * @throws UnreadableKey before anything was sent
 * @throws when nobody answered, or not WeChat Pay: then nobody knows what it did
 */
export async function callWechatPay(
  parts: Parts,
  method: 'GET' | 'POST',
  path: string,
  content?: unknown,
): Promise<WechatReply> {
  const body = content === undefined ? '' : JSON.stringify(content)
  const first = await callHost(parts, parts.url ?? host, method, path, body).catch((error: unknown) => ({ error }))
  if (!('error' in first)) return first
  const isUnreached = !(first.error instanceof ForeignReply) && !(first.error instanceof AnsweredBadly)
  if (method !== 'GET' || parts.url !== undefined || !isUnreached) throw first.error
  return callHost(parts, fallbackHost, method, path, body)
}

class AnsweredBadly extends Error {}

async function callHost(parts: Parts, base: string, method: string, path: string, body: string): Promise<WechatReply> {
  const { credentials, clock } = parts
  const response = await signedCall(parts, base, method, path, body)
  const text = await response.text()
  const verdict = await verdictOf(credentials, (name) => response.headers.get(name), text, clock.now())
  const isOk = response.status >= 200 && response.status < 300
  // A refusal may come unsigned from the gateway; a wrong signature is never a refusal.
  if (verdict === 'wrong' || (isOk && verdict === 'unsigned')) {
    throw new ForeignReply('a reply that WeChat Pay did not sign')
  }
  if (response.status >= 500 && response.status !== 500)
    throw new AnsweredBadly(`WeChat Pay answered ${response.status}`)
  const { code = '', message = '' } = isOk ? {} : (wechatError.safeParse(parsed(text)).data ?? {})
  return { status: response.status, body: isOk ? parsed(text) : undefined, code, message }
}

/** A file that a verified reply named: it comes unsigned, its SHA-1 was in the reply. @throws when it is another file */
export async function downloadBill(
  parts: Parts,
  { download_url: url, hash_value: hash }: { download_url: string; hash_value: string },
): Promise<string> {
  const { pathname, search } = new URL(url)
  const response = await signedCall(parts, parts.url ?? host, 'GET', pathname + search, '')
  const bytes = await response.arrayBuffer()
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', bytes))
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  if (response.status !== 200 || hex !== hash.toLowerCase()) throw new ForeignReply('a bill that was not announced')
  return new TextDecoder().decode(bytes)
}

async function signedCall(
  { credentials, fetch, clock, ids }: Parts,
  base: string,
  method: string,
  path: string,
  body: string,
): Promise<Response> {
  const url = new URL(base.replace(/\/$/, '') + path)
  for (const { publicKey } of credentials.platformKeys) await requirePublicKey(publicKey)
  const nonce = ids.token().replaceAll(/\W|_/g, '').slice(0, 32)
  const headers: Record<string, string> = {
    Authorization: await authorization(credentials, { method, url, body, nonce, nowMs: clock.now() }),
    Accept: 'application/json',
    'User-Agent': 'Amends/1',
  }
  if (body !== '') headers['Content-Type'] = 'application/json'
  // Its reply is signed with the key that is named here, where the merchant has one of the newer kind.
  const asked = credentials.platformKeys.find(({ serial }) => serial.startsWith('PUB_KEY_ID_'))
  if (asked) headers['Wechatpay-Serial'] = asked.serial
  return fetch(url.href, { method, headers, ...(body === '' ? {} : { body }) })
}
