import { crc32, deflateSync } from 'node:zlib'
import type { Tones } from '../product-image.ts'

const width = 360
const height = 270

type Colour = readonly [red: number, green: number, blue: number]

/**
 * A drawn stand-in for a shopper's photo, as PNG: the thing on a table, with a crack, a scratch or a missing piece. Real
 * bytes of a real format, so that thumbnails, the viewer and the upload's checks have something true to work on.
 */
export function samplePhoto(tones: Tones, variant: number): Uint8Array<ArrayBuffer> {
  const pixels = Buffer.alloc((width * 3 + 1) * height)
  const paint = painterOf(tones, variant)
  let at = 0
  for (let y = 0; y < height; y++) {
    pixels[at++] = 0
    for (let x = 0; x < width; x++) {
      const [red, green, blue] = paint(x, y)
      pixels[at++] = red
      pixels[at++] = green
      pixels[at++] = blue
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // 8 bits a channel, red green blue.
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const parts = [signature, chunk('IHDR', header), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))]
  return new Uint8Array(Buffer.concat(parts))
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function painterOf(tones: Tones, variant: number): (x: number, y: number) => Colour {
  const [light, body, dark] = [tones.light, tones.body, tones.dark].map(colourOf) as [Colour, Colour, Colour]
  const table = variant % 2 === 0 ? colourOf('#cdbfa9') : colourOf('#b9c2c3')
  const wall = variant % 2 === 0 ? colourOf('#e6ddd0') : colourOf('#d9e0e1')
  const shade = mixed(table, [40, 36, 30], 0.35)
  const middle = width / 2 + ((variant * 37) % 41) - 20
  const crack = crackFrom(middle + 20 - ((variant * 23) % 60), variant)
  return (x, y) => {
    const inside = Math.abs(x - middle) < 84 - Math.max(0, y - 170) * 0.28 && y > 66 && y < 218
    if (inside) {
      const gap = Math.abs(x - crack(y))
      if (variant % 3 !== 2 && y < 190 && gap < 2.2) return [52, 44, 38]
      if (variant % 3 !== 2 && y < 190 && gap < 4.5) return mixed(light, [255, 255, 255], 0.5)
      // A piece is missing at the rim.
      if (variant % 3 === 2 && y < 104 && x > middle + 26 && y - 66 < (x - middle - 26) * 0.9) return wall
      if (y < 78) return light
      return x < middle - 52 ? mixed(body, light, 0.7) : x > middle + 50 ? dark : body
    }
    const shadow = ((x - middle) / 112) ** 2 + ((y - 219) / 13) ** 2 < 1
    if (shadow) return shade
    return y > 188 ? table : wall
  }
}

function crackFrom(top: number, variant: number): (y: number) => number {
  return (y) => {
    const step = Math.floor((y - 66) / 14)
    const along = ((y - 66) % 14) / 14
    const knee = (n: number) => (((n * 7919 + variant * 104729) % 29) - 14) * 0.9
    return top + knee(step) * (1 - along) + knee(step + 1) * along
  }
}

function colourOf(hex: string): Colour {
  const value = Number.parseInt(hex.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

function mixed(from: Colour, to: Colour, share: number): Colour {
  return from.map((channel, at) => Math.round(channel + ((to[at] ?? 0) - channel) * share)) as unknown as Colour
}
