import { expect, fixture, html } from '@open-wc/testing'
import '../../define.ts'
import { openShop, type Shop } from '../../testing/shop-double.ts'
import { words } from '../../testing/widget-driver.ts'
import type { AmendsLauncher } from './launcher.ts'

let shop: Shop
beforeEach(() => {
  sessionStorage.clear()
  shop = openShop(words)
})
afterEach(() => shop.restore())

async function open(): Promise<{ launcher: AmendsLauncher; button: HTMLButtonElement; dialog: HTMLDialogElement }> {
  const launcher = await fixture<AmendsLauncher>(
    html`<amends-launcher merchant="pk_test" lang="zh-CN"></amends-launcher>`,
  )
  const button = launcher.renderRoot.querySelector<HTMLButtonElement>('[data-t="launcher"]')
  const dialog = launcher.renderRoot.querySelector('dialog')
  if (!button || !dialog) throw new Error('a launcher has a button and a dialog')
  for (let tries = 0; button.hidden && tries < 100; tries++) await new Promise((resolve) => setTimeout(resolve, 10))
  return { launcher, button, dialog }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 60))

describe('amends-launcher', () => {
  it('opens a modal dialog in the page’s language and gives the focus back', async () => {
    const { launcher, button, dialog } = await open()
    expect(button.textContent?.trim()).to.equal('申请售后')
    await expect(launcher).to.be.accessible()
    button.focus()
    button.click()
    await launcher.updateComplete
    expect(dialog.open).to.equal(true)
    await settle()
    const refunds = launcher.renderRoot.querySelector('amends-refunds')
    refunds?.renderRoot.querySelector<HTMLElement>('[data-t="close"]')?.click()
    await settle()
    expect(dialog.open).to.equal(false)
    expect(launcher.renderRoot instanceof ShadowRoot && launcher.renderRoot.activeElement).to.equal(button)
  })

  it('stays open when the page prevents it', async () => {
    const { launcher, dialog } = await open()
    await launcher.show()
    await settle()
    launcher.addEventListener('amends-close', (event) => event.preventDefault(), { once: true })
    launcher.renderRoot
      .querySelector('amends-refunds')
      ?.renderRoot.querySelector<HTMLElement>('[data-t="close"]')
      ?.click()
    await settle()
    expect(dialog.open).to.equal(true)
    launcher.hide()
    await launcher.updateComplete
    expect(dialog.open).to.equal(false)
  })

  it('opens by itself for the request that the page’s address names, unless the page has a place for it', async () => {
    history.replaceState(null, '', '#amends=R-7K2M-9QXD')
    try {
      const { launcher, dialog } = await open()
      expect(dialog.open).to.equal(true)
      const number = () =>
        launcher.renderRoot
          .querySelector('amends-refunds')
          ?.renderRoot.querySelector<HTMLInputElement>('[data-t="find-number"]')?.value
      for (let tries = 0; number() === undefined && tries < 100; tries++) await settle()
      expect(number()).to.equal('R-7K2M-9QXD')

      await fixture(html`<amends-refunds merchant="pk_test"></amends-refunds>`)
      expect((await open()).dialog.open).to.equal(false)
    } finally {
      history.replaceState(null, '', location.pathname + location.search)
    }
  })

  it('loads nothing of the shop before it is opened', async () => {
    await open()
    expect(shop.calls).to.deep.equal([])
  })
})
