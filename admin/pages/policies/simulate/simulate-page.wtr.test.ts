import { expect } from '@open-wc/testing'
import { setViewport } from '@web/test-runner-commands'
import type { Policy } from '../../../../shared/policy/policy.ts'
import { pastRequests } from '../../../../shared/policy/simulate/history.fixtures.ts'
import type { AdminDouble } from '../../../testing/admin-double.ts'
import { axeProblems } from '../../../testing/axe.ts'
import { type Mounted, mountAdmin } from '../../../testing/mount.ts'
import { sampleShop } from '../../../testing/sample-shop.ts'
import { VersionsDouble } from '../../../testing/versions-double.ts'

/** Clothing is no longer taken back, as far as the law lets that be. */
const stricter = (policy: Policy): Policy => ({
  ...policy,
  rules: [
    {
      id: 'clothing',
      name: 'Clothing',
      when: { fact: 'line.categories', op: 'contains', value: 'clothing' },
      set: { decision: 'decline' },
    },
    ...policy.rules,
  ],
})

describe('the simulation', () => {
  let shop: AdminDouble
  let double: VersionsDouble
  let page: Mounted
  beforeEach(() => {
    shop = sampleShop()
    double = new VersionsDouble(shop)
    double.past = pastRequests(600).map((request) => ({ ...request, version: 14 }) as (typeof double.past)[number])
  })
  afterEach(() => page.end())

  const open = async (language: 'en' | 'zh-CN' = 'en') => {
    page = await mountAdmin(shop, '/policies/simulate', language)
  }
  const text = (hook: string) => document.querySelector<HTMLElement>(`[data-t="${hook}"]`)?.innerText ?? ''
  const rows = () => [...document.querySelectorAll<HTMLElement>('.changed-table tbody tr')]

  for (const language of ['en', 'zh-CN'] as const) {
    it(`has nothing for axe to find, in ${language}`, async () => {
      double.past = double.past.slice(0, 60)
      shop.policies.saveAsOther(stricter(shop.policies.live.policy), 'Mei Chen')
      await open(language)
      await page.find('simulate-flow')
      await page.until(() => rows().length > 0, 'what changes')
      expect(await axeProblems()).to.deep.equal([])
      expect(page.app.textContent).not.to.match(/\b(simulate|editor|policyPages)\.\w+/)
      document.querySelector<HTMLElement>('[data-t^="open-"]')?.click()
      await page.find('clauses-draft')
      expect(await axeProblems()).to.deep.equal([])
    })
  }

  for (const language of ['en', 'zh-CN'] as const) {
    it(`has nothing aside on a phone: every figure stands below its row, under its column's name, in ${language}`, async () => {
      shop.policies.saveAsOther(stricter(shop.policies.live.policy), 'Mei Chen')
      await open(language)
      await setViewport({ width: 360, height: 800 })
      await page.find('simulate-flow')
      await page.until(() => rows().length > 0, 'what changes')
      const aside = [document.documentElement, ...document.querySelectorAll('main *')].filter(
        (element) =>
          element.scrollWidth > element.clientWidth + 1 &&
          (element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowX)),
      )
      expect(aside.map(({ className }) => className)).to.deep.equal([])
      const tables = [...document.querySelectorAll<HTMLTableElement>('main table')]
      expect(tables.length).to.equal(7)
      for (const table of tables) {
        const [, ...columns] = [...table.querySelectorAll('thead th')].map(({ textContent }) => textContent?.trim())
        for (const row of table.querySelectorAll('tbody tr, tfoot tr')) {
          const labels = [...row.querySelectorAll('td')].map((cell) => cell.dataset['label'])
          expect(labels, row.textContent ?? '').to.deep.equal(columns)
        }
      }
    })
  }

  it('replays every request, counts each request once, and shows every change with why', async () => {
    shop.policies.saveAsOther(stricter(shop.policies.live.policy), 'Mei Chen')
    await open()
    await page.find('simulate-flow')
    expect(text('simulate-facts')).to.contain('600 requests')
    const cells = [...document.querySelectorAll('.flow-table tbody td.num:not(:last-child)')].map((cell) =>
      Number(cell.textContent),
    )
    expect(cells.reduce((sum, count) => sum + count, 0)).to.equal(600)
    await page.until(() => rows().length === 25, 'the first page')
    const [first] = rows()
    expect(first?.innerText).to.match(/Rule 1 · the item is in the category “clothing”|Held up by law/)
    ;(await page.find('next-page')).click()
    await page.until(() => text('simulate-changed').includes('26–50 of'), 'the second page')
  })

  it('calls the draft by the number that it will get: a cancelled version keeps its own', async () => {
    double.schedule(3)
    const [waiting] = double.versions
    if (waiting) waiting.state = 'cancelled'
    shop.policies.saveAsOther(stricter(shop.policies.live.policy), 'Mei Chen')
    await open()
    await page.find('simulate-flow')
    expect(text('simulate-page')).to.contain('Version 14').and.to.contain('Version 16')
    expect(text('simulate-changed')).to.contain('Draft, version 16')
  })

  it('keeps currencies apart: one is shown, and another on request', async () => {
    shop.policies.saveAsOther(stricter(shop.policies.live.policy), 'Mei Chen')
    await open()
    await page.find('simulate-money')
    const before = text('money-cost')
    const other = [...document.querySelectorAll<HTMLInputElement>('input[name="currency"]')].find(
      ({ checked }) => !checked,
    )
    other?.click()
    await page.until(() => text('money-cost') !== before, 'the other currency')
    expect(text('by-reason')).to.contain(other?.value)
  })

  it('shows a request on both policies, clause by clause', async () => {
    shop.policies.saveAsOther(stricter(shop.policies.live.policy), 'Mei Chen')
    await open()
    await page.until(() => document.querySelector('[data-t^="open-"]') !== null, 'a request')
    ;(await page.find('filter-declined')).click()
    await page.until(() => rows().every((row) => row.innerText.includes('Declined')), 'those that are declined')
    document.querySelector<HTMLElement>('[data-t^="open-"]')?.click()
    await page.find('clauses-live')
    expect(text('verdict-live')).not.to.contain('Declined')
    expect(text('verdict-draft')).to.contain('Declined')
    expect(text('clauses-draft')).to.contain('Clothing')
    expect(document.querySelectorAll('.trace-side .is-own').length).to.be.greaterThan(0)
  })

  it('can be given up, and begun again', async () => {
    shop.policies.saveAsOther(stricter(shop.policies.live.policy), 'Mei Chen')
    const handle = shop.handle
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    shop.handle = async (request) => {
      if (request.url.includes('/policies/history')) await held
      return handle(request)
    }
    await open()
    ;(await page.find('cancel-run')).click()
    await page.find('empty')
    const again = await page.find('run-again')
    expect(document.activeElement).to.equal(again)
    release()
    ;(await page.find('start-over')).click()
    await page.find('simulate-flow')
    expect(document.activeElement).to.equal(again)
  })

  it('begins anew for another period while it runs, and the keyboard stays where that was chosen', async () => {
    shop.policies.saveAsOther(stricter(shop.policies.live.policy), 'Mei Chen')
    const handle = shop.handle
    const asked: string[] = []
    shop.handle = async (request) => {
      if (!request.url.includes('/policies/history')) return handle(request)
      asked.push(request.url)
      if (asked.length === 1) await new Promise<void>((done) => request.signal.addEventListener('abort', () => done()))
      return handle(request)
    }
    await open()
    await page.until(() => asked.length === 1, 'the first run')
    const period = await page.find<HTMLSelectElement>('period')
    period.focus()
    period.value = 'year'
    period.dispatchEvent(new Event('change'))
    await page.find('simulate-flow')
    expect(asked.map((url) => url.includes('since='))).to.deep.equal([false, true])
    expect(document.activeElement).to.equal(period)
    expect(period.value).to.equal('year')
  })

  it('hears no more of a run that was given up half way', async () => {
    shop.policies.saveAsOther(stricter(shop.policies.live.policy), 'Mei Chen')
    const handle = shop.handle
    shop.handle = async (request) => {
      const answer = await handle(request)
      if (!request.url.includes('/policies/history')) return answer
      const half = (await answer?.text())
        ?.split('\n')
        .slice(0, 300)
        .map((line) => `${line}\n`)
        .join('')
      return new Response(new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode(half)) }))
    }
    await open()
    await page.until(() => document.querySelector('progress')?.value === 299, 'half of it')
    ;(await page.find('cancel-run')).click()
    shop.handle = handle
    ;(await page.find('run-again')).click()
    await page.find('simulate-flow')
    expect(text('simulate-facts')).to.match(/^600 requests/)
  })

  it('says what is missing: a draft, requests, an answer', async () => {
    await open()
    expect((await page.find('empty')).innerText).to.contain('There is no draft.')
    page.end()
    shop.policies.saveAsOther(stricter(shop.policies.live.policy), 'Mei Chen')
    double.past = []
    await open()
    expect((await page.find('empty')).innerText).to.contain('no past requests')
    page.end()
    const handle = shop.handle
    shop.handle = async (request) => {
      if (request.url.includes('/policies/history')) throw new TypeError('Failed to fetch')
      return handle(request)
    }
    await open()
    await page.find('error')
    page.end()
    shop.handle = async (request) => {
      const answer = await handle(request)
      if (!request.url.includes('/policies/history')) return answer
      return new Response((await answer?.text())?.slice(0, -20))
    }
    double.past = pastRequests(3).map((request) => ({ ...request, version: 14 }) as (typeof double.past)[number])
    await open()
    await page.find('error')
  })
})
