import { expect } from '@open-wc/testing'
import { requestsByState } from '../testing/requests-by-state.ts'
import { order } from '../testing/sample-order.ts'
import { accountView } from '../testing/sample-order-view.ts'
import { requestView } from '../testing/sample-request.ts'
import type { Shop } from '../testing/shop-double.ts'
import { openWidget, type WidgetDriver } from '../testing/widget-driver.ts'

let widget: WidgetDriver
afterEach(() => widget.shop.restore())

/** On the ways to get the money, with another account chosen. */
async function openMoney(setUp: (shop: Shop) => void = () => undefined, lang = 'en') {
  widget = await openWidget({ identity: 'jwt', order: order.number, lang }, (shop) => {
    shop.order = accountView
    setUp(shop)
  })
  await widget.press('item-check', '[data-line=mug]')
  await widget.press('continue')
  await widget.reach('reason')
  await widget.pickReason('mind')
  await widget.press('condition-unopened')
  await widget.press('continue')
  await widget.reach('money')
  await widget.press('way-other_account')
  await widget.settle()
}

/** On a request whose money needs an account. */
async function openAsked(lang = 'en', setUp: (shop: Shop) => void = () => undefined) {
  const view = requestView({ ...requestsByState.account_asked, number: 'R-7K2M-9QXD' })
  widget = await openWidget({ identity: 'jwt', request: view.number, lang }, (shop) => {
    shop.requests.set(view.number, view)
    setUp(shop)
  })
  await widget.reach('track')
}

async function enter(fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await widget.type(`account-${name}`, value)
}
const british = { holder: 'Ann Lee', bank: '60-16-13', number: '3192 6819' }
const accounts = () => widget.shop.calls.filter(({ path }) => path.endsWith('/accounts'))
const wrong = (name: string) =>
  widget.root.querySelector(`#account-${name}-below.error`)?.textContent?.replace(/\s+/g, ' ').trim()

const says = (name: string, text: string | undefined) => widget.until(() => wrong(name) === text, `${name}: ${text}`)

