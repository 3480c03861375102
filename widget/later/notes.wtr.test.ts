import { expect } from '@open-wc/testing'
import type { OrderView } from '../../shared/api/order-view.schema.ts'
import { requestsByState } from '../testing/requests-by-state.ts'
import { config } from '../testing/sample-config.ts'
import { order } from '../testing/sample-order.ts'
import { orderView } from '../testing/sample-order-view.ts'
import { requestView } from '../testing/sample-request.ts'
import type { Shop } from '../testing/shop-double.ts'
import { openWidget, type WidgetDriver } from '../testing/widget-driver.ts'

let widget: WidgetDriver
afterEach(() => widget.shop.restore())

const dayMs = 86_400_000
const inDays = (days: number) => Date.now() + days * dayMs
const notes = () => widget.at('money-notes').innerText

async function openMoney(setUp: (shop: Shop) => void = () => undefined, lang = 'en') {
  widget = await openWidget({ identity: 'jwt', order: order.number, lang }, setUp)
  await widget.press('item-check', '[data-line=mug]')
  await widget.press('continue')
  await widget.reach('reason')
  await widget.pickReason('mind')
  await widget.press('condition-unopened')
  await widget.press('continue')
  await widget.reach('money')
}

const unknownYear = (view: OrderView): OrderView => ({
  ...view,
  arrival: view.arrival.map((each) => ({ ...each, latest: '2027-01-04', isCalendarUnknown: true as const })),
})

describe('what dates cannot know yet', () => {
  for (const [lang, words] of [
    ['en', 'The bank holidays of 2027 are not announced yet'],
    ['zh-CN', '2027 年的银行假日尚未公布'],
  ] as const) {
    it(`is said where the money arrives, in ${lang}`, async () => {
      await openMoney((shop) => {
        shop.order = unknownYear(shop.order)
      }, lang)
      await widget.settle()
      expect(notes()).to.include(words)
      await widget.expectAccessible()
    })
  }

  it('is said of the payments that get money, and of no other', async () => {
    await openMoney((shop) => {
      const arrival = shop.order.arrival.map((each) =>
        each.payment === 'store_credit' ? { ...each, isCalendarUnknown: true as const } : each,
      )
      shop.order = { ...shop.order, arrival }
    })
    await widget.settle()
    expect(widget.has('money-notes')).to.equal(false)
  })

  it('is said on the request too', async () => {
    const view = requestView({ ...requestsByState.paying, number: 'R-7K2M-9QXD' })
    widget = await openWidget({ identity: 'jwt', request: view.number }, (shop) => {
      const arrival = view.arrival.map((each) => ({ ...each, isCalendarUnknown: true as const }))
      shop.requests.set(view.number, { ...view, arrival })
    })
    await widget.reach('track')
    expect(notes()).to.include('bank holidays')
  })

  it('is a delivery that nobody reported, with the way to say so', async () => {
    widget = await openWidget({ identity: 'jwt', order: order.number }, (shop) => {
      const lines = orderView.lines.map((line) => ({ ...line, missing: ['delivery' as const] }))
      shop.order = { ...orderView, lines }
    })
    expect(widget.at('assumed-delivery').innerText).to.include('No delivery date has reached us')
    await widget.expectAccessible()
    await widget.press('assumed-contact')
    await widget.until(() => widget.has('contact'), 'the contact')
  })
})

