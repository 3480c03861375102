import type { Page } from 'playwright-core'
import { onePixelPng } from './pictures.ts'
import type { Demo } from './real-server.ts'
import { codeSentTo, mailsTo, type StoreOrder } from './store-orders.ts'

/** What a shopper does in the widget, wherever it stands in the page. */
export class Shopper {
  readonly page: Page
  private readonly demo: Demo

  constructor(page: Page, demo: Demo) {
    this.page = page
    this.demo = demo
  }

  /** The element that carries this hook. */
  at(hook: string, more = '') {
    return this.page.locator(`amends-refunds [data-t="${hook}"]${more}`)
  }

  async openStore(path = '/products/22423'): Promise<void> {
    await this.page.goto(this.demo.storeUrl + path)
  }

  async openLauncher(): Promise<void> {
    await this.page.locator('amends-launcher [data-t="launcher"]').click()
    await this.onScreen('find')
  }

  async onScreen(name: string): Promise<void> {
    await this.page.locator(`amends-refunds [data-t="widget"][data-screen="${name}"]`).waitFor()
  }

  async find(number: string, contact: string): Promise<void> {
    await this.at('find-number').fill(number)
    await this.at('find-contact').fill(contact)
    await this.at('find-submit').click()
    await this.onScreen('code')
  }

  /** From a page of the store to the order's items. */
  async enter({ number, email }: Pick<StoreOrder, 'number' | 'email'>, path?: string): Promise<void> {
    await this.openStore(path)
    await this.openLauncher()
    const known = await mailsTo(this.demo, email)
    await this.find(number, email)
    await this.at('code-input').fill(await codeSentTo(this.demo, email, known))
    await this.onScreen('choose')
  }

  item(line: string) {
    return this.at('item', `[data-line="${line}"]`)
  }

  async chooseItem(line: string): Promise<void> {
    await this.item(line).locator('[data-t="item-check"]').check()
  }

  async next(screen: string): Promise<void> {
    await this.at('continue').click()
    await this.onScreen(screen)
  }

  /** A reason by its code, with its group first. */
  async giveReason(group: string, leaf?: string): Promise<void> {
    await this.at('reason', `[data-reason="${group}"]`).check()
    if (leaf) await this.at('reason', `[data-reason="${leaf}"]`).check({ force: true })
  }

  async addPhoto(name = 'photo.png', buffer: Uint8Array = onePixelPng, mimeType = 'image/png'): Promise<void> {
    const saved = await this.at('file', '[data-state="saved"]').count()
    await this.at('evidence-input').setInputFiles({ name, mimeType, buffer: Buffer.from(buffer) })
    await this.at('file', '[data-state="saved"]').nth(saved).waitFor()
  }

  async agree(): Promise<void> {
    const truth = this.at('truth')
    if (await truth.count()) await truth.check()
  }

  async submit(): Promise<string> {
    await this.agree()
    await this.at('submit').click()
    await this.onScreen('done')
    return this.number()
  }

  /** R-XXXX-XXXX as the screen shows it. */
  async number(): Promise<string> {
    return (await this.at('request-number').innerText()).match(/R-[\w]{4}-[\w]{4}/)?.[0] ?? ''
  }

  async text(hook: string): Promise<string> {
    return (await this.at(hook).first().innerText()).trim()
  }
}
