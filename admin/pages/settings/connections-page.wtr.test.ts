import { expect } from '@open-wc/testing'
import { sendKeys, setViewport } from '@web/test-runner-commands'
import { loadMe } from '../../data/session.ts'
import { languages, setLanguage } from '../../i18n/i18n.ts'
import { axeProblems } from '../../testing/axe.ts'
import { type Mounted, mountAdmin } from '../../testing/mount.ts'
import { sampleShop } from '../../testing/sample-shop.ts'

const text = (hook: string) =>
  document.querySelector(`[data-t="${hook}"]`)?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
const stripeShown = { secretKey: 'sk_live_••••7788', webhookSecret: 'whsec_••••1234' }

describe('the connections', () => {
  let page: Mounted
  let shop = sampleShop()
  before(() => import('./connections-page.ts'))
  beforeEach(() => {
    shop = sampleShop()
  })
  afterEach(() => page.end())

  const open = async (language: 'en' | 'zh-CN' = 'en') => {
    page = await mountAdmin(shop, '/settings/connections', language)
    await page.find('connection-stripe')
  }
  const sent = (method: string) =>
    shop.calls.filter((call) => call.method === method && call.path.startsWith('/connections/')).map(({ body }) => body)
  const press = async (hook: string) => (await page.find(hook)).click()

  for (const language of languages) {
    it(`have nothing for axe to find, and words for everything, in ${language}`, async () => {
      shop.connections.connect('stripe', stripeShown, { checked: { at: Date.now(), ok: true } })
      shop.connections.connect(
        'adyen',
        { environment: 'test', apiKey: '••••wrong' },
        {
          checked: { at: Date.now(), ok: false, code: 'auth_config', providerCode: '401' },
          waiting: 3,
        },
      )
      await open(language)
      expect(await axeProblems()).to.deep.equal([])
      expect(page.app.textContent).not.to.match(/\b(connections|payout)\.\w+/)
      for (const provider of ['stripe', 'wechat_pay', 'bank', 'points']) {
        await press(provider === 'stripe' ? 'change-stripe' : `connect-${provider}`)
        const form = await page.find('connection-form')
        expect(form.textContent, provider).not.to.match(/\b(connections|payout)\.\w+/)
        expect(await axeProblems(), provider).to.deep.equal([])
        await sendKeys({ press: 'Escape' })
        await page.until(() => page.missing('connection-form'), 'the end of the form')
      }
    })
  }

  it('fit a phone', async () => {
    shop.connections.connect('stripe', stripeShown)
    await open()
    await setViewport({ width: 360, height: 800 })
    await page.until(() => innerWidth === 360, 'the width')
    expect(document.documentElement.scrollWidth).to.be.at.most(360)
    await press('connect-wechat_pay')
    await page.find('connection-form')
    expect(document.documentElement.scrollWidth).to.be.at.most(360)
    expect(await axeProblems()).to.deep.equal([])
  })

  it('are made by a form, checked at once, and say that they work', async () => {
    await open()
    expect(text('none-connected')).to.contain('No payment provider')
    await press('connect-stripe')
    await page.type('credential-secretKey', 'sk_test_0123456789')
    await page.type('credential-webhookSecret', 'whsec_abcdefgh')
    await press('save-connection')
    await page.until(() => text('toast').includes('Stripe is connected and works'), 'the toast')
    expect(sent('PUT')).to.deep.equal([
      { expectedRevision: 0, credentials: { secretKey: 'sk_test_0123456789', webhookSecret: 'whsec_abcdefgh' } },
    ])
    await page.until(() => page.missing('connection-form'), 'the end of the form')
    expect(text('state-stripe')).to.equal('Works')
    expect(text('connection-stripe')).not.to.contain('sk_test_0123456789')
  })

  it('keep a secret that is left blank, and send what is no secret', async () => {
    shop.connections.connect('adyen', {
      environment: 'test',
      merchantAccount: 'ShopECOM',
      apiKey: '••••abcd',
      hmacKey: '••••1234',
    })
    await open()
    await press('change-adyen')
    expect((await page.find<HTMLInputElement>('credential-apiKey')).value).to.equal('')
    expect(text('connection-form')).to.contain('••••abcd')
    await page.type('credential-merchantAccount', 'OtherECOM')
    await press('save-connection')
    await page.until(() => sent('PUT').length === 1, 'the save')
    expect(sent('PUT')).to.deep.equal([
      { expectedRevision: 1, credentials: { environment: 'test', merchantAccount: 'OtherECOM' } },
    ])
  })

  it('mark what is missing and what the server does not take, and put the cursor there', async () => {
    await open()
    await press('connect-paypal')
    await page.type('credential-clientId', 'id')
    await page.type('credential-webhookId', 'bad')
    await press('save-connection')
    await page.find('form-problem')
    expect(document.activeElement?.id).to.equal('credential-clientSecret')
    expect(sent('PUT')).to.have.length(0)
    await page.type('credential-clientSecret', 'secret')
    await page.until(() => page.missing('form-problem'), 'no problem')
    await press('save-connection')
    await page.until(() => document.activeElement?.id === 'credential-webhookId', 'the cursor where it is wrong')
    expect(text('form-problem')).to.contain('Not saved yet')
    expect((await page.find<HTMLInputElement>('credential-clientSecret')).value).to.equal('secret')
  })

  it('that do not work say why, and what waits for them; one press checks again', async () => {
    shop.connections.connect('stripe', { secretKey: 'sk_••••wrong' }, { waiting: 2 })
    await open()
    await press('check-stripe')
    await page.until(() => text('state-stripe') === 'Does not work', 'the state')
    expect(text('trouble-stripe')).to.contain('Stripe does not accept our keys')
    expect(text('trouble-stripe')).to.contain('2 payouts wait')
    expect(text('trouble-stripe')).to.contain('invalid_api_key')
    shop.connections.connect('stripe', stripeShown, { waiting: 2 })
    await press('check-stripe')
    await page.until(() => text('state-stripe') === 'Works', 'the state')
    expect(page.missing('trouble-stripe')).to.equal(true)
  })

  it('of a merchant’s own server make a secret that is read once', async () => {
    await open()
    await press('connect-coupon')
    await press('new-secret')
    const field = await page.find<HTMLInputElement>('credential-secret')
    await page.until(() => field.value.startsWith('whsec_'), 'the secret')
    expect(field.type).to.equal('text')
    expect(atob(field.value.slice(6))).to.have.length(32)
  })

  it('are disconnected after a question', async () => {
    shop.connections.connect('stripe', stripeShown)
    await open()
    await press('remove-stripe')
    await press('remove-yes')
    await page.until(() => text('toast').includes('disconnected'), 'the toast')
    await page.find('connect-stripe')
    expect(sent('DELETE')).to.have.length(1)
  })

  it('that somebody else changed meanwhile are not overwritten', async () => {
    shop.connections.connect('stripe', stripeShown)
    await open()
    await press('change-stripe')
    shop.connections.connect('stripe', stripeShown)
    await press('save-connection')
    await page.find('form-problem')
    expect(text('form-problem')).to.contain('Somebody else')
  })

  it('are only read by finance, and are not for agents', async () => {
    shop.connections.connect('stripe', stripeShown)
    shop.me.role = 'finance'
    await open()
    await page.find('read-only')
    expect(page.missing('change-stripe')).to.equal(true)
    expect(page.missing('connect-paypal')).to.equal(true)
    page.end()
    shop.me.role = 'agent'
    page = await mountAdmin(shop, '/settings/connections', 'en')
    expect((await page.find('empty')).textContent).to.contain('Ask one of them')
    expect((await page.find<HTMLAnchorElement>('to-settings')).pathname).to.equal('/admin/settings')
    await loadMe()
    await setLanguage('en')
    await page.until(() => page.missing('to-connections'), 'no way there')
    shop.me.role = 'owner'
    await loadMe()
  })
})
