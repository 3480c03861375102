import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { axeFindings, type Language, openBrowser, picture, type Visit, visit } from '../support/browser.ts'
import { Shopper } from '../support/shopper.ts'
import { Staff } from '../support/staff.ts'
import {
  codeSentTo,
  commandAsMerchant,
  mailsTo,
  merchantCall,
  pushOrder,
  readRequest,
  requestsOf,
  type StoreOrder,
  until,
} from '../support/store-orders.ts'

const demo = inject('demo')
let browser: Browser
let desk: Visit
let staff: Staff
let shop: Visit
let shopper: Shopper
beforeAll(async () => {
  browser = await openBrowser()
  desk = await visit(browser, { width: 1280, expected: /401.*\/admin\/me|409.*\/approve/ })
  staff = new Staff(desk.page, demo)
  await staff.signIn()
})
beforeEach(async () => {
  shop = await visit(browser)
  shopper = new Shopper(shop.page, demo)
  return async () => {
    expect(shop.complaints).toEqual([])
    expect(desk.complaints).toEqual([])
    await shop.close()
  }
})
afterAll(() => browser.close())

/** Pictures of the screen in both languages, and nothing that axe would find. */
async function seen(name: string, visited = shop): Promise<void> {
  const { page } = visited
  await picture(page, `en-${name}`)
  expect(await axeFindings(page), name).toEqual([])
  await speak(visited, 'zh-CN')
  await picture(page, `zh-CN-${name}`)
  await speak(visited, 'en')
}

/** The widget by its attribute, which may change at any time; the admin by its button, where no dialog is over it. */
async function speak({ page }: Visit, language: Language): Promise<void> {
  const widget = page.locator('amends-launcher, main amends-refunds').first()
  if (await widget.count()) {
    await widget.evaluate((element, lang) => element.setAttribute('lang', lang), language)
    await page.locator(`amends-refunds [data-t="widget"][lang="${language}"]`).waitFor()
  } else {
    await page.locator('[data-t="language"]').evaluate((button: HTMLElement) => button.click())
    await page.locator(`html[lang="${language}"]`).waitFor()
  }
}

/** A request that a person has to decide, and a shopper who follows it. */
async function followed(): Promise<{ order: StoreOrder; number: string }> {
  const order = await pushOrder(demo, { bought: [{ thing: 'stand', price: 2475 }], deliveredDaysAgo: 'never' })
  const answer = await merchantCall(demo, 'POST', '/v1/requests', {
    order: order.number,
    items: [{ line: '1', quantity: 1, reason: 'never_arrived', details: 'Nothing came, and nobody rang the bell.' }],
  })
  const { number, status } = (await answer.json()) as { number: string; status: string }
  expect(status).toBe('in_review')
  const known = await mailsTo(demo, order.email)
  await shopper.openStore()
  await shopper.openLauncher()
  await shopper.find(number, order.email)
  await shopper.at('code-input').fill(await codeSentTo(demo, order.email, known))
  await shopper.onScreen('track')
  return { order, number }
}

async function paid(number: string) {
  const request = await until(
    () => readRequest(demo, number),
    ({ status }) => status === 'completed',
  )
  expect(request.payouts.reduce((sum, { amount }) => sum + amount, 0)).toBe(request.quote.total)
  return request
}

