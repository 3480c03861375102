import { describe, expect, test } from 'vitest'
import { anOrder } from '../order/order.fixtures.ts'
import { lineTotals } from '../order/order-totals.ts'
import { accepted, ask, hold, inTurn, units } from './quote.fixtures.ts'

/** Defects of other systems, by the thread that tells them. */
describe('rounding', () => {
  const chairs = anOrder({
    currency: 'EUR',
    lines: [{ id: 'a', quantity: 10, unitPrice: 2390, discount: 5975, tax: 2862 }],
  })

  test('woocommerce/woocommerce#64668: 10 x 23.90 less 25 % is 179.25, at once and one by one', () => {
    expect(accepted(chairs).total).toBe(17_925)
    const run = inTurn(
      chairs,
      Array.from({ length: 10 }, () => ({ items: [units('a', 1)] })),
    )
    expect(run.quotes.map(({ total }) => total)).toEqual([1793, 1792, 1793, 1792, 1793, 1792, 1793, 1792, 1793, 1792])
    expect(run.quotes.reduce((sum, { total }) => sum + total, 0)).toBe(17_925)
    expect(run.quotes.reduce((sum, { items }) => sum + (items[0]?.tax ?? 0), 0)).toBe(2862)
  })

  test('woocommerce/woocommerce#41919, #22496: the stored tax is split, whatever the rate says', () => {
    // 20 % of 100.00 would be 20.00; the shop rounded to 19.98
    const taxes = [{ name: 'VAT', rate: 20, amount: 1998 }]
    const order = anOrder({ taxesIncluded: false, lines: [{ id: 'a', quantity: 2, unitPrice: 5000, taxes }] })
    expect(accepted(order, { items: [units('a', 1)] }).items[0]).toMatchObject({ net: 5000, tax: 999, amount: 5999 })
    expect(accepted(order).items[0]).toMatchObject({ net: 10_000, tax: 1998 })
  })

  test('woocommerce/woocommerce#26734: a cent too much is refused with what is left, and the rest can still be had', () => {
    const order = anOrder()
    expect(ask(order, { items: [{ line: 'a', amount: 1001 }] })).toMatchObject({ refused: 'exceeds_line', limit: 1000 })
    expect(accepted(order, { items: [{ line: 'a', amount: 1000 }] }).total).toBe(1000)
  })

  test('woocommerce/woocommerce#10162, #24086, #11577: amounts carry their tax, and nothing is left over or below 0', () => {
    const order = anOrder({ lines: [{ id: 'a', unitPrice: 999, tax: 160 }] })
    const run = inTurn(
      order,
      [333, 333, 333].map((amount) => ({ items: [{ line: 'a', amount }] })),
    )
    expect(run.quotes.map(({ items }) => items[0]?.tax)).toEqual([53, 54, 53])
    expect(ask(order, { holdings: run.holdings })).toMatchObject({ refused: 'already_refunded' })
  })

  test.each([
    ['medusajs/medusa#13091, solidusio/solidus#707: no fractions to be floored or left', 'EUR', 1999, 3],
    ['spree/spree#6226: no balance of fractions', 'EUR', 10_001, 7],
    ['woocommerce-gateway-stripe#435, stripe-sfcc-b2c-connector#31: JPY is not times 100', 'JPY', 5000, 3],
    ['hyperswitch-control-center#3819: three decimals', 'KWD', 12_345, 4],
  ])('%s', (_, currency, total, quantity) => {
    const unitPrice = Math.ceil(total / quantity)
    const order = anOrder({
      currency,
      lines: [{ id: 'a', quantity, unitPrice, discount: unitPrice * quantity - total }],
    })
    const run = inTurn(
      order,
      Array.from({ length: quantity }, () => ({ items: [units('a', 1)] })),
    )
    expect(run.quotes.every((result) => Number.isInteger(result.total))).toBe(true)
    expect(run.quotes.reduce((sum, result) => sum + result.total, 0)).toBe(total)
  })

  test('frappe/erpnext#41343: a half rounds on the way back as it did on the way out', () => {
    const order = anOrder({ lines: [{ id: 'a', quantity: 2, unitPrice: 7013, discount: 1 }] })
    expect(accepted(order, { items: [units('a', 1)] }).total).toBe(7013)
  })

  test('solidus_product_assembly#61: shares of a discount add up to it', () => {
    const lines = ['a', 'b', 'c'].map((id) => ({ id, unitPrice: 333 }))
    const order = anOrder({ orderDiscount: 100, lines })
    expect(lineTotals(order).map(({ total }) => total)).toEqual([299, 300, 300])
    expect(accepted(order).total).toBe(899)
  })

  test('magento/magento2#39644: shipping tax inside the price comes back as it was charged', () => {
    const order = anOrder({ shipping: [{ id: 's', amount: 495, tax: 79 }] })
    expect(accepted(order, { shipping: 'full' }).shipping).toMatchObject({ net: 416, tax: 79, amount: 495 })
  })

  test('Sylius/Sylius#12261: units are not equal, by design', () => {
    const order = anOrder({ lines: [{ id: 'a', quantity: 2, unitPrice: 51, discount: 1 }] })
    expect(inTurn(order, [{ items: [units('a', 1)] }, {}]).quotes.map(({ total }) => total)).toEqual([51, 50])
  })
})

