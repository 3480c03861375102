import { hmacValidator } from '@adyen/api-library'
import { orderOf, type Reply } from '../../server/payouts/providers/provider.fixtures.ts'
import type { Scenario } from './scenario.ts'

export const adyenCredentials = {
  apiKey: 'AQE1conformance',
  merchantAccount: 'AmendsShop',
  hmacKey: '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056',
  environment: 'test',
} as const

const order = orderOf({ provider: 'adyen', reference: '993617894903480A' })
const received = {
  merchantAccount: 'AmendsShop',
  paymentPspReference: order.reference,
  reference: order.id,
  pspReference: '993617894906488A',
  status: 'received',
  merchantRefundReason: 'CUSTOMER REQUEST',
  amount: { currency: 'EUR', value: order.amount },
}

function refuses(name: string, status: number, errorCode: string, expected: object): Scenario {
  const body = { status, errorCode, message: 'No.', errorType: 'validation', pspReference: '8816118280275544' }
  return { name, reply: (): Reply => ({ status, body }), act: (adyen) => adyen.refund(order), expected }
}
const failed = (code: string, final: boolean) => ({ status: 'failed', failure: { code, final } })

function notice(eventCode: string, also: object, state: object): Scenario {
  const item = {
    amount: { currency: 'EUR', value: order.amount },
    eventCode,
    eventDate: '2026-11-22T12:00:00+01:00',
    merchantAccountCode: 'AmendsShop',
    merchantReference: order.id,
    originalReference: order.reference,
    paymentMethod: 'visa',
    pspReference: received.pspReference,
    reason: '',
    success: 'true',
    ...also,
  }
  const hmacSignature = new hmacValidator().calculateHmac(item as never, adyenCredentials.hmacKey)
  const signed = { ...item, additionalData: { hmacSignature } }
  return {
    name: `${eventCode} ${JSON.stringify(also)}`,
    reply: () => 'dropped',
    act: async (adyen) =>
      adyen.readNotice?.({
        headers: {},
        body: JSON.stringify({ live: 'false', notificationItems: [{ NotificationRequestItem: signed }] }),
        url: 'https://shop.example/notices',
      }),
    expected: { items: [{ kind: 'refund', payout: order.id, refund: { state } }] },
  }
}

export const adyenScenarios: readonly Scenario[] = [
  {
    name: 'received',
    reply: () => ({ status: 201, body: received }),
    act: (adyen) => adyen.refund(order),
    expected: { status: 'pending', providerReference: received.pspReference },
  },
  {
    name: 'received, in pesos',
    reply: ({ body }) => ({ status: 201, body: { ...received, amount: JSON.parse(body).amount } }),
    act: (adyen) => adyen.refund({ ...order, currency: 'CLP', amount: 990 }),
    expected: { status: 'pending' },
  },
  {
    name: 'another amount',
    reply: () => ({ status: 201, body: { ...received, amount: { currency: 'EUR', value: 1 } } }),
    act: (adyen) => adyen.refund(order),
    expected: { status: 'unknown', providerCode: 'amount_differs' },
  },
  refuses('malformed', 400, '702', failed('invalid_request', true)),
  refuses('wrong key', 401, '000', failed('auth_config', false)),
  refuses('wrong account', 403, '901', failed('auth_config', false)),
  refuses('no such payment', 422, '167', failed('not_refundable_state', true)),
  refuses('wrong amount', 422, '137', failed('invalid_request', true)),
  refuses('already in progress', 422, '704', { status: 'unknown', failure: { code: 'duplicate_request' } }),
  refuses('a code of next year', 422, '99_999', { status: 'unknown', providerCode: '99_999' }),
  refuses('an error of theirs', 500, '905', { status: 'unknown' }),
  { name: 'asked', reply: () => 'dropped', act: (adyen) => adyen.find(order), expected: 'cannot_tell' },
  {
    name: 'good credentials',
    reply: () => ({ status: 200, body: { paymentMethods: [{ name: 'Cards', type: 'scheme' }] } }),
    act: async (adyen) => adyen.check?.(),
    expected: { ok: true },
  },
  notice('REFUND', {}, { status: 'succeeded' }),
  notice('REFUND', { success: 'false', reason: 'Insufficient balance on payment' }, failed('amount_exceeded', true)),
  notice('REFUND_FAILED', {}, failed('payer_account_closed_or_frozen', true)),
  notice('REFUNDED_REVERSED', {}, failed('payer_account_closed_or_frozen', true)),
]
