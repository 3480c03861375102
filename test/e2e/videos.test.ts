import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { Policy } from '../../shared/policy/policy.ts'
import { axeFindings, openBrowser, picture, type Visit, visit } from '../support/browser.ts'
import { Shopper } from '../support/shopper.ts'
import { Staff } from '../support/staff.ts'
import { merchantCall, pushOrder, readRequest } from '../support/store-orders.ts'

const demo = inject('demo')
const clip = (name: string) => readFileSync(new URL(`../fixtures/videos/${name}`, import.meta.url))
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** A clock that does not run is shown not running. */
async function askForVideos(): Promise<void> {
  const { policy } = (await (await merchantCall(demo, 'GET', '/v1/policy')).json()) as { policy: Policy }
  const rule: Policy['rules'][number] = {
    id: 'clocks_seen',
    name: { en: 'A clock that does not run: a video of it', 'zh-CN': '时钟不走：须附视频' },
    when: {
      all: [
        { fact: 'line.categories', op: 'contains', value: 'clocks' },
        { fact: 'claim.reason', op: 'eq', value: 'defective' },
      ],
    },
    set: { evidence: { photos: 0, videos: 1, documents: 0, detailLength: 0 }, decision: 'review' },
  }
  const before = await merchantCall(demo, 'GET', '/v1/policies/draft')
  const draft = before.ok ? ((await before.json()) as { policy: Policy; revision: number }) : undefined
  const saved = await saveDraft(
    { ...policy, rules: [rule, ...policy.rules.filter(({ id }) => id !== rule.id)] },
    draft?.revision ?? 0,
  )
  const published = await merchantCall(demo, 'POST', '/v1/policies/publish', { ...saved, note: 'Clocks are shown' })
  expect(published.status, await published.clone().text()).toBeLessThan(300)
  // What its owner was writing is not of this test.
  if (draft) await saveDraft(draft.policy, 0)
}

async function saveDraft(policy: Policy, expectedRevision: number): Promise<{ expectedRevision: number }> {
  const answer = await merchantCall(demo, 'PUT', '/v1/policies/draft', { policy, expectedRevision })
  expect(answer.status, await answer.clone().text()).toBe(200)
  const { revision } = (await answer.json()) as { revision: number }
  return { expectedRevision: revision }
}

async function inBothLanguages(shop: Visit, name: string): Promise<void> {
  for (const language of ['zh-CN', 'en'] as const) {
    await shop.page.locator('amends-launcher').evaluate((element, lang) => element.setAttribute('lang', lang), language)
    await shop.page.locator(`amends-refunds [data-t="widget"][lang="${language}"]`).waitFor()
    await picture(shop.page, `${language}-widget-${name}`)
    expect(await axeFindings(shop.page), `${name} in ${language}`).toEqual([])
  }
}

it('a shopper shows a clock that does not run, and staff watch it', async () => {
  await askForVideos()
  const bought = [
    { thing: 'clock' as const, price: 1495 },
    { thing: 'stand' as const, price: 2475 },
  ]
  const order = await pushOrder(demo, { bought, isNew: true })
  const shop = await visit(browser, { expected: /415.*\/evidence/ })
  const shopper = new Shopper(shop.page, demo)
  await shopper.enter(order)
  await shopper.chooseItem('1')
  await shopper.next('reason')
  await shopper.giveReason('damaged', 'defective')
  expect(await shopper.text('video-limits')).toContain('50 MB and 5 minutes')
  await shopper.at('condition-used').locator('..').click()
  await shopper.at('details').fill('It does not tick, with new batteries too.')
  await shopper.at('continue').click()
  expect(await shopper.text('videos')).toContain('A video is needed')
  await inBothLanguages(shop, 'video-missing')

  const send = (name: string, buffer: Buffer, mimeType = 'video/webm') =>
    shopper.at('video-input').setInputFiles({ name, mimeType, buffer })
  await send('broken.webm', clip('clip.webm').subarray(0, 900))
  await shopper.at('video', '[data-state="failed"]').waitFor()
  expect(await shopper.text('video')).toContain('Not readable')
  await inBothLanguages(shop, 'video-refused')
  await shopper.at('video-remove').click()

  let isCut = true
  await shop.page.route('**/evidence', (route) => (isCut ? route.abort() : route.continue()))
  await send('clock.webm', clip('clip.webm'))
  await shopper.at('video-retry').waitFor()
  isCut = false
  await shopper.at('video-retry').click()
  await shopper.at('video', '[data-state="saved"]').waitFor()
  await inBothLanguages(shop, 'video-saved')
  await shopper.next('money')
  await shopper.next('review')
  const number = await shopper.submit()
  expect(shop.complaints.filter((text) => !text.includes('ERR_FAILED'))).toEqual([])
  await shop.close()

  const { items } = (await readRequest(demo, number)) as { items: { evidence: { type: string }[] }[] }
  expect(items[0]?.evidence.map(({ type }) => type)).toEqual(['video/webm'])

  const desk = await visit(browser, { width: 1280, expected: /401.*\/admin\/me/ })
  const staff = new Staff(desk.page, demo)
  await staff.signIn()
  await staff.openRequest(number)
  const tile = desk.page.locator('[data-t^="evidence-ev_"]')
  await tile.locator('video').evaluate(isShown)
  await picture(desk.page, 'en-admin-video-tile')
  await tile.click()
  const video = staff.at('evidence-video')
  await video.evaluate(isShown)
  const played = await video.evaluate(async (element: HTMLVideoElement) => {
    element.muted = true
    await element.play()
    await new Promise((resolve) => element.addEventListener('ended', resolve, { once: true }))
    return { width: element.videoWidth, height: element.videoHeight, seconds: Math.round(element.currentTime) }
  })
  expect(played).toEqual({ width: 64, height: 48, seconds: 1 })
  expect(await staff.at('evidence-unplayable').isHidden()).toBe(true)
  await picture(desk.page, 'en-admin-video')
  expect(await axeFindings(desk.page)).toEqual([])
  expect(desk.complaints).toEqual([])
  await desk.close()
})

/** Its first picture is there. */
async function isShown(element: SVGElement | HTMLElement): Promise<void> {
  const video = element as HTMLVideoElement
  if (video.readyState >= 2) return
  await new Promise((resolve, reject) => {
    video.addEventListener('loadeddata', resolve, { once: true })
    video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true })
  })
}
