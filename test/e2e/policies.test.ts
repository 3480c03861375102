import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { axeFindings, type Language, openBrowser, picture, type Visit, visit } from '../support/browser.ts'
import { Shopper } from '../support/shopper.ts'
import { Staff } from '../support/staff.ts'
import { merchantCall, pushOrder, readRequest, type StoreOrder } from '../support/store-orders.ts'

const demo = inject('demo')
const manager = demo.staff.findIndex(({ role }) => role === 'manager')
const stand = [{ thing: 'stand' as const, price: 2475 }]
let browser: Browser
let desk: Visit
let staff: Staff
beforeAll(async () => {
  browser = await openBrowser()
  // Asking who is signed in before anybody is; and for a draft when there is none.
  desk = await visit(browser, { width: 1280, expected: /401.*\/admin\/me|404.*\/policies\/draft/ })
  staff = new Staff(desk.page, demo)
  await staff.signIn(manager)
})
afterAll(() => browser.close())

async function speak(language: Language): Promise<void> {
  if ((await desk.page.locator('html').getAttribute('lang')) === language) return
  await staff.at('language').evaluate((button: HTMLElement) => button.click())
  await desk.page.locator(`html[lang="${language}"]`).waitFor()
}

/** Pictures in both languages at the two widths of a desk, and nothing that axe would find. */
async function seen(name: string): Promise<void> {
  for (const language of ['zh-CN', 'en'] as const) {
    await speak(language)
    await picture(desk.page, `${language}-admin-${name}`, [768, 1280])
    expect(await axeFindings(desk.page), `${name} in ${language}`).toEqual([])
  }
}

const live = async () =>
  (await (await merchantCall(demo, 'GET', '/v1/policy')).json()) as { version: number; policy: { rules: unknown[] } }

/** A shopper changes their mind about the cake stand: what became of it at once. */
async function changesTheirMind(order: StoreOrder): Promise<{ number: string; status: string }> {
  const shop = await visit(browser)
  const shopper = new Shopper(shop.page, demo)
  await shopper.enter(order)
  await shopper.chooseItem('1')
  await shopper.next('reason')
  await shopper.giveReason('changed_mind', 'not_needed')
  await shopper.next('money')
  await shopper.next('review')
  const number = await shopper.submit()
  expect(shop.complaints).toEqual([])
  await shop.close()
  return { number, status: (await readRequest(demo, number)).status }
}

it('a manager writes a rule, sees what it would have done, publishes it, and it decides the next request', async () => {
  const before = await live()
  const { page } = desk
  await page.goto(`${demo.url}/admin/policies`)
  await staff.at('policy-rules').waitFor()
  // The demo's own draft: what is written here begins with the live policy.
  await staff.at('changes').waitFor()
  await staff.at('more').click()
  await staff.at('discard').click()
  await staff.at('changes').waitFor({ state: 'detached' })

  await staff.at('add-rule').click()
  const form = page.locator('[data-t^="rule-form-"]')
  await form.locator('input[data-t$="-en"]').first().fill('Cake stands: a person looks')
  await form.locator('input[data-t$="-zh-CN"]').first().fill('蛋糕架：人工审核')
  await form.locator('[data-t^="add/rules/"]').first().click()
  await form.locator('select[data-t$="-fact"]').selectOption('line.categories')
  await form.locator('input[data-t$="-value"]').fill('baking')
  await form.locator('select[data-t^="set-"]').selectOption('decision')
  await form.locator('[data-slot$="/set/decision"]').click()
  await staff.at('slot-popover').locator('input[value="review"]').check()
  await staff.at('slot-apply').click()
  await staff.at('changes').waitFor()
  await page.locator('[data-t="saved"] time').waitFor()
  await seen('policy-editor')

  await staff.at('simulate').click()
  await staff.at('simulate-flow').waitFor()
  const changed = Number((await staff.at('changed-badge').innerText()).match(/\d+/)?.[0])
  expect(changed).toBeGreaterThan(0)
  expect(await staff.at('filter-review').count()).toBe(1)
  await seen('policy-simulation')
  await page.locator('[data-t^="open-R-"]').first().click()
  await staff.at('clauses-draft').first().waitFor()
  expect(await staff.at('trace-why').innerText()).toContain('baking')
  await picture(page, 'en-admin-policy-simulation-request', [768, 1280])
  await page.locator('[data-t="trace-dialog"] .dialog-foot [data-dialog="close"]').click()

  await staff.at('back-to-policy').click()
  await staff.at('publish').click()
  await staff.at('publish-confirm').waitFor()
  await staff.at('changes-list').waitFor()
  expect(await staff.at('changes-list').innerText()).toContain('Cake stands: a person looks')
  await seen('policy-publish')
  await staff.at('publish-confirm').click()
  await page.locator('#publish-note[aria-invalid="true"]').waitFor()
  expect(await live()).toEqual(before)
  await staff.at('publish-note').fill('Cake stands come back without their rods: a person looks first.')
  await staff.at('publish-confirm').click()
  await page.waitForURL(/version=live/)
  const after = await live()
  expect(after.version).toBe(before.version + 1)
  expect(after.policy.rules).toHaveLength(before.policy.rules.length + 1)

  const decided = await changesTheirMind(await pushOrder(demo, { bought: stand, isNew: true }))
  expect(decided.status).toBe('in_review')
  await staff.openRequest(decided.number)
  expect(await staff.at('policy-trace').innerText()).toContain('Cake stands: a person looks')
  const earlier = await changesTheirMind(await pushOrder(demo, { bought: stand }))
  expect(earlier.status).toBe('awaiting_return')
  expect(desk.complaints).toEqual([])
})

