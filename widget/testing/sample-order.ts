import type { Order, OrderLine } from '../../shared/order/order.ts'
import { momentIn } from './moments.ts'

const line = (id: string, title: string, variant: string, quantity: number, unitPrice: number): OrderLine => ({
  id,
  sku: id.toUpperCase(),
  title,
  variant,
  categories: [],
  tags: [],
  quantity,
  unitPrice,
  discount: 0,
  tax: Math.round((unitPrice * quantity) / 6),
})

export const order: Order = {
  number: 'HL-20871',
  placedAt: momentIn(-15),
  currency: 'GBP',
  customer: { country: 'GB' },
  taxesIncluded: true,
  lines: [
    line('shirt', 'Linen shirt', 'White · M', 1, 4800),
    line('mug', 'Ceramic mug', 'Sage', 4, 1400),
    line('candle', 'Scented candle', 'Fig · 220 g', 1, 1800),
    line('lamp', 'Table lamp', 'Brass', 1, 8900),
    line('notebook', 'Engraved notebook', '“Nora” · Oat', 1, 2200),
    line('gift', 'Gift voucher', 'By email', 1, 2500),
  ],
  orderDiscount: 1270,
  shipping: [{ id: 'post', title: 'Delivery', amount: 490, discount: 0, tax: 82 }],
  payments: [
    {
      id: 'visa',
      method: 'card',
      provider: 'sandbox',
      reference: 'ch_1',
      amount: 20_520,
      capturedAt: momentIn(-15),
      label: 'Visa •••• 4242',
    },
    {
      id: 'gift',
      method: 'gift_card',
      provider: 'sandbox',
      reference: 'gc_1',
      amount: 4000,
      capturedAt: momentIn(-15),
      label: 'Gift card •••• 8C1F',
    },
    {
      id: 'again',
      method: 'card',
      provider: 'sandbox',
      reference: 'ch_2',
      amount: 20_520,
      capturedAt: momentIn(-15),
      label: 'Visa •••• 4242',
    },
  ],
  fulfillments: [],
  refunds: [],
}
