import type { Credentials } from '../../../shared/payouts/credentials.ts'
import type { ProviderParts } from '../../platform/ports.ts'
import { alipayResult } from './alipay.schema.ts'
import { certificateNumbers } from './alipay-certificates.ts'
import { chinaTime } from './china-time.ts'
import { parsed } from './json-call.ts'
import { memberText } from './json-member.ts'
import { isSignedRsa, requirePublicKey, signRsa } from './rsa.ts'

export type AlipayCredentials = Credentials['alipay']

/** A reply that can be believed as far as `isVerified` says. */
export interface AlipayReply {
  code: string
  subCode?: string
  /** The response node, to be read through a schema. */
  node: unknown
  /** Signed by Alipay. The gateway's own errors may come without. */
  isVerified: boolean
}

const gateways = {
  live: 'https://openapi.alipay.com/gateway.do',
  sandbox: 'https://openapi-sandbox.dl.alipaydev.com/gateway.do',
}
/** Codes of what Alipay itself did, not its gateway: never believed without its signature. */
const ownCodes = ['10000', '40004']

/**
 * One call of gateway.do: common parameters in the address, biz_content as the form, all of them signed with RSA2.
 * @throws UnreadableKey before anything was sent
 * @throws when nobody answered, or not Alipay: then nobody knows what it did
 */
export async function callAlipay(
  {
    credentials,
    url,
    fetch,
    clock,
  }: Pick<ProviderParts, 'url' | 'fetch' | 'clock'> & { credentials: AlipayCredentials },
  method: string,
  biz: Readonly<Record<string, unknown>>,
): Promise<AlipayReply> {
  const { appId, privateKey, alipayPublicKey, environment } = credentials
  const biz_content = JSON.stringify(biz)
  const common = {
    app_id: appId,
    method,
    format: 'JSON',
    charset: 'utf-8',
    sign_type: 'RSA2',
    timestamp: chinaTime(clock.now()),
    version: '1.0',
    ...certificateNumbers(credentials),
  }
  await requirePublicKey(alipayPublicKey)
  const sign = await signRsa(privateKey, signedText({ ...common, biz_content }))
  const address = new URL(url ?? gateways[environment])
  for (const [name, value] of Object.entries({ ...common, sign })) address.searchParams.set(name, value)
  const response = await fetch(address.href, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded;charset=utf-8', Accept: 'application/json' },
    body: new URLSearchParams({ biz_content }).toString(),
  })
  if (response.status === 429) return { code: '40005', node: {}, isVerified: false }
  if (response.status !== 200) throw new Error(`Alipay's gateway answered ${response.status}`)
  return readReply(await response.text(), method, alipayPublicKey)
}

/** What is signed: every parameter that has a value, in the order of their names. */
function signedText(parameters: Readonly<Record<string, string>>): string {
  return Object.keys(parameters)
    .sort()
    .filter((name) => parameters[name] !== '')
    .map((name) => `${name}=${parameters[name]}`)
    .join('&')
}

async function readReply(text: string, method: string, publicKey: string): Promise<AlipayReply> {
  const node = memberText(text, `${method.replaceAll('.', '_')}_response`) ?? memberText(text, 'error_response')
  if (node === undefined || parsed(text) === undefined) throw new Error('no reply of Alipay’s')
  const sign = parsed(memberText(text, 'sign') ?? '')
  const isVerified = typeof sign === 'string' && (await isSignedRsa(publicKey, node, sign))
  const body = parsed(node)
  const { code, sub_code: subCode } = alipayResult.parse(body)
  if (!isVerified && ownCodes.includes(code)) throw new UnsignedReply('a reply that Alipay did not sign')
  return { code, subCode, node: body, isVerified }
}

/** Alipay's public key is not the one that was saved, or it was not Alipay who answered. */
export class UnsignedReply extends Error {}