it('on a tablet a rule is moved by its grip with a finger, and the page by everything else', async () => {
  const tablet = await visit(browser, {
    width: 768,
    hasTouch: true,
    expected: /401.*\/admin\/me|404.*\/policies\/draft/,
  })
  const { page } = tablet
  const hand = new Staff(page, demo)
  await hand.signIn(manager)
  await page.goto(`${demo.url}/admin/policies`)
  const cards = page.locator('amends-rule-card')
  const names = () => cards.locator('h3').allInnerTexts()
  await cards.nth(2).waitFor()
  const [first = '', second = '', third = ''] = await names()
  // What is said about rules comes a little later, and moves those below.
  await page.locator('[data-t="try-sum"], [data-t="try-nothing"]').first().waitFor({ state: 'attached' })
  await page.waitForTimeout(1000)
  await cards.first().evaluate((card: HTMLElement) => card.scrollIntoView({ block: 'center' }))
  const middleOf = async (what: ReturnType<typeof cards.nth>, part = 0.5) => {
    const { x = 0, y = 0, width = 0, height = 0 } = (await what.boundingBox()) ?? {}
    return { x: x + width / 2, y: y + height * part }
  }
  const touch = await tablet.context.newCDPSession(page)
  const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints })
  const grip = cards.first().locator('.rule-grip')
  const { width = 0, height = 0 } = (await grip.boundingBox()) ?? {}
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(44)
  const from = await middleOf(grip)
  const to = await middleOf(cards.nth(1), 0.7)
  await finger('touchStart', from)
  for (let step = 1; step <= 8; step++) {
    await finger('touchMove', { x: from.x, y: from.y + ((to.y - from.y) * step) / 8 })
  }
  await page.locator('.drop-after').waitFor()
  await finger('touchEnd')
  await expect.poll(async () => (await names())[1]?.startsWith(first)).toBe(true)
  const after = await names()
  expect(after[0]?.startsWith(second)).toBe(true)
  expect(after[2]?.startsWith(third)).toBe(true)
  await hand.at('undo').click()
  await expect.poll(async () => (await names())[0]?.startsWith(first)).toBe(true)

  const scrolled = () => page.evaluate(() => window.scrollY)
  const before = await scrolled()
  const sentence = await middleOf(cards.nth(1).locator('.rule-sentence'))
  await finger('touchStart', sentence)
  for (let step = 1; step <= 8; step++) await finger('touchMove', { x: sentence.x, y: sentence.y - 30 * step })
  await finger('touchEnd')
  await expect.poll(scrolled).toBeGreaterThan(before + 50)
  expect(tablet.complaints).toEqual([])
  await tablet.close()
})

it('the history says who, when and why; what was is rolled back to, as a new version', async () => {
  const before = await live()
  await desk.page.goto(`${demo.url}/admin/policies/history`)
  const row = staff.at(`version-${before.version}`)
  await row.waitFor()
  expect(await row.innerText()).toContain('Cake stands come back without their rods')
  await staff.at(`changed-in-${before.version}`).click()
  await staff.at('changes-list').waitFor()
  await seen('policy-history')
  await staff.at(`roll-back-${before.version - 1}`).click()
  await staff.at('roll-back-note').fill('The rods are packed now.')
  await staff.at('roll-back-confirm').click()
  await staff.at(`version-${before.version + 1}`).waitFor()
  const after = await live()
  expect(after.version).toBe(before.version + 1)
  expect(after.policy.rules).toHaveLength(before.policy.rules.length - 1)
  const decided = await changesTheirMind(await pushOrder(demo, { bought: stand, isNew: true }))
  expect(decided.status).toBe('awaiting_return')
  expect(desk.complaints).toEqual([])
})
