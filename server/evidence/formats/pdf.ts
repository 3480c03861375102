import { byteReader } from '../byte-reader.ts'
import { type Judgement, refuseFile } from '../judged-file.ts'

/** Names of what runs, starts or carries something (ISO 32000-2, 12.6.4 and 7.11.4), long enough never to occur by chance. */
const active = ['/JavaScript', '/Launch', '/EmbeddedFile', '/RichMedia', '/SubmitForm', '/ImportData']
const tailBytes = 1024

/** Header first, `startxref` and `%%EOF` last. Compressed objects are not unpacked: a PDF is only ever served as a download. */
export function judgePdf(bytes: Uint8Array<ArrayBuffer>): Judgement {
  const read = byteReader(bytes)
  if (!/^%PDF-[12]\.\d/.test(read.text(0, 8))) return refuseFile('malformed')
  const tail = read.text(Math.max(0, read.length - tailBytes), tailBytes)
  if (!/startxref\s+\d+\s+%%EOF\s*$/.test(tail)) return refuseFile('truncated')
  if (active.some((name) => indexOfText(bytes, name) >= 0)) return refuseFile('active_content')
  return { type: 'application/pdf', bytes, width: 0, height: 0 }
}

function indexOfText(bytes: Uint8Array, text: string): number {
  const wanted = Array.from(text, (character) => character.charCodeAt(0))
  const first = wanted[0] ?? 0
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at
  }
  return -1
}