describe('discounts', () => {
  test('solidusio/solidus#512, PrestaShop#18319: one item gives back its share of the voucher, no more', () => {
    const order = anOrder({
      orderDiscount: 1200,
      lines: [
        { id: 'a', unitPrice: 12_000 },
        { id: 'b', unitPrice: 12_000 },
      ],
    })
    expect(accepted(order, { items: [units('a')] }).total).toBe(11_400)
  })

  test('woocommerce/woocommerce#24483: a coupon for one product stays on it', () => {
    const order = anOrder({ lines: [{ id: 'a', orderDiscount: 500 }, { id: 'b' }] })
    expect(accepted(order, { items: [units('b')] }).total).toBe(1000)
    expect(accepted(order, { items: [units('a')] }).total).toBe(500)
  })

  test('spree/spree#5915, medusajs/medusa#15885: tax and discount are each counted once', () => {
    const order = anOrder({
      taxesIncluded: false,
      lines: [{ id: 'a', unitPrice: 10_000, tax: 900, orderDiscount: 1000 }],
    })
    expect(accepted(order).items[0]).toMatchObject({ net: 9000, tax: 900, amount: 9900 })
  })

  test('vendurehq/vendure#4811: what is kept keeps its own share only', () => {
    const order = anOrder({ orderDiscount: 200, lines: [{ id: 'a' }, { id: 'b' }] })
    const run = inTurn(order, [{ items: [units('a')] }, { items: [units('b')] }])
    expect(run.quotes.map(({ total }) => total)).toEqual([900, 900])
  })

  test('bagisto/bagisto#1509, frappe/erpnext#50944: a line discount is spread over its units and used up once', () => {
    const order = anOrder({ lines: [{ id: 'a', quantity: 3, discount: 1000 }] })
    const run = inTurn(order, [{ items: [units('a', 2)] }, { items: [units('a', 1)] }])
    expect(run.quotes.map(({ total }) => total)).toEqual([1333, 667])
  })

  test('frappe/erpnext#7436: a discount is subtracted on the way back, too', () => {
    const order = anOrder({ orderDiscount: 445, lines: [{ id: 'a', unitPrice: 11_250 }] })
    expect(accepted(order).total).toBe(10_805)
  })

  test('vendurehq/vendure#2393: promotions count, so that the payment holds the refund', () => {
    const order = anOrder({ orderDiscount: 999, lines: [{ id: 'a' }, { id: 'b' }] })
    expect(accepted(order).payments).toEqual([{ payment: 'card', amount: 1001 }])
  })
})