describe('store credit', () => {
  const granted = { payout: 'p1', amount: 2660, left: 2660 }
  const credited = () => {
    const base = requestView({ ...requestsByState.paying, number: 'R-7K2M-9QXD' })
    const [payout] = base.payouts
    if (!payout) throw new Error('no payout')
    return {
      ...base,
      quote: { ...base.quote, payments: [{ payment: 'store_credit', amount: 2660 }] },
      payouts: [{ ...payout, destination: 'store_credit', method: 'store_credit', label: undefined }],
    }
  }
  const openCredited = (credit: Shop['credit']) => {
    const view = credited()
    return openWidget({ identity: 'jwt', request: view.number }, (shop) => {
      shop.requests.set(view.number, view)
      shop.credit = credit
    })
  }

  for (const [days, words] of [
    [undefined, 'It does not expire.'],
    [90, 'It can be spent for 90 days from when you get it.'],
    [730, 'It can be spent for 2 years from when you get it.'],
  ] as const) {
    it(`says where it is kept, and how long: ${days ?? 'always'}`, async () => {
      await openMoney((shop) => {
        shop.config = { ...config, storeCredit: days ? { expiresAfterDays: days } : undefined }
      })
      expect(widget.has('money-notes')).to.equal(false)
      await widget.press('way-store_credit')
      await widget.settle()
      expect(notes()).to.include('shown here above your orders').and.to.include(words)
      await widget.expectAccessible()
    })
  }

  it('of a customer comes to what they have', async () => {
    await openMoney((shop) => {
      const other = { currency: 'EUR', balance: 700, expiring: [] }
      shop.credit = { balances: [other, { currency: 'GBP', balance: 1850, expiring: [] }], granted: [] }
    })
    await widget.press('way-store_credit')
    await widget.until(() => widget.has('money-notes') && /£18\.50/.test(notes()), 'the balance')
    expect(notes()).not.to.include('7.00')
  })

  it('of one order is under its email', async () => {
    widget = await openWidget({})
    await widget.type('find-number', order.number)
    await widget.type('find-contact', 'ann@example.com')
    await widget.press('find-submit')
    await widget.reach('code')
    await widget.type('code-input', '409612')
    await widget.reach('choose')
    await widget.press('item-check', '[data-line=mug]')
    await widget.press('continue')
    await widget.pickReason('mind')
    await widget.press('condition-unopened')
    await widget.press('continue')
    await widget.reach('money')
    await widget.press('way-store_credit')
    await widget.settle()
    expect(notes()).to.include('under the email of this order')
  })

  it('of a request: until when it can be spent, and what is left', async () => {
    widget = await openCredited({ balances: [], granted: [{ ...granted, left: 660, expiresAt: inDays(100) }] })
    await widget.until(() => /can be spent until/.test(notes()), 'until when')
    expect(notes()).to.match(/£26\.60 can be spent until .*\d{4}\. £6\.60 of it is left\./)
    await widget.expectAccessible()
  })

  it('of a request that does not expire says so', async () => {
    widget = await openCredited({ balances: [], granted: [granted] })
    await widget.until(() => /does not expire/.test(notes()), 'that it does not')
  })

  it('is told above the orders of a customer, with what expires first', async () => {
    const expiring = [{ amount: 500, expiresAt: inDays(20) }]
    widget = await openWidget({ identity: 'jwt' }, (shop) => {
      shop.credit = { balances: [{ currency: 'GBP', balance: 1850, expiring }], granted: [] }
    })
    await widget.reach('orders')
    await widget.until(() => widget.has('credit-balance'), 'the balance')
    expect(widget.at('credit-balance').innerText).to.match(/Your store credit: £18\.50\s+£5\.00 can be spent until/)
    await widget.expectAccessible()
  })

  it('that cannot be read takes nothing else from the screen', async () => {
    widget = await openWidget({ identity: 'jwt' }, (shop) =>
      shop.failures.push({ path: /store-credit/, answer: 'silence' }),
    )
    await widget.reach('orders')
    expect(widget.has('credit-balance')).to.equal(false)
    expect(widget.has('order')).to.equal(true)
    expect(widget.has('problem')).to.equal(false)
  })
})

it('what a broken offer takes later is said beside what it takes now', async () => {
  const view = requestView({ ...requestsByState.paying, number: 'R-7K2M-9QXD' })
  const promotions = [{ promotion: 'three-for-two', part: 'discount' as const, amount: -500, missing: 300 }]
  widget = await openWidget({ identity: 'jwt', request: view.number }, (shop) =>
    shop.requests.set(view.number, { ...view, quote: { ...view.quote, promotions } }),
  )
  await widget.reach('track')
  await widget.press('request-items')
  await widget.settle()
  expect(widget.root.querySelector('.parts')?.textContent).to.match(/Another £3\.00 of it is taken/)
})
