/** Distinguished Encoding Rules (X.690), as much of them as keys need. */
export interface Element {
  tag: number
  /** Where its content begins and ends. */
  from: number
  to: number
}

const integer = 0x02
const bitString = 0x03
const octetString = 0x04
const sequence = 0x30
const version = 0xa0

/** rsaEncryption with NULL parameters (RFC 8017, A.1). */
const rsaAlgorithm = Uint8Array.of(0x30, 0x0d, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0)

/** A private key as PKCS#8, also where it came as PKCS#1 ("RSA PRIVATE KEY"). @throws when it is neither */
export function pkcs8Of(der: Uint8Array): Uint8Array<ArrayBuffer> {
  const [, second] = childrenOf(der, elementAt(der, 0))
  if (second?.tag === sequence) return copyOf(der)
  if (second?.tag !== integer) throw new Error('no private key')
  return wrapped(sequence, [Uint8Array.of(integer, 1, 0), rsaAlgorithm, wrapped(octetString, [der])])
}

/** A public key as SubjectPublicKeyInfo, also where it came as PKCS#1 or inside of an X.509 certificate. @throws when it is none */
export function spkiOf(der: Uint8Array): Uint8Array<ArrayBuffer> {
  const [first] = childrenOf(der, elementAt(der, 0))
  if (first?.tag === integer) {
    return wrapped(sequence, [rsaAlgorithm, wrapped(bitString, [Uint8Array.of(0), der])])
  }
  if (first?.tag !== sequence) throw new Error('no public key')
  const inner = childrenOf(der, first)
  if (inner[0]?.tag !== version && inner[0]?.tag !== integer) return copyOf(der)
  // RFC 5280, 4.1: version?, serialNumber, signature, issuer, validity, subject, subjectPublicKeyInfo.
  const key = inner[inner[0].tag === version ? 6 : 5]
  if (key?.tag !== sequence) throw new Error('a certificate without a key')
  return wrapped(sequence, [der.subarray(key.from, key.to)])
}

export function elementAt(bytes: Uint8Array, at: number): Element {
  const [tag, first] = [bytes[at], bytes[at + 1]]
  if (tag === undefined || first === undefined) throw new Error('cut off')
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f
  if (lengthBytes > 3) throw new Error('too long')
  let length = lengthBytes === 0 ? first : 0
  for (let index = 0; index < lengthBytes; index += 1) length = length * 256 + (bytes[at + 2 + index] ?? 0)
  const from = at + 2 + lengthBytes
  if (from + length > bytes.length) throw new Error('cut off')
  return { tag, from, to: from + length }
}

export function childrenOf(bytes: Uint8Array, { from, to }: Element): Element[] {
  const children: Element[] = []
  for (let at = from; at < to; at = children.at(-1)?.to ?? to) children.push(elementAt(bytes, at))
  return children
}

function wrapped(tag: number, parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const head = length < 0x80 ? [tag, length] : [tag, 0x82, length >> 8, length & 0xff]
  const bytes = new Uint8Array(head.length + length)
  bytes.set(head)
  let at = head.length
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

function copyOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}
