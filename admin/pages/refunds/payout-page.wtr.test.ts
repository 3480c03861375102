import { expect } from '@open-wc/testing'
import { languages } from '../../i18n/i18n.ts'
import { axeProblems } from '../../testing/axe.ts'
import { type Mounted, mountAdmin } from '../../testing/mount.ts'
import { failed, sampleShop } from '../../testing/sample-shop.ts'

const text = (hook: string) =>
  document.querySelector(`[data-t="${hook}"]`)?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
const returned = 'po_01KB2WG6C2VD'

describe('one payout, and the ledger', () => {
  let page: Mounted
  before(() => Promise.all([import('./payout-page.ts'), import('./ledger-page.ts')]))
  afterEach(() => page.end())

  for (const language of languages) {
    it(`has nothing for axe to find, in ${language}`, async () => {
      page = await mountAdmin(sampleShop(), `/refunds/${returned}`, language)
      await page.find('payout-history')
      expect(await axeProblems()).to.deep.equal([])
      expect(page.app.textContent).not.to.match(/\b(payoutPage|payout|act)\.\w+/)
      page.end()
      page = await mountAdmin(sampleShop(), '/refunds/ledger', language)
      await page.find('ledger-entries')
      expect(await axeProblems()).to.deep.equal([])
      expect(page.app.textContent).not.to.match(/\bledger\.\w+/)
    })
  }

  it('tells what happened, in order, and what comes next', async () => {
    const shop = sampleShop()
    page = await mountAdmin(shop, `/refunds/${returned}`, 'en')
    await page.find('payout-history')
    const lines = [...document.querySelectorAll('.payout-event')].map((each) => each.querySelector('p')?.textContent)
    expect(lines).to.deep.equal([
      '€118.00 to Mastercard •••• 5508 was asked for.',
      'Sent to Stripe.',
      'Stripe confirmed that it was paid.',
      'The bank sent it back: The shopper’s account or card was closed.',
    ])
    ;(await page.find('act-ask_shopper')).click()
    await page.find('ask-refused')
    expect((await page.find('act-confirm')).getAttribute('aria-disabled')).to.equal('true')
    ;(await page.find('act-dialog')).querySelector<HTMLElement>('[data-dialog=close]')?.click()
    await page.until(() => page.missing('act-dialog'), 'no dialog')
    shop.connections.connect('bank', {})
    ;(await page.find('act-ask_shopper')).click()
    await page.type('act-message', 'We are sorry for the wait.')
    ;(await page.find('act-confirm')).click()
    await page.until(() => text('toast').includes('The shopper was asked'), 'the toast')
    await page.until(() => text('payout-stands').includes('answer by'), 'the day of the answer')
    expect(page.missing('act-ask_shopper')).to.equal(true)
  })

  it('says what to do at WeChat Pay, under which number, while it keeps the money', async () => {
    const shop = sampleShop()
    const held = shop.payouts.row(returned)
    held.provider = 'wechat_pay'
    held.status = 'requires_action'
    held.failure = { code: 'payer_account_closed_or_frozen', final: false }
    for (const language of languages) {
      page = await mountAdmin(shop, `/refunds/${returned}`, language)
      await page.find('payout-stands')
      expect(text('payout-stands')).to.contain('交易中心 › 交易管理 › 退款查询')
      expect(text('payout-stands')).to.contain(returned)
      expect(text('payout-stands')).to.contain(language === 'en' ? 'it would be paid twice' : '否则会重复退款')
      expect((await page.find('to-provider')).getAttribute('href')).to.equal('https://pay.weixin.qq.com')
      expect(await axeProblems()).to.deep.equal([])
      if (language !== languages.at(-1)) page.end()
    }
  })

  it('says what a held payout waits for, and takes the second yes', async () => {
    const shop = sampleShop()
    const held = shop.payouts.row(returned)
    held.status = 'queued'
    delete held.failure
    held.hold = 'approval'
    held.approvals = [{ id: 'u2', name: 'Jonas Weber', at: Date.now() - 60_000 }]
    page = await mountAdmin(shop, `/refunds/${returned}`, 'en')
    const approve = await page.find(`approve-${returned}`)
    expect(text('payout-hold')).to.contain('Waits for a second person')
    expect(text('payout-hold')).to.contain('1 of 2 Jonas Weber')
    expect(approve.textContent).to.contain('Approve €118.00')
    expect(await axeProblems()).to.deep.equal([])
    approve.focus()
    approve.click()
    await page.until(() => page.missing('payout-hold'), 'nothing to wait for')
    await page.until(() => document.activeElement?.tagName === 'H1', 'the focus on what is left')
    page.end()
    const again = shop.payouts.row(returned)
    again.hold = 'approval'
    again.approvals = [{ ...shop.payouts.me, at: Date.now() }]
    page = await mountAdmin(shop, `/refunds/${returned}`, 'en')
    await page.until(() => text('payout-hold').includes('You were the first'), 'why there is no button')
    expect(page.missing(`approve-${returned}`)).to.equal(true)
    page.end()
    again.hold = 'daily_cap'
    page = await mountAdmin(shop, `/refunds/${returned}`, 'en')
    await page.until(() => text('payout-hold').includes('as soon as the cap is raised'), 'the cap')
    expect((await page.find<HTMLAnchorElement>('hold-to-desk')).pathname).to.equal('/admin/refunds')
  })

  it('promises another try only while there is one', async () => {
    const shop = sampleShop()
    const row = shop.payouts.row(returned)
    row.failure = { code: 'provider_unavailable', final: false }
    page = await mountAdmin(shop, `/refunds/${returned}`, 'en')
    await page.find('payout-stands')
    expect(text('payout-stands')).to.contain('Amends has tried often enough')
    expect(text('payout-stands')).not.to.contain('tried again by itself')
    page.end()
    shop.payouts.nextAt.set(returned, Date.now() + 3_600_000)
    page = await mountAdmin(shop, `/refunds/${returned}`, 'en')
    await page.find('payout-stands')
    expect(text('payout-stands')).to.contain('It is tried again by itself')
    expect(text('payout-stands')).to.match(/Amends tries again (today|tomorrow), \d\d:\d\d/)
  })

  it('warns before money goes to an account that others named too, or that was changed', async () => {
    const shop = sampleShop()
    const named = shop.payouts.row(returned)
    named.account = { namedAt: Date.now() - 60_000, earlier: 1, otherCustomers: 3 }
    page = await mountAdmin(shop, `/refunds/${returned}`, 'en')
    const signs = (await page.find('account-signs')).textContent
    expect(signs).to.contain('This account was also named by 3 other customers.')
    expect(signs).to.contain('in place of another one.')
    expect(await axeProblems()).to.deep.equal([])
    named.account = { namedAt: Date.now(), earlier: 0, otherCustomers: 0 }
    page.end()
    page = await mountAdmin(shop, `/refunds/${returned}`, 'en')
    await page.find('payout-history')
    expect(page.missing('account-signs')).to.equal(true)
  })

  it('says why something is not possible', async () => {
    const shop = sampleShop()
    page = await mountAdmin(shop, '/refunds/po_01KB2WRTV9G3', 'en')
    const retry = await page.find('act-retry')
    expect(retry.textContent).to.contain('Send CN¥579.00 again')
    shop.payouts.refusals.set('po_01KB2WRTV9G3', 'illegal_state')
    retry.click()
    await page.until(() => text('toast').includes('moved on meanwhile'), 'the refusal')
  })

  it('says when there is no such payout', async () => {
    page = await mountAdmin(sampleShop(), '/refunds/po_NOBODY', 'en')
    expect((await page.find('empty')).textContent).to.contain('There is no payout po_NOBODY')
  })

  it('is one press from its request', async () => {
    const shop = sampleShop()
    page = await mountAdmin(shop, `/requests/${failed}`, 'en')
    const id = shop.stateOf(failed).payouts[0]?.id ?? ''
    const anchor = await page.find<HTMLAnchorElement>(`to-payout-${id}`)
    expect(anchor.pathname).to.equal(`/admin/refunds/${id}`)
  })

  it('adds up money out and back in each currency, by day, order and request', async () => {
    const shop = sampleShop()
    page = await mountAdmin(shop, '/refunds/ledger?by=day&key=2026-11-01&until=2026-11-25', 'en')
    await page.find('ledger-entries')
    expect(text('sum-CNY')).to.equal('CNY CN¥400.00 CN¥258.00 CN¥142.00')
    expect(shop.calls.filter(({ path }) => path === '/ledger')).to.have.length(1)
    ;(await page.find('by-request')).click()
    expect((await page.find('empty')).textContent).to.contain('Name an order or a request')
    const key = await page.find<HTMLInputElement>('ledger-key')
    key.value = 'r-01kb-2whn'
    key.dispatchEvent(new Event('change', { bubbles: true }))
    await page.until(() => document.querySelectorAll('[data-t="ledger-entries"] tbody tr').length === 2, 'its lines')
    expect(location.search).to.equal('?by=request&key=R-01KB-2WHN')
  })

  it('asks for no days that nobody could answer', async () => {
    page = await mountAdmin(sampleShop(), '/refunds/ledger?by=day&key=2026-11-20&until=2026-11-25', 'en')
    await page.find('ledger-entries')
    const until = await page.find<HTMLInputElement>('ledger-until')
    until.value = '2026-11-01'
    until.dispatchEvent(new Event('change', { bubbles: true }))
    await page.until(() => until.getAttribute('aria-invalid') === 'true', 'the mark')
    expect(location.search).to.contain('until=2026-11-25')
  })
})
