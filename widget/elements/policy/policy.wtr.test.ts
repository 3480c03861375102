import { expect, fixture, html } from '@open-wc/testing'
import type { ShopPolicy } from '../../../shared/api/shop-policy.schema.ts'
import policyEn from '../../../shared/locales/policy.en.json'
import policyZh from '../../../shared/locales/policy.zh-CN.json'
import { defaultPolicy } from '../../../shared/policy/default-policy.ts'
import { describePolicy } from '../../../shared/policy/words/describe.ts'
import { translator } from '../../../shared/policy/words/translator.ts'
import en from '../../i18n/locales/en.policy.json'
import zh from '../../i18n/locales/zh-CN.policy.json'
import '../../policy.ts'
import type { AmendsPolicy } from './policy.ts'

const texts = { en: policyEn, 'zh-CN': policyZh }
const policy = defaultPolicy({ timezone: 'Europe/Berlin' })

/** What the shop answers: the same words as the server's, from the same policy. */
function answerFor(url: URL): ShopPolicy {
  const language = url.searchParams.get('language') === 'zh-CN' ? 'zh-CN' : 'en'
  const country = url.searchParams.get('country') ?? 'GB'
  const described = describePolicy(policy, { country, language, t: translator(texts[language], language) })
  const address = { url: 'https://amends.example/v1/shop/policies/pk_test/2026-03-01-4', timezone: policy.timezone }
  return { ...described, version: 4, effectiveAt: Date.parse('2026-02-28T23:30:00Z'), ...address }
}

const realFetch = globalThis.fetch
let failing = 0
let calls: URL[] = []
let copies = 0
let base = ''
beforeEach(() => {
  failing = 0
  calls = []
  // Answers are kept for the life of the page: each test has an address of its own.
  base = `/v1-policy-${++copies}/`
  globalThis.fetch = async (input, init) => {
    const url = new URL(String(input), location.href)
    if (url.pathname.endsWith('/en.policy.json')) return Response.json(en)
    if (url.pathname.endsWith('/zh-CN.policy.json')) return Response.json(zh)
    calls.push(url)
    if (failing-- > 0) throw new TypeError('Failed to fetch')
    if (new Headers(init?.headers).get('Amends-Merchant') !== 'pk_test') return new Response('', { status: 401 })
    if (url.pathname.endsWith('.jsonld')) return Response.json({ '@type': 'OnlineStore', name: '</script>' })
    return Response.json(answerFor(url))
  }
})
afterEach(() => {
  globalThis.fetch = realFetch
})

async function open(attributes: Record<string, string> = {}, inside = ''): Promise<AmendsPolicy> {
  const element = document.createElement('amends-policy')
  element.innerHTML = inside
  for (const [name, value] of Object.entries({ merchant: 'pk_test', lang: 'en', api: base, ...attributes })) {
    element.setAttribute(name, value)
  }
  const box = await fixture(html`<div></div>`)
  box.append(element)
  await until(() => at(element, 'policy')?.getAttribute('aria-busy') === 'false', 'something to read')
  return element
}

function at(element: AmendsPolicy, hook: string): HTMLElement | null {
  return (element.renderRoot as ShadowRoot).querySelector(`[data-t="${hook}"]`)
}

/** For a machine with much else to do. */
const patienceMs = 30_000

const textOf = (element: AmendsPolicy) => at(element, 'policy')?.innerText ?? ''

