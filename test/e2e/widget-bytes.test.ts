import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { BUDGET_BYTES, brotliBytes, measureWidget } from '../../scripts/size.mjs'
import { openBrowser, visit } from '../support/browser.ts'
import { Shopper } from '../support/shopper.ts'
import { pushOrder } from '../support/store-orders.ts'

const demo = inject('demo')
const folder = fileURLToPath(new URL('../../dist/widget', import.meta.url))
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

it('a whole refund fetches what the budget counts, each file once, and no more', async () => {
  const order = await pushOrder(demo, {
    name: '陈静',
    country: 'CN',
    currency: 'CNY',
    method: 'alipay',
    label: '支付宝 138****2046',
    shipping: 1200,
    bought: [
      { thing: 'teacup', price: 4500, quantity: 4, tags: ['fragile'] },
      { thing: 'stand', price: 11_800, tags: ['fragile'] },
    ],
  })
  const shop = await visit(browser, { language: 'zh-CN', width: 360 })
  const fetched: string[] = []
  shop.page.on('request', (request) => {
    const file = /\/v[\d.]+\/((?:locales\/)?[\w.-]+\.(?:js|json))$/.exec(new URL(request.url()).pathname)?.[1]
    // `<amends-policy>` stands on the product's page for itself, with a budget of its own.
    if (file && !/\bpolicy\b/.test(file)) fetched.push(file)
  })
  const shopper = new Shopper(shop.page, demo)

  await shopper.enter(order)
  await shopper.chooseItem('1')
  await shopper.item('1').locator('[data-t="more"]').click({ force: true })
  await shopper.chooseItem('2')
  await shopper.next('reason')
  await shopper.giveReason('damaged', 'damaged_in_transit')
  await shopper.at('details').fill('其中两只茶杯的杯口有裂纹。')
  await shopper.addPhoto()
  await shopper.at('same-for-all').check()
  await shopper.at('continue').click()
  await shopper.addPhoto()
  await shopper.next('money')
  await shopper.at('amount-bar').click()
  await shopper.next('review')
  await shopper.submit()
  await shopper.at('follow').click()
  await shopper.onScreen('track')
  await shopper.at('timeline').waitFor()
  await shop.page.waitForTimeout(500)

  const { parts, whole } = measureWidget()
  expect(fetched.toSorted()).toEqual(Object.keys(parts).toSorted())
  expect(fetched.reduce((sum, file) => sum + brotliBytes(join(folder, file)), 0)).toBe(whole)
  expect(whole).toBeLessThanOrEqual(BUDGET_BYTES.whole)

  // And what comes later comes when it is asked for.
  await shopper.at('cancel-row').click()
  await shopper.at('cancel-submit').waitFor()
  const later = fetched.slice(Object.keys(parts).length)
  expect(later.some((file) => /^turns-[\w-]+\.js$/.test(file))).toBe(true)
  expect(later).toContain('locales/zh-CN.turns.json')
  expect(shop.complaints).toEqual([])
  await shop.close()
})
