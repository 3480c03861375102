/** One file of an archive. */
interface Entry {
  method: number
  crc: number
  compressed: number
  size: number
  localAt: number
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
const endLength = 22
const stored = 0
const deflated = 8

/**
 * The files of a ZIP archive (APPNOTE 6.3.10), in its order; names are left out, since theirs are of no known encoding.
 * @param mostBytes of all files unpacked @throws for what is no whole archive, is encrypted, or is larger
 */
export async function unzipped(archive: Uint8Array<ArrayBuffer>, mostBytes: number): Promise<Uint8Array[]> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
  const entries = entriesOf(view)
  if (entries.reduce((sum, { size }) => sum + size, 0) > mostBytes) throw new Error('an archive too large')
  const files: Uint8Array[] = []
  for (const entry of entries) files.push(await unpacked(archive, view, entry))
  return files
}

/** By the directory at the end: what stands before the files need not be right. */
function entriesOf(view: DataView): Entry[] {
  let end = view.byteLength - endLength
  while (end >= 0 && view.getUint32(end, true) !== endSignature) end -= 1
  if (end < 0) throw new Error('no archive')
  const entries: Entry[] = []
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== entrySignature) throw new Error('an archive without its directory')
    if (view.getUint16(at + 8, true) & 1) throw new Error('an encrypted archive')
    entries.push({
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      compressed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      localAt: view.getUint32(at + 42, true),
    })
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

async function unpacked(
  archive: Uint8Array<ArrayBuffer>,
  view: DataView,
  { method, crc, compressed, size, localAt }: Entry,
): Promise<Uint8Array> {
  if (view.getUint32(localAt, true) !== localSignature) throw new Error('an archive without its files')
  const from = localAt + 30 + view.getUint16(localAt + 26, true) + view.getUint16(localAt + 28, true)
  const data = archive.subarray(from, from + compressed)
  if (data.length !== compressed) throw new Error('an archive that was cut off')
  if (method !== stored && method !== deflated) throw new Error(`an archive packed by method ${method}`)
  const stream = new Blob([data]).stream()
  const unpacking = method === stored ? stream : stream.pipeThrough(new DecompressionStream('deflate-raw'))
  const bytes = await bytesOf(unpacking, size)
  if (crc32(bytes) !== crc) throw new Error('an archive that was changed')
  return bytes
}

/** ISO 3309, of each byte. */
const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1
  return rest
})

function crc32(bytes: Uint8Array): number {
  let rest = 0xffffffff
  for (const byte of bytes) rest = (rest >>> 8) ^ (crcTable[(rest ^ byte) & 0xff] ?? 0)
  return (rest ^ 0xffffffff) >>> 0
}

/** Exactly as many as the directory says: what unpacks to more is never held. */
async function bytesOf(stream: ReadableStream<Uint8Array>, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size)
  let length = 0
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read()
    if (done) break
    if (length + value.length > size) {
      await reader.cancel()
      throw new Error('a file larger than its archive says')
    }
    bytes.set(value, length)
    length += value.length
  }
  if (length !== size) throw new Error('a file smaller than its archive says')
  return bytes
}
