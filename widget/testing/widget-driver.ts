import { expect, fixture, html } from '@open-wc/testing'
import sharedEn from '../../shared/locales/en.json'
import sharedZh from '../../shared/locales/zh-CN.json'
import '../define.ts'
import type { AmendsRefunds } from '../elements/refunds/refunds.ts'
import accountEn from '../i18n/locales/en.account.json'
import asksEn from '../i18n/locales/en.asks.json'
import claimsEn from '../i18n/locales/en.claims.json'
import helpEn from '../i18n/locales/en.help.json'
import en from '../i18n/locales/en.json'
import notesEn from '../i18n/locales/en.notes.json'
import ordersEn from '../i18n/locales/en.orders.json'
import turnsEn from '../i18n/locales/en.turns.json'
import accountZh from '../i18n/locales/zh-CN.account.json'
import asksZh from '../i18n/locales/zh-CN.asks.json'
import claimsZh from '../i18n/locales/zh-CN.claims.json'
import helpZh from '../i18n/locales/zh-CN.help.json'
import zh from '../i18n/locales/zh-CN.json'
import notesZh from '../i18n/locales/zh-CN.notes.json'
import ordersZh from '../i18n/locales/zh-CN.orders.json'
import turnsZh from '../i18n/locales/zh-CN.turns.json'
import { openShop, type Shop } from './shop-double.ts'

/** The words as the build ships them: the widget's own and the shared ones. */
export const words = {
  en: { ...sharedEn, ...en },
  'zh-CN': { ...sharedZh, ...zh },
  'en.account': accountEn,
  'zh-CN.account': accountZh,
  'en.asks': asksEn,
  'zh-CN.asks': asksZh,
  'en.claims': claimsEn,
  'en.help': helpEn,
  'en.notes': notesEn,
  'en.orders': ordersEn,
  'en.turns': turnsEn,
  'zh-CN.claims': claimsZh,
  'zh-CN.help': helpZh,
  'zh-CN.notes': notesZh,
  'zh-CN.orders': ordersZh,
  'zh-CN.turns': turnsZh,
}

/** Of every widget its own: what an earlier one still keeps, no later one finds. */
let merchant = ''

/** For a machine with much else to do. */
const patienceMs = 30_000

/** Speaks a shopper's actions, so that tests do not know the markup. */
export class WidgetDriver {
  readonly element: AmendsRefunds
  readonly shop: Shop

  constructor(element: AmendsRefunds, shop: Shop) {
    this.element = element
    this.shop = shop
  }

  get root(): ShadowRoot {
    return this.element.renderRoot as ShadowRoot
  }

  /** The control with this `data-t`; `within` narrows it. */
  at<T extends HTMLElement = HTMLElement>(hook: string, within = ''): T {
    const found = this.root.querySelector<T>(`${within} [data-t="${hook}"]`)
    if (!found) throw new Error(`no ${within} ${hook} on ${this.screen}: ${this.text.slice(0, 400)}`)
    return found
  }

  has(hook: string): boolean {
    return this.root.querySelector(`[data-t="${hook}"]`) !== null
  }

  get screen(): string {
    return this.root.querySelector<HTMLElement>('[data-t="widget"]')?.dataset.screen ?? 'mute'
  }

  get text(): string {
    return this.root.querySelector<HTMLElement>('.amends')?.innerText ?? ''
  }

  get amount(): string {
    return this.at('amount').textContent?.trim() ?? ''
  }

  async reach(screen: string): Promise<void> {
    await this.until(() => this.screen === screen, `screen ${screen}, not ${this.screen}`)
    await this.settle()
  }

  /** Until nothing on the screen is still on its way. */
  async settle(): Promise<void> {
    await this.until(() => !this.root.querySelector('.bone'), 'all of the screen')
  }

  async until(isTrue: () => boolean, what: string): Promise<void> {
    const start = performance.now()
    for (;;) {
      await this.element.updateComplete
      if (isTrue()) return
      if (performance.now() - start > patienceMs) throw new Error(`waited for ${what}: ${this.text.slice(0, 400)}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  async press(hook: string, within = ''): Promise<void> {
    await this.settle()
    this.at(hook, within).click()
    await this.element.updateComplete
  }

  async type(hook: string, value: string): Promise<void> {
    await this.settle()
    const field = this.at<HTMLInputElement>(hook)
    field.value = value
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
    field.dispatchEvent(new Event('change', { bubbles: true }))
    await this.element.updateComplete
  }

  async pickReason(code: string): Promise<void> {
    const input = this.root.querySelector<HTMLInputElement>(`[data-reason="${code}"]`)
    if (!input) throw new Error(`no reason ${code}`)
    input.click()
    await this.element.updateComplete
  }

  async addFile(name = 'rim.png', type = 'image/png'): Promise<void> {
    const input = this.at<HTMLInputElement>('evidence-input')
    const transfer = new DataTransfer()
    transfer.items.add(new File([new Uint8Array(2048)], name, { type }))
    input.files = transfer.files
    input.dispatchEvent(new Event('change', { bubbles: true }))
    await this.element.updateComplete
  }

  /** axe finds nothing on what is on the screen now. */
  async expectAccessible(): Promise<void> {
    await this.settle()
    await expect(this.element).to.be.accessible()
  }
}

/** A widget in the page, on a shop that answers as the contract says. */
export async function openWidget(
  attributes: {
    lang?: string
    order?: string
    request?: string
    identity?: string
    closable?: boolean
    api?: string
  } = {},
  setUp: (shop: Shop) => void = () => undefined,
): Promise<WidgetDriver> {
  merchant = `pk_${crypto.randomUUID()}`
  return reopenWidget(attributes, setUp)
}

/** As after a reload: the same storage, a new page. */
export async function reopenWidget(
  { lang = 'en', order, request, identity, closable = false, api }: Parameters<typeof openWidget>[0] = {},
  setUp: (shop: Shop) => void = () => undefined,
): Promise<WidgetDriver> {
  const shop = openShop(words)
  setUp(shop)
  const element = await fixture<AmendsRefunds>(
    html`<amends-refunds
      merchant=${merchant}
      lang=${lang}
      .order=${order}
      .request=${request}
      .identity=${identity}
      .api=${api}
      ?closable=${closable}
    ></amends-refunds>`,
  )
  const widget = new WidgetDriver(element, shop)
  await widget.until(() => widget.screen !== 'mute' && widget.screen !== 'loading', 'the first screen')
  await widget.settle()
  return widget
}
