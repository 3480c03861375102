import { expect } from '@open-wc/testing'
import { languages } from '../../i18n/i18n.ts'
import { axeProblems } from '../../testing/axe.ts'
import { type Mounted, mountAdmin } from '../../testing/mount.ts'
import { sampleShop } from '../../testing/sample-shop.ts'

describe('signing in', () => {
  let page: Mounted
  afterEach(() => page.end())

  for (const language of languages) {
    it(`has nothing for axe to find, in ${language}`, async () => {
      const shop = sampleShop()
      shop.signedIn = false
      page = await mountAdmin(shop, '/sign-in', language)
      await page.find('sign-in-form')
      expect(document.documentElement.lang).to.equal(language)
      expect(await axeProblems()).to.deep.equal([])
    })
  }

  it('says that e-mail and password do not belong together, then lets in', async () => {
    const shop = sampleShop()
    shop.signedIn = false
    page = await mountAdmin(shop, '/', 'en')
    await page.type('email', 'mei.chen@linhe.example')
    await page.type('password', 'wrong')
    ;(await page.find('sign-in')).click()
    expect((await page.find('sign-in-error')).textContent).to.contain('do not belong together')
    await page.type('password', 'correct horse battery')
    ;(await page.find('sign-in')).click()
    await page.find('queue-table')
  })

  it('makes the first account with the token of the link, and signs in with it', async () => {
    const shop = sampleShop()
    shop.signedIn = false
    page = await mountAdmin(shop, '/welcome#token=abcdefghijklmnopqrstuvwxyz', 'en')
    await page.type('name', 'Mei Chen')
    await page.type('email', 'mei.chen@linhe.example')
    await page.type('password', 'correct horse battery')
    ;(await page.find('make-account')).click()
    await page.find('queue-table')
    const made = shop.calls.find(({ path }) => path === '/first-account')
    expect(made?.body).to.deep.include({ token: 'abcdefghijklmnopqrstuvwxyz', name: 'Mei Chen' })
  })
})
