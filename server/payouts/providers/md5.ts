/** Per-round shifts and, of each step, |sin(step + 1)| · 2³² (RFC 1321, 3.4). */
const shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
const sines = Array.from({ length: 64 }, (_, step) => Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32))

/** RFC 1321, as hexadecimal digits. A name and no secret hangs on it: WebCrypto has no MD5, and Alipay names certificates by it. */
export function md5Hex(text: string): string {
  const words = padded(new TextEncoder().encode(text))
  let state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
  for (let at = 0; at < words.length; at += 16) state = afterBlock(state, words.subarray(at, at + 16))
  const bytes = new DataView(new ArrayBuffer(16))
  state.forEach((word, index) => {
    bytes.setUint32(index * 4, word, true)
  })
  return Array.from(new Uint8Array(bytes.buffer), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A 1, zeros, and the length in bits. */
function padded(bytes: Uint8Array): Uint32Array {
  const length = (Math.floor((bytes.length + 8) / 64) + 1) * 64
  const view = new DataView(new ArrayBuffer(length))
  bytes.forEach((byte, index) => {
    view.setUint8(index, byte)
  })
  view.setUint8(bytes.length, 0x80)
  view.setUint32(length - 8, bytes.length * 8, true)
  view.setUint32(length - 4, Math.floor(bytes.length / 2 ** 29), true)
  return Uint32Array.from({ length: length / 4 }, (_, index) => view.getUint32(index * 4, true))
}

function afterBlock(state: readonly number[], block: Uint32Array): number[] {
  let [a = 0, b = 0, c = 0, d = 0] = state
  for (let step = 0; step < 64; step += 1) {
    const round = step >> 4
    const mixed = a + functionOf(round, b, c, d) + (sines[step] ?? 0) + (block[wordOf(round, step)] ?? 0)
    const shift = shifts[round * 4 + (step % 4)] ?? 0
    ;[a, d, c, b] = [d, c, b, (b + ((mixed << shift) | ((mixed >>> 0) >>> (32 - shift)))) | 0]
  }
  return [a, b, c, d].map((word, index) => (word + (state[index] ?? 0)) | 0)
}

function functionOf(round: number, x: number, y: number, z: number): number {
  if (round === 0) return (x & y) | (~x & z)
  if (round === 1) return (x & z) | (y & ~z)
  return round === 2 ? x ^ y ^ z : y ^ (x | ~z)
}

function wordOf(round: number, step: number): number {
  if (round === 0) return step
  if (round === 1) return (5 * step + 1) % 16
  return round === 2 ? (3 * step + 5) % 16 : (7 * step) % 16
}
