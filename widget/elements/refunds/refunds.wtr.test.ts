import { expect } from '@open-wc/testing'
import type { AmendsRequestSubmittedEvent } from '../../events.ts'
import { requestsByState } from '../../testing/requests-by-state.ts'
import { order } from '../../testing/sample-order.ts'
import { requestView } from '../../testing/sample-request.ts'
import { openWidget, reopenWidget, type WidgetDriver } from '../../testing/widget-driver.ts'

let widget: WidgetDriver
afterEach(() => widget.shop.restore())

const known = { identity: 'jwt', order: order.number }

for (const lang of ['en', 'zh-CN']) {
  describe(`every screen in ${lang}`, () => {
    it('from the order number to the request, and axe finds nothing', async () => {
      widget = await openWidget({ lang })
      expect(widget.screen).to.equal('find')
      await widget.expectAccessible()
      await widget.type('find-number', order.number)
      await widget.type('find-contact', 'mara@mail.example')
      await widget.press('find-submit')
      await widget.reach('code')
      await widget.expectAccessible()
      await widget.type('code-input', '111111')
      await widget.until(
        () => !!widget.root.querySelector('[data-wrong]') && !widget.text.includes('1\n1'),
        'the wrong code',
      )
      await widget.type('code-input', '409612')
      await widget.reach('choose')
      await widget.expectAccessible()

      await widget.press('item-check', '[data-line=shirt]')
      await widget.press('item-check', '[data-line=mug]')
      await widget.press('fewer', '[data-line=mug]')
      await widget.press('continue')
      await widget.reach('reason')
      await widget.pickReason('mind')
      await widget.press('condition-unopened')
      await widget.press('continue')
      await widget.pickReason('damaged')
      await widget.pickReason('damaged.chipped')
      await widget.press('continue')
      expect(widget.root.querySelectorAll('.error').length).to.equal(2)
      await widget.expectAccessible()
      await widget.type('details', 'Both rims are chipped.')
      await widget.addFile()
      await widget.until(() => !!widget.root.querySelector('[data-t="file"][data-state="saved"]'), 'the file')
      await widget.expectAccessible()
      await widget.press('continue')

      await widget.reach('money')
      const refund = widget.amount
      await widget.press('way-store_credit')
      expect(widget.amount).not.to.equal(refund)
      await widget.press('way-refund')
      expect(widget.amount).to.equal(refund)
      await widget.expectAccessible()
      await widget.press('continue')

      await widget.reach('review')
      await widget.expectAccessible()
      expect(widget.at('submit').textContent).to.include(refund)
      await widget.press('submit')
      expect(widget.screen).to.equal('review')
      await widget.press('truth')
      await widget.press('submit')
      await widget.reach('done')
      expect(widget.at('request-number').textContent).to.equal('R-4T8W-2HKC')
      await widget.expectAccessible()
      await widget.press('help')
      expect(widget.screen).to.equal('contact')
      await widget.expectAccessible()
    })

    for (const [state, view] of Object.entries(requestsByState)) {
      it(`${state}: something can be done, and axe finds nothing`, async () => {
        widget = await openWidget({ lang, identity: 'jwt', request: view.number }, (shop) =>
          shop.requests.set(view.number, view),
        )
        expect(widget.screen).to.equal('track')
        expect(widget.has('next')).to.equal(true)
        const ways = widget.root.querySelectorAll('.body button, .body a, .body form')
        expect(ways.length).to.be.greaterThan(0)
        await widget.expectAccessible()
      })
    }

    it('my orders, another way in, and what is asked of a request', async () => {
      widget = await openWidget({ lang, identity: 'jwt' })
      expect(widget.screen).to.equal('orders')
      await widget.expectAccessible()
      widget.root.querySelector<HTMLElement>('[data-t="order"] button')?.click()
      await widget.reach('choose')
      await widget.press('entry-not-received')
      await widget.expectAccessible()
      await widget.press('back')
      await widget.press('entry-payments')
      await widget.expectAccessible()
      for (const [state, hook, screen] of [
        ['needs_info', 'answer-open', 'answer'],
        ['declined', 'appeal-open', 'appeal'],
        ['completed', 'rate-open', 'rate'],
        ['in_review', 'cancel-row', 'cancel'],
        ['in_review', 'message-row', 'message'],
      ] as const) {
        widget.shop.restore()
        const view = requestsByState[state] ?? requestView()
        widget = await openWidget({ lang, identity: 'jwt', request: view.number }, (shop) =>
          shop.requests.set(view.number, view),
        )
        await widget.press(hook)
        await widget.reach(screen)
        await widget.expectAccessible()
      }
    })
  })
}

