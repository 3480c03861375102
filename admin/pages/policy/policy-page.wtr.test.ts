import { expect } from '@open-wc/testing'
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands'
import type { Policy } from '../../../shared/policy/policy.ts'
import { loadMe } from '../../data/session.ts'
import { languages, setLanguage } from '../../i18n/i18n.ts'
import { axeProblems } from '../../testing/axe.ts'
import { type Mounted, mountAdmin } from '../../testing/mount.ts'
import { sampleShop } from '../../testing/sample-shop.ts'
import { VersionsDouble } from '../../testing/versions-double.ts'

const text = (hook: string) =>
  document.querySelector(`[data-t="${hook}"]`)?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
const slot = (pointer: string) => document.querySelector<HTMLElement>(`[data-slot="${pointer}"]`)
const rules = () => [...document.querySelectorAll<HTMLElement>('amends-rule-card')]
const names = () => rules().map((card) => card.querySelector('h3')?.textContent?.trim() ?? '')
const chord = async (modifier: string, key: string) => {
  await sendKeys({ down: modifier })
  await sendKeys({ press: key })
  await sendKeys({ up: modifier })
}
const parts = ['', '?part=reasons', '?part=questions', '?part=hours', '?part=settings']

describe('the policy that reads like the policy', () => {
  let page: Mounted
  let shop = sampleShop()
  before(() => import('./policy-page.ts'))
  beforeEach(() => {
    shop = sampleShop()
  })
  afterEach(() => page.end())

  const open = async (path = '/policies', language: 'en' | 'zh-CN' = 'en') => {
    page = await mountAdmin(shop, path, language)
    await page.find('policy-page')
    await page.until(() => document.querySelector('.policy-main section') !== null, 'the policy')
  }
  const saved = () => shop.policies.draft?.policy
  const untilSaved = (holds: (policy: Policy) => boolean, what: string) =>
    page.until(() => {
      const policy = saved()
      return policy !== undefined && holds(policy)
    }, what)
  const press = async (pointer: string) => {
    await page.until(() => slot(pointer) !== null, pointer)
    slot(pointer)?.click()
    await page.find('slot-popover')
  }

  for (const part of parts) {
    it(`has nothing for axe to find ${part}`, async () => {
      await open(`/policies${part}`)
      await page.find('try-sum')
      expect(await axeProblems()).to.deep.equal([])
    })

    it(`leaves no key without words, in both languages ${part}`, async () => {
      await open(`/policies${part}`)
      await page.find('try-sum')
      for (const language of languages) {
        await setLanguage(language, 'for_now')
        await page.until(() => text('try-sum').includes(language === 'en' ? 'item' : '商品'), 'the language')
        expect(page.app.textContent).not.to.match(/\b(editor|policy)\.\w+|claim\.|line\.\w+ /)
      }
    })
  }

  for (const language of languages) {
    it(`has nothing for axe to find in an open rule, and in the editor of a part, in ${language}`, async () => {
      await open('/policies', language)
      ;(await page.find('edit-repeat')).click()
      await page.find('rule-form-repeat')
      expect(await axeProblems()).to.deep.equal([])
      await press('/terms/window/days')
      expect(await axeProblems()).to.deep.equal([])
    })
  }

  it('says the defaults, each rule and the law', async () => {
    await open()
    expect(text('policy-defaults')).to.contain('Shoppers may return anything within 30 days of delivery')
    expect(text('rule-repeat')).to.contain('the customer is not VIP')
    expect(rules()).to.have.length(12)
    page.end()
    await open('/policies?part=settings')
    expect(text('policy-laws')).to.contain('China: seven-day no-reason return')
    expect(text('policy-laws'))
      .to.contain('PRC Return Measures art.')
      .and.not.to.match(/\p{sc=Han}/u)
  })

  it('changes its name with the language, in the title of the window too', async () => {
    await open()
    expect(document.title).to.equal('Policies · Amends')
    await setLanguage('zh-CN', 'for_now')
    expect(document.title).to.equal('政策 · Amends')
    for (const name of names()) expect(name).to.match(/\p{Script=Han}/u)
  })

  it('changes a part in place, shows what it was, saves it, and takes it back', async () => {
    await open()
    await press('/terms/window/days')
    await page.type('windowDays', '45')
    ;(await page.find('slot-apply')).click()
    await page.until(() => slot('/terms/window/days')?.textContent?.includes('45 days') ?? false, 'the new words')
    expect(slot('/terms/window/days')?.textContent).to.contain('was 30 days')
    await untilSaved(({ terms }) => terms.window.days === 45, 'the draft')
    expect(shop.policies.draft?.revision).to.equal(1)
    await page.until(() => text('saved').startsWith('saved'), 'the time')
    ;(await page.find('undo')).click()
    await untilSaved(({ terms }) => terms.window.days === 30, 'the draft as it was')
  })

  it('closes an open rule on Escape in one of its fields, with what was typed', async () => {
    await open()
    ;(await page.find('edit-repeat')).click()
    await page.find('rule-form-repeat')
    await page.type('name-repeat-en', 'Often back')
    await sendKeys({ press: 'Escape' })
    await page.until(() => page.missing('rule-form-repeat'), 'the rule as it reads')
    await page.until(() => document.activeElement?.getAttribute('data-t') === 'rule-repeat', 'the focus on its rule')
    await untilSaved(({ rules }) => JSON.stringify(rules).includes('Often back'), 'the new name')
  })

  it('applies nothing on Escape, and nothing that cannot be read; focus comes back', async () => {
    await open()
    await press('/terms/window/days')
    await page.type('windowDays', '45')
    await sendKeys({ press: 'Escape' })
    await page.until(() => page.missing('slot-popover'), 'the end of the editor')
    await page.until(() => document.activeElement === slot('/terms/window/days'), 'the focus')
    await press('/terms/window/days')
    await page.type('windowDays', 'many')
    await sendKeys({ press: 'Enter' })
    expect(page.missing('slot-popover')).to.equal(false)
    ;(await page.find('slot-apply')).focus()
    await sendKeys({ press: 'Enter' })
    await page.until(() => document.activeElement?.id === 'windowDays', 'the focus on what cannot be read')
    document
      .querySelector<HTMLElement>('h1')
      ?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }))
    await page.until(() => page.missing('slot-popover'), 'the end of the editor')
    expect(slot('/terms/window/days')?.textContent).to.equal('30 days')
    expect(saved()).to.equal(undefined)
    await page.until(() => text('toast').includes('Time to return stays as it was'), 'what became of it')
  })

  it('takes a thousand for a thousand, and cuts nothing off', async () => {
    await open()
    await press('/terms/window/days')
    await page.type('windowDays', '1,000')
    ;(await page.find('slot-apply')).click()
    await untilSaved(({ terms }) => terms.window.days === 1000, 'the days')
    ;(await page.find('edit-repeat')).click()
    const note = await page.find<HTMLTextAreaElement>('note-repeat-en')
    note.value = '长'.repeat(2_010)
    note.dispatchEvent(new InputEvent('input'))
    await page.until(() => note.getAttribute('aria-invalid') === 'true', 'that it is too long')
    expect(document.getElementById('note-repeat-en-hint')?.textContent).to.contain('10 characters too many')
    expect(note.value).to.have.length(2_010)
  })

  it('moves rules by keyboard and says where they are', async () => {
    await open()
    const [first = '', second = ''] = names()
    rules()[1]?.focus()
    await chord('Alt', 'ArrowUp')
    await page.until(() => names()[0]?.startsWith(second.replace(/ Changed$/, '')) ?? false, 'the move')
    expect(text('said')).to.match(/is now rule 1 of 12\.$/)
    await page.until(() => document.activeElement === rules()[0], 'the focus on what was moved')
    await sendKeys({ press: 'ArrowDown' })
    expect(document.activeElement).to.equal(rules()[1])
    expect(names()[1]).to.equal(first)
    await untilSaved((policy) => policy.rules[0]?.id === 'never_arrived', 'the order of the draft')
  })

  it('moves rules by hand, lets go on Escape, and takes a tremble for none', async () => {
    await open()
    const [first = '', second = '', third = ''] = names()
    const middle = (element: Element | null | undefined): [number, number] => {
      const { left, top, width, height } = element?.getBoundingClientRect() ?? new DOMRect()
      return [Math.round(left + width / 2), Math.round(top + height / 2)]
    }
    const grip = (index: number) => rules()[index]?.querySelector('.rule-grip')
    /** What is said about a rule comes a little later, and moves those below it. */
    const settled = async () => {
      let before = -1
      let same = 0
      await page.until(() => {
        const now = middle(grip(0))[1]
        same = now === before ? same + 1 : 0
        before = now
        return same > 20
      }, 'a page at rest')
    }
    const take = async (index: number) => {
      rules()[index]?.scrollIntoView({ block: 'center' })
      await settled()
      await sendMouse({ type: 'move', position: middle(grip(index)) })
      await sendMouse({ type: 'down' })
    }
    try {
      await take(0)
      await sendMouse({
        type: 'move',
        position: middle(rules()[0]?.querySelector('.rule-grip')).map((at) => at + 2) as [number, number],
      })
      await sendMouse({ type: 'up' })
      await take(0)
      await sendMouse({ type: 'move', position: middle(rules()[1]) })
      await page.until(() => document.querySelector('[data-moving]') !== null, 'the rule under way')
      await sendKeys({ press: 'Escape' })
      await page.until(() => document.querySelector('[data-moving]') === null, 'the end of it')
      await sendMouse({ type: 'up' })
      expect(names().slice(0, 3)).to.deep.equal([first, second, third])

      await take(0)
      const [x, y] = middle(rules()[1])
      await sendMouse({ type: 'move', position: [x, y + 4] })
      await page.until(() => document.querySelector('.drop-after') !== null, 'where it would go')
      await sendMouse({ type: 'up' })
      await page.until(() => names()[1]?.startsWith(first.replace(/ Changed$/, '')) ?? false, 'the move')
      expect(names()[0]).to.contain(second.replace(/ Changed$/, ''))
      expect(names()[2]).to.contain(third.replace(/ Changed$/, ''))
      expect(text('said')).to.match(/is now rule 2 of 12\.$/)
      expect(document.querySelector('.drop-before, .drop-after, [data-moving]')).to.equal(null)
    } finally {
      await resetMouse()
    }
  })

  it('takes a name with a comma in it for one', async () => {
    await open('/policies?part=questions')
    ;(await page.find('add-question')).click()
    const field = await page.find<HTMLInputElement>('categories-question')
    field.focus()
    await sendKeys({ type: 'Food, Beverages & Tobacco' })
    await sendKeys({ press: 'Enter' })
    await untilSaved(
      ({ questions }) => questions?.[0]?.categories?.join('|') === 'Food, Beverages & Tobacco',
      'the category of the question',
    )
  })

  it('says what goods of a category count as, by law too', async () => {
    await open('/policies?part=settings')
    ;(await page.find('add-class')).click()
    const category = (await page.find('class-0-category')) as HTMLInputElement
    category.value = 'Food > Fruit'
    category.dispatchEvent(new InputEvent('input', { bubbles: true }))
    expect(text('class-0')).to.contain('No right to return without a reason in China, the EU')
    const of = (await page.find('class-0-of')) as HTMLSelectElement
    of.value = 'sealed_hygiene'
    of.dispatchEvent(new Event('change'))
    await page.until(() => text('class-0').includes('Once opened'), 'what the law says of it')
    await untilSaved(
      ({ legalClasses }) =>
        legalClasses?.[0]?.category === 'Food > Fruit' && legalClasses[0].legalClass === 'sealed_hygiene',
      'the class of the category',
    )
    expect(await axeProblems()).to.deep.equal([])
    ;(await page.find('remove-class-0')).click()
    await untilSaved(({ legalClasses }) => legalClasses?.length === 0, 'its end')
  })

  it('adds a rule, gives it a condition and something to do', async () => {
    await open()
    await sendKeys({ press: 'n' })
    await page.until(() => rules().length === 13, 'the rule')
    const at = '/rules/12'
    ;(await page.find(`add${at}/when`)).click()
    await page.until(() => document.querySelector(`amends-comparison-row`) !== null, 'the condition')
    const fact = document.querySelector<HTMLSelectElement>('[data-t$="-fact"]')
    if (!fact) throw new Error('no fact')
    fact.value = 'line.categories'
    fact.dispatchEvent(new Event('change'))
    await page.until(() => document.querySelector('input[data-t$="-value"]') !== null, 'the value')
    const value = document.querySelector<HTMLInputElement>('input[data-t$="-value"]')
    if (!value) throw new Error('no value')
    value.value = 'lamps'
    value.dispatchEvent(new InputEvent('input', { bubbles: true }))
    const set = document.querySelector<HTMLSelectElement>('select[data-t^="set-"]')
    if (!set) throw new Error('nothing to set')
    set.value = 'decision'
    set.dispatchEvent(new Event('change'))
    await untilSaved(({ rules: saved }) => saved[12]?.set.decision !== undefined, 'the draft')
    expect(saved()?.rules[12]?.when).to.deep.equal({
      all: [{ fact: 'line.categories', op: 'contains', value: 'lamps' }],
    })
  })

  it('deletes and duplicates, and brings back', async () => {
    await open()
    rules()[0]?.focus()
    await sendKeys({ press: 'Delete' })
    await page.until(() => rules().length === 11, 'the deletion')
    await chord('Control', 'z')
    await page.until(() => rules().length === 12, 'the rule again')
  })

  it('tells of what is below the law, and mends it', async () => {
    const { policy } = shop.policies.live
    shop.policies.saveAsOther(
      { ...policy, terms: { ...policy.terms, window: { days: 5, from: 'delivered' } } },
      'Mei Chen',
    )
    await open()
    const found = () => document.querySelector('[data-t="policy-defaults"] [data-t="finding-below_statute"]')
    await page.until(() => found() !== null, 'the finding')
    expect(text('lint-sum')).to.contain('to look at before publishing')
    expect(slot('/terms/window/days')?.className).to.contain('slot-lint')
    found()?.querySelector('button')?.click()
    await untilSaved(({ terms }) => terms.window.days !== 5, 'the mended draft')
    await page.until(() => found() === null, 'the end of the finding')
  })

  it('marks the very part that cannot be published', async () => {
    const { policy } = shop.policies.live
    const { KWD: _, ...fee } = policy.terms.returnShipping.fee
    shop.policies.saveAsOther(
      { ...policy, terms: { ...policy.terms, returnShipping: { paidBy: 'shopper', fee } } },
      'Mei Chen',
    )
    await open()
    await page.until(() => slot('/terms/returnShipping/fee')?.className.includes('slot-issue') ?? false, 'the mark')
    expect(text('lint-sum')).to.contain('has to be put right')
  })

  describe('two people', () => {
    const theirs = (): Policy => {
      const { policy } = shop.policies.live
      return { ...policy, terms: { ...policy.terms, creditBonusPercent: 800 } }
    }
    const change = async () => {
      await press('/terms/window/days')
      await page.type('windowDays', '45')
      ;(await page.find('slot-apply')).click()
    }

    it('tells the second who saved, shows what differs, and keeps both edits', async () => {
      await open()
      shop.policies.saveAsOther(theirs(), 'Jonas Weber')
      await change()
      await page.find('conflict')
      expect(text('conflict')).to.contain('Jonas Weber saved this draft')
      expect(saved()?.terms.window.days).to.equal(30)
      ;(await page.find('conflict-compare')).click()
      await page.find('conflict-differences')
      expect(text('conflict-differences')).to.contain('45 days')
      expect(await axeProblems()).to.deep.equal([])
      ;(await page.find('conflict-mine')).click()
      await untilSaved(({ terms }) => terms.window.days === 45 && terms.creditBonusPercent === 800, 'both edits')
      expect(page.missing('conflict')).to.equal(true)
      expect(document.activeElement?.tagName).to.equal('H1')
    })

    it('takes theirs, and can bring its own back', async () => {
      await open()
      shop.policies.saveAsOther(theirs(), 'Jonas Weber')
      await change()
      ;(await page.find('conflict-theirs')).click()
      await page.until(() => slot('/terms/window/days')?.textContent === '30 days', 'theirs')
      ;(await page.find('undo')).click()
      await untilSaved(({ terms }) => terms.window.days === 45 && terms.creditBonusPercent === 500, 'the own again')
    })
  })

  it('only reads for an agent, and shows the live version as it is', async () => {
    shop.me.role = 'agent'
    await open()
    await loadMe()
    await setLanguage('zh-CN', 'for_now')
    await page.until(() => page.missing('add-rule'), 'nothing to add')
    expect(slot('/terms/window/days')?.getAttribute('role')).to.equal(null)
    expect(page.missing('publish')).to.equal(true)
    const note = await page.find('read-only')
    expect(note.querySelector('span')?.offsetWidth).to.be.greaterThan(note.offsetWidth / 4)
    shop.me.role = 'owner'
    await loadMe()
  })

  it('has nothing to fill in where a version is only read; a time and a day are taken once they are whole', async () => {
    for (const part of ['reasons', 'questions', 'hours', 'settings']) {
      await open(`/policies?part=${part}&version=live`)
      expect(document.querySelectorAll('.policy-main :is(input, select, textarea)'), part).to.have.length(0)
      expect(document.querySelectorAll('.policy-main section button'), part).to.have.length(0)
      page.end()
    }
    await open('/policies?part=hours')
    const from = await page.find<HTMLInputElement>('hours-0-from')
    from.value = 'nine'
    from.dispatchEvent(new Event('change'))
    const to = await page.find<HTMLInputElement>('hours-0-to')
    to.value = '25:99'
    to.dispatchEvent(new Event('change'))
    for (const field of [from, to]) {
      await page.until(() => field.getAttribute('aria-invalid') === 'true', 'what is wrong')
      const words = document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent
      expect(words).to.contain('A time from 00:00')
    }
    expect([from.value, to.value]).to.deep.equal(['nine', '25:99'])
    to.value = '8'
    to.dispatchEvent(new Event('change'))
    from.value = '9'
    from.dispatchEvent(new Event('change'))
    await page.until(() => text('policy-hours').includes('It has to close after it opens'), 'that it closes too early')
    expect([from.value, to.value]).to.deep.equal(['09:00', '08:00'])
    const day = await page.find<HTMLInputElement>('day-closed')
    day.focus()
    day.value = '275760-09-13'
    day.dispatchEvent(new Event('change'))
    day.blur()
    await page.until(() => day.getAttribute('aria-invalid') === 'true', 'that it is no day to close on')
    for (const typed of ['0002-11-05', '2026-11-05']) {
      day.value = typed
      day.dispatchEvent(new Event('change'))
    }
    await untilSaved(({ calendar }) => calendar.closed?.includes('2026-11-05') ?? false, 'the day')
    expect(saved()?.calendar.closed).to.not.include.members(['0002-11-05', '275760-09-13'])
    await page.until(() => day.getAttribute('aria-invalid') === null, 'the end of the problem')
  })

  it('shows days that no calendar has, so that they can be taken off', async () => {
    const { policy } = shop.policies.live
    const calendar = { ...policy.calendar, closed: ['2026-02-31', '275760-09-13'] }
    shop.policies.saveAsOther({ ...policy, calendar }, 'Mei Chen')
    await open('/policies?part=hours')
    await page.until(() => text('policy-hours').includes('275760-09-13'), 'the days')
    document.querySelector<HTMLElement>('[data-t="policy-hours"] .token button')?.click()
    await untilSaved((now) => now.calendar.closed?.join() === '275760-09-13', 'the other')
  })

  it('shows the version in force beside the draft, as it is, and back', async () => {
    const { policy } = shop.policies.live
    const [first, ...rest] = policy.rules
    if (!first) throw new Error('no rule')
    shop.policies.saveAsOther({ ...policy, rules: [...rest, { ...first, set: { approvals: 4 } }] }, 'Mei Chen')
    await open()
    await page.until(() => text(`rule-${first.id}`).includes('4 people'), 'the draft')
    ;(await page.find('show-live')).click()
    await page.until(() => names()[0] !== undefined && page.missing('add-rule'), 'the live version')
    await page.until(() => !text(`rule-${first.id}`).includes('4 people'), 'its rule')
    expect(rules()[0]?.dataset['t']).to.equal(`rule-${first.id}`)
    expect(slot('/terms/window/days')?.getAttribute('role')).to.equal(null)
    ;(await page.find('show-draft')).click()
    await page.until(() => text(`rule-${first.id}`).includes('4 people'), 'the draft again')
    expect(text(`rule-${first.id}`)).to.contain('Changed')
    expect(rules().at(-1)?.dataset['t']).to.equal(`rule-${first.id}`)
  })

  it('begins with the newest order of which something is left', async () => {
    const [newest, next] = [...shop.cases.values()].map(({ order }) => order)
    if (!newest || !next) throw new Error('no orders')
    const all = newest.lines.map(({ id, quantity }) => [`units:${id}`, { reserved: 0, refunded: quantity, settled: 0 }])
    shop.policies.holdings.set(newest.number, Object.fromEntries(all) as Record<string, never>)
    await open()
    await page.find('try-sum')
    expect((await page.find<HTMLInputElement>('try-order')).value).to.contain(next.number)
  })

  it('says aloud that nothing was saved, and goes on to publish only what is', async () => {
    await open()
    shop.failNext.set('/policies/draft', 'offline')
    await press('/terms/window/days')
    await page.type('windowDays', '45')
    ;(await page.find('slot-apply')).click()
    await page.find('not-saved')
    expect(text('not-saved')).to.contain('No answer from the server.')
    expect(await axeProblems()).to.deep.equal([])
    shop.failNext.set('/policies/draft', 'offline')
    ;(await page.find('publish')).click()
    await page.until(() => text('toast').includes('Not yet'), 'what keeps it')
    expect(location.pathname).to.equal('/admin/policies')
    ;(await page.find('publish')).click()
    await untilSaved(({ terms }) => terms.window.days === 45, 'the draft')
    await page.until(() => location.pathname === '/admin/policies/publish', 'the way on')
  })

  it('tells of a version that waits, and gives no number twice', async () => {
    const versions = new VersionsDouble(shop)
    const [newest] = versions.versions
    if (!newest) throw new Error('no version')
    const waiting = {
      ...newest,
      version: newest.version + 1,
      state: 'scheduled' as const,
      effectiveAt: Date.now() + 86_400_000,
    }
    versions.versions.unshift(waiting)
    shop.policies.saveAsOther(shop.policies.live.policy, 'Mei Chen')
    await open()
    expect(text('version-waits')).to.contain(`Version ${waiting.version} takes effect on`)
    expect(text('show-draft')).to.contain(`Version ${waiting.version + 1}`)
  })

  it('says what it cannot take, and that it is not in the policy', async () => {
    const { policy } = shop.policies.live
    const [first] = policy.rules
    if (!first) throw new Error('no rule')
    shop.policies.saveAsOther(
      { ...policy, rules: [{ ...first, when: { fact: 'claim.amount', op: 'gte', value: { CNY: 100 } } }] },
      'Mei Chen',
    )
    await open()
    ;(await page.find(`edit-${first.id}`)).click()
    const amount = (await page.find(`rule-form-${first.id}`)).querySelector<HTMLInputElement>('.money-field .input')
    if (!amount) throw new Error('no amount')
    amount.value = 'many'
    amount.dispatchEvent(new Event('change'))
    await page.until(() => document.querySelector('.money-field .field-error') !== null, 'what is wrong')
    expect(amount.value).to.equal('many')
    expect(amount.getAttribute('aria-describedby')).to.equal(document.querySelector('.money-field .field-error')?.id)
    const choose = async (part: string, value: string) => {
      const field = document.querySelector<HTMLSelectElement>(`.rule-form select[data-t$="-${part}"]`)
      if (!field) throw new Error(part)
      field.value = value
      field.dispatchEvent(new Event('change'))
      await page.until(() => field.value === value, value)
    }
    await choose('fact', 'order.store')
    await page.find('not-taken/rules/0/when')
    await choose('fact', 'order.country')
    await page.until(() => page.missing('not-taken/rules/0/when'), 'a country')
    await choose('op', 'in')
    const tokens = document.querySelector<HTMLInputElement>('.rule-form .tokens input')
    if (!tokens) throw new Error('no field')
    tokens.value = 'Atlantis'
    tokens.dispatchEvent(new InputEvent('input', { inputType: 'insertText' }))
    tokens.dispatchEvent(new Event('change'))
    await page.until(() => tokens.getAttribute('aria-invalid') === 'true', 'the refusal')
    expect(document.getElementById(tokens.getAttribute('aria-describedby') ?? '')?.textContent).to.contain(
      'Choose one of those offered.',
    )
  })

  it('tries the policy on a real order, and keeps a case', async () => {
    await open()
    const field = await page.find<HTMLInputElement>('try-order')
    field.focus()
    await page.type('try-order', 'Clara')
    const offered = () => [...document.querySelectorAll('.picker-list [role=option]')]
    await page.until(
      () => offered().length > 0 && offered().every(({ textContent }) => textContent?.includes('Clara')),
      'the order',
    )
    await sendKeys({ press: 'Enter' })
    await page.until(() => field.value.includes('Clara Hoffmann'), 'the choice')
    await page.find('try-total')
    expect(text('try-live')).to.equal('Version 14 would decide and pay the same.')
    await press('/terms/restockingFee')
    ;(await page.find('restockingKind-percent')).click()
    ;(await page.find('slot-apply')).click()
    await page.until(() => text('try-live') !== '', 'the comparison')
    ;(await page.find('keep-case')).click()
    await page.find('case-dialog')
    ;(await page.find('case-confirm')).click()
    await page.until(() => shop.policies.cases.size === 1, 'the case')
  })

  it('tries answers that are typed and photographed, and keeps them with the case', async () => {
    const { policy } = shop.policies.live
    const labels = { en: 'Where is it torn?', 'zh-CN': '哪里破损？' }
    const asking: Policy = {
      ...policy,
      questions: [
        { code: 'where', kind: 'text', labels, required: false },
        { code: 'label', kind: 'photo', labels: { en: 'The label', 'zh-CN': '吊牌' }, required: false },
      ],
      rules: [
        {
          id: 'torn',
          name: 'Torn',
          when: {
            all: [
              { fact: 'answer.where', op: 'contains', value: 'sleeve' },
              { fact: 'answer.label', op: 'gte', value: 2 },
            ],
          },
          set: { decision: 'approve' },
        },
      ],
    }
    shop.policies.saveAsOther(asking, 'Mei Chen')
    await open()
    await page.find('try-total')
    const lines = () => document.querySelector('.try-lines')?.textContent ?? ''
    const before = lines()
    expect(before).to.contain('A person decides')
    await page.type('try-answer-where', 'left sleeve')
    await page.type('try-answer-label', '1')
    expect(lines()).to.equal(before)
    await page.type('try-answer-label', '2')
    await page.until(() => !lines().includes('A person decides'), 'what the rule says')
    ;(await page.find('keep-case')).click()
    await page.find('case-dialog')
    ;(await page.find('case-confirm')).click()
    await page.until(() => shop.policies.cases.size === 1, 'the case')
    const [kept] = shop.policies.cases.values()
    expect(kept).to.deep.include({ answers: { where: 'left sleeve', label: ['label_1', 'label_2'] } })
  })

  it('writes a reason with what it asks for, in both languages', async () => {
    await open('/policies?part=reasons')
    ;(await page.find('add-reason')).click()
    await page.find('reason-form-reason')
    await page.type('label-reason-en', 'The colour is off')
    await page.type('label-reason-zh-CN', '颜色不符')
    ;(await page.find('asks-reason-photos')).click()
    ;(await page.find('materials-reason-add')).click()
    await page.type('materials-reason-0-en', 'A photo in daylight')
    await untilSaved(({ reasons }) => reasons.at(-1)?.materials !== undefined, 'the draft')
    expect(saved()?.reasons.at(-1)).to.deep.include({
      labels: { en: 'The colour is off', 'zh-CN': '颜色不符' },
      asks: ['photos'],
      materials: [{ en: 'A photo in daylight' }],
    })
    for (const [typed, words] of [
      ['Größe', 'Lower-case letters'],
      ['damaged_in_transit', 'Another reason has this code'],
    ] as const) {
      await page.type('code-reason', typed)
      await page.until(() => text('reason-form-reason').includes(words), words)
      expect((await page.find<HTMLInputElement>('code-reason')).value).to.equal(typed)
    }
    await page.type('code-reason', 'colour_off')
    await untilSaved(({ reasons }) => reasons.at(-1)?.code === 'colour_off', 'the code')
  })

  it('stays quick with two hundred rules: one edit draws one card again', async () => {
    const { policy } = shop.policies.live
    const many = Array.from({ length: 200 }, (_, index) => ({
      id: `r${index}`,
      name: `Rule ${index}`,
      when: { fact: 'line.tags', op: 'contains' as const, value: `tag${index}` },
      set: { approvals: 2 },
    }))
    shop.policies.saveAsOther({ ...policy, rules: many }, 'Mei Chen')
    await open()
    await page.until(() => rules().length === 200, 'the rules')
    await page.until(() => document.querySelectorAll('.rule .lint').length >= 200, 'what is said about each')
    let drawn = 0
    const card = customElements.get('amends-rule-card')?.prototype as { updated?: () => void }
    const before = card.updated
    card.updated = () => {
      drawn++
    }
    await press('/rules/7/set/approvals')
    await page.type('approvals', '3')
    ;(await page.find('slot-apply')).click()
    await untilSaved(({ rules: saved }) => saved[7]?.set.approvals === 3, 'the draft')
    card.updated = before
    expect(drawn).to.be.lessThan(10)
  })
})
