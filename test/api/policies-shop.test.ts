import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../shared/policy/default-policy.ts'
import { newKey, secretHeaders, testNowMs, testOrigin } from '../support/api.ts'
import { testApi } from '../support/runtime.ts'

const dayMs = 86_400_000

const api = await testApi()
const title = { en: 'Returns & <refunds>', 'zh-CN': '退货与退款' }
const merchant = await api.createMerchant({ policy: defaultPolicy({ title }) })

const headers = () => ({ 'Amends-Merchant': merchant.publishableKey, Origin: testOrigin })

async function policy(query = '', more: Record<string, string> = {}) {
  const answer = await api.fetch(`/v1/shop/policy${query}`, { headers: { ...headers(), ...more } })
  return { status: answer.status, body: await answer.json(), headers: answer.headers }
}

const pathOf = (url: string) => url.replace('http://localhost:8787', '')

async function page(path: string, more: Record<string, string> = {}) {
  const answer = await api.fetch(path, { headers: more })
  return { status: answer.status, html: await answer.text(), headers: answer.headers }
}

async function publish(title: string, effectiveAt?: number) {
  const send = (method: string, path: string, body: unknown) =>
    api.fetch(`/v1/policies/${path}`, {
      method,
      headers: secretHeaders(merchant, newKey()),
      body: JSON.stringify(body),
    })
  const saved = await send('PUT', 'draft', { policy: defaultPolicy({ title }), expectedRevision: 0 })
  const { revision } = await saved.json()
  const published = await send('POST', 'publish', { expectedRevision: revision, note: title, effectiveAt })
  return published.json()
}

describe('the policy for shoppers', () => {
  it('is in words, by country and language, with its lasting address', async () => {
    const { status, body, headers: answered } = await policy('?country=de&language=en')
    expect(status).toBe(200)
    expect(body).toMatchObject({ title: 'Returns & <refunds>', country: 'DE', countryName: 'Germany', version: 1 })
    expect(body.oneLine).toContain('30 days to return')
    expect(body.url).toMatch(/\/v1\/shop\/policies\/pk_[\w-]+\/2026-11-10-1\?country=DE&language=en$/)
    expect(body.sections.map(({ kind }: { kind: string }) => kind)).toContain('law')
    expect(answered.get('cache-control')).toBe('private, max-age=60')
    const us = await policy('?country=US&language=zh-CN')
    expect(us.body).toMatchObject({ title: '退货与退款', country: 'US', language: 'zh-CN' })
  })

  it('says nothing of how it is decided', async () => {
    const text = JSON.stringify((await policy('?country=GB')).body)
    for (const kept of ['high_value', 'refunds90', 'Many refunds', 'a person looks', 'lane', 'vip', 'VIP'])
      expect(text).not.toContain(kept)
  })

  it.each([
    ['zh-TW,zh;q=0.9,en;q=0.8', 'zh-CN', 'TW'],
    ['fr;q=0.9, en-GB;q=0.4', 'en', 'GB'],
    ['de-AT', 'en', 'AT'],
    ['', 'en', 'GB'],
    ['*;q=x,,-,en-XX', 'en', 'GB'],
  ])('reads Accept-Language %j as %s in %s', async (accepted, language, country) => {
    expect((await policy('', { 'Accept-Language': accepted })).body).toMatchObject({ language, country })
  })

  it('refuses a country that is none, and a page from elsewhere', async () => {
    expect((await policy('?country=XX')).body).toMatchObject({ code: 'validation_failed', pointer: '/query/country' })
    expect((await policy('?country=Germany')).status).toBe(422)
    expect((await policy('', { Origin: 'https://elsewhere.example' })).status).toBe(403)
  })

  it('is MerchantReturnPolicy for machines', async () => {
    const answer = await api.fetch('/v1/shop/policy.jsonld?country=DE', { headers: headers() })
    expect(answer.headers.get('content-type')).toContain('application/ld+json')
    const body = await answer.json()
    expect(body).toMatchObject({ '@context': 'https://schema.org', name: 'Test shop', url: testOrigin })
    expect(body.hasMerchantReturnPolicy[0]).toMatchObject({
      '@type': 'MerchantReturnPolicy',
      applicableCountry: ['DE'],
      merchantReturnDays: 30,
      merchantReturnLink: expect.stringContaining('/2026-11-10-1'),
    })
  })
})

describe('the page of a version', () => {
  it('is whole, escaped, and runs nothing', async () => {
    const path = pathOf((await policy('?country=FR&language=en')).body.url)
    const { status, html, headers: answered } = await page(path)
    expect(status).toBe(200)
    expect(html).toContain('<html lang="en">')
    expect(html).toContain('<h1>Returns &amp; &lt;refunds&gt;</h1>')
    expect(html).toContain('<option value="FR" selected>France</option>')
    expect(html).toContain('Version 1, in force since 10 November 2026')
    expect(html).not.toMatch(/<script(?! type="application\/ld\+json")|style="|onclick|<refunds>/)
    const csp = answered.get('content-security-policy') ?? ''
    expect(csp).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'/)
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(html) ?? []
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))
    expect(csp).toContain(`'sha256-${Buffer.from(digest).toString('base64')}'`)
    const [, data = ''] = /<script type="application\/ld\+json">([^]*?)<\/script>/.exec(html) ?? []
    expect(JSON.parse(data).hasMerchantReturnPolicy[0].applicableCountry).toEqual(['FR'])
    expect((await page(path.replace('language=en', 'language=zh-CN'))).html).toContain('<html lang="zh-CN">')
  })

  it('stays at its address when another takes its place, and says so', async () => {
    const path = pathOf((await policy('?country=GB&language=en')).body.url)
    await api.advance(3 * dayMs)
    const { effectiveAt } = await publish('Returns, anew')
    const now = (await policy('?country=GB&language=en')).body
    expect(now).toMatchObject({ version: 2, effectiveAt, title: 'Returns, anew' })
    expect(now.url).toContain('/2026-11-13-2?')
    const old = await page(path)
    expect(old.html).toContain('Version 1, in force from 10 November 2026 to 13 November 2026')
    expect(old.html).toContain('Orders placed since 13 November 2026 are judged by a newer version.')
    expect((await page(pathOf(now.url))).html).toContain('<h1>Returns, anew</h1>')
  })

  it('is not there for another day, another number, another shop, or before its time', async () => {
    const { publishableKey } = merchant
    await publish('Next week', testNowMs + 10 * dayMs)
    const tried = [`${publishableKey}/2026-11-11-1`, `${publishableKey}/2026-11-10-9`, `${publishableKey}/2026-11-20-3`]
    for (const edition of [...tried, 'pk_nobody/2026-11-10-1']) {
      expect((await page(`/v1/shop/policies/${edition}`)).status, edition).toBe(404)
    }
    expect((await page(`/v1/shop/policies/${publishableKey}/latest`)).status).toBe(422)
    await api.advance(8 * dayMs)
    expect((await page(`/v1/shop/policies/${publishableKey}/2026-11-20-3`)).html).toContain('Next week')
  })
})