describe('sending', () => {
  async function toReview(): Promise<void> {
    await widget.press('item-check', '[data-line=shirt]')
    await widget.press('continue')
    await widget.pickReason('damaged')
    await widget.pickReason('damaged.box')
    await widget.press('continue')
    await widget.reach('money')
    await widget.press('continue')
    await widget.reach('review')
    await widget.press('truth')
  }
  const submits = () => widget.shop.calls.filter((call) => call.path === '/requests')

  it('is one call under one key, however often it is pressed, and tells the page', async () => {
    widget = await openWidget(known)
    const events: AmendsRequestSubmittedEvent[] = []
    document.addEventListener('amends-request-submitted', (event) => events.push(event), { once: true })
    await toReview()
    widget.at('submit').click()
    widget.at('submit').click()
    await widget.reach('done')
    expect(submits().length).to.equal(1)
    expect(events[0]).to.include({ number: 'R-4T8W-2HKC', order: order.number, currency: 'GBP' })
    expect(JSON.stringify(events[0])).not.to.include('mara')
  })

  it('repeats the same call under the same key after silence, also after a reload', async () => {
    widget = await openWidget(known, (shop) => shop.failures.push({ path: /^\/requests$/, answer: 'silence' }))
    await toReview()
    await widget.press('submit')
    await widget.reach('unsent')
    await widget.expectAccessible()
    const [first] = submits()
    widget.shop.restore()
    widget = await reopenWidget(known)
    await widget.reach('done')
    expect(submits().length).to.equal(1)
    expect(submits()[0]?.key).to.equal(first?.key)
    expect(submits()[0]?.body).to.deep.equal(first?.body)
  })

  it('asks again with both amounts when the amount changed', async () => {
    widget = await openWidget(known, (shop) => {
      const quote = { ...requestView().quote, total: 4000 }
      shop.failures.push({ path: /^\/requests$/, answer: 'quote_changed', quote })
    })
    await toReview()
    await widget.press('submit')
    await widget.until(() => widget.has('requoted'), 'both amounts')
    expect(widget.at('requoted').textContent).to.include('£40.00')
    await widget.expectAccessible()
    await widget.press('submit')
    await widget.reach('done')
    expect(submits()[1]?.body).to.have.property('quotedTotal', 4000)
    expect(submits()[1]?.key).not.to.equal(submits()[0]?.key)
  })

  it('says what went wrong and keeps everything', async () => {
    widget = await openWidget(known, (shop) => shop.failures.push({ path: /^\/requests$/, answer: 'not_eligible' }))
    await toReview()
    await widget.press('submit')
    await widget.until(() => widget.has('problem'), 'the problem')
    expect(widget.at('problem').dataset.code).to.equal('not_eligible')
    await widget.press('submit')
    await widget.reach('done')
  })

  it('keeps the draft over a reload, without contact data', async () => {
    widget = await openWidget({ ...known, identity: 'jwt' })
    await widget.press('item-check', '[data-line=mug]')
    await widget.press('fewer', '[data-line=mug]')
    widget.shop.restore()
    widget = await reopenWidget(known)
    expect(widget.at<HTMLInputElement>('quantity', '[data-line=mug]').value).to.equal('3')
    expect(JSON.stringify({ ...localStorage })).not.to.match(/mail|jwt|shopper/)
  })
})

