import { expect } from '@open-wc/testing'
import type { OrderView } from '../../shared/api/order-view.schema.ts'
import { order } from '../testing/sample-order.ts'
import { askingView } from '../testing/sample-questions.ts'
import type { Shop } from '../testing/shop-double.ts'
import { openWidget, type WidgetDriver } from '../testing/widget-driver.ts'

let widget: WidgetDriver
afterEach(async () => {
  // What is still to be asked is asked of this shop.
  await new Promise((resolve) => setTimeout(resolve, 450))
  widget.shop.restore()
})

/** On the reasons of one mug, for a change of mind. */
async function openReason(setUp: (shop: Shop) => void = () => undefined, lang = 'en', view: OrderView = askingView) {
  widget = await openWidget({ identity: 'jwt', order: order.number, lang }, (shop) => {
    shop.order = view
    setUp(shop)
  })
  await widget.press('item-check', '[data-line=mug]')
  await widget.press('continue')
  await widget.reach('reason')
  await widget.pickReason('mind')
  await widget.settle()
}

async function choose(value: string): Promise<void> {
  widget.root.querySelector<HTMLInputElement>(`[data-value=${value}]`)?.click()
  await widget.element.updateComplete
}

async function fill(selector: string, value: string): Promise<void> {
  const field = widget.root.querySelector<HTMLInputElement | HTMLSelectElement>(selector)
  if (!field) throw new Error(`no ${selector}`)
  field.value = value
  field.dispatchEvent(new InputEvent(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
  await widget.element.updateComplete
}

describe('a shop with questions of its own', () => {
  for (const lang of ['en', 'zh-CN']) {
    it(`asks them, and says what helps, in ${lang}`, async () => {
      await openReason(undefined, lang)
      expect(widget.has('help-text') && widget.has('materials') && widget.has('examples')).to.equal(true)
      for (const code of ['where', 'colour', 'days', 'note', 'label'])
        expect(widget.has(`question-${code}`)).to.equal(true)
      await widget.expectAccessible()
      await widget.press('continue')
      expect(widget.screen).to.equal('reason')
      await widget.expectAccessible()
    })
  }

  it('points at the question that must be answered', async () => {
    await openReason()
    await widget.press('continue')
    expect(widget.root.activeElement).to.equal(widget.at('question-where'))
    await choose('home')
    await widget.press('continue')
    await widget.reach('money')
  })

  it('sends what was answered, of each kind', async () => {
    await openReason()
    await choose('store')
    await fill('#question-colour', 'ink')
    await fill('#question-days', '3')
    await fill('#question-note', '  For Nora ')
    await widget.addFile()
    await widget.until(() => widget.root.querySelector('[data-t=file][data-state=saved]') !== null, 'the photo')
    await widget.press('continue')
    await widget.reach('money')
    await widget.press('continue')
    await widget.reach('review')
    await widget.press('submit')
    await widget.reach('done')
    const sent = widget.shop.calls.find(({ path }) => path === '/requests')?.body as { items: { answers: object }[] }
    const { label, ...rest } = sent.items[0]?.answers as Record<string, unknown>
    expect(rest).to.deep.equal({ where: 'store', colour: 'ink', days: 3, note: 'For Nora' })
    expect(label).to.have.length(1)
  })

  it('shows another amount as soon as an answer changes it', async () => {
    await openReason((shop) => {
      shop.judged = ({ answers }) =>
        JSON.stringify(answers).includes('store') ? { restockingFee: { percent: 5000 } } : {}
    })
    const before = widget.amount
    await choose('store')
    await widget.until(() => widget.amount !== before, 'another amount')
    const asked = () => widget.shop.calls.filter(({ path }) => path.endsWith('/answers')).length
    const calls = asked()
    await choose('home')
    await widget.until(() => widget.amount === before, 'the first amount')
    expect(asked()).to.equal(calls + 1)
  })

  it('asks for the condition where the terms depend on it, and goes on without', async () => {
    await openReason((shop) => {
      shop.judged = ({ condition }) => (condition === 'used' ? { restockingFee: { percent: 5000 } } : {})
    })
    const before = widget.amount
    await widget.press('condition-used')
    await widget.until(() => widget.amount !== before, 'another amount')
    await choose('home')
    await widget.press('continue')
    await widget.reach('money')
  })

  it('keeps the amount it has where no answer comes', async () => {
    await openReason((shop) => {
      shop.failures.push({ path: /answers$/, answer: 'silence' })
    })
    const before = widget.amount
    await choose('home')
    await widget.until(() => widget.shop.failures.length === 0, 'the question')
    await widget.settle()
    expect(widget.amount).to.equal(before)
    await widget.press('continue')
    await widget.reach('money')
  })
})
