import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { axeFindings, type Language, openBrowser, picture, type Visit, visit } from '../support/browser.ts'
import { Shopper } from '../support/shopper.ts'
import { Staff } from '../support/staff.ts'
import { mailsTo, type OrderWanted, pushOrder, readRequest, requestsOf, until } from '../support/store-orders.ts'

const demo = inject('demo')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const engraved = { legalClass: ['custom_made' as const], legalConfirmed: true, variant: '“Nora”' }

const orders: Record<Language, OrderWanted> = {
  en: {
    name: 'Ann Lee',
    orderDiscount: 300,
    bought: [
      { thing: 'teacup', price: 495, quantity: 4, tags: ['fragile'] },
      { thing: 'stand', price: 1275, tags: ['fragile'] },
      { thing: 'clock', price: 1850, more: engraved },
    ],
  },
  'zh-CN': {
    name: '李明轩',
    country: 'CN',
    currency: 'CNY',
    method: 'alipay',
    label: '支付宝 138****2046',
    shipping: 1200,
    orderDiscount: 2000,
    bought: [
      { thing: 'teacup', price: 4500, quantity: 4, tags: ['fragile'], more: { title: '玫瑰茶杯与茶碟' } },
      { thing: 'stand', price: 11_800, tags: ['fragile'], more: { title: '摄政风三层蛋糕架' } },
      { thing: 'clock', price: 16_800, more: { ...engraved, title: '复古闹钟 · 红' } },
    ],
  },
}

/** What is said, in either language, of a request that is paid, and of one that was taken back. */
const said = {
  en: {
    code: /is your code/,
    approved: /approved|back to you|refund/i,
    details: 'Two of the cups came with a cracked rim.',
  },
  'zh-CN': { code: /验证码/, approved: /退款/, details: '其中两只茶杯的杯口有裂纹。' },
}

/** Both currencies of this file have two decimals. */
function minorOf(text: string): number {
  const found = text.match(/[\d,]+\.\d\d/)?.[0] ?? ''
  return Math.round(Number(found.replaceAll(',', '')) * 100)
}