describe('a request', () => {
  it('changes live, and comes back after a reload', async () => {
    const view = requestView()
    widget = await openWidget({ identity: 'jwt', request: view.number }, (shop) => shop.requests.set(view.number, view))
    widget.shop.change(view.number, { ...(requestsByState.paying ?? view), seq: 2 })
    await widget.until(() => widget.has('payouts'), 'the payout')
    const change = new Map([[view.number, requestsByState.paying ?? view]])
    widget.shop.restore()
    widget = await reopenWidget({}, (shop) => {
      shop.requests = change
    })
    expect(widget.screen).to.equal('track')
  })

  it('says where the money would go before any of it is on its way', async () => {
    const view = requestView({
      ...requestsByState.awaiting_return,
      number: 'R-7K2M-9QXD',
      payouts: [],
      arrival: [],
      planned: [
        { destination: 'visa', method: 'card', label: 'Visa •••• 4242', amount: 2000 },
        { destination: 'store_credit', method: 'store_credit', amount: 660 },
      ],
    })
    widget = await openWidget({ identity: 'jwt', request: view.number }, (shop) => shop.requests.set(view.number, view))
    await widget.reach('track')
    const { innerText } = widget.at('payouts')
    expect(innerText.replace(/\s+/g, ' ')).to.include('Visa •••• 4242 £20.00 Store credit £6.60')
    expect(innerText).not.to.match(/paid|refunded|sent/i)
    await widget.expectAccessible()
  })

  it('is answered, sent back and cancelled with what was seen', async () => {
    const run = async (state: string, steps: () => Promise<void>, status: string) => {
      const view = requestsByState[state] ?? requestView()
      widget = await openWidget({ identity: 'jwt', request: view.number }, (shop) =>
        shop.requests.set(view.number, view),
      )
      await steps()
      await widget.until(() => widget.shop.requests.get(view.number)?.status === status, status)
      await widget.reach('track')
      const call = widget.shop.calls.find((each) => each.path.includes('/commands/'))
      expect(call?.body).to.have.property('expectedSeq', 1)
      expect(call?.key).to.match(/^[0-9a-f]{32}$/)
      widget.shop.restore()
    }
    await run(
      'needs_info',
      async () => {
        await widget.press('answer-open')
        await widget.type('reply-text', 'Here it is.')
        await widget.press('answer-submit')
      },
      'in_review',
    )
    await run(
      'awaiting_return',
      async () => {
        await widget.type('tracking', 'RM1234')
        await widget.press('ship-submit')
      },
      'in_transit',
    )
    await run(
      'in_review',
      async () => {
        await widget.press('cancel-row')
        await widget.press('cancel-submit')
      },
      'cancelled',
    )
  })

  it('is rated with stars', async () => {
    const view = requestsByState.completed ?? requestView()
    widget = await openWidget({ identity: 'jwt', request: view.number }, (shop) => shop.requests.set(view.number, view))
    await widget.press('rate-open')
    await widget.press('rate-submit')
    expect(widget.root.querySelectorAll('.error').length).to.equal(1)
    await widget.press('star-4')
    await widget.press('rate-submit')
    await widget.reach('track')
    expect(widget.shop.calls.at(-1)?.body).to.deep.include({ stars: 4 })
  })

  it('is edited through the same steps', async () => {
    const view = requestView()
    widget = await openWidget({ identity: 'jwt', request: view.number }, (shop) => shop.requests.set(view.number, view))
    await widget.press('edit-row')
    await widget.reach('choose')
    expect(widget.at<HTMLInputElement>('quantity', '[data-line=mug]').value).to.equal('2')
    await widget.press('back')
    expect(widget.screen).to.equal('track')
  })
})

describe('a link in an e-mail', () => {
  beforeEach(() => history.replaceState(null, '', '#amends=R-7K2M-9QXD'))
  afterEach(() => history.replaceState(null, '', location.pathname + location.search))

  it('shows the request to whom the page knows', async () => {
    widget = await openWidget(known)
    expect(widget.screen).to.equal('track')
    expect(widget.text).to.contain('R-7K2M-9QXD')
  })

  it('fills in its number for whom it does not', async () => {
    widget = await openWidget()
    expect(widget.screen).to.equal('find')
    expect(widget.at<HTMLInputElement>('find-number').value).to.equal('R-7K2M-9QXD')
  })

  it('gives way to the request that the page asks for', async () => {
    widget = await openWidget({ request: 'R-2222-3333' })
    expect(widget.at<HTMLInputElement>('find-number').value).to.equal('R-2222-3333')
  })
})

describe('an item', () => {
  it('says why it cannot go back, and what still works', async () => {
    widget = await openWidget(known)
    await widget.press('item-why', '[data-line=notebook]')
    expect(widget.text).to.include('It carries a name you chose')
    await widget.press('item-faulty', '[data-line=notebook]')
    expect(widget.at<HTMLInputElement>('item-check', '[data-line=notebook]').checked).to.equal(true)
  })

  it('already in a request leads there', async () => {
    widget = await openWidget(known)
    await widget.press('item-request', '[data-line=lamp]')
    await widget.reach('track')
    expect(widget.at('title').textContent).to.equal('R-7K2M-9QXD')
  })

  it('is found in a long order, and all of it is taken with one press', async () => {
    widget = await openWidget(known, (shop) => {
      const [first] = shop.order.lines
      const [bought] = order.lines
      if (!first || !bought) throw new Error('the order has lines')
      const ids = Array.from({ length: 40 }, (_, index) => `line-${index}`)
      shop.order = {
        ...shop.order,
        order: { ...order, orderDiscount: 0, lines: ids.map((id) => ({ ...bought, id, title: `Shirt ${id}` })) },
        lines: ids.map((id) => ({ ...first, id })),
      }
    })
    await widget.type('item-search', 'line-17')
    expect(widget.root.querySelectorAll('[data-t="item"]').length).to.equal(1)
    await widget.type('item-search', '')
    await widget.press('return-all')
    expect(widget.root.querySelectorAll('.check:checked').length).to.equal(40)
  })

  it('refuses a file of another kind before it is sent', async () => {
    widget = await openWidget(known)
    await widget.press('item-check', '[data-line=mug]')
    await widget.press('continue')
    await widget.pickReason('wrong')
    await widget.addFile('clip.mov', 'video/quicktime')
    expect(widget.at('file').dataset.state).to.equal('failed')
    expect(widget.shop.calls.some((call) => call.path === '/evidence')).to.equal(false)
  })
})

