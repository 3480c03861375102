/** Why an address that a merchant gave is not called; also the `code` of the field's error. */
export type OutsideRefusal = 'not_https' | 'has_credentials' | 'port_not_allowed' | 'private_address' | 'not_a_url'

/** `allowed`: the demo, where a receiver on this machine may be tried, by http as well. Never in production. */
export type Loopback = 'allowed' | 'refused'

/**
 * Judges a URL by what is written in it (OWASP SSRF Prevention, case 2): https, no credentials, port 443 or above 1024, a
 * public host. What a name resolves to is judged where it is resolved, by `isPublicAddress`.
 */
export function outsideRefusal(text: string, loopback: Loopback = 'refused'): OutsideRefusal | undefined {
  if (!URL.canParse(text)) return 'not_a_url'
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') return 'has_credentials'
  const isTried = loopback === 'allowed' && isLoopbackHost(url.hostname)
  if (url.protocol !== 'https:' && !(isTried && url.protocol === 'http:')) return 'not_https'
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
  if (port !== 443 && port <= 1024) return 'port_not_allowed'
  return isTried || isPublicHost(url.hostname) ? undefined : 'private_address'
}

/** `localhost` and loopback literals, as the URL parser writes them. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}

/** Names that stand for this machine or its network wherever they are resolved (RFC 6761, 6762, 8375; ICANN's .internal). */
const privateSuffixes = ['localhost', 'local', 'internal', 'intranet', 'lan', 'home', 'corp', 'home.arpa', 'onion']

function isPublicHost(hostname: string): boolean {
  if (hostname.startsWith('[')) return isPublicAddress(hostname.slice(1, -1))
  if (/^[\d.]+$/.test(hostname)) return isPublicAddress(hostname)
  const name = hostname.replace(/\.$/, '')
  return name.includes('.') && !privateSuffixes.some((suffix) => name === suffix || name.endsWith(`.${suffix}`))
}

/** Is this IPv4 or IPv6 literal an address of the public Internet? What cannot be read is not. */
export function isPublicAddress(address: string): boolean {
  const v4 = ipv4Of(address)
  if (v4 !== undefined) return isPublicIpv4(v4)
  const v6 = ipv6Of(address)
  return v6 !== undefined && isPublicIpv6(v6)
}

/** IANA's IPv4 special-purpose registry: everything there that is not globally reachable, and multicast. */
const privateIpv4: readonly (readonly [base: number, bits: number])[] = [
  [0x00000000, 8],
  [0x0a000000, 8],
  [0x64400000, 10],
  [0x7f000000, 8],
  [0xa9fe0000, 16],
  [0xac100000, 12],
  [0xc0000000, 24],
  [0xc0000200, 24],
  [0xc0586300, 24],
  [0xc0a80000, 16],
  [0xc6120000, 15],
  [0xc6336400, 24],
  [0xcb007100, 24],
  [0xe0000000, 3],
]

function isPublicIpv4(address: number): boolean {
  return !privateIpv4.some(
    ([base, bits]) => Math.floor(address / 2 ** (32 - bits)) === Math.floor(base / 2 ** (32 - bits)),
  )
}

/** Only global unicast, 2000::/3, less what is documentation (2001:db8, 3fff) or carries other addresses (Teredo, 6to4). */
function isPublicIpv6(groups: readonly number[]): boolean {
  const [first = 0, second = 0] = groups
  const embedded = (groups[6] ?? 0) * 2 ** 16 + (groups[7] ?? 0)
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  const isNat64 = first === 0x64 && second === 0xff9b && groups.slice(2, 6).every((group) => group === 0)
  if (isMapped || isNat64) return isPublicIpv4(embedded)
  if (first < 0x2000 || first > 0x3fff) return false
  if (first === 0x2001 && (second < 0x200 || second === 0xdb8)) return false
  return first !== 0x2002 && !(first === 0x3fff && second < 0x1000)
}

function ipv4Of(text: string): number | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0)
}

/** Eight groups of 16 bits; a zone (`%eth0`) makes an address unreadable, on purpose. */
function ipv6Of(text: string): number[] | undefined {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  const tail = dotted ? ipv4Of(dotted[2] ?? '') : undefined
  if (dotted && tail === undefined) return undefined
  const plain = dotted && tail !== undefined ? `${dotted[1]}${hex(tail >>> 16)}:${hex(tail & 0xffff)}` : text
  const halves = plain.split('::')
  if (halves.length > 2) return undefined
  const [head = [], rest = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - rest.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...rest]
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : undefined
}

function hex(value: number): string {
  return value.toString(16)
}
