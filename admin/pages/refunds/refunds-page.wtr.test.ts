import { expect } from '@open-wc/testing'
import { setViewport } from '@web/test-runner-commands'
import { languages } from '../../i18n/i18n.ts'
import { axeProblems } from '../../testing/axe.ts'
import { type Mounted, mountAdmin } from '../../testing/mount.ts'
import { sampleShop } from '../../testing/sample-shop.ts'

const text = (hook: string) =>
  document.querySelector(`[data-t="${hook}"]`)?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
const has = (hook: string, words: string) => () => text(hook).includes(words)
const unread = (code: string, message: string) => ({
  code: 'validation_failed' as const,
  errors: [{ pointer: '', code, message }],
})

describe('the refund desk', () => {
  let page: Mounted
  let shop = sampleShop()
  before(() => import('./refunds-page.ts'))
  beforeEach(() => {
    shop = sampleShop()
  })
  afterEach(() => page.end())

  const open = async (path = '/refunds', language: 'en' | 'zh-CN' = 'en') => {
    page = await mountAdmin(shop, path, language)
    await page.find('payouts-table')
    await page.find('reconcile-table')
  }
  const press = async (hook: string) => (await page.find(hook)).click()
  const upload = async (provider: string) => {
    await press(`upload-${provider}`)
    const input = await page.find<HTMLInputElement>('settlement-input')
    const files = new DataTransfer()
    files.items.add(new File(['`x'], 'bill.csv', { type: 'text/csv' }))
    input.files = files.files
    input.dispatchEvent(new Event('change'))
  }
  const acts = () => shop.calls.filter(({ path }) => path.startsWith('/payouts/actions/'))

  for (const language of languages) {
    it(`has nothing for axe to find, and words for everything, in ${language}`, async () => {
      await open('/refunds', language)
      expect(await axeProblems()).to.deep.equal([])
      expect(page.app.textContent).not.to.match(/\b(desk|cause|act|payoutList|approvals|batches|reconcile)\.\w+/)
    })
  }

  it('fits a phone', async () => {
    await open()
    await setViewport({ width: 360, height: 800 })
    await page.until(() => innerWidth === 360, 'the width')
    expect(document.documentElement.scrollWidth).to.be.at.most(360)
    expect(await axeProblems()).to.deep.equal([])
  })

  it('says what failed, cause by cause, with the money of each currency beside the other', async () => {
    await open()
    expect(text('cause-alipay-insufficient_merchant_balance')).to.contain('Our balance at Alipay is too low')
    expect(text('cause-alipay-insufficient_merchant_balance')).to.contain('CN¥2,316.00')
    expect(text('cause-stripe-payer_account_closed_or_frozen')).to.contain('€118.00 + US$61.00')
    expect(text('count-refunds')).to.equal('6 6 failed payouts')
  })

  it('sends all of a cause again at one press, and says which of them was refused, and why', async () => {
    shop.payouts.refusals.set('po_01KB2WQ2M7CE', 'outcome_unknown')
    await open()
    const cause = '[data-t="cause-alipay-insufficient_merchant_balance"]'
    document.querySelector<HTMLElement>(`${cause} [data-t="act-retry"]`)?.click()
    await page.until(has('act-outcome', '3 are done.'), 'the outcome')
    expect(text('refused-po_01KB2WQ2M7CE')).to.contain('has not said whether the money went out')
    expect(await axeProblems()).to.deep.equal([])
    expect(shop.payouts.row('po_01KB2WRTV9G3').status).to.equal('queued')
    await page.until(
      () => document.querySelector(cause)?.textContent?.includes('1 payout') === true,
      'the cause of one',
    )
    await press('act-close')
    await page.until(() => page.missing('act-dialog'), 'no dialog')
  })

  it('asks again under the same key when the answer was lost', async () => {
    await open()
    shop.failNext.set('/payouts/actions/retry', 'offline')
    document
      .querySelector<HTMLElement>('[data-t="cause-alipay-insufficient_merchant_balance"] [data-t="act-retry"]')
      ?.click()
    await page.until(has('act-problem', '4 are left'), 'the problem')
    await press('act-go-on')
    await page.until(has('toast', '4 payouts are being sent again'), 'the toast')
    const [lost, again] = acts()
    expect(again?.key).to.equal(lost?.key)
    expect(again?.body).to.deep.equal(lost?.body)
  })

  it('shows apart, and as no work, what waits for its shopper', async () => {
    shop.connections.connect('bank', {})
    await open()
    const cause = '[data-t="cause-stripe-payer_account_closed_or_frozen"]'
    document.querySelector<HTMLElement>(`${cause} [data-t="act-ask_shopper"]`)?.click()
    await page.find('act-message')
    await press('act-confirm')
    await page.until(has('asked', 'The shopper’s account or card was closed'), 'what was asked')
    expect(text('asked')).to.contain('Answer by')
    expect(document.querySelector(cause)).to.equal(null)
    expect(text('count-refunds')).to.equal('4 4 failed payouts')
    expect(text('figure-failed')).to.contain('2 more wait for their shoppers')
    expect(text('count-asked')).to.equal('2')
    expect(await axeProblems()).to.deep.equal([])
  })

  it('asks no shopper where nothing pays to accounts, and says so', async () => {
    await open()
    await press('act-ask_shopper')
    await page.until(has('ask-refused', 'Nothing is connected that pays to accounts.'), 'the reason')
    expect((await page.find('act-confirm')).getAttribute('aria-disabled')).to.equal('true')
    await press('act-confirm')
    expect(acts()).to.have.length(0)
  })

  it('asks a provider about one payout without a dialog', async () => {
    await open()
    await press('act-ask_provider')
    await page.until(has('toast', 'PayPal is being asked about £64.50'), 'the toast')
    expect(page.missing('act-dialog')).to.equal(true)
    await page.until(() => page.missing('cause-paypal-outcome_unknown'), 'no cause')
  })

  it('takes no payment by hand without its proof', async () => {
    await open()
    await press('act-mark_paid')
    await press('act-confirm')
    await page.until(has('act-dialog', 'Name the proof'), 'the field error')
    expect(acts()).to.have.length(0)
    await page.type('act-proof', 'SEPA 4711')
    await press('act-confirm')
    await page.until(() => acts().length === 1, 'the call')
    expect(acts()[0]?.body).to.deep.include({ proof: 'SEPA 4711' })
  })

  it('chooses several, and offers only what can be done for all of them', async () => {
    await open('/refunds?view=failed')
    await press('choose-all')
    await page.until(has('chosen-bar', 'Nothing can be done for all of these at once.'), 'nothing in common')
    await press('choose-po_01KB2WG6C2VD')
    await press('choose-po_01KB2WF1T8EM')
    await page.until(has('chosen-bar', '4 chosen, CN¥2,316.00'), 'the four')
    shop.connections.connect('coupon', {})
    document.querySelector<HTMLElement>('[data-t="chosen-bar"] [data-t="act-other_method"]')?.click()
    await page.until(
      () => document.querySelector<HTMLInputElement>('[data-t="destination-points"]')?.disabled === true,
      'what is not connected',
    )
    expect(document.querySelector('[data-t="destination-points"]')?.closest('label')?.textContent).to.contain(
      'Not connected',
    )
    await press('destination-coupon')
    await press('act-confirm')
    await page.until(() => acts().length === 1, 'the call')
    expect(acts()[0]?.body).to.deep.include({ destination: 'coupon' })
  })

  it('keeps its filter in the address, and takes amounts only in a currency', async () => {
    await open('/refunds?view=all&currency=EUR')
    const min = await page.find<HTMLInputElement>('filter-minAmount')
    min.value = '100'
    min.dispatchEvent(new Event('change', { bubbles: true }))
    await page.until(() => location.search.includes('minAmount=10000'), 'the address')
    await page.until(() => document.querySelectorAll('.pay-table tbody tr').length === 3, 'three rows')
    expect(await axeProblems()).to.deep.equal([])
  })

  it('takes two different people for a large payout', async () => {
    await open()
    expect(text('approval-po_01KB2WB9S1FP')).to.contain('You were the first. Somebody else has to be the second.')
    expect(page.missing('approve-po_01KB2WB9S1FP')).to.equal(true)
    await press('approve-po_01KB2WC4B3GT')
    await page.until(() => page.missing('approval-po_01KB2WC4B3GT'), 'the second approval')
    await press('approve-po_01KB2WA2Z6DK')
    await page.until(has('approval-po_01KB2WA2Z6DK', '1 of 2'), 'the first approval')
    expect(text('approval-po_01KB2WA2Z6DK')).to.contain('Somebody else')
  })

  it('says what to look at again where nothing matches', async () => {
    const hints = [
      ['view=all&q=nowhere', 'own references are looked at'],
      ['view=all&currency=KWD', 'Take a filter away'],
      ['view=all&currency=EUR&minAmount=9000000&maxAmount=5000', '“From” is more than “To”'],
    ]
    for (const [search, hint = ''] of hints) {
      page = await mountAdmin(shop, `/refunds?${search}`, 'en')
      await page.until(has('payouts-list', 'No payout matches'), 'nothing')
      expect(text('payouts-list')).to.contain(hint)
      if (hint !== hints.at(-1)?.[1]) page.end()
    }
  })

  it('stops all payouts with a reason, and lets them go again', async () => {
    await open()
    const button = await page.find('open-stop')
    button.focus()
    button.click()
    await press('reason-confirm')
    await page.until(has('stop-dialog', 'Say why'), 'the field error')
    await page.type('reason-text', 'Two customers were paid twice, we are looking')
    await press('reason-confirm')
    await page.until(has('stopped', 'we are looking'), 'the notice')
    await page.until(() => page.missing('stop-dialog'), 'no dialog')
    const again = await page.find('open-resume')
    expect(document.activeElement).to.equal(again)
    again.click()
    await page.type('reason-text', 'It was the export')
    await press('reason-confirm')
    await page.until(() => page.missing('stopped'), 'no notice')
  })

  it('saves limits, and overwrites nobody', async () => {
    await open()
    await press('open-limits')
    await page.type('limit-cap-EUR', '1.234,5')
    await press('limits-save')
    await page.until(has('limits-dialog', 'An amount like 5000'), 'the field error')
    shop.payouts.controls = { ...shop.payouts.controls, dailyCap: { CNY: 100 }, revision: 9 }
    await page.type('limit-cap-EUR', '2500')
    await press('limits-save')
    await page.until(has('limits-problem', 'Somebody changed the limits'), 'the conflict')
    await page.type('limit-cap-EUR', '2500')
    await press('limits-save')
    await page.until(has('toast', 'Limits are saved'), 'the toast')
    expect(shop.payouts.controls.dailyCap).to.deep.equal({ CNY: 100, EUR: 250_000 })
  })

  it('makes a file for the bank of what was seen, and hands it over', async () => {
    shop.payouts.row('po_01KB2WE0R5NW').account = { namedAt: Date.now(), earlier: 0, otherCustomers: 2 }
    await open()
    await press('open-batch')
    await page.find('batch-preview')
    expect(text('signs-mark')).to.equal('This account was also named by 2 other customers.')
    expect(text('batch-signs')).to.contain('Compare before the bank has the file.')
    expect(await axeProblems()).to.deep.equal([])
    await press('take-po_01KB2WD7K9XH')
    await page.until(has('batch-total', '€182.50'), 'the total')
    await press('batch-make')
    await page.until(has('batch-dialog', 'Batch 113 is made'), 'the batch')
    const made = shop.calls.find(({ method, path }) => method === 'POST' && path === '/bank-batches')
    expect(made?.body).to.deep.include({ currency: 'EUR', payouts: ['po_01KB2WE0R5NW'], total: 18_250 })
    document.querySelector<HTMLElement>('[data-t="batch-dialog"] [data-dialog=close]')?.click()
    await press('sent-113')
    await page.until(has('batch-113', 'With the bank'), 'the state')
  })

  it('discards a file that never goes to the bank: its payouts wait for another', async () => {
    await open()
    await press('open-batch')
    await page.find('batch-preview')
    await press('batch-make')
    await page.until(has('batch-dialog', 'Batch 113 is made'), 'the batch')
    document.querySelector<HTMLElement>('[data-t="batch-dialog"] [data-dialog=close]')?.click()
    await press('discard-113')
    await page.find('discard-dialog')
    expect(text('discard-dialog')).to.contain('If the bank already has this file, do not discard it')
    expect(await axeProblems()).to.deep.equal([])
    await page.type('reason-text', 'The wrong day')
    await press('reason-confirm')
    await page.until(has('batch-113', 'Discarded'), 'the state')
    expect(document.querySelector('[data-t="sent-113"]')).to.equal(null)
    const call = shop.calls.find(({ path }) => path === '/bank-batches/113/discard')
    expect(call?.body).to.deep.equal({ reason: 'The wrong day' })
    await press('open-batch')
    await page.find('batch-preview')
  })

  it('makes no file of payouts that have changed since', async () => {
    await open()
    await press('open-batch')
    await page.find('batch-preview')
    shop.failNext.set('/bank-batches', { status: 409, code: 'stale' })
    await press('batch-make')
    await page.until(has('batch-problem', 'changed since the preview'), 'the problem')
    await page.find('batch-preview')
  })

  it('reads the bank’s result, and lists what it did not know', async () => {
    await open()
    await press('import-112')
    const input = await page.find<HTMLInputElement>('batch-file-input')
    const files = new DataTransfer()
    files.items.add(new File(['<Document/>'], 'result.xml', { type: 'text/xml' }))
    input.files = files.files
    input.dispatchEvent(new Event('change'))
    await page.until(has('outcome-paid', '8'), 'the outcome')
    expect([text('outcome-failed'), text('outcome-unmatched')]).to.deep.equal(['1', '1'])
    expect(await axeProblems()).to.deep.equal([])
  })

  it('explains the differences of a day, and settles them', async () => {
    await open()
    expect(text('open-differences')).to.equal('2 differences')
    const book = await page.find('book-rd_1')
    book.focus()
    book.click()
    await page.until(has('compared-alipay-CNY', 'by Mei Chen'), 'it booked')
    await page.until(() => document.activeElement?.id === 'reconcile-heading', 'the focus on what is left')
    await press('write_off-rd_2')
    await press('difference-confirm')
    await page.until(has('difference-dialog', 'Say why'), 'the field error')
    await page.type('difference-note', 'Agreed with PayPal, case 22')
    await press('difference-confirm')
    await page.until(has('compared-paypal-GBP', 'Written off by Mei Chen'), 'it written off')
    await page.until(has('all-equal', 'Equal'), 'nothing open')
  })

  it('says how many differ, and lists them page by page', async () => {
    shop.payouts.reconciliation.addUnknown(120)
    await open()
    expect(text('open-differences')).to.equal('122 differences')
    expect(text('several-alipay-CNY')).to.equal('121 differences, 121 of them open; 50 are listed below')
    await press('write_off-ru_0')
    await page.type('difference-note', 'A test of theirs')
    await press('difference-confirm')
    await page.until(has('open-differences', '121 of 122 differences open'), 'one less')
    await press('more-alipay-CNY')
    await page.until(has('several-alipay-CNY', '100 are listed'), 'the second page')
    await press('more-alipay-CNY')
    await page.until(() => page.missing('more-alipay-CNY'), 'the last page')
    await press('write_off-ru_119')
    await page.type('difference-note', 'Another')
    await press('difference-confirm')
    await page.until(has('open-differences', '120 of 122 differences open'), 'the last one settled')
    expect(await axeProblems()).to.deep.equal([])
  })

  it('saves every difference, also those that are not listed', async () => {
    shop.payouts.reconciliation.addUnknown(1200)
    await open()
    const saved: Blob[] = []
    const { createObjectURL } = URL
    URL.createObjectURL = (blob: Blob) => {
      saved.push(blob)
      return createObjectURL.call(URL, blob)
    }
    try {
      await press('reconcile-csv')
      await page.until(() => saved.length === 1, 'the file')
    } finally {
      URL.createObjectURL = createObjectURL
    }
    // The heading, three providers, and the two differences that were there.
    expect((await saved[0]?.text())?.trimEnd().split('\r\n')).to.have.length(1 + 3 + 2 + 1200)
  })

  it('asks provider after provider, and reads the file of one that cannot be asked', async () => {
    await open()
    await press('reconcile-run')
    const runs = () => shop.calls.filter(({ path }) => path === '/reconciliation/run').map(({ body }) => body)
    await page.until(() => runs().length === 3, 'three runs')
    expect(runs().map((body) => (body as { provider: string }).provider)).to.deep.equal(['alipay', 'paypal', 'stripe'])
    await page.until(() => page.missing('reconcile-running'), 'the end')
    await upload('wechat_pay')
    await page.until(() => page.missing('missing'), 'nothing missing')
    // A better file can take its place.
    expect(text('by-file')).to.contain('The figures of WeChat Pay are from a file.')
    const before = shop.calls.length
    await upload('wechat_pay')
    await page.until(() => shop.calls.slice(before).some(({ path }) => path.endsWith('/file')), 'the second file')
    await page.until(() => page.missing('reconcile-running'), 'it compared')
  })

  const refusals = [
    [413, { code: 'payload_too_large', limit: 5 * 1024 * 1024 }, 'It is larger than 5 MB.'],
    [422, unread('other_day', 'the refunds of this file are of 2026-11-20'), 'Choose that day above'],
    [422, unread('other_account', 'this file is of 1900000109'), 'of another account at WeChat Pay'],
    [422, unread('unreadable', 'row 2: no amount'), 'Upload the file of WeChat Pay as you got it'],
  ] as const
  for (const [status, problem, advice] of refusals) {
    it(`says what to do about a file that is refused: ${advice}`, async () => {
      await open()
      shop.payouts.reconciliation.refusal = { status, problem }
      await upload('wechat_pay')
      await page.until(has('file-problem', advice), 'what to do')
      expect(text('file-problem')).to.contain('bill.csv was not compared, and the day stays as it was.')
      if ('errors' in problem)
        expect(text('file-problem')).to.contain(problem.errors.map(({ message }) => message).join())
      expect(await axeProblems()).to.deep.equal([])
      await upload('wechat_pay')
      await page.until(has('toast', 'bill.csv is compared'), 'it compared')
      expect(page.missing('file-problem')).to.equal(true)
    })
  }

  it('shows everything, and offers nothing, to those who only look', async () => {
    shop.payouts.may = { act: false, approve: false, control: false, setLimits: false }
    await open()
    expect(text('read-only')).to.contain('You see everything here.')
    for (const hook of [
      'act-retry',
      'open-stop',
      'open-batch',
      'open-limits',
      'choose-all',
      'reconcile-run',
      'book-rd_1',
    ])
      expect(page.missing(hook), hook).to.equal(true)
    expect(text('approval-po_01KB2WA2Z6DK')).to.contain('An owner, a manager or finance approves this.')
    expect(await axeProblems()).to.deep.equal([])
  })

  it('says when the server does not answer, and tries again', async () => {
    shop.failNext.set('/refund-desk', 'offline')
    page = await mountAdmin(shop, '/refunds', 'en')
    const error = await page.find('error')
    error.querySelector('button')?.click()
    await page.find('payouts-table')
  })
})