describe('a wrong input', () => {
  const focused = () => widget.root.activeElement?.id

  it('without an order is said and pointed at, and nothing is asked of the shop', async () => {
    widget = await openWidget()
    await widget.press('find-submit')
    await widget.until(() => /fill in every field/.test(widget.text), 'what is missing')
    expect(focused()).to.equal('number')
    await widget.type('find-number', order.number)
    await widget.press('find-submit')
    await widget.until(() => focused() === 'contact', 'the other field')
    expect(widget.shop.calls.some(({ path }) => path === '/lookup')).to.equal(false)
    await widget.expectAccessible()
  })

  it('of a code with too few digits asks for all of them', async () => {
    widget = await openWidget()
    await widget.type('find-number', order.number)
    await widget.type('find-contact', 'mara@mail.example')
    await widget.press('find-submit')
    await widget.reach('code')
    await widget.type('code-input', '40')
    await widget.press('code-submit')
    await widget.until(() => /Enter all six digits/.test(widget.text), 'how many')
    expect(focused()).to.equal('digits')
    expect(widget.shop.calls.some(({ path }) => path === '/verify')).to.equal(false)
    await widget.expectAccessible()
  })

  it('of a message is asked for in our words; what was written stays when the screen is left', async () => {
    widget = await openWidget({ identity: 'jwt', request: 'R-7K2M-9QXD' }, (shop) =>
      shop.failures.push({ path: /commands.message/, answer: 'silence' }),
    )
    await widget.reach('track')
    await widget.press('message-row')
    await widget.reach('message')
    await widget.press('message-submit')
    await widget.until(() => /Please write a few words first/.test(widget.text), 'what is missing')
    expect(focused()).to.equal('text')
    await widget.expectAccessible()
    await widget.type('reply-text', '  ')
    await widget.press('message-submit')
    expect(widget.text).to.include('Please write a few words first')
    const written = () => widget.at<HTMLTextAreaElement>('reply-text').value
    await widget.type('reply-text', 'The rim is chipped.')
    expect(widget.text).not.to.include('Please write a few words first')
    await widget.press('back')
    await widget.reach('track')
    await widget.press('message-row')
    await widget.reach('message')
    expect(written()).to.equal('The rim is chipped.')
    await widget.press('message-submit')
    await widget.until(() => widget.has('problem'), 'the problem')
    expect(written()).to.equal('The rim is chipped.')
    await widget.press('message-submit')
    await widget.reach('track')
    await widget.press('message-row')
    await widget.reach('message')
    expect(written()).to.equal('')
  })

  it('brings what went wrong into sight, and tells it', async () => {
    widget = await openWidget(known, (shop) => shop.failures.push({ path: /requests/, answer: 'too_many_requests' }))
    await widget.press('item-check', '[data-line=shirt]')
    await widget.press('continue')
    await widget.pickReason('mind')
    await widget.press('condition-unopened')
    await widget.press('continue')
    await widget.reach('money')
    await widget.press('continue')
    await widget.reach('review')
    widget.at('submit').scrollIntoView({ block: 'end' })
    await widget.press('submit')
    await widget.until(() => widget.has('problem'), 'the problem')
    await widget.settle()
    const { top, bottom } = widget.at('problem').getBoundingClientRect()
    expect(top >= 0 && bottom <= innerHeight, `${top} to ${bottom} of ${innerHeight}`).to.equal(true)
    expect(widget.at('problem').getAttribute('role')).to.equal('alert')
  })
})

describe('when nothing can be shown', () => {
  it('a shop that does not answer can be asked again', async () => {
    widget = await openWidget({}, (shop) => shop.failures.push({ path: /config/, answer: 'silence' }))
    await widget.expectAccessible()
    await widget.press('reload')
    await widget.reach('find')
  })

  it('a token that has run out leads to the first screen, and says so', async () => {
    widget = await openWidget(known, (shop) => shop.failures.push({ path: /verify/, answer: 'unauthenticated' }))
    await widget.reach('find')
    expect(widget.at('problem').dataset.code).to.equal('unauthenticated')
  })

  it('focus goes to the heading of each new screen', async () => {
    widget = await openWidget(known)
    await widget.press('item-check', '[data-line=shirt]')
    await widget.press('continue')
    await widget.reach('reason')
    expect(widget.root.activeElement?.id).to.equal('title')
  })
})