describe('a way to another account', () => {
  it('comes after the original payment, and asks for the account at its place', async () => {
    await openMoney()
    const ways = [...widget.root.querySelectorAll<HTMLElement>('[data-t^=way-]')].map(({ dataset }) => dataset.t)
    expect(ways[0]).to.equal('way-refund')
    expect(ways).to.include('way-other_account')
    expect(widget.at('account-form').dataset.kind).to.equal('uk_bank')
    await widget.expectAccessible()
  })

  it('does not go on without one, and points at what is missing', async () => {
    await openMoney()
    await widget.press('continue')
    expect(widget.screen).to.equal('money')
    expect(widget.text).to.include('Please enter the account first.')
    await widget.press('account-use')
    await widget.until(() => widget.root.activeElement === widget.at('account-holder'), 'the first field')
    expect([wrong('holder'), wrong('bank'), wrong('number')]).to.deep.equal(Array(3).fill('Please fill this in.'))
    expect(accounts()).to.have.length(0)
    await widget.expectAccessible()
  })

  it('says at each field what is wrong as soon as it is left, and takes it back', async () => {
    await openMoney()
    await enter({ bank: '6016', number: '3192A819', holder: '123' })
    await says('bank', '6 characters are needed here. Please compare.')
    await says('number', 'Only digits belong here.')
    await says('holder', 'Please write the name in letters.')
    await enter({ bank: '601613' })
    await says('bank', undefined)
    const kind = widget.at<HTMLSelectElement>('account-kind')
    kind.value = 'iban'
    kind.dispatchEvent(new Event('change'))
    await widget.until(() => widget.at('account-form').dataset.kind === 'iban', 'the other kind')
    for (const [number, text] of [
      ['4242 4242 4242 4242', 'An IBAN begins with two letters and two digits, such as DE89.'],
      ['XX89 3704 0044 0532 0130 00', 'No country’s IBAN begins like this. Please compare.'],
      ['DE89 3704 0044 0532 0130', '22 characters are needed here. Please compare.'],
      ['DE89 3704 0044 0532 0130 01', 'One character is wrong, or two are swapped. Please compare.'],
      ['DE89 3704 0044 0532 0130 00', undefined],
    ] as const) {
      await enter({ number })
      await says('number', text)
    }
  })

  it('takes the name that a wallet knows its owner by, and says what it shows of it', async () => {
    const kinds = ['alipay', 'paypal'] as const
    await openMoney((shop) => {
      shop.order = { ...accountView, accountKinds: [...kinds] }
    })
    expect(widget.at('account-form').dataset.kind).to.equal('alipay')
    await enter({ holder: '林子涵', number: '12345' })
    await says('number', 'A phone number of 11 digits, or an e-mail address.')
    await enter({ number: '138 0013 8000' })
    await says('number', undefined)
    const kind = widget.at<HTMLSelectElement>('account-kind')
    kind.value = 'paypal'
    kind.dispatchEvent(new Event('change'))
    await widget.until(() => widget.at('account-form').dataset.kind === 'paypal', 'the other wallet')
    expect([widget.has('account-holder'), widget.at<HTMLInputElement>('account-number').inputMode]).to.deep.equal([
      false,
      'email',
    ])
    await enter({ number: 'ann@example' })
    await says('number', 'An e-mail address looks like ann@example.com.')
    await widget.expectAccessible()
    await enter({ number: 'Ann@Example.com' })
    await widget.press('account-use')
    await widget.until(() => widget.has('account-named'), 'the account')
    expect(widget.text).to.include('PayPal account a•••@example.com')
    expect(accounts()[0]?.body).to.deep.equal({ kind: 'paypal', holder: '', number: 'ann@example.com' })
  })

  it('shows only the last digits afterwards, and sends the account with the claim', async () => {
    await openMoney()
    await enter(british)
    await widget.press('account-use')
    await widget.until(() => widget.has('account-named'), 'the account')
    expect(widget.text).to.include('UK bank account •••• 6819')
    expect(accounts()).to.have.length(1)
    expect(accounts()[0]?.body).to.deep.equal({
      kind: 'uk_bank',
      holder: 'Ann Lee',
      bank: '601613',
      number: '31926819',
    })
    expect(widget.has('account-form')).to.equal(false)
    await widget.press('continue')
    await widget.reach('review')
    expect(widget.text).to.include('UK bank account •••• 6819')
    expect(Object.values({ ...localStorage }).join()).not.to.match(/31926819|Ann Lee/)
    await widget.press('submit')
    await widget.reach('done')
    const sent = widget.shop.calls.find(({ path }) => path === '/requests')?.body as {
      account?: string
      items: { resolution: string }[]
    }
    expect([sent.account, sent.items[0]?.resolution]).to.deep.equal(['acc_1', 'other_account'])
  })

  it('may be changed for another one', async () => {
    await openMoney()
    await enter(british)
    await widget.press('account-use')
    await widget.until(() => widget.has('account-named'), 'the account')
    await widget.press('account-change')
    expect(widget.at<HTMLInputElement>('account-number').value).to.equal('')
  })

  it('asks for a new code when the old one is too long ago', async () => {
    await openMoney((shop) => shop.failures.push({ path: /accounts/, answer: 'verification_too_old' }))
    await enter(british)
    await widget.press('account-use')
    await widget.until(() => widget.has('account-verify'), 'the way to a new code')
    expect(widget.text).to.include('An account needs a new code.')
    await widget.press('account-verify')
    await widget.reach('find')
  })

  const typed = () =>
    (['holder', 'bank', 'number'] as const).map((name) => widget.at<HTMLInputElement>(`account-${name}`).value)

  it('keeps what was typed while a new code is entered, in memory alone, and comes back to it', async () => {
    await openMoney((shop) => shop.failures.push({ path: /accounts/, answer: 'verification_too_old' }))
    await enter(british)
    await widget.press('account-use')
    await widget.until(() => widget.has('account-verify'), 'the way to a new code')
    await widget.press('account-verify')
    await widget.reach('find')
    await widget.type('find-number', order.number)
    await widget.type('find-contact', 'ann@example.com')
    await widget.press('find-submit')
    await widget.reach('code')
    await widget.type('code-input', '409612')
    await widget.reach('money')
    await widget.until(() => widget.has('account-number'), 'the form')
    expect(typed()).to.deep.equal(['Ann Lee', '60-16-13', '3192 6819'])
    expect(Object.values({ ...localStorage, ...sessionStorage }).join()).not.to.match(/3192|Ann Lee/)
    await widget.press('account-use')
    await widget.until(() => widget.has('account-named'), 'the account')
    expect(widget.text).to.include('UK bank account •••• 6819')
  })

  it('keeps of each kind what was typed, and the holder for all', async () => {
    await openMoney()
    await enter(british)
    const choose = async (wanted: string) => {
      const kind = widget.at<HTMLSelectElement>('account-kind')
      kind.value = wanted
      kind.dispatchEvent(new Event('change'))
      await widget.until(() => widget.at('account-form').dataset.kind === wanted, wanted)
    }
    await choose('iban')
    expect(widget.at<HTMLInputElement>('account-holder').value).to.equal('Ann Lee')
    expect(widget.at<HTMLInputElement>('account-number').value).to.equal('')
    await choose('uk_bank')
    expect(typed()).to.deep.equal(['Ann Lee', '60-16-13', '3192 6819'])
  })
})