async function until(isTrue: () => boolean, what: string): Promise<void> {
  const start = performance.now()
  while (!isTrue()) {
    if (performance.now() - start > patienceMs) throw new Error(`waited for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

describe('amends-policy', () => {
  for (const [lang, country, title] of [
    ['en', 'DE', 'Germany'],
    ['zh-CN', 'CN', '中国'],
  ] as const) {
    it(`says all of the policy to ${country} in ${lang}`, async () => {
      const element = await open({ lang, country })
      const said = answerFor(new URL(`https://x/?language=${lang}&country=${country}`))
      expect(textOf(element)).to.include(title)
      for (const { title: section, sentences } of said.sections) {
        expect(textOf(element)).to.include(section)
        for (const sentence of sentences) expect(textOf(element)).to.include(sentence)
      }
      for (const { name, then } of said.exceptions)
        for (const each of [name, ...then]) expect(textOf(element)).to.include(each)
      expect(at(element, 'exceptions')?.querySelectorAll('tbody tr').length).to.equal(said.exceptions.length)
      await expect(element).to.be.accessible()
    })
  }

  it('names the version by the day of the shop’s zone, and leads to where it stays', async () => {
    const element = await open()
    expect(textOf(element)).to.include('1 March 2026')
    expect(at(element, 'print')?.getAttribute('href')).to.equal(answerFor(new URL('https://x/')).url)
  })

  it('keeps the exceptions a table where it is narrow', async () => {
    const element = await open({ country: 'DE' })
    element.style.inlineSize = '320px'
    element.style.display = 'block'
    const cell = at(element, 'exceptions')?.querySelector('td')
    expect(getComputedStyle(cell as Element).display).to.equal('block')
    expect(element.scrollWidth).to.be.at.most(320)
    await expect(element).to.be.accessible()
  })

  it('follows a change of country, and shows what was there until the other comes', async () => {
    const element = await open({ country: 'CN' })
    element.country = 'DE'
    await element.updateComplete
    expect(textOf(element)).to.include('China')
    await until(() => textOf(element).includes('Germany'), 'Germany')
    expect(calls.map((url) => url.searchParams.get('country'))).to.deep.equal(['CN', 'DE'])
  })

  it('shows the country asked for last, whichever answer comes first', async () => {
    const element = await open({ country: 'CN' })
    const answer = globalThis.fetch
    globalThis.fetch = async (input, init) => {
      if (String(input).includes('country=FR')) await new Promise((resolve) => setTimeout(resolve, 80))
      return answer(input, init)
    }
    element.country = 'FR'
    await element.updateComplete
    element.country = 'DE'
    await until(() => textOf(element).includes('Germany'), 'Germany')
    await new Promise((resolve) => setTimeout(resolve, 120))
    expect(textOf(element)).to.include('Germany')
  })

  it('that cannot be loaded shows the page’s own words, and comes when it is asked for again', async () => {
    failing = 1
    const element = await open({ country: 'DE' }, '<a href="/terms">Our terms</a>')
    expect(at(element, 'broken')).not.to.equal(null)
    expect(element.querySelector('a')?.checkVisibility()).to.equal(true)
    await expect(element).to.be.accessible()
    at(element, 'retry')?.click()
    await until(() => textOf(element).includes('Germany'), 'Germany')
    expect(element.querySelector('a')?.checkVisibility()).to.equal(false)
  })

  it('says what failed where the page has no words of its own', async () => {
    failing = 1
    const element = await open()
    expect(textOf(element)).to.include(en['policy.failed'])
    await expect(element).to.be.accessible()
  })

  it('asks for nothing without a publishable key', async () => {
    const element = await open({ merchant: 'sk_oops' })
    expect(at(element, 'retry')).to.equal(null)
    expect(calls).to.deep.equal([])
  })

  it('takes the key of the script tag', async () => {
    const script = document.createElement('script')
    script.type = 'text/plain'
    script.dataset.merchant = 'pk_test'
    document.head.append(script)
    const element = await open({ merchant: '' })
    script.remove()
    expect(at(element, 'title')?.textContent).to.equal('Returns and refunds')
    expect(calls.length).to.equal(1)
  })

  it('puts what machines read into the head while it is in the page', async () => {
    const found = () => [...document.head.querySelectorAll('script[type="application/ld+json"]')]
    const element = await open({ 'json-ld': '' })
    await until(() => found().length === 1, 'the data')
    expect(JSON.parse(found()[0]?.textContent ?? '')).to.deep.equal({ '@type': 'OnlineStore', name: '</script>' })
    const parent = element.parentElement
    element.remove()
    expect(found()).to.deep.equal([])
    parent?.append(element)
    expect(found().length).to.equal(1)
    element.remove()
  })
})

describe('amends-policy line', () => {
  it('is as high before its words as after', async () => {
    const waiting = document.createElement('amends-policy')
    for (const [name, value] of Object.entries({ merchant: 'pk_test', lang: 'en', api: base, line: '', country: 'DE' }))
      waiting.setAttribute(name, value)
    const box = await fixture<HTMLElement>(html`<div></div>`)
    box.style.inlineSize = '320px'
    box.append(waiting)
    await waiting.updateComplete
    const before = waiting.offsetHeight
    await until(() => at(waiting, 'line') !== null, 'the line')
    expect([before, waiting.offsetHeight]).to.deep.equal([48, 48])
  })

  for (const lang of ['en', 'zh-CN'] as const) {
    it(`opens the whole in ${lang} and gives the focus back`, async () => {
      const element = await open({ line: '', lang, country: 'DE' })
      const { oneLine, sections } = answerFor(new URL(`https://x/?language=${lang}&country=DE`))
      const line = at(element, 'line')
      expect(line?.innerText).to.include(oneLine)
      await expect(element).to.be.accessible()
      line?.focus()
      line?.click()
      const dialog = (element.renderRoot as ShadowRoot).querySelector('dialog')
      expect(dialog?.open).to.equal(true)
      expect(dialog?.innerText).to.include(sections[0]?.sentences[0])
      await expect(element).to.be.accessible()
      at(element, 'close')?.click()
      expect(dialog?.open).to.equal(false)
      expect((element.renderRoot as ShadowRoot).activeElement).to.equal(line)
    })
  }

  it('asks once for all lines of a page', async () => {
    await Promise.all([1, 2, 3].map(() => open({ line: '', country: 'DE' })))
    expect(calls.length).to.equal(1)
  })
})
