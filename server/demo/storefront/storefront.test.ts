import { describe, expect, it } from 'vitest'
import { catalogueOf } from '../catalogue.ts'
import { categories } from '../categories.ts'
import { deriveOrders } from '../derive-orders.ts'
import { featuredOf } from '../featured.ts'
import { loadDemoData } from '../load-demo-data.ts'
import { demoMerchant } from '../merchant.ts'
import { productImage } from '../product-image.ts'
import { sampleCustomers } from '../sample-customers.ts'
import { type StorefrontModel, type StorefrontRequest, storefrontPage } from './storefront.ts'

const data = loadDemoData()
const nowMs = Date.parse('2026-11-22T10:00:00Z')
const { orders } = deriveOrders({ data, nowMs, storeUrl: 'http://store.example' })
const catalogue = catalogueOf(data)
const customers = sampleCustomers(orders, nowMs)
const model: StorefrontModel = {
  apiUrl: 'http://api.example',
  publishableKey: 'pk_test',
  attribution: data.attribution,
  contact: demoMerchant([]).contact,
  catalogue,
  featured: featuredOf(catalogue),
  customers,
  staff: [{ email: 'mei@linhe.example', password: 'sesame', role: 'owner' }],
  findOrders: async (email) => orders.filter((order) => order.customer.email === email),
  findOrder: async (number) => orders.find((order) => order.number === number),
  signIdentity: async (customer) => `token-of-${customer.id}`,
}
const ask = (path: string, more: Partial<StorefrontRequest> = {}) =>
  storefrontPage(
    {
      method: 'GET',
      path,
      query: new URLSearchParams(),
      form: new URLSearchParams(),
      cookies: {},
      acceptLanguage: 'en',
      ...more,
    },
    model,
  )

describe('the storefront', () => {
  it('answers in the language asked for, remembers a choice, and attributes the data', async () => {
    expect((await ask('/')).html).toContain('<html lang="en">')
    expect((await ask('/', { acceptLanguage: 'zh-CN,zh;q=0.9' })).html).toContain('<html lang="zh-CN">')
    const chosen = await ask('/about', { query: new URLSearchParams('lang=zh-CN') })
    expect(chosen.headers['set-cookie']).toContain('lang=zh-CN')
    expect((await ask('/about', { cookies: { lang: 'zh-CN' } })).html).toContain('关于这家店')
    expect((await ask('/about')).html).toContain('doi:10.1057/dbm.2012.17, CC BY 4.0')
  })

  it('carries one script tag, no inline code, and a strict policy', async () => {
    const { html, headers } = await ask('/products/22727')
    expect(html.match(/<script/g)).toHaveLength(1)
    expect(html).toContain('<script async src="http://api.example/v1/widget.js" data-merchant="pk_test"></script>')
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/)
    expect(headers['content-security-policy']).toContain(
      'script-src http://api.example; connect-src http://api.example',
    )
    expect(headers['content-security-policy']).toContain("default-src 'none'")
  })

  it('lets one be somebody, and shows that one only their own orders', async () => {
    const [me, other] = customers
    if (!me || !other) throw new Error('no sample customers')
    const signedIn = await ask('/account', { method: 'POST', form: new URLSearchParams({ customer: me.id }) })
    expect(signedIn.headers.location).toBe(`/orders/${me.order}`)
    const page = await ask(`/orders/${me.order}`, { cookies: { customer: me.id } })
    expect(page.html).toContain(`order="${me.order}" identity="token-of-${me.id}"`)
    expect((await ask(`/orders/${other.order}`, { cookies: { customer: me.id } })).status).toBe(404)
    expect((await ask(`/orders/${me.order}`)).html).not.toContain('amends-refunds')
  })

  it('says the policy as it is, on a page of its own, beside a price and before paying', async () => {
    const page = await ask('/policy', { query: new URLSearchParams('country=de') })
    expect(page.html).toContain('<amends-policy merchant="pk_test" country="DE" lang="en" json-ld>')
    expect(page.html).toContain('<option value="DE" selected>Germany</option>')
    const unknown = await ask('/policy', { query: new URLSearchParams('country="><script>') })
    expect(unknown.html).toContain('country="GB"')
    for (const path of ['/products/22727', '/basket']) {
      expect((await ask(path, { acceptLanguage: 'zh-CN' })).html).toContain(
        '<amends-policy line merchant="pk_test" country="CN" lang="zh-CN">',
      )
    }
  })

  it('names every page in one heading of the first level', async () => {
    for (const path of ['/', '/products/22727', '/basket', '/policy', '/about', '/orders', '/nothing']) {
      expect((await ask(path)).html.match(/<h1\b/g), path).toHaveLength(1)
    }
  })

  it('escapes what it is given, and has an end for every address', async () => {
    for (const path of ['/nothing', '/products/%3Cscript%3E', '/orders/%E0%A4%A', '/images/none.svg']) {
      const { status, html } = await ask(path, { cookies: { customer: customers[0]?.id ?? '' } })
      expect(status, path).toBe(404)
      expect(html).not.toContain('<script>')
    }
    expect((await ask('//evil.example', { query: new URLSearchParams('lang=en') })).headers.location).toBe('/')
  })

  it('offers people of the countries and stories the demo is about', () => {
    expect(new Set(customers.map((customer) => customer.id)).size).toBe(customers.length)
    expect(customers.length).toBeGreaterThanOrEqual(12)
    const countries = customers.map((customer) => customer.country)
    for (const country of ['CN', 'DE', 'FR', 'GB', 'US']) expect(countries).toContain(country)
  })

  it('draws every product: one of each kind at least, and never two documents', () => {
    const drawn = new Set([...catalogue.values()].map((product) => product.category))
    expect([...drawn].sort()).toEqual([...categories].sort())
    for (const product of catalogue.values()) expect(productImage(product)).toMatch(/^<svg [\s\S]*<\/svg>$/)
    expect(featuredOf(catalogue)).toHaveLength(24)
  })
})
