import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import manifest from '../../package.json'
import { openBrowser, picture, visit } from '../support/browser.ts'
import { cspLines, documentedCsp } from './documented.ts'

const demo = inject('demo')
let browser: Browser
let plain: Record<string, unknown>
beforeAll(async () => {
  // Pages that the test makes up count as from the internet, and may not reach this machine.
  browser = await openBrowser(['--disable-features=LocalNetworkAccessChecks,PrivateNetworkAccessSendPreflights'])
  plain = await onPage({ html: page(`${element}${snippet}`) }, measure)
})
afterAll(() => browser.close())

const snippet = `<script async src="${demo.url}/v1/widget.js" data-merchant="${demo.publishableKey}"></script>`
const element = `<amends-refunds merchant="${demo.publishableKey}"></amends-refunds>`

/** A page of a shop that we did not write. */
function page(body: string, { head = '', attributes = 'lang="en"' } = {}): string {
  return `<!doctype html><html ${attributes}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Shop</title>${head}</head><body><main><h1>Shop</h1>${body}</main></body></html>`
}

interface Host {
  html: string
  headers?: Record<string, string>
  width?: number
  name?: string
  /** Before anything of the page runs. */
  before?: (page: Page) => Promise<void>
}

/** Serves the page on the shop's own origin, which is not the API's, and looks at it. Complaints fail it. */
async function onPage<T>(
  { html, headers = {}, width = 800, name, before }: Host,
  look: (page: Page) => Promise<T>,
): Promise<T> {
  const { page: tab, complaints, close } = await visit(browser, { width })
  const address = `${demo.storeUrl}/embedded`
  await tab.route(address, (route) =>
    route.fulfill({ body: html, headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers } }),
  )
  await tab.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`violation: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
    })
  })
  await before?.(tab)
  await tab.goto(address)
  const seen = await look(tab).catch((error: unknown) => {
    throw new Error(`${String(error)}\nthe page said: ${complaints.join('\n')}`)
  })
  if (name) await picture(tab, `embed-${name}`)
  expect(complaints).toEqual([])
  await close()
  return seen
}

async function firstScreen(tab: Page): Promise<void> {
  await tab.locator('amends-refunds [data-t="widget"][data-screen="find"]').waitFor()
  const { scrolls, overflow } = await tab.evaluate(() => ({
    scrolls: document.documentElement.scrollWidth,
    overflow: document.documentElement.clientWidth,
  }))
  expect(scrolls, 'nothing sticks out of the page').toBeLessThanOrEqual(overflow)
}

/** What the widget looks like in numbers; a page must not be able to change them. */
async function measure(tab: Page): Promise<Record<string, unknown>> {
  await firstScreen(tab)
  return tab.evaluate(() => {
    const root = document.querySelector('amends-refunds')?.shadowRoot
    const look = (selector: string) => {
      const found = root?.querySelector(selector)
      if (!found) throw new Error(`no ${selector}`)
      const style = getComputedStyle(found)
      const names = [
        'height',
        'fontSize',
        'fontWeight',
        'fontStyle',
        'lineHeight',
        'letterSpacing',
        'wordSpacing',
        'textTransform',
        'textAlign',
        'textIndent',
        'whiteSpace',
        'boxSizing',
        'paddingTop',
        'paddingLeft',
        'borderTopWidth',
        'borderTopColor',
        'borderRadius',
        'backgroundColor',
        'color',
        'cursor',
        'visibility',
        'opacity',
        'direction',
      ] as const
      return Object.fromEntries(names.map((name) => [name, style[name]]))
    }
    return {
      title: look('#title'),
      lead: look('.lead h3'),
      label: look('label[for=number]'),
      field: look('#number'),
      primary: look('[data-t="find-submit"]'),
      row: look('[data-t="contact-row"]'),
    }
  })
}

const hostileStyles: Record<string, string> = {
  'a root of 62.5 %': 'html{font-size:62.5%} body{font-size:1.6rem}',
  'content boxes and margins for everything': '* {box-sizing:content-box;margin:7px;padding:3px}',
  'important buttons, inputs and headings':
    'button,input,h2,h3,p,label,section{all:unset!important;font-size:40px!important;color:red!important;background:lime!important;height:200px!important;text-transform:uppercase!important}',
  'type of its own in the body':
    'body{line-height:3;letter-spacing:.4em;word-spacing:1em;text-transform:uppercase;text-align:right;text-indent:4em;white-space:pre;font-style:italic;font-weight:900;color:#c00;cursor:wait;font-size:31px}',
  'rules on the element itself': 'main > *{font-size:9px!important;line-height:1!important;text-align:right!important}',
}

describe('a page that means no good', () => {
  it.each(Object.entries(hostileStyles))('%s changes nothing inside', async (name, css) => {
    const html = page(`${element}${snippet}`, { head: `<style>${css}</style>` })
    expect(await onPage({ html, name: name.replaceAll(/\W+/g, '-') }, measure)).toEqual(plain)
  })

  it('that is read from the right keeps the widget whole', async () => {
    const html = page(`${element}${snippet}`, { attributes: 'lang="ar" dir="rtl"' })
    expect(await onPage({ html, name: 'right-to-left' }, measure)).toEqual(plain)
  })

  it('of 320 px, and one in a narrow column of a wide page', async () => {
    await onPage({ html: page(`${element}${snippet}`), width: 320, name: 'narrow' }, firstScreen)
    const column = page(`<div style="width:300px">${element}</div>${snippet}`)
    await onPage({ html: column, width: 1280 }, async (tab) => {
      await firstScreen(tab)
      const box = await tab.locator('amends-refunds [data-t="find-submit"]').boundingBox()
      expect(box?.width).toBeLessThanOrEqual(300)
    })
  })
})

const policy = `<amends-policy merchant="${demo.publishableKey}" country="DE" json-ld></amends-policy>`
const policyLine = `<amends-policy line merchant="${demo.publishableKey}" country="DE"></amends-policy>`
const quietSnippet = snippet.replace('data-merchant', 'data-launcher="none" data-merchant')

/** Where everything of the policy is, and how big. */
async function measurePolicy(tab: Page): Promise<unknown> {
  await tab.locator('amends-policy [data-t="print"]').waitFor()
  return tab.locator('amends-policy').evaluate((element) => {
    const looks = ['h2', '.highlights li', '.part h3', '.part p', 'td', 'summary', 'footer a'].map((selector) => {
      const found = element.shadowRoot?.querySelector(selector)
      if (!found) throw new Error(`no ${selector}`)
      const { fontSize, lineHeight, letterSpacing, textTransform, textAlign, color, direction, padding } =
        getComputedStyle(found)
      return { fontSize, lineHeight, letterSpacing, textTransform, textAlign, color, direction, padding }
    })
    return { looks, scrolls: document.documentElement.scrollWidth <= document.documentElement.clientWidth }
  })
}

describe('amends-policy', () => {
  const headers = {
    'Content-Security-Policy': `${documentedCsp(demo.url)}; require-trusted-types-for 'script'; trusted-types lit-html amends-policy amends-data`,
  }
  const jsonLd = (tab: Page) =>
    tab.locator('head script[type="application/ld+json"]').evaluateAll((all) => all.map((each) => each.textContent))

  it.each(Object.entries(hostileStyles))('%s changes nothing inside', async (name, css) => {
    const plainPolicy = await onPage({ html: page(`${policy}${quietSnippet}`) }, measurePolicy)
    const html = page(`${policy}${quietSnippet}`, { head: `<style>${css}</style>` })
    // A rule on the element itself decides how wide it is, and so how it is laid out, but not how it reads.
    expect(await onPage({ html, name: `policy-${name.replaceAll(/\W+/g, '-')}` }, measurePolicy)).toEqual(plainPolicy)
  })

  it('that is read from the right, at 320 px', async () => {
    const html = page(`${policyLine}${policy}${quietSnippet}`, { attributes: 'lang="ar" dir="rtl"' })
    await onPage({ html, width: 320, name: 'policy-right-to-left' }, async (tab) => {
      await tab.locator('amends-policy[json-ld] [data-t="print"]').waitFor()
      expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    })
  })

  it('holds under the documented policy with Trusted Types, data for machines too', async () => {
    await onPage({ html: page(`${policy}${policyLine}${quietSnippet}`), headers }, async (tab) => {
      await tab.locator('amends-policy [data-t="print"]').first().waitFor()
      await tab.locator('amends-policy [data-t="line"]').click()
      await tab.locator('amends-policy dialog[open] [data-t="close"]').click()
      await expect.poll(async () => (await jsonLd(tab)).length).toBe(1)
      expect(JSON.parse((await jsonLd(tab))[0] ?? '')).toMatchObject({ '@context': 'https://schema.org' })
    })
  })

  it('comes when the page has one, also later, and not before', async () => {
    const asked: string[] = []
    await onPage(
      {
        html: page(snippet),
        before: async (tab) => void tab.on('request', (request) => asked.push(new URL(request.url()).pathname)),
      },
      async (tab) => {
        await tab.locator('amends-launcher [data-t="launcher"]').waitFor()
        expect(asked.filter((path) => /policy/.test(path))).toEqual([])
        // Without a key of its own it takes that of the script tag.
        await tab.evaluate(() => {
          const line = document.createElement('amends-policy')
          line.toggleAttribute('line', true)
          document.querySelector('main')?.append(line)
        })
        await tab.locator('amends-policy [data-t="line"]').waitFor()
        expect(asked.filter((path) => /policy/.test(path)).sort()).toEqual([
          '/v1/locales/en.policy.json',
          '/v1/policy.js',
          '/v1/shop/policy',
        ])
      },
    )
  })

  it('alone, on a page that never shows a refund', async () => {
    const head = `<script type="module" src="${demo.url}/v${manifest.version}/policy.js"></script>`
    await onPage({ html: page(policyLine, { head }), headers }, async (tab) => {
      await tab.locator('amends-policy [data-t="line"]').waitFor()
      expect(await tab.evaluate(() => customElements.get('amends-refunds'))).toBeUndefined()
    })
  })

  it('moves nothing below it when its words come', async () => {
    const css = 'amends-policy[line]:not(:defined){display:block;min-block-size:48px}'
    const html = page(`${policyLine}<p id="below">Add to basket</p>${quietSnippet}`, { head: `<style>${css}</style>` })
    await onPage({ html, width: 360 }, async (tab) => {
      await tab.locator('amends-policy [data-t="line"]').waitFor()
      const shifts = await tab.evaluate(
        () =>
          new Promise<number>((resolve) => {
            new PerformanceObserver((list) =>
              resolve(list.getEntries().reduce((sum, entry) => sum + (entry as unknown as { value: number }).value, 0)),
            ).observe({ type: 'layout-shift', buffered: true })
            setTimeout(() => resolve(0), 300)
          }),
      )
      expect(shifts).toBe(0)
    })
  })
})

/** A part that is fetched only now. */
async function laterPart(tab: Page): Promise<void> {
  await firstScreen(tab)
  await tab.locator('amends-refunds [data-t="help"]').click()
  await tab.locator('amends-refunds [data-t="contact"]').waitFor()
}

describe('a pinned version', () => {
  it('and each of its parts are what their integrity says', async () => {
    const folder = `${demo.url}/v${manifest.version}/`
    const hashes: Record<string, string> = await (await fetch(`${folder}integrity.json`)).json()
    const integrity = Object.fromEntries(Object.entries(hashes).map(([file, hash]) => [folder + file, hash]))
    const head = `<script type="importmap">${JSON.stringify({ integrity })}</script>
      <script type="module" src="${folder}amends.js" integrity="${hashes['amends.js']}" crossorigin></script>`
    await onPage({ html: page(element, { head }) }, laterPart)
  })
})

describe('content policies', () => {
  it('the documented lines on top of default-src none are enough, and each is needed', async () => {
    const csp = documentedCsp(demo.url)
    expect(cspLines.map(({ directive }) => directive)).toEqual(['script-src', 'connect-src'])
    const html = page(`${element}${snippet}`)
    const headers = { 'Content-Security-Policy': csp }
    await onPage({ html, headers }, laterPart)
    // The launcher too: it places itself, and its dialog.
    await onPage({ html: page(snippet), headers }, async (tab) => {
      await tab.locator('amends-launcher [data-t="launcher"]').click()
      await firstScreen(tab)
    })
  })

  it.each(cspLines.map(({ directive }) => directive))('without %s it is stopped', async (directive) => {
    const { page: tab, complaints, close } = await visit(browser)
    const csp = documentedCsp(demo.url).replace(new RegExp(`; ${directive} [^;]+`), '')
    await tab.route(`${demo.storeUrl}/embedded`, (route) =>
      route.fulfill({ contentType: 'text/html', body: page(snippet), headers: { 'Content-Security-Policy': csp } }),
    )
    const stopped = tab.waitForEvent('console', (message) => message.text().includes('Content Security Policy'))
    await tab.goto(`${demo.storeUrl}/embedded`)
    await stopped
    expect(complaints.length).toBeGreaterThan(0)
    await close()
  })

  it('Trusted Types are enforced, and the documented policy is the only one', async () => {
    const csp = `${documentedCsp(demo.url)}; require-trusted-types-for 'script'; trusted-types lit-html`
    await onPage({ html: page(snippet), headers: { 'Content-Security-Policy': csp } }, async (tab) => {
      await tab.locator('amends-launcher [data-t="launcher"]').click()
      await laterPart(tab)
    })
  })
})

describe('how it is put into a page', () => {
  it('twice the snippet is once the launcher', async () => {
    await onPage({ html: page(`${snippet}${snippet}`) }, async (tab) => {
      await tab.locator('amends-launcher [data-t="launcher"]').waitFor()
      await tab.waitForLoadState('networkidle')
      expect(await tab.locator('amends-launcher').count()).toBe(1)
    })
  })

  it('the element comes first, the script a second later', async () => {
    const late = `<script>setTimeout(() => { const s = document.createElement('script'); s.src = '${demo.url}/v1/widget.js'; document.head.append(s) }, 300)</script>`
    await onPage(
      { html: page(`${element.replace('></', '><p id="fallback">Write to us.</p></')}${late}`) },
      async (tab) => {
        await tab.locator('#fallback').waitFor()
        await firstScreen(tab)
        expect(await tab.locator('#fallback').isVisible()).toBe(false)
        expect(await tab.locator('amends-launcher').count()).toBe(0)
      },
    )
  })

  it('a page that mounts, moves and removes it', async () => {
    await onPage(
      {
        html: page(
          `<div id="a"></div><div id="b"></div>${snippet.replace('data-merchant', 'data-launcher="none" data-merchant')}`,
        ),
      },
      async (tab) => {
        await tab.evaluate((key) => {
          const refunds = document.createElement('amends-refunds')
          refunds.setAttribute('merchant', key)
          document.querySelector('#a')?.append(refunds)
        }, demo.publishableKey)
        await firstScreen(tab)
        await tab.locator('amends-refunds [data-t="find-number"]').fill('LH-1')
        await tab.evaluate(() => document.querySelector('#b')?.append(document.querySelector('amends-refunds') ?? ''))
        await firstScreen(tab)
        expect(await tab.locator('#b amends-refunds [data-t="find-number"]').inputValue()).toBe('LH-1')
        // It still hears the network come and go where it is now, and is silent when it is gone.
        await tab.evaluate(() => {
          Object.defineProperty(navigator, 'onLine', { value: false, configurable: true })
          dispatchEvent(new Event('offline'))
        })
        await tab.locator('amends-refunds [data-t="offline"]').waitFor()
        await tab.evaluate(() => {
          Object.assign(window, { kept: document.querySelector('amends-refunds') })
          document.querySelector('amends-refunds')?.remove()
          Object.defineProperty(navigator, 'onLine', { value: true, configurable: true })
          dispatchEvent(new Event('online'))
        })
        await tab.evaluate(() => document.querySelector('#a')?.append((window as unknown as { kept: Element }).kept))
        await firstScreen(tab)
        await tab.locator('amends-refunds [data-t="offline"]').waitFor({ state: 'detached' })
      },
    )
  })

  it('inside the shadow root of something else, in the language around it', async () => {
    const html =
      page(`<div lang="zh-CN"><x-shell></x-shell></div>${snippet.replace('data-merchant', 'data-launcher="none" data-merchant')}
      <script>customElements.define('x-shell', class extends HTMLElement { connectedCallback() {
        this.attachShadow({ mode: 'open' }).innerHTML = '<style>*{color:red!important;font-size:40px}</style>${element}' } })</script>`)
    await onPage({ html, name: 'foreign-shadow-root' }, async (tab) => {
      await firstScreen(tab)
      expect(await tab.locator('amends-refunds [data-t="title"]').innerText()).toMatch(/\p{Script=Han}/u)
      const size = await tab.locator('amends-refunds #number').evaluate((input) => getComputedStyle(input).fontSize)
      expect(size).toBe('16px')
    })
  })

  it('inside a dialog of the page', async () => {
    const html = page(`<dialog id="own">${element}</dialog>${snippet}<script>own.showModal()</script>`)
    await onPage({ html }, async (tab) => {
      await firstScreen(tab)
      const box = await tab.locator('amends-refunds [data-t="widget"]').boundingBox()
      expect(box?.width).toBeGreaterThanOrEqual(280)
    })
  })

  it('a wrong key is told quietly, with the way to the documentation', async () => {
    const { page: tab, complaints, close } = await visit(browser, { expected: /\[amends\].*docs/ })
    await tab.route(`${demo.storeUrl}/embedded`, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: page(`<amends-refunds merchant="sk_oops"></amends-refunds>${snippet}`),
      }),
    )
    const told = tab.waitForEvent('console', (message) => message.text().includes('[amends]'))
    await tab.goto(`${demo.storeUrl}/embedded`)
    expect((await told).text()).toMatch(/pk_.*\/docs/)
    await tab.locator('amends-refunds [data-t="reload"]').waitFor()
    expect(complaints).toEqual([])
    await close()
  })
})

describe('the page’s own script', () => {
  const stub = `<script>window.amends = window.amends || ((...call) => (amends.q ||= []).push(call))</script>`

  it('may call before it is loaded, and open and close it', async () => {
    const quiet = snippet.replace('data-merchant', 'data-launcher="none" data-merchant')
    const html = page(`${stub}<script>amends('open', { order: 'LH-123' })</script>${quiet}`)
    await onPage({ html }, async (tab) => {
      await firstScreen(tab)
      expect(await tab.locator('amends-refunds [data-t="find-number"]').inputValue()).toBe('LH-123')
      await tab.evaluate(() => (window as unknown as { amends(call: string): void }).amends('close'))
      await tab.locator('amends-launcher dialog[open]').waitFor({ state: 'detached' })
    })
  })

  it('may keep the dialog open by preventing amends-close', async () => {
    await onPage({ html: page(snippet) }, async (tab) => {
      await tab.locator('amends-launcher [data-t="launcher"]').click()
      await firstScreen(tab)
      await tab.evaluate(() =>
        document.addEventListener('amends-close', (event) => event.preventDefault(), { once: true }),
      )
      await tab.locator('amends-refunds [data-t="close"]').click()
      expect(await tab.locator('amends-launcher dialog[open]').count()).toBe(1)
      await tab.locator('amends-refunds [data-t="close"]').click()
      await tab.locator('amends-launcher dialog[open]').waitFor({ state: 'detached' })
    })
  })

  it('finds one name of ours, nothing patched, nothing stored, no history', async () => {
    const look = () => ({
      names: Object.getOwnPropertyNames(window).filter((name) => !/^\d+$/.test(name)),
      patched: [Element, HTMLElement, Node, EventTarget, Array, Promise, Object].map(
        (type) => Object.getOwnPropertyNames(type.prototype).length,
      ),
      fetch: String(window.fetch),
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      history: history.length,
      stored: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
      cookies: document.cookie,
      head: [...document.body.attributes, ...document.documentElement.attributes].map(
        ({ name, value }) => `${name}=${value}`,
      ),
      address: location.href,
    })
    const before = await onPage({ html: page('') }, (tab) => tab.evaluate(look))
    const after = await onPage({ html: page(snippet) }, async (tab) => {
      await tab.locator('amends-launcher [data-t="launcher"]').click()
      await firstScreen(tab)
      return tab.evaluate(look)
    })
    const added = after.names.filter((name) => !before.names.includes(name))
    // Lit keeps what its copies share under names of its own.
    expect(added.filter((name) => !/^(lit[A-Z]|reactiveElement)/.test(name))).toEqual(['amends'])
    expect({ ...after, names: [] }).toEqual({ ...before, names: [] })
  })
})
