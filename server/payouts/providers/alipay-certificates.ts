import { childrenOf, type Element, elementAt } from './der.ts'
import { md5Hex } from './md5.ts'
import { fromBase64, UnreadableKey } from './rsa.ts'

/** X.520 attributes by the short names that Alipay writes them with. */
const shortNames: Readonly<Record<string, string>> = {
  '550403': 'CN',
  '550406': 'C',
  '550407': 'L',
  '550408': 'ST',
  '55040a': 'O',
  '55040b': 'OU',
  '2a864886f70d010901': 'E',
}
/** sha…WithRSAEncryption and its kin (RFC 8017): of Alipay's roots only these count, the others are of SM2. */
const rsaSignatures = '2a864886f70d0101'

/**
 * The parameters by which Alipay knows an app that signs with certificates; none for one that signs with keys. Alipay's name
 * of a certificate is the MD5 of its issuer and serial number. @throws UnreadableKey
 */
export function certificateNumbers({
  appCert,
  rootCert,
}: {
  appCert?: string
  rootCert?: string
}): Record<string, string> {
  if (appCert === undefined || rootCert === undefined) return {}
  try {
    const [app] = certificatesIn(appCert)
    const roots = certificatesIn(rootCert).filter(({ signature }) => signature.startsWith(rsaSignatures))
    if (!app || roots.length === 0) throw new Error('no certificate')
    return { app_cert_sn: app.number, alipay_root_cert_sn: roots.map(({ number }) => number).join('_') }
  } catch {
    throw new UnreadableKey('unreadable certificate')
  }
}

function certificatesIn(pem: string): { number: string; signature: string }[] {
  return [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g)].map(([, text = '']) => {
    const der = fromBase64(text)
    if (!der) throw new Error('no base64')
    const [body, algorithm] = childrenOf(der, elementAt(der, 0))
    if (!body || !algorithm) throw new Error('no certificate')
    // RFC 5280, 4.1: version?, serialNumber, signature, issuer.
    const parts = childrenOf(der, body)
    const [serial, , issuer] = parts[0]?.tag === 0xa0 ? parts.slice(1) : parts
    const [signature] = childrenOf(der, algorithm)
    if (!serial || !issuer || !signature) throw new Error('no certificate')
    const decimal = BigInt(`0x${hexOf(der, serial)}`).toString()
    return { number: md5Hex(nameOf(der, issuer) + decimal), signature: hexOf(der, signature) }
  })
}

/** "CN=…,OU=…,O=…,C=…": the last attribute first. */
function nameOf(der: Uint8Array, name: Element): string {
  const attributes = childrenOf(der, name).flatMap((set) => childrenOf(der, set))
  return attributes
    .map((attribute) => {
      const [type, value] = childrenOf(der, attribute)
      if (!type || !value) throw new Error('no name')
      return `${shortNames[hexOf(der, type)] ?? ''}=${new TextDecoder().decode(der.subarray(value.from, value.to))}`
    })
    .reverse()
    .join(',')
}

function hexOf(der: Uint8Array, { from, to }: Element): string {
  return Array.from(der.subarray(from, to), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