describe.each(['en', 'zh-CN'] as const)('a refund from the shop to the bank, in %s', (language) => {
  let shop: Visit
  let desk: Visit
  beforeAll(async () => {
    shop = await visit(browser, { language, width: 360 })
    // Asking who is signed in before anybody is, and for a draft that somebody may have published.
    desk = await visit(browser, { language, width: 1280, expected: /401.*\/admin\/me|404.*\/policies\/draft/ })
  })
  afterAll(() => Promise.all([shop.close(), desk.close()]))

  it('is found, asked for, approved, paid, seen live and rated', async () => {
    const order = await pushOrder(demo, orders[language])
    const shopper = new Shopper(shop.page, demo)
    const seen = async (name: string) => {
      await picture(shop.page, `${language}-${name}`)
      expect(await axeFindings(shop.page), name).toEqual([])
    }

    await shopper.openStore('/')
    await picture(shop.page, `${language}-store-home`)
    await shopper.openStore()
    await shop.page.locator('amends-launcher [data-t="launcher"]').waitFor()
    await picture(shop.page, `${language}-store-product`)
    await shopper.openLauncher()
    expect(await shop.page.locator('html').getAttribute('lang')).toBe(language)
    await seen('widget-1-find')
    await shopper.at('help').click()
    await shopper.onScreen('contact')
    await seen('widget-contact')
    await shopper.at('back').click()
    await shopper.find(order.number, ` ${order.email.toUpperCase()} `)
    await seen('widget-2-code')
    const mails = await until(
      () => mailsTo(demo, order.email),
      (list) => list.length > 0,
    )
    expect(mails[0]?.subject).toMatch(said[language].code)
    await shopper.at('code-input').fill(mails[0]?.subject.match(/\d{6}/)?.[0] ?? '')
    await shopper.onScreen('choose')

    // Made for one person: the clause is said, and a fault still counts.
    await shopper.item('3').locator('[data-t="item-why"]').click()
    expect((await shopper.item('3').locator('details').innerText()).length).toBeGreaterThan(30)
    await shopper.item('3').locator('[data-t="item-faulty"]').waitFor()
    await shopper.chooseItem('1')
    await shopper.item('1').locator('[data-t="quantity"]').fill('2')
    await shopper.item('1').locator('[data-t="quantity"]').press('Tab')
    await seen('widget-3-choose')
    await shopper.next('reason')
    await shopper.giveReason('damaged', 'damaged_in_transit')
    await shopper.at('details').fill(said[language].details)
    await shopper.addPhoto()
    await seen('widget-4-reason')
    await shopper.next('money')
    const preview = minorOf(await shopper.text('amount'))
    expect(preview).toBeGreaterThan(0)
    await shopper.at('way-store_credit').check()
    expect(minorOf(await shopper.text('amount'))).toBeGreaterThan(preview)
    await shopper.at('way-refund').check()
    expect(minorOf(await shopper.text('amount'))).toBe(preview)
    await shopper.at('amount-bar').click()
    await seen('widget-5-money')
    await shopper.next('review')
    expect(minorOf(await shopper.text('review-total'))).toBe(preview)
    expect(minorOf(await shopper.text('submit'))).toBe(preview)
    await shopper.agree()
    await seen('widget-6-review')
    const number = await shopper.submit()
    expect(number).toMatch(/^R-/)
    await seen('widget-7-done')
    expect((await readRequest(demo, number)).quote.total).toBe(preview)
    await shopper.at('follow').click()
    await shopper.onScreen('track')
    await seen('widget-8-track-in-review')

    const staff = new Staff(desk.page, demo)
    await desk.page.goto(`${demo.url}/admin/`)
    await staff.at('email').waitFor()
    await picture(desk.page, `${language}-admin-1-sign-in`)
    await staff.signIn()
    await staff.at('queue-table').waitFor()
    await picture(desk.page, `${language}-admin-2-queue`)
    expect(await axeFindings(desk.page), 'queue').toEqual([])
    await staff.search(order.email)
    await staff.at(`row-${number}`).dblclick()
    await staff.at('decision').waitFor()
    await picture(desk.page, `${language}-admin-3-request`)
    expect(await axeFindings(desk.page), 'request page').toEqual([])
    expect(minorOf((await staff.at('amount').first().innerText()).trim())).toBe(preview)
    expect(minorOf(await staff.at('approve').innerText())).toBe(preview)
    await staff.at('approve').click()
    await staff.at('toast').first().waitFor()
    await picture(desk.page, `${language}-admin-4-approved`)

    await desk.page.goto(`${demo.url}/admin/policies`)
    await staff.at('policy-page').waitFor()
    await staff.at('policy-rules').waitFor()
    await picture(desk.page, `${language}-admin-5-policy`)
    expect(await axeFindings(desk.page), 'policy page').toEqual([])

    // Nobody reloads: the stream brings it.
    await shopper.at('rate-open').waitFor()
    await seen('widget-9-track-paid')
    const paid = await readRequest(demo, number)
    expect(paid.status).toBe('completed')
    expect(paid.payouts.every(({ status }) => status === 'succeeded')).toBe(true)
    expect(paid.payouts.reduce((sum, { amount }) => sum + amount, 0)).toBe(preview)
    await shopper.at('rate-open').click()
    await shopper.onScreen('rate')
    await shopper.at('star-5').check({ force: true })
    await seen('widget-10-rate')
    await shopper.at('rate-submit').click()
    await shopper.onScreen('track')
    expect((await readRequest(demo, number)).rating).toMatchObject({ stars: 5 })
    const letters = await until(
      () => mailsTo(demo, order.email),
      (list) => list.length >= 3,
    )
    expect(
      letters.some(({ subject }) => said[language].approved.test(subject)),
      JSON.stringify(letters.map((l) => l.subject)),
    ).toBe(true)

    await desk.page.goto(`${demo.url}/dev/mail/${letters[0]?.id}`)
    await picture(desk.page, `${language}-mail`)

    await shopper.at('order-row').click()
    await shopper.onScreen('choose')
    await shopper.chooseItem('2')
    await shopper.next('reason')
    await shopper.giveReason('damaged', 'damaged_in_transit')
    await shopper.addPhoto()
    await shopper.next('money')
    await shopper.next('review')
    const other = await shopper.submit()
    await shopper.at('follow').click()
    await shopper.at('cancel-row').click()
    await shopper.onScreen('cancel')
    await seen('widget-11-cancel')
    await shopper.at('cancel-submit').click()
    await shopper.at('again').waitFor()
    await seen('widget-12-cancelled')
    expect(await requestsOf(demo, order.number)).toMatchObject([
      { number: other, status: 'cancelled' },
      { number, status: 'completed' },
    ])
    expect(shop.complaints).toEqual([])
    expect(desk.complaints).toEqual([])
  })
})