describe('ways to the money', () => {
  /** A thing that is cheap and broken is not sent back: it is paid at once. */
  async function toMoney(): Promise<StoreOrder> {
    const order = await pushOrder(demo, { bought: [{ thing: 'bunting', price: 495 }] })
    await shopper.enter(order)
    await shopper.chooseItem('1')
    await shopper.next('reason')
    await shopper.giveReason('damaged', 'damaged_in_transit')
    await shopper.addPhoto()
    await shopper.next('money')
    return order
  }

  it('store credit says where it is kept, and until when it can be spent', async () => {
    const { number: order } = await toMoney()
    await shopper.at('way-store_credit').check()
    const notes = shopper.at('money-notes')
    await notes.filter({ hasText: /under the email of this order.*3 years/s }).waitFor()
    await seen('widget-money-credit')
    await shopper.next('review')
    const number = await shopper.submit()
    await shopper.at('follow').click()
    const { quote } = await paid(number)
    const year = new Date(Date.now() + 1_095 * 86_400_000).getFullYear()
    await notes.filter({ hasText: new RegExp(`can be spent until .*${year}`) }).waitFor()
    await seen('widget-track-credit')
    const credit = await merchantCall(demo, 'GET', `/v1/store-credit?customer=c-${order}`)
    expect(await credit.json()).toMatchObject({ balances: [{ balance: quote.total, expiring: [{}] }] })
  })

  it('another account is named once, and only its last digits are seen again', async () => {
    await toMoney()
    await shopper.at('way-other_account').check()
    await shopper.at('continue').click()
    await shop.page.locator('#account-first').waitFor()
    for (const [name, value] of [
      ['holder', 'Ann Lee'],
      ['bank', '60-16-1'],
      ['number', '31926819'],
    ] as const)
      await shopper.at(`account-${name}`).fill(value)
    await shopper.at('account-use').click()
    await shop.page.locator('#account-bank-below.error').waitFor()
    await seen('widget-money-account')
    await shopper.at('account-bank').fill('60-16-13')
    await shopper.at('account-use').click()
    await shopper.at('account-named').waitFor()
    await shopper.next('review')
    await seen('widget-review-account')
    const number = await shopper.submit()
    await shopper.at('follow').click()
    await shopper.at('payouts').filter({ hasText: '6819' }).waitFor()
    const { payouts } = await readRequest(demo, number)
    expect(payouts).toMatchObject([{ destination: 'account', label: '•••• 6819' }])
    expect(await shop.page.locator('amends-refunds').innerText()).not.toContain('31926819')
    const stored = await shop.page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))
    expect(stored).not.toMatch(/31926819|Ann Lee/)
  })

  it('a customer the shop vouches for types nothing, and gets a double charge back', async () => {
    await shopper.openStore('/orders')
    await picture(shop.page, 'en-store-who')
    await shop.page.locator('button.person', { hasText: /twice/i }).first().click()
    await shopper.onScreen('choose')
    const order = decodeURIComponent(new URL(shop.page.url()).pathname.split('/').at(-1) ?? '')
    await seen('widget-inline-choose')
    await shopper.at('entry-payments').click()
    const doubled = shopper
      .at('payment')
      .filter({ has: shop.page.locator('.chip') })
      .first()
    await doubled.locator('[data-t="payment-check"]').check()
    await seen('widget-inline-payments')
    await shopper.next('reason')
    await shopper.at('reason', '[data-reason="charged_twice"]').check()
    await shopper.next('money')
    await shopper.next('review')
    const number = await shopper.submit()
    const asked = await readRequest(demo, number)
    const item = asked.items[0]
    expect(item?.payment).toBeDefined()
    await commandAsMerchant(demo, number, 'approve')
    const done = await paid(number)
    expect(done.payouts).toMatchObject([{ destination: item?.payment, amount: asked.quote.total }])
    await shopper.at('follow').click()
    await shopper.at('rate-open').waitFor()
    await shopper.at('back').click()
    await shopper.onScreen('orders')
    await seen('widget-inline-orders')
    expect((await requestsOf(demo, order)).map((request) => request.number)).toContain(number)
  })

  it('a question is asked and answered', async () => {
    const { number } = await followed()
    await staff.openRequest(number)
    await staff.at('write-ask').click()
    await staff.at('composer-text').fill('Could you look in the porch, and send a photo of the door?')
    await staff.at('send').click()
    await shopper.at('answer-open').waitFor()
    await seen('widget-track-question')
    await shopper.at('answer-open').click()
    await shopper.at('reply-text').fill('The porch is empty; here is the door.')
    await shopper.addPhoto()
    await seen('widget-answer')
    await shopper.at('answer-submit').click()
    await shopper.onScreen('track')
    expect((await readRequest(demo, number)).status).toBe('in_review')
    await staff.openRequest(number)
    await desk.page.getByText('The porch is empty; here is the door.').first().waitFor()
    await seen('admin-request-answered', desk)
    await staff.at('approve').click()
    await shopper.at('rate-open').waitFor()
    await paid(number)
  })

  it('a no carries the words of staff, and can be appealed', async () => {
    const { number } = await followed()
    const words = 'The carrier photographed the parcel at your door on 16 November.'
    await staff.openRequest(number)
    await staff.at('decline').click()
    await staff.at('decline-reason').fill('Delivered, with photo')
    await staff.at('decline-message').fill(words)
    expect(await staff.at('decline-preview').innerText()).toContain(words)
    await seen('admin-decline', desk)
    await staff.at('decline-confirm').click()
    await shopper.at('appeal-open').waitFor()
    expect(await shopper.text('next')).toContain(words)
    await seen('widget-track-declined')
    await shopper.at('appeal-open').click()
    await seen('widget-appeal')
    await shopper.at('reply-text').fill('That photo shows the house next door.')
    await shopper.at('appeal-submit').click()
    await shopper.onScreen('track')
    expect((await readRequest(demo, number)).status).toBe('in_review')
    // Whoever said no does not look again.
    await staff.openRequest(number)
    await staff.at('approve').click()
    await staff.at('problem').waitFor()
    await seen('admin-same-reviewer', desk)
    const other = await visit(browser, { width: 1280, expected: /401.*\/admin\/me/ })
    const colleague = new Staff(other.page, demo)
    await colleague.signIn(1)
    await colleague.openRequest(number)
    await colleague.at('approve').click()
    await shopper.at('rate-open').waitFor()
    await paid(number)
    expect(other.complaints).toEqual([])
    await other.close()
  })

  it('goods go back, are received and inspected, and then it is paid, less the fee that was said', async () => {
    const order = await pushOrder(demo, {
      country: 'US',
      currency: 'USD',
      bought: [{ thing: 'bunting', price: 100, quantity: 30 }],
    })
    await shopper.enter(order)
    await shopper.chooseItem('1')
    await shopper.next('reason')
    await shopper.giveReason('changed_mind', 'not_needed')
    await shopper.next('money')
    const preview = await shopper.text('amount')
    await shopper.at('amount-bar').click()
    await seen('widget-money-fees')
    await shopper.next('review')
    const number = await shopper.submit()
    await seen('widget-done-approved')
    await shopper.at('follow').click()
    await shopper.at('return-address').waitFor()
    await seen('widget-track-ship')
    await shopper.at('tracking').fill('9400 1000 0000 0000 0000 00')
    await shopper.at('carrier').fill('USPS')
    await shopper.at('ship-submit').click()
    await until(
      () => readRequest(demo, number),
      ({ status }) => status === 'in_transit',
    )
    await seen('widget-track-in-transit')
    await staff.openRequest(number)
    await seen('admin-request-in-transit', desk)
    await staff.at('mark-received').click()
    await staff.at('mark-received').waitFor({ state: 'hidden' })
    await staff.at('inspect').click()
    await staff.at('inspect-as_described').check({ force: true })
    await seen('admin-inspect', desk)
    await staff.at('inspect-confirm').click()
    await shopper.at('rate-open').waitFor()
    await seen('widget-track-paid-after-return')
    const done = await paid(number)
    expect(done.quote.fees.some(({ kind }) => kind === 'restocking')).toBe(true)
    expect(preview).toContain((done.quote.total / 100).toFixed(2))
  })
})
