import { byteReader } from './byte-reader.ts'
import { judgeGif } from './formats/gif.ts'
import { judgeHeif } from './formats/heif.ts'
import { judgeJpeg } from './formats/jpeg.ts'
import { judgePdf } from './formats/pdf.ts'
import { judgePng } from './formats/png.ts'
import { judgeWebp } from './formats/webp.ts'
import { type Judgement, refuseFile } from './judged-file.ts'
import { evidenceLimits } from './limits.ts'

/**
 * By content alone: names and stated types come from strangers. The first bytes choose the format, which then must hold to
 * its end. SVG and HTML are no format of ours: what could run in a page is never stored.
 */
export function judgeFile(bytes: Uint8Array<ArrayBuffer>): Judgement {
  if (bytes.length === 0) return refuseFile('empty')
  const judged = judgeByStart(bytes)
  if ('refused' in judged) return judged
  return judged.width * judged.height > evidenceLimits.pixels ? refuseFile('too_many_pixels') : judged
}

function judgeByStart(bytes: Uint8Array<ArrayBuffer>): Judgement {
  const read = byteReader(bytes)
  const start = read.text(0, 12)
  if (start.startsWith('\xff\xd8\xff')) return judgeJpeg(bytes)
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return judgePng(bytes)
  if (start.startsWith('RIFF') && start.endsWith('WEBP')) return judgeWebp(bytes)
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return judgeGif(bytes)
  if (start.slice(4, 8) === 'ftyp') return judgeHeif(bytes)
  if (start.startsWith('%PDF-')) return judgePdf(bytes)
  return refuseFile('unknown_format')
}
