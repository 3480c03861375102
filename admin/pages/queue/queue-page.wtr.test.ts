import { expect } from '@open-wc/testing'
import { languages } from '../../i18n/i18n.ts'
import { axeProblems } from '../../testing/axe.ts'
import { type Mounted, mountAdmin } from '../../testing/mount.ts'
import { clara, sampleShop, wang } from '../../testing/sample-shop.ts'

const current = () => document.querySelector('tr[aria-current="true"] .ref')?.textContent?.trim()

describe('the queue', () => {
  let page: Mounted
  afterEach(() => page.end())

  for (const language of languages) {
    it(`has nothing for axe to find, in ${language}`, async () => {
      page = await mountAdmin(sampleShop(), '/', language)
      await page.find('queue-table')
      await page.find('count-open')
      expect(await axeProblems()).to.deep.equal([])
    })
  }

  it('has the one due first on top, late in red, with its count in the tab', async () => {
    const shop = sampleShop()
    page = await mountAdmin(shop, '/', 'en')
    await page.find('queue-table')
    await page.until(() => current() === wang, 'the first row')
    expect(document.querySelector('tr[aria-current] .due-late')?.textContent).to.contain('1 h late')
    await page.until(() => document.querySelector('[data-t=count-open]')?.textContent === '14', 'the counter')
    expect(document.querySelectorAll('tbody tr')).to.have.length(14)
  })

  it('moves with J and K, and opens with Enter', async () => {
    page = await mountAdmin(sampleShop(), '/', 'en')
    await page.find('queue-table')
    await page.until(() => current() === wang, 'the first row')
    page.press('j')
    await page.until(() => current() === 'R-8XNB-41GP', 'the second row')
    page.press('k')
    await page.until(() => current() === wang, 'the first row again')
    ;(document.activeElement as HTMLElement).blur()
    page.press('Enter')
    expect((await page.find('request-page')).querySelector('[data-t=number]')?.textContent).to.equal(wang)
    expect((await page.find('position')).textContent).to.equal('1 of 14')
  })

  it('takes / and ⌘K to the search, and narrows the list to what is typed', async () => {
    page = await mountAdmin(sampleShop(), '/', 'en')
    await page.find('queue-table')
    page.press('/')
    const search = await page.find<HTMLInputElement>('search')
    expect(document.activeElement).to.equal(search)
    await page.type('search', 'clara')
    await page.until(() => document.querySelectorAll('tbody tr').length === 1, 'one row')
    expect(location.search).to.equal('?q=clara')
    await page.type('search', 'nobody at all')
    expect((await page.find('empty')).textContent).to.contain('Nothing matches “nobody at all”')
  })

  it('says what an empty view means', async () => {
    const shop = sampleShop()
    shop.cases.clear()
    page = await mountAdmin(shop, '/?view=due_today', 'en')
    expect((await page.find('empty')).textContent).to.contain('No requests are late or due today')
  })

  it('says when the server does not answer, and tries again', async () => {
    const shop = sampleShop()
    shop.failNext.set('/requests', 'offline')
    page = await mountAdmin(shop, '/', 'en')
    const error = await page.find('error')
    expect(error.textContent).to.contain('No answer from the server')
    error.querySelector('button')?.click()
    await page.find('queue-table')
  })

  it('previews the request, and approves it from there, naming the amount', async () => {
    const shop = sampleShop()
    page = await mountAdmin(shop, '/?q=clara', 'en')
    await page.find('queue-table')
    const approve = await page.find('preview-approve')
    expect(approve.textContent?.replace(/\s+/g, ' ')).to.contain('Approve €140.66')
    approve.click()
    await page.until(
      () => document.querySelector('[data-t=toast]')?.textContent?.includes('Approved €140.66') === true,
      'the toast',
    )
    expect(shop.stateOf(clara).items.every(({ decision }) => decision === 'approved')).to.equal(true)
  })
})
