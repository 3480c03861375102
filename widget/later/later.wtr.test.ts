import { expect } from '@open-wc/testing'
import { requestsByState } from '../testing/requests-by-state.ts'
import { order } from '../testing/sample-order.ts'
import { orderView } from '../testing/sample-order-view.ts'
import { openWidget, type WidgetDriver, words } from '../testing/widget-driver.ts'

let widget: WidgetDriver
afterEach(() => widget.shop.restore())

let copies = 0
/** Words stay for the life of the page: each test has an address of its own for them. */
const fresh = () => ({ identity: 'jwt', api: `/v1-${++copies}/` })

const known = { identity: 'jwt', order: order.number }
const view = requestsByState.in_review
if (!view) throw new Error('there is a request in review')

/** A widget on a request, to which one part's words do not come. */
function openWithout(part: string, over: { request?: string; order?: string; lang?: string } = {}) {
  return openWidget({ ...fresh(), request: view?.number, ...over }, (shop) => {
    shop.requests.set(view?.number ?? '', view as NonNullable<typeof view>)
    const { [part]: _, ...rest } = words as Record<string, Record<string, string>>
    shop.words = rest
  })
}

describe('a later part', () => {
  for (const lang of ['en', 'zh-CN'] as const) {
    it(`that does not come says so in ${lang}, and comes when it is asked for again`, async () => {
      widget = await openWithout(`${lang}.turns`, { lang })
      await widget.press('cancel-row')
      await widget.until(() => widget.has('later-retry'), 'the way to try again')
      expect(widget.screen).to.equal('cancel')
      expect(widget.at('title').textContent).to.equal(view.number)
      await widget.expectAccessible()
      await widget.press('later-retry')
      await widget.until(() => widget.has('later-retry'), 'the same again')
      widget.shop.words = words
      await widget.press('later-retry')
      await widget.until(() => widget.has('cancel-submit'), 'the screen itself')
      await widget.expectAccessible()
    })
  }

  it('that is only a piece leaves the rest of the screen as it is', async () => {
    const awaiting = requestsByState.awaiting_return
    if (!awaiting) throw new Error('there is a request that waits for the return')
    widget = await openWidget({ ...fresh(), request: awaiting.number }, (shop) => {
      shop.requests.set(awaiting.number, awaiting)
      const { 'en.turns': _, ...rest } = words
      shop.words = rest
    })
    await widget.until(() => widget.has('later-retry'), 'the way to try again')
    expect(widget.has('timeline')).to.equal(true)
    await widget.expectAccessible()
    widget.shop.words = words
    await widget.press('later-retry')
    await widget.until(() => widget.has('return-address'), 'the address')
  })

  it('is there before the press of whoever points at the way in', async () => {
    widget = await openWithout('')
    expect(widget.element.words?.has('turns')).to.equal(false)
    widget.at('cancel-row').dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }))
    await widget.until(() => widget.element.words?.has('turns') === true, 'the words')
    expect(widget.screen).to.equal('track')
    widget.at('cancel-row').click()
    await widget.element.updateComplete
    expect(widget.has('cancel-submit')).to.equal(true)
  })

  it('says everything in the language that the page changes to', async () => {
    widget = await openWithout('')
    await widget.press('help')
    await widget.until(() => widget.has('contact'), 'the contact')
    widget.element.lang = 'zh-CN'
    await widget.until(() => /木与麻/.test(widget.text), 'Chinese')
    await widget.settle()
    expect(widget.text).to.include(words['zh-CN.help']['contact.name'].split('{{')[0])
  })
})

describe('an order that needs more than the plain rules', () => {
  it('brings them, and its amount counts what was refunded outside', async () => {
    const paid = orderView.order.lines[1]
    if (!paid) throw new Error('there are mugs')
    const outside = { id: 'r', at: order.placedAt, lines: [{ line: paid.id, quantity: 3, amount: 3990 }] }
    widget = await openWidget(known, (shop) => {
      shop.order = {
        ...orderView,
        order: { ...order, refunds: [outside] },
        lines: orderView.lines.map((line) => (line.id === paid.id ? { ...line, remaining: 1 } : line)),
      }
    })
    await widget.press('item-check', '[data-line=mug]')
    const last = widget.amount
    widget.shop.restore()
    widget = await openWidget(known)
    await widget.press('item-check', '[data-line=mug]')
    for (const _ of [1, 2, 3]) await widget.press('fewer', '[data-line=mug]')
    expect(last).to.match(/^£\d/)
    expect(last).not.to.equal('£0.00')
    expect(last).not.to.equal(widget.amount)
  })

  it('says which offer is no longer reached, and what that takes', async () => {
    const promotion = {
      id: 'four',
      title: 'Four mugs',
      lines: ['mug'],
      tiers: [{ minimumQuantity: 4, discount: 1000 }],
      discounts: [{ line: 'mug', amount: 1000 }],
    }
    widget = await openWidget(known, (shop) => {
      const lines = order.lines.map((line) => (line.id === 'mug' ? { ...line, discount: 1000 } : line))
      shop.order = {
        ...orderView,
        order: { ...order, lines, promotions: [promotion] },
        termsTable: orderView.termsTable.map((terms) => ({ ...terms, promotion: 'resettle' })),
      }
    })
    await widget.press('item-check', '[data-line=mug]')
    const all = widget.at('amount').closest('details')?.textContent ?? ''
    expect(all).not.to.include(words.en['part.discount'])
    await widget.press('fewer', '[data-line=mug]')
    const some = widget.at('amount').closest('details')?.textContent ?? ''
    expect(some).to.include(words.en['part.discount'])
    expect(some).to.include('Four mugs')
  })
})
