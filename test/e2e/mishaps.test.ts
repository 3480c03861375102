import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { openBrowser, picture, type Visit, visit } from '../support/browser.ts'
import { Shopper } from '../support/shopper.ts'
import { codeSentTo, mailsTo, pushOrder, readRequest, requestsOf } from '../support/store-orders.ts'

const demo = inject('demo')
let browser: Browser
let shop: Visit
let shopper: Shopper
beforeAll(async () => {
  browser = await openBrowser()
})
beforeEach(async () => {
  // What a wrong code, a wrong file and a dead network make the browser say.
  shop = await visit(browser, { expected: /status of 4\d\d|ERR_INTERNET_DISCONNECTED|ERR_FAILED|net::ERR/ })
  shopper = new Shopper(shop.page, demo)
  return async () => {
    expect(shop.complaints).toEqual([])
    await shop.close()
  }
})
afterAll(() => browser.close())

const cups = { bought: [{ thing: 'teacup' as const, price: 495, quantity: 4, tags: ['fragile'] }] }

/** As far as the review of two damaged cups. */
async function review(): Promise<string> {
  const order = await pushOrder(demo, cups)
  await shopper.enter(order)
  await shopper.chooseItem('1')
  await shopper.next('reason')
  await shopper.giveReason('damaged', 'damaged_in_transit')
  await shopper.addPhoto()
  await shopper.next('money')
  await shopper.next('review')
  await shopper.agree()
  return order.number
}

/** Presses on without what is asked for; the words appear beside the field, and one stays on the screen. */
async function missing(screen: string, words: RegExp): Promise<void> {
  await shopper.at('continue').click()
  await shopper.onScreen(screen)
  await shop.page
    .locator('amends-refunds .error, amends-refunds [data-tone="negative"]')
    .filter({ hasText: words })
    .first()
    .waitFor()
}

describe('wrong input', () => {
  it('is told at every field, in words, and nothing is lost', async () => {
    const order = await pushOrder(demo, cups)
    await shopper.openStore()
    await shopper.openLauncher()
    await shopper.at('find-submit').click()
    await shopper.onScreen('find')
    expect(await shopper.at('find-number').evaluate((input: HTMLInputElement) => input.validity.valid)).toBe(false)

    await shopper.find(order.number, order.email)
    const code = await codeSentTo(demo, order.email)
    const wrong = code === '000000' ? '000001' : '000000'
    await shopper.at('code-input').fill(wrong)
    await shop.page.locator('amends-refunds .error').filter({ hasText: /code/i }).waitFor()
    await picture(shop.page, 'en-widget-wrong-code')
    await shopper.at('code-input').fill(code)
    await shopper.onScreen('choose')

    await missing('choose', /choose|select|pick/i)
    await picture(shop.page, 'en-widget-nothing-chosen')
    await shopper.chooseItem('1')
    const quantity = shopper.item('1').locator('[data-t="quantity"]')
    for (const typed of ['0', '-3', '99', '']) {
      await quantity.fill(typed)
      await quantity.press('Tab')
      const shown = Number(await quantity.inputValue())
      expect(shown >= 1 && shown <= 4, `${typed} became ${shown}`).toBe(true)
    }
    await shopper.next('reason')
    await missing('reason', /choose/i)
    await shopper.giveReason('damaged', 'damaged_in_transit')
    await missing('reason', /photo/i)
    await picture(shop.page, 'en-widget-photo-missing')
    await shopper.at('evidence-input').setInputFiles({
      name: 'notes.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('not a photo'),
    })
    await shopper.at('file', '[data-state="failed"]').waitFor()
    await shopper.at('evidence-input').setInputFiles({
      name: 'fake.png',
      mimeType: 'image/png',
      buffer: Buffer.from('<svg onload=alert(1)>'),
    })
    await shopper.at('file', '[data-state="failed"]').nth(1).waitFor()
    await picture(shop.page, 'en-widget-files-refused')
    await missing('reason', /photo/i)
    await shopper.addPhoto()
    await shopper.next('money')
    await shopper.next('review')
    await shopper.at('submit').click()
    await shop.page.locator('#truth-error').waitFor()
    await picture(shop.page, 'en-widget-truth-missing')
    await shopper.submit()
  })

  it('says the same of an order that is not there, and leads to a person', async () => {
    await shopper.openStore()
    await shopper.openLauncher()
    await shopper.find('LH-000000', 'nobody@example.com')
    expect(await mailsTo(demo, 'nobody@example.com')).toEqual([])
    await shopper.at('code-other').click()
    expect(await shopper.at('find-number').inputValue()).toBe('LH-000000')
    await shopper.at('contact-row').click()
    await shopper.onScreen('contact')
    expect(await shopper.at('contact-email').getAttribute('href')).toContain('mailto:')
  })
})

describe('what may happen on the way', () => {
  it('a reload keeps the draft', async () => {
    const order = await pushOrder(demo, cups)
    await shopper.enter(order)
    await shopper.chooseItem('1')
    await shopper.item('1').locator('[data-t="fewer"]').click()
    await shopper.next('reason')
    await shopper.giveReason('damaged', 'damaged_in_transit')
    await shopper.at('details').fill('One cup has no handle.')
    await shopper.addPhoto()
    await shop.page.reload()
    await shop.page.locator('amends-launcher [data-t="launcher"]').click()
    await shopper.onScreen('choose')
    expect(await shopper.item('1').locator('[data-t="quantity"]').inputValue()).toBe('3')
    await shopper.next('reason')
    expect(await shopper.at('details').inputValue()).toBe('One cup has no handle.')
    expect(await shopper.at('file', '[data-state="saved"]').count()).toBe(1)
    await shopper.next('money')
    await shopper.next('review')
    const number = await shopper.submit()
    expect((await readRequest(demo, number)).items).toMatchObject([
      { quantity: 3, details: 'One cup has no handle.', evidence: [{ type: 'image/png' }] },
    ])
  })

  it('pressing twice sends one request', async () => {
    const order = await review()
    await shopper.at('submit').dblclick()
    await shopper.onScreen('done')
    expect(await requestsOf(demo, order)).toHaveLength(1)
  })

  it('an answer that is lost on the way is not sent as a second request', async () => {
    const order = await review()
    let lost = 0
    await shop.page.route('**/v1/shop/requests', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue()
      lost += 1
      // It arrived, and the answer never came back.
      await route.fetch()
      await route.abort('connectionreset')
    })
    await shopper.at('submit').click()
    await shopper.onScreen('unsent')
    await picture(shop.page, 'en-widget-unsent')
    expect(await requestsOf(demo, order)).toHaveLength(1)
    await shopper.at('retry').click()
    await shopper.onScreen('done')
    expect(lost).toBe(1)
    expect(await requestsOf(demo, order)).toHaveLength(1)
    expect((await requestsOf(demo, order))[0]?.number).toBe(await shopper.number())
  })

  it('without a network the request waits, and goes out once when it is back', async () => {
    const order = await review()
    await shop.context.setOffline(true)
    await shopper.at('offline').waitFor()
    await shopper.at('submit').click()
    await shopper.onScreen('unsent')
    await picture(shop.page, 'en-widget-offline')
    expect(await requestsOf(demo, order)).toEqual([])
    await shop.context.setOffline(false)
    await shopper.onScreen('done')
    expect(await requestsOf(demo, order)).toHaveLength(1)
  })
})
