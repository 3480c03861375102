import { crc32 } from './formats/png.ts'

type Bytes = Uint8Array<ArrayBuffer>

export function bytesOf(...parts: (string | number[] | Uint8Array)[]): Bytes {
  const flat = parts.flatMap((part) =>
    typeof part === 'string' ? Array.from(part, (character) => character.charCodeAt(0)) : Array.from(part),
  )
  return Uint8Array.from(flat)
}

export const u16 = (value: number) => [value >> 8, value & 255]
export const u32 = (value: number) => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
const u32le = (value: number) => u32(value).reverse()

function segment(marker: number, content: Uint8Array): Bytes {
  return bytesOf([0xff, marker], u16(content.length + 2), content)
}

/** Exif, big-endian: an orientation and a pointer to a GPS directory. */
export function exif(orientation: number): Bytes {
  const directory = [
    ...u16(2),
    ...[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
    ...[0x88, 0x25, 0, 4, 0, 0, 0, 1, ...u32(38)],
    ...u32(0),
  ]
  return bytesOf('Exif\0\0', 'MM', [0, 42], u32(8), directory, 'GPS 51.5074N')
}

export function jpeg({ width = 8, height = 8, orientation = 6, comment = 'GPS 51.5074N' } = {}): Bytes {
  return bytesOf(
    [0xff, 0xd8],
    segment(0xe0, bytesOf('JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0])),
    segment(0xe1, exif(orientation)),
    segment(0xe1, bytesOf('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GPS</x:xmpmeta>')),
    segment(0xe2, bytesOf('ICC_PROFILE\0', [1, 1, 9, 9])),
    segment(0xed, bytesOf('Photoshop 3.0\0 GPS')),
    segment(0xfe, bytesOf(comment)),
    segment(0xdb, bytesOf(Array.from({ length: 65 }, () => 1))),
    segment(0xc0, bytesOf([8], u16(height), u16(width), [1, 1, 0x11, 0])),
    segment(0xda, bytesOf([1, 1, 0, 0, 63, 0])),
    [1, 2, 0xff, 0, 3, 0xff, 0xd0, 4],
    [0xff, 0xd9],
  )
}

function chunk(name: string, content: Uint8Array): Bytes {
  const named = bytesOf(name, content)
  return bytesOf(u32(content.length), named, u32(crc32(named)))
}

export function png({ width = 4, height = 4, tail = '' } = {}): Bytes {
  return bytesOf(
    [0x89],
    'PNG\r\n\x1a\n',
    chunk('IHDR', bytesOf(u32(width), u32(height), [8, 6, 0, 0, 0])),
    chunk('tEXt', bytesOf('Comment\0GPS 51.5074N')),
    chunk('eXIf', exif(1).subarray(6)),
    chunk('IDAT', bytesOf([1, 2, 3])),
    chunk('IEND', bytesOf()),
    tail,
  )
}

export function webp(): Bytes {
  const vp8x = bytesOf('VP8X', u32le(10), [0x0c, 0, 0, 0, 7, 0, 0, 9, 0, 0])
  const vp8l = bytesOf('VP8L', u32le(5), [0x2f, 7, 0x40, 2, 0], [0])
  const meta = bytesOf('EXIF', u32le(4), 'GPS!')
  const body = bytesOf('WEBP', vp8x, vp8l, meta)
  return bytesOf('RIFF', u32le(body.length), body)
}

export function gif(comment = 'GPS 51.5074N'): Bytes {
  return bytesOf(
    'GIF89a',
    [4, 0, 4, 0, 0, 0, 0],
    [0x21, 0xfe, comment.length],
    comment,
    [0],
    [0x2c, 0, 0, 0, 0, 4, 0, 4, 0, 0, 2, 2, 0x4c, 1, 0],
    [0x3b],
  )
}

export function box(name: string, ...content: (string | number[] | Uint8Array)[]): Bytes {
  const inner = bytesOf(...content)
  return bytesOf(u32(inner.length + 8), name, inner)
}

/** A picture whose Exif item lies in the mdat, as phones write it. */
export function heic(brand = 'heic'): Bytes {
  const secret = 'Exif GPS 51.5074N'
  const build = (offset: number) => {
    const infe = box('infe', [2, 0, 0, 0], u16(7), u16(0), 'Exif', [0])
    const iinf = box('iinf', [0, 0, 0, 0], u16(1), infe)
    const iloc = box('iloc', [0, 0, 0, 0], [0x44, 0], u16(1), u16(7), u16(0), u16(1), u32(offset), u32(secret.length))
    const ispe = box('ispe', [0, 0, 0, 0], u32(30), u32(20))
    const iprp = box('iprp', box('ipco', ispe))
    return [box('ftyp', brand, u32(0), 'mif1'), box('meta', [0, 0, 0, 0], iinf, iloc, iprp)] as const
  }
  const before = build(0).reduce((sum, part) => sum + part.length, 0)
  return bytesOf(...build(before + 8 + 3), box('mdat', 'pix', secret))
}

export function pdf(more = ''): Bytes {
  return bytesOf(`%PDF-1.7\n1 0 obj\n<< /Type /Catalog ${more} >>\nendobj\nstartxref\n9\n%%EOF\n`)
}
