import { expect } from '@open-wc/testing'
import { languages } from '../../i18n/i18n.ts'
import { axeProblems } from '../../testing/axe.ts'
import { type Mounted, mountAdmin } from '../../testing/mount.ts'
import { clara, failed, sampleShop, toInspect, unknownPayout } from '../../testing/sample-shop.ts'

const text = (hook: string) =>
  document.querySelector(`[data-t="${hook}"]`)?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
const decisions = (shop: ReturnType<typeof sampleShop>) => shop.stateOf(clara).items.map(({ decision }) => decision)
const sent = (shop: ReturnType<typeof sampleShop>, command: string) =>
  shop.calls.filter(({ path }) => path.endsWith(`/commands/${command}`))

describe('the request page', () => {
  let page: Mounted
  afterEach(() => page.end())

  const open = async (
    shop: ReturnType<typeof sampleShop>,
    number = clara,
    language: (typeof languages)[number] = 'en',
  ) => {
    page = await mountAdmin(shop, `/requests/${number}`, language)
    await page.find('request-page')
  }

  for (const language of languages) {
    it(`has nothing for axe to find, in ${language}`, async () => {
      const shop = sampleShop()
      shop.lookingToo = [{ id: 'u2', name: 'Jonas Weber' }]
      await open(shop, clara, language)
      expect(await axeProblems()).to.deep.equal([])
      ;(await page.find('decline')).click()
      await page.find('decline-dialog')
      expect(await axeProblems()).to.deep.equal([])
    })
  }

  it('shows the amount with its parts, the ceilings, and why the law locks one item', async () => {
    await open(sampleShop())
    expect(text('amount')).to.equal('€140.66')
    expect(text('parts')).to.contain('Linen shirt × 1 €57.60')
    expect(text('ceilings')).to.contain('Up to €234.00 on this order')
    expect(text('lock-i2')).to.contain('Directive 2011/83/EU art. 9(1)')
    expect((await page.find<HTMLInputElement>('decline-i2')).disabled).to.equal(true)
    expect(text('policy-trace')).to.contain('A person decides.')
    expect(text('order')).to.contain('Refunded outside')
  })

  for (const language of languages) {
    it(`shows answers, the checklist and what today's version would say instead, in ${language}`, async () => {
      const shop = sampleShop()
      const labels = (en: string, zh: string) => ({ en, 'zh-CN': zh })
      shop.answers.set('i1', [
        {
          code: 'side',
          kind: 'choice',
          labels: labels('Which sleeve?', '哪只袖子？'),
          value: 'left',
          option: labels('Left', '左'),
        },
        { code: 'washes', kind: 'number', labels: labels('Washed how often?', '洗过几次？'), value: 1200 },
        { code: 'label', kind: 'photo', labels: labels('The label', '洗标'), value: ['e1', 'e2'] },
      ])
      shop.toldOfPolicy = {
        liveVersion: 15,
        wouldDiffer: [
          {
            item: 'i1',
            would: [{ key: 'decision.approve', tone: 'yes' }],
            instead: [{ key: 'fee.restocking_percent', tone: 'note', params: { percent: 10 } }],
          },
          { item: 'i2', would: [], instead: [{ key: 'decision.review', tone: 'person' }] },
        ],
        checklist: { stage: 'decide', steps: [labels('Compare with the batch', '核对批次'), 'Look at the seam'] },
      }
      await open(shop, clara, language)
      const isEnglish = language === 'en'
      expect(text('answer-side')).to.equal(isEnglish ? 'Which sleeve? Left' : '哪只袖子？ 左')
      expect(text('answer-washes')).to.contain('1,200')
      expect(text('answer-label')).to.contain(isEnglish ? '2 photos' : '2 张照片')
      expect(text('checklist')).to.contain(isEnglish ? 'Before deciding' : '审核前')
      expect(text('checklist')).to.contain(isEnglish ? 'Compare with the batch' : '核对批次')
      expect(text('would-differ-i1')).to.contain(
        isEnglish ? 'Version 15, live today, would say: Approved at once' : '现行第 15 版',
      )
      expect(text('would-differ-i1')).to.contain('10')
      expect(text('would-differ-i2')).to.contain(isEnglish ? 'would not say' : '不会')
      expect(document.querySelector('[data-t="would-not-differ"]')).to.equal(null)
      expect(await axeProblems()).to.deep.equal([])
    })
  }

  it('says when today’s version would say the same', async () => {
    const shop = sampleShop()
    shop.toldOfPolicy = { liveVersion: 15 }
    await open(shop)
    expect(text('would-not-differ')).to.equal('Version 15, live today, would say the same.')
    expect(document.querySelector('[data-t="checklist"]')).to.equal(null)
  })

  it('approves with A, says so, and goes to the next case', async () => {
    const shop = sampleShop()
    await open(shop)
    page.press('a')
    page.press('a')
    await page.until(() => text('toast').includes(`Approved €140.66 · ${clara}`), 'the toast')
    await page.until(() => text('number') !== clara, 'the next case')
    expect(sent(shop, 'approve')).to.have.length(1)
    expect(decisions(shop)).to.deep.equal(['approved', 'approved'])
  })

  it('approves one item and declines the other in one step, with the words the shopper reads', async () => {
    const shop = sampleShop()
    await open(shop)
    ;(await page.find('decline-i1')).click()
    await page.until(() => text('approve').startsWith('Approve €81.60, decline 1…'), 'the button')
    ;(await page.find('approve')).click()
    await page.find('decline-dialog')
    ;(await page.find('canned-not_shown')).click()
    await page.until(() => text('decline-preview').includes('Hello Clara'), 'the preview')
    ;(await page.find('decline-confirm')).click()
    await page.until(() => text('toast').includes('Approved €81.60'), 'the toast')
    expect(decisions(shop)).to.deep.equal(['declined', 'approved'])
    expect(shop.stateOf(clara).quote.total).to.equal(8160)
  })

  it('keeps an amount inside its ceiling, and wants a reason', async () => {
    const shop = sampleShop()
    await open(shop)
    page.press('e')
    await page.type('amount-i1', '200')
    await page.until(() => text('refusal').includes('At most €115.20 is left on Linen shirt'), 'the limit in words')
    await page.type('amount-i1', '20.00')
    await page.until(() => text('approve').startsWith('Approve €103.06'), 'the new amount')
    ;(await page.find('approve')).click()
    await page.until(() => text('decision').includes('Say why'), 'the question for a reason')
    expect(sent(shop, 'approve')).to.have.length(0)
    await page.type('amount-reason', 'Half of the shirt')
    ;(await page.find('approve')).click()
    await page.until(() => sent(shop, 'approve').length === 1, 'the command')
    expect(sent(shop, 'approve')[0]?.body).to.deep.include({ amounts: { i1: 2000 }, reason: 'Half of the shirt' })
  })

  it('explains what somebody else did first, and keeps what was typed', async () => {
    const shop = sampleShop()
    await open(shop)
    await page.type('composer-text', 'Half a sentence')
    shop.act(clara, { type: 'note', text: 'I am on it' }, { kind: 'staff', id: 'u2', name: 'Jonas Weber' })
    page.press('a')
    await page.find('overtaken')
    expect(text('overtaken')).to.contain('This changed while you were here')
    expect(text('timeline')).to.contain('I am on it')
    expect((await page.find<HTMLTextAreaElement>('composer-text')).value).to.equal('Half a sentence')
    expect(decisions(shop)).to.deep.equal(['pending', 'pending'])
  })

  it('gives the end of a double-click to no other case', async () => {
    const shop = sampleShop()
    await open(shop)
    const answered = () => [...shop.calls].filter(({ path }) => path.endsWith('/commands/approve')).length
    ;(await page.find('approve')).click()
    await page.until(() => !location.pathname.endsWith(clara), 'the next case')
    await page.until(() => document.querySelector('[data-t="approve"]') !== null, 'its decision')
    ;(await page.find('approve')).click()
    page.press('a')
    page.press('d')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(answered()).to.equal(1)
    expect(page.missing('decline-dialog')).to.equal(true)
    await new Promise((resolve) => setTimeout(resolve, 700))
    const second = location.pathname
    ;(await page.find('approve')).click()
    await page.until(() => answered() === 2 && location.pathname !== second, 'the next decision')
    await page.until(() => !page.missing('decision') || !page.missing('queue-page'), 'what comes after it')
  })

  it('goes on with what was typed after the session ended', async () => {
    const shop = sampleShop()
    await open(shop)
    await page.type('composer-text', 'Thank you, Clara')
    shop.signedIn = false
    ;(await page.find('send')).click()
    await page.find('sign-in-again')
    await page.type('password', 'correct horse battery')
    ;(await page.find('sign-in')).click()
    await page.until(() => text('timeline').includes('Thank you, Clara'), 'the message')
    const keys = new Set(sent(shop, 'message').map(({ key }) => key))
    expect(keys.size).to.equal(1)
  })

  it('sends a lost command again under the same key', async () => {
    const shop = sampleShop()
    await open(shop)
    shop.failNext.set(`/requests/${clara}/commands/approve`, 'offline')
    page.press('a')
    await page.find('problem')
    page.press('a')
    await page.until(() => sent(shop, 'approve').length === 2, 'the second press')
    expect(new Set(sent(shop, 'approve').map(({ key }) => key)).size).to.equal(1)
  })

  it('asks with Q, and wishes for photos', async () => {
    const shop = sampleShop()
    await open(shop)
    page.press('q')
    await page.until(() => document.activeElement?.id === 'composer-text', 'the cursor')
    await page.type('composer-text', 'One photo of the label, please')
    ;(await page.find('wants-photos')).click()
    ;(await page.find('send')).click()
    await page.until(() => sent(shop, 'ask').length === 1, 'the question')
    expect(sent(shop, 'ask')[0]?.body).to.deep.include({ wantsPhotos: true })
  })

  it('offers another way for a payout that failed for good, and no retry where the outcome is unknown', async () => {
    const shop = sampleShop()
    await open(shop, failed)
    expect(text('payouts')).to.contain('The shopper’s account or card was closed')
    ;(await page.find('act-other_method')).click()
    const account = await page.find<HTMLInputElement>('destination-account')
    expect([account.disabled, account.closest('label')?.textContent]).to.deep.equal([
      true,
      'The account the shopper gaveThe shopper has named no account for this order: ask them first.',
    ])
    expect(await axeProblems()).to.deep.equal([])
    ;(await page.find('destination-manual')).click()
    ;(await page.find('act-confirm')).click()
    await page.until(() => text('act-dialog').includes('Name the proof'), 'the field error')
    await page.type('act-proof', 'TX-1')
    expect(text('act-confirm')).to.equal('Record €118.00 as paid')
    ;(await page.find('act-confirm')).click()
    await page.until(() => text('toast').includes('€118.00 goes another way'), 'the toast')
    await page.until(() => text('payouts').includes('Another payout took its place'), 'the payout in its place')
    page.end()

    await open(shop, unknownPayout)
    expect(text('payouts')).to.contain('it is not sent again')
    expect(page.missing('act-retry')).to.equal(true)
    expect(page.missing('act-ask_provider')).to.equal(false)
  })

  it('says when sent money is there, and nothing of that while it is not sent', async () => {
    const shop = sampleShop()
    await open(shop, unknownPayout)
    expect(page.missing('payout-arrival')).to.equal(true)
    page.end()
    const [payout] = shop.stateOf(unknownPayout).payouts
    shop.act(
      unknownPayout,
      { type: 'payout_update', payout: payout?.id ?? '', status: 'succeeded' },
      { kind: 'system' },
    )
    await open(shop, unknownPayout)
    expect(text('payout-arrival')).to.match(/^There between .+ and .+\.$/)
  })

  it('sends a failed payout again, naming the amount', async () => {
    const shop = sampleShop()
    const [payout] = shop.stateOf(unknownPayout).payouts
    shop.act(
      unknownPayout,
      {
        type: 'payout_update',
        payout: payout?.id ?? '',
        status: 'failed',
        failure: { code: 'provider_unavailable', final: false },
      },
      { kind: 'system' },
    )
    await open(shop, unknownPayout)
    const retry = await page.find('act-retry')
    expect(retry.textContent).to.contain('Send CN¥579.00 again')
    retry.click()
    retry.click()
    await page.until(() => text('toast').includes('CN¥579.00 is being sent again'), 'the toast')
    expect(shop.calls.filter(({ path }) => path === '/payouts/actions/retry')).to.have.length(1)
  })

  it('records what was in the parcel', async () => {
    const shop = sampleShop()
    await open(shop, toInspect)
    ;(await page.find('inspect')).click()
    ;(await page.find('inspect-mismatch')).click()
    ;(await page.find('inspect-confirm')).click()
    await page.until(() => text('inspect-dialog').includes('Say what is different'), 'the question for a note')
    await page.type('inspect-note', 'Another bag')
    ;(await page.find('inspect-confirm')).click()
    await page.until(() => shop.stateOf(toInspect).items[0]?.inspection?.note === 'Another bag', 'the inspection')
  })

  it('says that a number does not exist', async () => {
    page = await mountAdmin(sampleShop(), '/requests/R-0000-0000', 'en')
    expect((await page.find('not-found')).textContent).to.contain('There is no request R-0000-0000')
  })
})
