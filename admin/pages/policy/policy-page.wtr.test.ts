import { expect } from '@open-wc/testing'
import { languages, setLanguage } from '../../i18n/i18n.ts'
import { axeProblems } from '../../testing/axe.ts'
import { type Mounted, mountAdmin } from '../../testing/mount.ts'
import { sampleShop } from '../../testing/sample-shop.ts'

const text = (hook: string) =>
  document.querySelector(`[data-t="${hook}"]`)?.textContent?.replace(/\s+/g, ' ').trim() ?? ''

describe('the policy in plain words', () => {
  let page: Mounted
  afterEach(() => page.end())

  for (const language of languages) {
    it(`has nothing for axe to find, in ${language}`, async () => {
      page = await mountAdmin(sampleShop(), '/policies', language)
      await page.find('policy-rules')
      expect(await axeProblems()).to.deep.equal([])
    })
  }

  it('says the defaults, each rule and the law', async () => {
    page = await mountAdmin(sampleShop(), '/policies', 'en')
    await page.find('policy-rules')
    expect(text('policy-defaults')).to.contain('It may be returned within 30 days of delivery.')
    expect(text('rule-repeat')).to.contain(
      'the number of requests in 90 days is at least 5 and the customer’s tier is not VIP',
    )
    expect(text('rule-final_sale')).to.contain('It cannot be returned.')
    expect(text('policy-laws')).to.contain('China: seven-day no-reason return')
    expect(document.querySelectorAll('.rule')).to.have.length(12)
  })

  it('leaves no key without words, in Chinese', async () => {
    page = await mountAdmin(sampleShop(), '/policies', 'zh-CN')
    await page.find('policy-rules')
    expect(text('rule-repeat')).to.contain('90 天内申请次数不低于 5，且客户等级不是VIP')
    expect(page.app.textContent).not.to.match(/policy\.\w+|claim\.|line\.\w+ /)
    expect(document.querySelector('h1')?.textContent).to.equal('退货与退款')
    for (const name of document.querySelectorAll('.rule h3')) expect(name.textContent).to.match(/\p{Script=Han}/u)
  })

  it('changes its name with the language, in the title of the window too', async () => {
    page = await mountAdmin(sampleShop(), '/policies', 'en')
    await page.find('policy-rules')
    expect(document.title).to.equal('Policies · Amends')
    await setLanguage('zh-CN', 'for_now')
    expect(document.title).to.equal('政策 · Amends')
  })
})
