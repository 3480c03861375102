import { expect } from '@open-wc/testing'
import type { Policy } from '../../../shared/policy/policy.ts'
import type { AdminDouble } from '../../testing/admin-double.ts'
import { axeProblems } from '../../testing/axe.ts'
import { type Mounted, mountAdmin } from '../../testing/mount.ts'
import { sampleShop } from '../../testing/sample-shop.ts'
import { VersionsDouble } from '../../testing/versions-double.ts'

const languages = ['en', 'zh-CN'] as const

describe('publishing, history and cases', () => {
  let shop: AdminDouble
  let double: VersionsDouble
  let page: Mounted
  beforeEach(() => {
    shop = sampleShop()
    double = new VersionsDouble(shop)
  })
  afterEach(() => page.end())

  const open = async (path: string, language: 'en' | 'zh-CN' = 'en') => {
    page = await mountAdmin(shop, path, language)
  }
  const text = (hook: string) => document.querySelector<HTMLElement>(`[data-t="${hook}"]`)?.innerText ?? ''
  const focused = () => (document.activeElement as HTMLElement | null)?.dataset['t']
  const press = async (hook: string) => (await page.find(hook)).click()
  const draft = (change: (policy: Policy) => Policy) =>
    shop.policies.saveAsOther(change(shop.policies.live.policy), 'Mei Chen')
  const longer = (policy: Policy): Policy => ({
    ...policy,
    terms: { ...policy.terms, window: { ...policy.terms.window, days: 45 } },
  })
  const orderOf = () => [...shop.cases.values()][0]?.order
  /** An order that must be declined, whatever the policy says of it: no policy does. */
  const keepFailing = () => {
    const order = orderOf()
    double.cases.set('c1', {
      id: 'c1',
      name: 'Nothing for this one',
      order: order?.number ?? '',
      line: order?.lines[0]?.id ?? '',
      reason: 'damaged_in_transit',
      quantity: 1,
      photos: 2,
      expect: { decision: 'decline' },
      savedAt: Date.now(),
      savedBy: { id: 'u1', name: 'Mei Chen' },
    })
  }

  for (const language of languages) {
    for (const [path, hook] of [
      ['/policies/publish?later=1', 'failing-c1'],
      ['/policies/history', 'version-13'],
      ['/policies/history/13', 'policy-defaults'],
      ['/policies/cases', 'case-c1'],
      ['/policies/compare', 'changes-list'],
    ] as const) {
      it(`has nothing for axe to find, in ${language} ${path}`, async () => {
        draft(longer)
        keepFailing()
        double.schedule(3)
        await open(path, language)
        await page.find(hook)
        await page.until(() => document.querySelector('.spinner') === null, `all of ${path}`)
        expect(await axeProblems()).to.deep.equal([])
        expect(page.app.textContent).not.to.match(/\b(publish|policyHistory|policyCases|compare|change)\.\w+/)
      })
    }
  }

  it('publishes with a note, and says what was published', async () => {
    draft(longer)
    await open('/policies/publish')
    await page.until(() => text('changes-list').includes('45 days'), 'the change')
    await press('publish-confirm')
    await page.until(() => document.activeElement?.id === 'publish-note', 'the focus on what is missing')
    expect(double.published).to.deep.equal([])
    await page.type('publish-note', ' Six weeks. ')
    await press('publish-confirm')
    await page.until(() => double.published.length === 1, 'the publication')
    expect(double.published[0]).to.deep.equal({ expectedRevision: 1, note: 'Six weeks.' })
    await page.until(() => text('toast').includes('Version 15 is live.'), 'the word')
    await page.until(() => location.search === '?version=live', 'the policy')
  })

  it('schedules in the merchant’s zone, never in the past', async () => {
    draft(longer)
    await open('/policies/publish?later=1')
    await page.type('publish-note', 'From the new year on.')
    await page.type('publish-at', '2020-01-01T00:00')
    await press('publish-confirm')
    await page.until(() => (document.querySelector('#publish-at')?.getAttribute('aria-invalid') ?? '') === 'true', 'no')
    const year = new Date().getUTCFullYear() + 1
    const soon = `${year}-01-01T00:00`
    await page.type('publish-at', soon)
    const words = () => document.getElementById('publish-at-hint')?.textContent ?? ''
    await page.until(() => words().includes(`1 Jan ${year}, 00:00`) && words().includes('Asia/Shanghai'), 'it in words')
    await press('publish-confirm')
    await page.until(() => double.published.length === 1, 'the publication')
    expect(shop.me.merchant.timezone).to.equal('Asia/Shanghai')
    expect(double.published[0]?.effectiveAt).to.equal(Date.parse(`${soon}:00+08:00`))
    await page.find('cancel-15')
  })

  it('names failing cases with what they came to, and publishes only with a reason', async () => {
    draft(longer)
    keepFailing()
    await open('/policies/publish')
    await page.find('failing-c1')
    expect(text('failing-c1')).to.match(/Nothing for this one\s+Must be declined\s+came out: \w+/)
    await page.type('publish-note', 'Six weeks.')
    await press('publish-confirm')
    await page.until(() => document.activeElement?.id === 'publish-reason', 'the reason')
    await page.type('publish-reason', 'The case is from before.')
    await press('publish-confirm')
    await page.until(() => double.published.length === 1, 'the publication')
    expect(double.published[0]?.override).to.deep.equal({ reason: 'The case is from before.' })
  })

  it('publishes nothing that was not seen: somebody saved in between', async () => {
    draft(longer)
    await open('/policies/publish')
    await page.find('changes-list')
    draft((policy) => ({ ...longer(policy), rules: policy.rules.slice(1) }))
    await page.type('publish-note', 'Six weeks.')
    await press('publish-confirm')
    await page.find('publish-problem')
    expect(double.published).to.deep.equal([])
    await page.until(() => document.querySelectorAll('.change').length === 2, 'what they changed')
    const confirm = await page.find('publish-confirm')
    await page.until(() => confirm.getAttribute('aria-disabled') === 'false', 'the end of the first try')
    await press('publish-confirm')
    await page.until(() => double.published.length === 1, 'the publication')
    expect(double.published[0]?.expectedRevision).to.equal(2)
  })

  it('names the rule in which something must be mended first', async () => {
    draft((policy) => ({
      ...policy,
      rules: policy.rules.map((rule, index) =>
        index === 2 ? { ...rule, when: { fact: 'line.quantity', op: 'eq', value: 'many' } } : rule,
      ),
    }))
    await open('/policies/publish')
    await page.find('publish-issues')
    expect(text('publish-issues')).to.match(/Rule 3, \S/)
    expect((await page.find('publish-confirm')).getAttribute('aria-disabled')).to.equal('true')
  })

  it('does not publish over a version that waits', async () => {
    draft(longer)
    double.schedule(3)
    await open('/policies/publish')
    await page.find('publish-waiting')
    expect((await page.find('publish-confirm')).getAttribute('aria-disabled')).to.equal('true')
  })

  it('shows what each version changed, cancels one that waits, and rolls back', async () => {
    double.schedule(3)
    await open('/policies/history')
    await press('changed-in-14')
    await page.find('change-added')
    await press('cancel-15')
    await page.until(() => text('version-15').includes('Cancelled'), 'the end of it')
    await page.until(() => document.activeElement?.textContent === 'Version 15', 'the focus on its name')
    expect(page.missing('roll-back-14')).to.equal(true)
    await press('roll-back-13')
    await page.type('roll-back-note', 'Back to the beginning.')
    await press('roll-back-confirm')
    await page.find('version-16')
    expect(text('version-16')).to.contain('Repeats version 13')
    expect(double.versions[0]?.policy).to.deep.equal(double.versions.find(({ version }) => version === 13)?.policy)
  })

  it('says that there is no such version to compare with, and lets another be chosen', async () => {
    await open('/policies/compare?from=99&to=live')
    await page.until(() => text('compare-page').includes('There is no such version.'), 'what is missing')
    const from = await page.find<HTMLSelectElement>('compare-from')
    expect(from.selectedOptions[0]?.textContent?.trim()).to.equal('Version 99')
    expect(await axeProblems()).to.deep.equal([])
    from.value = '13'
    from.dispatchEvent(new Event('change'))
    await page.find('changes-list')
  })

  it('never says of a version that did not take effect that it is published again', async () => {
    double.schedule(3)
    await open('/policies/history')
    await page.find('cancel-15')
    expect(page.missing('roll-back-14'), 'the live one').to.equal(true)
    await press('cancel-15')
    await page.until(() => text('roll-back-15').includes('Publish as it was'), 'the way to it')
    expect(text('roll-back-13')).to.contain('Roll back')
    await press('roll-back-15')
    await page.type('roll-back-note', 'Now after all.')
    expect(text('roll-back-dialog')).to.contain('was cancelled before it took effect').and.not.to.contain('again')
    expect(await axeProblems()).to.deep.equal([])
    await press('roll-back-confirm')
    await page.find('version-16')
    expect(text('version-16')).to.contain('Repeats version 15')
  })

  it('keeps what the shopper answers with a case, of every kind, and tells it', async () => {
    const labels = (en: string) => ({ en, 'zh-CN': en })
    draft((policy) => ({
      ...policy,
      questions: [
        {
          code: 'worn',
          kind: 'choice',
          labels: labels('Was it worn?'),
          options: [
            { value: 'yes', labels: labels('Yes') },
            { value: 'no', labels: labels('No') },
          ],
          required: true,
        },
        { code: 'days', kind: 'number', labels: labels('For how long?'), required: false },
        { code: 'where', kind: 'text', labels: labels('Where?'), required: false },
        { code: 'label', kind: 'photo', labels: labels('The label'), required: false },
        { code: 'other', kind: 'text', labels: labels('Elsewhere'), required: false, categories: ['nothing'] },
      ],
    }))
    await open('/policies/cases')
    await press('add-case')
    await page.find('case-form-dialog')
    const number = orderOf()?.number ?? ''
    await page.type('try-order', number)
    const hit = await page.find(`order-${number}`)
    hit.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, cancelable: true }))
    const worn = (await page.find('new-answer-worn')) as HTMLSelectElement
    worn.value = 'yes'
    worn.dispatchEvent(new Event('change'))
    await page.type('new-answer-days', '2.5')
    await page.type('new-answer-where', 'Left sleeve')
    await page.type('new-answer-label', '2')
    expect(document.querySelector('[data-t="new-answer-other"]')).to.equal(null)
    expect(await axeProblems()).to.deep.equal([])
    await press('new-case-confirm')
    await page.until(() => document.querySelector('.case-row') !== null, 'the case')
    const [kept] = double.cases.values()
    expect(kept?.answers).to.deep.equal({ worn: 'yes', days: 2.5, where: 'Left sleeve', label: ['label_1', 'label_2'] })
    expect(text(`case-${kept?.id}`)).to.contain('Was it worn? – Yes · For how long? – 2.5 · Where? – Left sleeve')
    expect(text(`case-${kept?.id}`)).to.contain('The label – 2 photos')
  })

  it('keeps a case from an order, renames it, tries it, and forgets it after a second word', async () => {
    const number = orderOf()?.number ?? ''
    await open('/policies/cases')
    await page.find('empty')
    await press('add-case')
    await page.find('case-form-dialog')
    await page.type('try-order', number)
    const hit = await page.find(`order-${number}`)
    hit.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, cancelable: true }))
    await page.find('new-reason')
    await page.type('new-case-name', 'Must be in full')
    await press('new-case-confirm')
    await page.until(() => document.querySelector('.case-row') !== null, 'the case')
    const [kept] = double.cases.values()
    expect(kept).to.deep.include({ order: number, name: 'Must be in full', quantity: 1 })
    const id = kept?.id ?? ''
    await press(`rename-${id}`)
    await page.type('new-name', 'In full, always')
    await press('rename-confirm')
    await page.until(() => text(`case-${id}`).includes('In full, always'), 'the name')
    await page.until(() => page.missing('case-name-dialog'), 'the end of the dialog')
    expect(double.cases.get(id)).to.deep.include({ order: number, expect: kept?.expect })
    await press(`delete-${id}`)
    await press(`keep-${id}`)
    await page.until(() => focused() === `delete-${id}`, 'the focus where it was')
    await press(`delete-${id}`)
    await press(`forget-${id}`)
    await page.until(() => double.cases.size === 0, 'the end of it')
    await page.until(() => focused() === 'add-case', 'the focus on what stays')
  })

  it('says at each field what a case lacks, and keeps what was typed', async () => {
    await open('/policies/cases')
    await page.find('empty')
    await press('add-case')
    await page.find('case-form-dialog')
    await press('new-case-confirm')
    await page.until(() => text('case-problem') === 'Choose an order first.', 'what comes first')
    expect(focused()).to.equal('try-order')
    const number = orderOf()?.number ?? ''
    await page.type('try-order', number)
    const hit = await page.find(`order-${number}`)
    hit.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, cancelable: true }))
    await page.find('new-quantity')
    await press('new-amount-exact')
    await page.find('new-exact')
    await page.type('new-quantity', 'a few')
    await page.type('new-case-name', ' ')
    await press('new-case-confirm')
    const field = (hook: string) => document.querySelector<HTMLInputElement>(`[data-t="${hook}"]`)
    await page.until(() => field('new-quantity')?.getAttribute('aria-invalid') === 'true', 'the first of them')
    await page.until(() => focused() === 'new-quantity', 'the focus')
    expect(field('new-quantity')?.value).to.equal('a few')
    for (const hook of ['new-exact', 'new-case-name']) {
      expect(field(hook)?.getAttribute('aria-invalid'), hook).to.equal('true')
    }
    expect(double.cases.size).to.equal(0)
    await page.type('new-quantity', '1')
    expect(field('new-exact')?.getAttribute('aria-invalid')).to.equal(null)
  })
})
