import type { Api, Specification } from './specification.ts'

interface Planted {
  api: Api
  what: string
  find(specification: Specification): string[]
}

const form = new Headers({ 'content-type': 'application/x-www-form-urlencoded' })
const json = new Headers({ 'content-type': 'application/json' })
const none = new URLSearchParams()

function request(api: Api, what: string, operation: string, headers: Headers, body: string, query = none): Planted {
  const [method = '', path = ''] = operation.split(' ')
  return { api, what, find: (file) => file.request(operation, { method, path, query, headers, body }) }
}

function reply(api: Api, what: string, operation: string, status: number, body: object): Planted {
  return { api, what, find: (file) => file.reply(operation, status, JSON.stringify(body)) }
}

const refundStripe = 'POST /v1/refunds'
const refundPaypal = 'POST /v2/payments/captures/{capture_id}/refund'
const refundAdyen = 'POST /payments/{paymentPspReference}/refunds'

/** What surely breaks a file. A judge that lets one of these pass has judged nothing. */
const faults: readonly Planted[] = [
  request('stripe', 'a field nobody knows', refundStripe, form, 'charge=ch_1&refund_number=1'),
  request('stripe', 'half a cent', refundStripe, form, 'charge=ch_1&amount=12.5'),
  request('stripe', 'a reason nobody knows', refundStripe, form, 'charge=ch_1&reason=return'),
  request('stripe', 'a filter nobody knows', 'GET /v1/refunds', form, '', new URLSearchParams({ order: '1' })),
  request('stripe', 'a range in words', 'GET /v1/refunds', form, '', new URLSearchParams({ 'created[gte]': 'today' })),
  reply('stripe', 'a refund without an amount', refundStripe, 200, { id: 're_1', object: 'refund', currency: 'eur' }),
  reply('stripe', 'an error of no type', refundStripe, 400, { error: { code: 'x' } }),
  reply('stripe', 'an amount of null', refundStripe, 200, {
    id: 're_1',
    object: 'refund',
    currency: 'eur',
    created: 1,
    amount: null,
  }),
  request(
    'paypal',
    'an amount that is a number',
    refundPaypal,
    json,
    '{"amount":{"value":12.5,"currency_code":"EUR"}}',
  ),
  request('paypal', 'an amount without currency', refundPaypal, json, '{"amount":{"value":"12.50"}}'),
  request('paypal', 'a number that is too long', refundPaypal, json, JSON.stringify({ invoice_id: 'x'.repeat(128) })),
  request('paypal', 'a form', refundPaypal, form, 'amount=1'),
  reply('paypal', 'a status nobody knows', refundPaypal, 201, { status: 'DONE' }),
  reply('paypal', 'a time without a zone', refundPaypal, 201, { create_time: '2026-11-22T11:00:00' }),
  reply('paypal', 'an issue nobody knows', refundPaypal, 422, { details: [{ issue: 'NO' }] }),
  request('adyen', 'no merchant account', refundAdyen, json, '{"amount":{"currency":"EUR","value":1}}'),
  request(
    'adyen',
    'a field nobody knows',
    refundAdyen,
    json,
    '{"amount":{"currency":"EUR","value":1},"merchantAccount":"A","metadata":{}}',
  ),
  reply('adyen', 'a refund that is done', refundAdyen, 201, {
    amount: { currency: 'EUR', value: 1 },
    merchantAccount: 'A',
    paymentPspReference: '1',
    pspReference: '2',
    status: 'done',
  }),
  reply('adyen', 'an error with words of its own', refundAdyen, 422, { errorCode: '167', advice: 'retry' }),
]

/** The planted faults that were not found, and how many there are. */
export function overlooked(specifications: Readonly<Record<Api, Specification>>): {
  planted: number
  missed: string[]
} {
  const missed = faults.filter(({ api, find }) => find(specifications[api]).length === 0)
  return { planted: faults.length, missed: missed.map(({ api, what }) => `${api}: ${what}`) }
}