describe('money that needs an account', () => {
  for (const lang of ['en', 'zh-CN']) {
    it(`is asked for on the request, and goes there, in ${lang}`, async () => {
      await openAsked(lang)
      expect(widget.at('next').textContent).to.match(/26\.60/)
      await widget.expectAccessible()
      await enter(british)
      await widget.press('account-send')
      await widget.until(() => !widget.has('account-form'), 'the answer')
      const fixed = widget.shop.calls.find(({ path }) => path.endsWith('/commands/fix_account'))
      expect(fixed?.body).to.deep.equal({ payout: 'p1', account: 'acc_1' })
      expect(widget.at('payouts').textContent).to.match(/6819/)
    })
  }

  it('tells the story of the payment as it went', async () => {
    await openAsked()
    const told = [...widget.root.querySelectorAll('.timeline strong')].map((each) => each.textContent)
    expect(told.slice(2, 7)).to.deep.equal([
      'Payment of £26.60 started',
      '£26.60 sent',
      '£26.60 did not reach you',
      'We asked for your account',
      'Your account',
    ])
  })

  it('is pressed again under the same key when no answer came', async () => {
    await openAsked('en', (shop) => shop.failures.push({ path: /accounts/, answer: 'silence' }))
    await enter(british)
    await widget.press('account-send')
    await widget.until(() => widget.has('problem'), 'the problem')
    await widget.press('account-send')
    await widget.until(() => !widget.has('account-form'), 'the answer')
    const keys = accounts().map(({ key }) => key)
    expect(keys).to.have.length(2)
    expect(keys[0]).to.equal(keys[1])
  })

  it('asks for a new code at once where the last one went, and comes back to the request', async () => {
    const view = requestView({ ...requestsByState.account_asked, number: 'R-7K2M-9QXD' })
    widget = await openWidget({}, (shop) => {
      shop.requests.set(view.number, view)
      shop.orders = []
    })
    const enterCode = async () => {
      await widget.reach('code')
      await widget.type('code-input', '409612')
    }
    await widget.type('find-number', order.number)
    await widget.type('find-contact', 'ann@example.com')
    await widget.press('find-submit')
    await enterCode()
    await widget.reach('choose')
    await widget.press('item-request')
    await widget.reach('track')
    widget.shop.failures.push({ path: /accounts/, answer: 'verification_too_old' })
    await enter(british)
    await widget.press('account-send')
    await widget.until(() => widget.has('account-verify'), 'the way to a new code')
    await widget.press('account-verify')
    await enterCode()
    await widget.reach('track')
    await widget.until(() => widget.has('account-number'), 'the form')
    expect(widget.at<HTMLInputElement>('account-number').value).to.equal(british.number)
  })

  it('never says refunded before it is', async () => {
    for (const status of ['queued', 'submitting', 'pending', 'unknown', 'requires_action', 'failed'] as const) {
      const [payout] = requestsByState.paying?.payouts ?? []
      if (!payout) throw new Error('no payout')
      const view = requestView({ ...requestsByState.paying, number: 'R-7K2M-9QXD', payouts: [{ ...payout, status }] })
      widget = await openWidget({ identity: 'jwt', request: view.number }, (shop) =>
        shop.requests.set(view.number, view),
      )
      await widget.reach('track')
      expect(widget.text, status).not.to.match(/refunded|on its way to you/i)
      widget.shop.restore()
    }
  })
})
