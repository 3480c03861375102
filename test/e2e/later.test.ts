import { createHash } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import manifest from '../../package.json'
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
})

it('every file of a version is what its integrity says, for ever under its number and five minutes under v1', async () => {
  const pinned = `${demo.url}/v${manifest.version}/`
  const hashes: Record<string, string> = await (await fetch(`${pinned}integrity.json`)).json()
  expect(Object.keys(hashes).filter((file) => /^(widget|amends|turns-.+)\.js$/.test(file)).length).toBe(3)
  for (const [file, hash] of Object.entries(hashes)) {
    const [kept, latest] = await Promise.all([fetch(pinned + file), fetch(`${demo.url}/v1/${file}`)])
    const bytes = new Uint8Array(await kept.arrayBuffer())
    expect(`sha384-${createHash('sha384').update(bytes).digest('base64')}`, file).toBe(hash)
    expect(kept.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(latest.headers.get('cache-control')).toBe('public, max-age=300')
    expect(latest.headers.get('access-control-allow-origin')).toBe('*')
    expect(latest.headers.get('content-type')).toMatch(/^text\/javascript/)
  }
})
