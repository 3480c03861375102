import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { openBrowser, picture, visit } from '../support/browser.ts'
import { Shopper } from '../support/shopper.ts'
import { pushOrder } from '../support/store-orders.ts'

const demo = inject('demo')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

it('a part of the widget that the network loses is asked for again, and comes', async () => {
  const shop = await visit(browser, { expected: /ERR_FAILED|dynamically imported module/ })
  const shopper = new Shopper(shop.page, demo)
  await shopper.enter(await pushOrder(demo, { bought: [{ thing: 'teacup', price: 495, quantity: 4 }] }))
  await shop.page.route('**/help-*.js*', (route) => route.abort())
  await shopper.at('help').click()
  await shopper.onScreen('contact')
  await shopper.at('later-retry').waitFor()
  await picture(shop.page, 'en-widget-later-failed')
  await shopper.at('later-retry').click()
  await shopper.at('later-retry').waitFor()

  await shop.page.unroute('**/help-*.js*')
  await shopper.at('later-retry').click()
  await shopper.at('contact').waitFor()
  await shopper.at('back').click()
  await shopper.onScreen('choose')
  expect(await shopper.at('item').count()).toBe(1)
  expect(shop.complaints).toEqual([])
  await shop.close()
}, 60_000)
