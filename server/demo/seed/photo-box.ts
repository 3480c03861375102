import type { Order } from '../../../shared/order/order.ts'
import { blobKeyOf } from '../../evidence/blob-key.ts'
import { sha256Hex } from '../../platform/hmac.ts'
import type { Ids } from '../../platform/ports.ts'
import { catalogueOf } from '../catalogue.ts'
import type { DemoData } from '../demo-data.ts'
import { demoMerchantId } from '../demo-settings.ts'
import type { Draw } from '../draw.ts'
import { tonesOf } from '../product-image.ts'
import type { TableRow } from './insert-rows.ts'
import { samplePhoto } from './sample-photo.ts'

/** Keeps a photo's bytes where the server looks for this key. */
export type KeepPhoto = (key: string, bytes: Uint8Array<ArrayBuffer>) => void

interface Photo {
  id: string
  order: string
  bytes: Uint8Array<ArrayBuffer>
  atMs: number
}

const photoVariants = 4

/** Takes the shoppers' photos: drawn in the product's tones, each pair of tones and variant once. */
export function photoBox(ids: Ids, keep: KeepPhoto, data: DemoData, draw: Draw) {
  const catalogue = catalogueOf(data)
  const drawn = new Map<string, Uint8Array<ArrayBuffer>>()
  const taken: Photo[] = []
  const pictureOf = (sku: string, variant: number) => {
    const product = catalogue.get(sku)
    if (!product) throw new Error(`no product ${sku} in the demo data`)
    const tones = tonesOf(product)
    const key = `${tones.body} ${variant}`
    const bytes = drawn.get(key) ?? samplePhoto(tones, variant)
    drawn.set(key, bytes)
    return bytes
  }
  return {
    count: () => taken.length,
    take(order: Order, lineId: string | undefined, variant: number, atMs: number): string {
      const line = order.lines.find(({ id }) => id === lineId) ?? order.lines[0]
      if (!line) throw new Error(`order ${order.number} without lines`)
      const id = `ev_${ids.token()}`
      const other = Math.floor(draw(`${order.number} ${taken.length}`, 'photo') * 2)
      const bytes = pictureOf(line.sku, (variant + other) % photoVariants)
      taken.push({ id, order: order.number, bytes, atMs })
      keep(blobKeyOf(demoMerchantId, id), bytes)
      return id
    },
    /** What an upload would have written of each. */
    async rows(): Promise<TableRow[]> {
      const digests = new Map<Photo['bytes'], string>()
      for (const bytes of drawn.values()) digests.set(bytes, await sha256Hex(bytes))
      return taken.map(({ id, order, bytes, atMs }) => ({
        merchant: demoMerchantId,
        id,
        order_number: order,
        type: 'image/png',
        bytes: bytes.length,
        sha256: digests.get(bytes),
        uploaded_at: atMs,
      }))
    },
  }
}