describe('tax and shipping', () => {
  test('medusajs/medusa#10760: a refund has the tax in it', () => {
    const order = anOrder({ taxesIncluded: false, lines: [{ id: 'a', tax: 190 }] })
    expect(accepted(order).total).toBe(1190)
  })

  test('medusajs/medusa#14136: tax inside the price is not added again', () => {
    expect(accepted(anOrder({ lines: [{ id: 'a', tax: 160 }] })).total).toBe(1000)
  })

  test('magento/magento2#2385, #38556: shipping refunded once leaves the lines refundable, and none below 0', () => {
    const order = anOrder({ shipping: [{ id: 's', tax: 80 }] })
    const holdings = hold({}, accepted(order, { items: [], shipping: 'full' }))
    for (const shipping of ['full', 'policy', 'none'] as const) {
      expect(accepted(order, { holdings, shipping })).toMatchObject({ total: 1000, shipping: { amount: 0 } })
    }
  })

  test('magento/magento2#4349, #3406: an amount with tax is held against the ceiling with tax', () => {
    const order = anOrder({ taxesIncluded: false, lines: [], shipping: [{ id: 's', tax: 95 }] })
    expect(accepted(order, { items: [], shipping: 595 }).shipping).toMatchObject({ net: 500, tax: 95 })
    expect(ask(order, { items: [], shipping: 596 })).toMatchObject({ refused: 'exceeds_shipping', limit: 595 })
  })

  test('OpenMage/magento-lts#4396: discounted shipping is offered whole', () => {
    const order = anOrder({ shipping: [{ id: 's', amount: 38_000, discount: 6200, tax: 6250 }] })
    expect(accepted(order, { shipping: 'full' }).shipping.amount).toBe(31_800)
  })

  test('medusa#13066, solidus#2628, shopware#14237, allegro-api#9813: shipping can come back, by a rule', () => {
    const order = anOrder({ lines: [{ id: 'a' }, { id: 'b' }], shipping: [{ id: 's' }] })
    const shipping = 'policy'
    expect(accepted(order, { shipping, items: [units('a')] }).shipping.amount).toBe(0)
    expect(accepted(order, { shipping }).shipping.amount).toBe(500)
  })

  test('medusajs/admin#522: the return label is subtracted', () => {
    const terms = { returnShipping: { paidBy: 'shopper' as const, fee: { EUR: 395 } } }
    expect(accepted(anOrder(), { terms }).total).toBe(605)
  })
})

describe('tenders and states', () => {
  const split = anOrder({
    payments: [
      { id: 'card', amount: 700 },
      { id: 'gift', method: 'gift_card', amount: 300 },
    ],
  })

  test('adyen-magento#635, dynamics-365 docs#1608: every tender gets its part, none more than it paid', () => {
    expect(accepted(split).payments).toEqual([
      { payment: 'card', amount: 700 },
      { payment: 'gift', amount: 300 },
    ])
  })

  test('vendurehq/vendure#1753, adyen-shopware6#482: what the chosen payment cannot hold spills over', () => {
    expect(accepted(split, { preferredPayment: 'gift' }).payments).toEqual([
      { payment: 'card', amount: 700 },
      { payment: 'gift', amount: 300 },
    ])
    expect(accepted(split, { preferredPayment: 'gift', items: [{ line: 'a', amount: 400 }] }).payments).toEqual([
      { payment: 'card', amount: 100 },
      { payment: 'gift', amount: 300 },
    ])
  })

  test('woocommerce-square#28: all to store credit when the shopper asks', () => {
    const items = [{ line: 'a', resolution: 'store_credit' as const }]
    expect(accepted(split, { items }).payments).toEqual([{ payment: 'store_credit', amount: 1000 }])
  })

  test('woocommerce/woocommerce#8346: a negative amount is no refund', () => {
    expect(ask(split, { items: [{ line: 'a', amount: -100 }] })).toMatchObject({ refused: 'invalid_amount' })
  })

  test('saleor/saleor#19645, saleor-dashboard#4493: what is pending is spent; what failed is not', () => {
    const paid = accepted(split, { items: [{ line: 'a', amount: 600 }] })
    const pending = hold({}, paid, 'reserved')
    expect(ask(split, { holdings: pending, items: [{ line: 'a', amount: 401 }] })).toMatchObject({ limit: 400 })
    expect(accepted(split, { holdings: pending }).total).toBe(400)
    expect(accepted(split, { holdings: {} }).total).toBe(1000)
  })

  test('medusajs/medusa#12588, openfoodnetwork#6330: the same refund twice is refused', () => {
    const run = inTurn(split, [{}, {}])
    expect(run.refusals).toEqual([{ refused: 'already_refunded' }])
  })

  test('one line twice in a request is refused, not two checks on the same snapshot', () => {
    const items = [1, 1].map((quantity) => ({ line: 'a', quantity }))
    expect(ask(split, { items })).toMatchObject({ refused: 'duplicate_line' })
  })

  test('WeChat QA: one of three identical items can be returned', () => {
    const order = anOrder({ lines: [{ id: 'a', quantity: 3, unitPrice: 100 }] })
    expect(accepted(order, { items: [units('a', 1)] }).total).toBe(100)
  })
})
