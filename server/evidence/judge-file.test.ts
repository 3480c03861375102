import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesOf, gif, heic, jpeg, pdf, png, webp } from './evidence.fixtures.ts'
import { judgeFile } from './judge-file.ts'

const textOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')

function kept(bytes: Uint8Array<ArrayBuffer>) {
  const judged = judgeFile(bytes)
  if ('refused' in judged) throw new Error(judged.refused)
  return judged
}

const files = { jpeg: jpeg(), png: png(), webp: webp(), gif: gif(), heic: heic(), avif: heic('avif'), pdf: pdf() }

describe('files', () => {
  it.each([
    ['jpeg', 'image/jpeg', 8, 8],
    ['png', 'image/png', 4, 4],
    ['webp', 'image/webp', 8, 10],
    ['gif', 'image/gif', 4, 4],
    ['heic', 'image/heic', 30, 20],
    ['avif', 'image/avif', 30, 20],
    ['pdf', 'application/pdf', 0, 0],
  ] as const)('%s is %s', (name, type, width, height) => {
    expect(kept(files[name])).toMatchObject({ type, width, height })
  })

  it.each(['jpeg', 'png', 'webp', 'gif', 'heic', 'avif'] as const)('%s loses where it was taken', (name) => {
    expect(textOf(files[name])).toContain('GPS')
    const { bytes } = kept(files[name])
    expect(textOf(bytes)).not.toContain('GPS')
    expect(kept(bytes).bytes).toEqual(bytes)
  })

  it('a photo keeps which way is up, and its colours', () => {
    for (const orientation of [2, 3, 6, 8]) {
      const { bytes } = kept(jpeg({ orientation }))
      expect(textOf(bytes)).toContain(textOf(bytesOf([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation])))
      expect(textOf(bytes)).toContain('ICC_PROFILE')
    }
    expect(textOf(kept(jpeg({ orientation: 1 })).bytes)).not.toContain('Exif')
    expect(textOf(kept(jpeg({ orientation: 77 })).bytes)).not.toContain('Exif')
  })

  it('what stands behind the end is left behind', () => {
    const script = '<script>alert(1)</script>'
    for (const file of [
      bytesOf(jpeg(), script),
      png({ tail: script }),
      bytesOf(gif(), script),
      bytesOf(webp(), script),
    ]) {
      expect(textOf(kept(file).bytes)).not.toContain('script')
    }
  })

  it.each([
    ['nothing', bytesOf(), 'empty'],
    ['SVG', bytesOf('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), 'unknown_format'],
    ['HTML', bytesOf('<!doctype html><script>1</script>'), 'unknown_format'],
    ['a script that begins like a GIF', bytesOf('GIF89a/*', [0, 0, 0], '*/=1;alert(1)//'), 'malformed'],
    ['a JPEG of its first bytes alone', bytesOf([0xff, 0xd8, 0xff, 0xe0]), 'truncated'],
    ['a JPEG cut in its picture', jpeg().slice(0, -4), 'truncated'],
    ['a PNG whose header is altered', png().map((byte, at) => (at === 19 ? 9 : byte)), 'malformed'],
    ['a PNG cut off', png().slice(0, -6), 'truncated'],
    ['a PNG that unpacks to 10 GB', png({ width: 50_000, height: 50_000 }), 'too_many_pixels'],
    ['a JPEG that unpacks to 10 GB', jpeg({ width: 50_000, height: 50_000 }), 'too_many_pixels'],
    ['a video', bytesOf([0, 0, 0, 16], 'ftypisom', [0, 0, 0, 0]), 'malformed'],
    ['a HEIC followed by a page', bytesOf(heic(), '<html>'), 'truncated'],
    ['a PDF that runs', pdf('/OpenAction << /S /JavaScript /JS (1) >>'), 'active_content'],
    ['a PDF that carries a file', pdf('/EmbeddedFiles'), 'active_content'],
    ['a PDF followed by a page', bytesOf(pdf(), '<html>'), 'truncated'],
    ['a PDF within a page', bytesOf('<html>', pdf()), 'unknown_format'],
  ])('%s is refused', (_, bytes, why) => {
    expect(judgeFile(bytes)).toEqual({ refused: why })
  })

  it('never throws, whatever is altered, cut or made up, and what it keeps it keeps again', () => {
    const altered = fc
      .tuple(fc.constantFrom(...Object.values(files)), fc.nat(), fc.nat(255), fc.nat())
      .map(([file, at, value, cut]) => {
        const copy = file.slice(0, file.length - (cut % 3 === 0 ? cut % file.length : 0))
        copy[at % copy.length] = value
        return copy
      })
    const made = fc.uint8Array({ maxLength: 200 }).map((bytes) => Uint8Array.from(bytes))
    fc.assert(
      fc.property(fc.oneof(altered, made), (bytes) => {
        const judged = judgeFile(bytes)
        if ('refused' in judged) return
        expect(judged.width * judged.height).toBeLessThanOrEqual(100_000_000)
        expect(judgeFile(judged.bytes)).toMatchObject({ type: judged.type })
      }),
      { numRuns: 3000 },
    )
  })
})
