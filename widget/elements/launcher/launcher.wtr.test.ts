import { expect, fixture, html, oneDefaultPreventedEvent, waitUntil } from '@open-wc/testing'
import '../../define.ts'
import { openShop, type Shop } from '../../testing/shop-double.ts'
import { words } from '../../testing/widget-driver.ts'
import type { AmendsLauncher } from './launcher.ts'

/** For a machine with much else to do. */
const patienceMs = 30_000
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
  await waitUntil(() => !button.hidden, 'the button', { timeout: patienceMs })
  return { launcher, button, dialog }
}

async function pressClose(launcher: AmendsLauncher): Promise<void> {
  const close = () =>
    launcher.renderRoot.querySelector('amends-refunds')?.renderRoot.querySelector<HTMLElement>('[data-t="close"]')
  await waitUntil(close, 'the way out', { timeout: patienceMs })
  close()?.click()
}

describe('amends-launcher', () => {
  it('opens a modal dialog in the page’s language and gives the focus back', async () => {
    const { launcher, button, dialog } = await open()
    expect(button.textContent?.trim()).to.equal('申请售后')
    await expect(launcher).to.be.accessible()
    button.focus()
    button.click()
    await launcher.updateComplete
    expect(dialog.open).to.equal(true)
    await pressClose(launcher)
    await waitUntil(() => !dialog.open, 'the end of the dialog', { timeout: patienceMs })
    expect(launcher.renderRoot instanceof ShadowRoot && launcher.renderRoot.activeElement).to.equal(button)
  })

  it('stays open when the page prevents it', async () => {
    const { launcher, dialog } = await open()
    await launcher.show()
    const asked = oneDefaultPreventedEvent(launcher, 'amends-close')
    await pressClose(launcher)
    await asked
    await launcher.updateComplete
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
      await waitUntil(() => number() !== undefined, 'the number', { timeout: patienceMs })
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
