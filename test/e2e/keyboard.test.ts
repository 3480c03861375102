import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { openBrowser, visit } from '../support/browser.ts'
import { onePixelPng } from '../support/pictures.ts'
import { Shopper } from '../support/shopper.ts'
import { codeSentTo, pushOrder, readRequest } from '../support/store-orders.ts'

const demo = inject('demo')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

interface Focused {
  hook: string
  tag: string
  reason: string
  /** Something shows where the focus is: an outline, or a ring. */
  isShown: boolean
}

/** Where the focus is, behind every shadow root. */
function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    let active = document.activeElement
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
    if (!(active instanceof HTMLElement)) return { hook: '', tag: '', reason: '', isShown: false }
    // Round buttons hide the native control, and show the focus on what surrounds it.
    const shown = [active, active.parentElement, active.nextElementSibling, active.closest('label')].some((element) => {
      if (!element) return false
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
    })
    const { t = '', reason = '' } = active.dataset
    return { hook: t, tag: active.tagName, reason, isShown: shown }
  })
}

/** Tab until the focus is there; every stop on the way is one that can be seen. */
async function tabTo(page: Page, wanted: (at: Focused) => boolean): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    const at = await focused(page)
    if (at.hook) expect(at.isShown, `the focus on ${at.hook} cannot be seen`).toBe(true)
    if (wanted(at)) return
  }
  throw new Error('the keyboard does not reach it')
}

it('a refund is asked for with the keyboard alone', async () => {
  const { page, close, complaints } = await visit(browser, { width: 1280 })
  const shopper = new Shopper(page, demo)
  const order = await pushOrder(demo, { bought: [{ thing: 'stand', price: 2475, tags: ['fragile'] }] })
  const hook = (name: string) => tabTo(page, (at) => at.hook === name)
  await shopper.openStore()
  await page.locator('amends-launcher [data-t="launcher"]').waitFor()
  await hook('launcher')
  await page.keyboard.press('Enter')
  // Listened for from the beginning: the browser hands choosers over only some time after somebody listens.
  page.on('filechooser', (chooser) => {
    void chooser.setFiles({ name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from(onePixelPng) })
  })
  await shopper.onScreen('find')
  await hook('find-number')
  await page.keyboard.type(order.number)
  await hook('find-contact')
  await page.keyboard.type(order.email)
  await page.keyboard.press('Enter')
  await shopper.onScreen('code')
  // The field waits for the code: no key is needed to reach it.
  await page.keyboard.type(await codeSentTo(demo, order.email))
  await shopper.onScreen('choose')
  await hook('item-check')
  await page.keyboard.press('Space')
  await hook('continue')
  await page.keyboard.press('Enter')
  await shopper.onScreen('reason')
  await hook('reason')
  for (let presses = 0; presses < 6; presses += 1) {
    if ((await focused(page)).reason === 'damaged') break
    await page.keyboard.press('ArrowDown')
  }
  await tabTo(page, (at) => at.reason.startsWith('damaged') || at.reason === 'defective')
  await page.keyboard.press('Space')
  await hook('evidence-input')
  await page.keyboard.press('Enter')
  await shopper.at('file', '[data-state="saved"]').waitFor()
  await hook('continue')
  await page.keyboard.press('Enter')
  await shopper.onScreen('money')
  await hook('continue')
  await page.keyboard.press('Enter')
  await shopper.onScreen('review')
  await hook('truth')
  await page.keyboard.press('Space')
  await hook('submit')
  await page.keyboard.press('Enter')
  await shopper.onScreen('done')
  expect((await readRequest(demo, await shopper.number())).status).toBe('in_review')
  await page.keyboard.press('Escape')
  await page.locator('amends-launcher dialog[open]').waitFor({ state: 'detached' })
  expect((await focused(page)).hook, 'the focus returns to where it came from').toBe('launcher')
  expect(complaints).toEqual([])
  await close()
})
