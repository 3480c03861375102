import { describe, expect, it } from 'vitest'
import { adyenProvider } from './adyen.ts'
import { doubleOf, nowMs, providerWith, type Reply } from './provider.fixtures.ts'

const credentials = {
  apiKey: 'AQE1',
  merchantAccount: 'AmendsShop',
  hmacKey: 'AB'.repeat(32),
  environment: 'test',
  reportUser: 'report_1@Company.Amends',
  reportPassword: 'pässword',
} as const
const head =
  'Company Account,Merchant Account,Psp Reference,Merchant Reference,Payment Method,Booking Date,TimeZone,Main Currency,Main Amount,Record Type,Modification Merchant Reference,Modification Psp Reference'
const row = (psp: string, at: string, amount: string, type: string, number = '', modification = '', zone = 'CET') =>
  `Amends,AmendsShop,${psp},A-1,visa,${at},${zone},EUR,${amount},${type},${number},${modification}`
const reports: Record<string, string> = {
  '2026_11_19': [
    head,
    row('PSP1', '2026-11-19 23:30:00', '-12.50', 'SentForRefund', 'po_1', 'MOD1'),
    row('PSP2', '2026-11-19 10:00:00', '-1.00', 'SentForRefund', 'po_0', 'MOD0'),
  ].join('\n'),
  '2026_11_20': [
    head,
    row('PSP3', '2026-11-20 08:00:00', '99.00', 'Authorised'),
    row('PSP3', '2026-11-20 09:00:00', '-5.00', 'SentForRefund', '', 'MOD3'),
    row('PSP4', '2026-11-20 10:00:00', '-7.00', 'SentForRefund', 'po_4', 'MOD4'),
    row('PSP1', '2026-11-20 11:00:00', '-12.50', 'Refunded', 'po_1', 'MOD1'),
  ].join('\n'),
  '2026_11_21': [head, row('PSP4', '2026-11-21 10:00:00', '-7.00', 'RefundedReversed', 'po_4', 'MOD4')].join('\n'),
}
const from = Date.parse('2026-11-19T23:00:00Z') // midnight in Berlin
const dayMs = 86_400_000

function listing(reply: (day: string) => Reply, now = nowMs) {
  const double = doubleOf(({ url }) => reply(/report_(\d{4}_\d\d_\d\d)\.csv$/.exec(url.pathname)?.[1] ?? ''))
  const clock = { now: () => now, sleep: async () => {} }
  const provider = providerWith<'adyen'>(adyenProvider, credentials, { fetch: double.fetch, clock })
  return { calls: double.calls, list: () => provider.list?.(from, from + dayMs) }
}
const asMade = (day: string): Reply =>
  reports[day] === undefined ? { status: 404, body: '' } : { status: 200, body: reports[day] }

describe('Adyen’s accounting reports', () => {
  it('are fetched by their report user, and every refund is of the moment it was sent at', async () => {
    const { list, calls } = listing(asMade)
    expect(await list()).toEqual([
      {
        providerReference: 'MOD3',
        payout: undefined,
        payment: 'PSP3',
        amount: 500,
        currency: 'EUR',
        state: { status: 'succeeded', providerReference: 'MOD3' },
        at: Date.parse('2026-11-20T08:00:00Z'),
      },
      expect.objectContaining({ payout: 'po_4', amount: 700, state: expect.objectContaining({ status: 'failed' }) }),
    ])
    const { url, headers } = calls[0] ?? {}
    expect(url?.href).toMatch(
      /^https:\/\/ca-test\.adyen\.com\/reports\/download\/MerchantAccount\/AmendsShop\/payments_accounting_report_/,
    )
    expect(headers?.get('authorization')).toBe(
      `Basic ${Buffer.from('report_1@Company.Amends:pässword').toString('base64')}`,
    )
  })

  it('that are still to come are waited for; a day on which nothing happened has none', async () => {
    const none = () => ({ status: 404, body: '' }) as const
    expect(await listing(none, from + 5 * dayMs).list()).toEqual([])
    await expect(listing(none, from + dayMs + 3_600_000).list()).rejects.toThrow('no report of 2026-11-20 yet')
  })

  it.each<[string, Reply]>([
    ['are refused', { status: 401, body: '' }],
    ['are a page of HTML', { status: 200, body: '<html></html>' }],
    ['lack the refund’s own reference', { status: 200, body: head.replace(',Modification Psp Reference', '') }],
    [
      'are of a zone nobody knows',
      { status: 200, body: `${head}\n${row('P', '2026-11-20 09:00:00', '-5.00', 'SentForRefund', '', 'M', 'XXT')}` },
    ],
    [
      'have a refund without a reference',
      { status: 200, body: `${head}\n${row('P', '2026-11-20 09:00:00', '-5.00', 'SentForRefund')}` },
    ],
    [
      'have no amount',
      { status: 200, body: `${head}\n${row('P', '2026-11-20 09:00:00', 'x', 'SentForRefund', '', 'M')}` },
    ],
  ])('that %s are no list at all', async (_, reply) => {
    await expect(listing(() => reply).list()).rejects.toThrow()
  })

  it('are for whoever has a report user; the others upload theirs', () => {
    const { reportUser: _, reportPassword: __, ...without } = credentials
    expect(providerWith<'adyen'>(adyenProvider, without, {}).list).toBeUndefined()
  })
})
