import { expect } from '@open-wc/testing'
import { sendKeys, setViewport } from '@web/test-runner-commands'
import { loadMe } from '../../data/session.ts'
import { languages, setLanguage } from '../../i18n/i18n.ts'
import { navigate } from '../../router.ts'
import { axeProblems } from '../../testing/axe.ts'
import { type Mounted, mountAdmin } from '../../testing/mount.ts'
import { sampleShop } from '../../testing/sample-shop.ts'
import { keepSettings } from './kept-settings.ts'

const text = (hook: string) =>
  document.querySelector(`[data-t="${hook}"]`)?.textContent?.replace(/\s+/g, ' ').trim() ?? ''

describe('the settings', () => {
  let page: Mounted
  let shop = sampleShop()
  before(() => import('./settings-page.ts'))
  beforeEach(() => {
    shop = sampleShop()
  })
  afterEach(() => {
    page.end()
    keepSettings('', undefined)
  })

  const open = async (language: 'en' | 'zh-CN' = 'en') => {
    page = await mountAdmin(shop, '/settings', language)
    await page.find('settings-arrival')
  }
  const puts = () => shop.calls.filter(({ method, path }) => method === 'PUT' && path === '/settings')

  for (const language of languages) {
    it(`have nothing for axe to find, and words for everything, in ${language}`, async () => {
      await open(language)
      expect(await axeProblems()).to.deep.equal([])
      expect(page.app.textContent).not.to.match(/\bsettings\.\w+/)
      await page.type('arrival-card-earliest', '9')
      ;(await page.find('save')).click()
      await page.find('settings-problem')
      expect(await axeProblems()).to.deep.equal([])
    })
  }

  it('fit a phone', async () => {
    await open()
    await setViewport({ width: 360, height: 800 })
    await page.until(() => innerWidth === 360, 'the width')
    expect(document.documentElement.scrollWidth).to.be.at.most(360)
    expect(await axeProblems()).to.deep.equal([])
  })

  it('let store credit expire, say when, and what to mind', async () => {
    await open()
    expect(page.missing('credit-days')).to.equal(true)
    ;(await page.find('credit-after')).click()
    await page.until(() => text('credit-ends').startsWith('Credit given today ends on '), 'the day')
    expect(text('credit-law')).to.contain('Ireland')
    await page.type('credit-days', '0')
    ;(await page.find('save')).click()
    await page.until(() => text('credit-ends') === 'A whole number of days, 1 to 3650', 'the field error')
    expect(document.activeElement?.id).to.equal('credit-days')
    expect(await axeProblems()).to.deep.equal([])
    await page.type('credit-days', '730')
    ;(await page.find('save')).click()
    await page.until(() => puts().length === 1, 'the call')
    expect(puts()[0]?.body).to.deep.equal({ expectedRevision: 1, storeCredit: { expiresAfterDays: 730 } })
    await page.until(() => text('toast').includes('Settings saved'), 'the toast')
    ;(await page.find('credit-never')).click()
    await page.until(() => page.missing('credit-days'), 'no days')
    const save = await page.find('save')
    await page.until(() => save.getAttribute('aria-disabled') === 'false', 'another save')
    save.click()
    await page.until(() => puts().length === 2, 'the second call')
    expect(puts()[1]?.body).to.deep.equal({ expectedRevision: 2, storeCredit: null })
  })

  it('say the dates that follow as one types, and go back to the usual', async () => {
    await open()
    expect(text('arrival-paypal-dates')).to.equal('Sent today, it arrives today.')
    expect(text('arrival-card-dates')).to.match(/^Sent today, it arrives between .+ and .+\.$/)
    const before = text('arrival-card-dates')
    await page.type('arrival-card-latest', '40')
    await page.until(() => text('arrival-card-dates') !== before, 'the dates')
    ;(await page.find('arrival-card-usual')).click()
    await page.until(() => text('arrival-card').includes('Usual'), 'the usual')
    expect((await page.find<HTMLInputElement>('arrival-card-earliest')).value).to.equal('3')
    await page.type('arrival-card-latest', '2')
    await page.until(() => text('arrival-card-dates') === '', 'no dates')
  })

  it('say where no holidays are known', async () => {
    await open()
    const select = await page.find<HTMLSelectElement>('bank-country')
    select.value = 'CN'
    select.dispatchEvent(new Event('change', { bubbles: true }))
    await page.type('arrival-card-latest', '60')
    await page.until(() => text('settings-arrival').includes('are not known yet'), 'the note')
  })

  it('are saved part by part, and say so', async () => {
    await open()
    expect((await page.find('save')).getAttribute('aria-disabled')).to.equal('true')
    await page.type('arrival-alipay-latest', '2')
    await page.find('unsaved')
    ;(await page.find('save')).click()
    await page.until(() => text('toast').includes('Settings saved'), 'the toast')
    expect(puts().map(({ body }) => body)).to.deep.equal([
      { expectedRevision: 1, arrival: { card: [2, 5], alipay: [1, 2] } },
    ])
    expect(page.missing('unsaved')).to.equal(true)
  })

  it('keep what is typed while they are being saved', async () => {
    await open()
    const handle = shop.handle.bind(shop)
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    shop.handle = async (request) => {
      const answer = await handle(request)
      if (request.method === 'PUT') await held
      return answer
    }
    await page.type('arrival-alipay-latest', '2')
    await page.find('unsaved')
    ;(await page.find('save')).click()
    await page.until(() => puts().length === 1, 'the call')
    ;(await page.find('credit-after')).click()
    const save = await page.find('save')
    await page.until(() => save.getAttribute('aria-disabled') === 'true', 'no second save meanwhile')
    release()
    await page.until(() => save.getAttribute('aria-disabled') === 'false', 'another save')
    expect(text('toast')).to.contain('Settings saved')
    await page.find('credit-days')
    await page.find('unsaved')
    save.click()
    await page.until(() => puts().length === 2, 'the second call')
    expect(puts()[1]?.body).to.have.property('storeCredit')
    expect(puts()[1]?.body).not.to.have.property('arrival')
  })

  it('mark what is wrong, send nothing, and put the cursor there', async () => {
    await open()
    await page.type('contact-email', 'help at shop')
    ;(await page.find('save')).click()
    await page.find('settings-problem')
    expect(document.activeElement?.id).to.equal('contact-email')
    expect(puts()).to.have.length(0)
    await page.type('contact-email', 'help@shop.example')
    await page.until(() => page.missing('settings-problem'), 'no problem')
  })

  it('take addresses by keyboard, and away again', async () => {
    await open()
    ;(await page.find('add-address')).focus()
    await sendKeys({ press: 'Enter' })
    await page.until(() => document.activeElement?.id === 'address-2-name', 'the cursor in the new address')
    await sendKeys({ type: 'Lagos' })
    await page.until(() => text('address-2').startsWith('Lagos'), 'its name')
    ;(await page.find('save')).click()
    await page.until(() => document.activeElement?.id === 'address-2-country', 'the cursor where something is missing')
    ;(await page.find('address-2-remove')).click()
    await page.until(() => page.missing('address-2'), 'no address')
    await page.until(() => document.activeElement?.id === 'addresses-heading', 'the focus')
    ;(await page.find('address-1-remove')).click()
    await page.find('no-catch-all')
  })

  it('that somebody else saved are not overwritten; one’s own go on top', async () => {
    await open()
    await page.type('names-en', 'Mine')
    shop.settings.saveAsOther({ contact: { phone: '1' } }, 'Amara Osei')
    ;(await page.find('save')).click()
    await page.find('settings-conflict')
    expect(text('settings-conflict')).to.contain('Amara Osei')
    expect(shop.settings.saved.names.en).not.to.equal('Mine')
    ;(await page.find('conflict-mine')).click()
    await page.until(() => page.missing('settings-conflict'), 'the end of it')
    ;(await page.find('save')).click()
    await page.until(() => shop.settings.saved.names.en === 'Mine', 'both')
    expect(shop.settings.saved.contact).to.deep.equal({ phone: '1' })
  })

  it('left unsaved warn, and wait until one comes back', async () => {
    await open()
    await page.type('names-en', 'Mine')
    await page.find('unsaved')
    const leaving = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(leaving)
    expect(leaving.defaultPrevented).to.equal(true)
    navigate('/')
    await page.until(() => text('toast').includes('not saved'), 'the warning')
    navigate('/settings')
    await page.find('restored')
    expect((await page.find<HTMLInputElement>('names-en')).value).to.equal('Mine')
    ;(await page.find('undo')).click()
    await page.until(() => page.missing('unsaved'), 'nothing to save')
  })

  it('are only read by those who may not change them, and say why', async () => {
    shop.me.role = 'agent'
    await open()
    await loadMe()
    await setLanguage('en')
    await page.find('read-only')
    expect(text('read-only')).to.contain('Owners and managers')
    expect((await page.find<HTMLInputElement>('contact-email')).matches(':disabled')).to.equal(true)
    expect(page.missing('save')).to.equal(true)
    await setLanguage('zh-CN', 'for_now')
    await page.until(() => text('read-only').includes('店主'), 'the language')
    shop.me.role = 'owner'
    await loadMe()
  })
})
