import HmacValidator from '@adyen/api-library/lib/src/utils/hmacValidator.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adyenProvider } from './adyen.ts'
import { type Call, doubleOf, orderOf, providerWith, type Reply, strangeBodies } from './provider.fixtures.ts'

const hmacKey = '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056'
const credentials = { apiKey: 'AQE1', merchantAccount: 'AmendsShop', hmacKey, environment: 'test' } as const
const order = orderOf({ provider: 'adyen', reference: '993617894903480A' })
const received = {
  merchantAccount: 'AmendsShop',
  paymentPspReference: order.reference,
  reference: order.id,
  pspReference: '993617894906488A',
  status: 'received',
  amount: { currency: 'EUR', value: 1250 },
}
const pending = { status: 'pending', providerReference: received.pspReference, providerCode: 'received' }

function adyenThat(reply: (call: Call) => Reply, also: object = {}) {
  const double = doubleOf(reply)
  return {
    ...double,
    adyen: providerWith<'adyen'>(adyenProvider, { ...credentials, ...also }, { fetch: double.fetch }),
  }
}

const fault = (status: number, errorCode?: string) => ({ status, body: { status, errorCode, errorType: 'validation' } })

describe('Adyen', () => {
  it('sends a refund under our number, and has it received', async () => {
    const { adyen, calls } = adyenThat(() => ({ status: 201, body: received }))
    expect(await adyen.refund(order)).toEqual(pending)
    expect(calls[0]?.url.href).toBe(`https://checkout-test.adyen.com/v72/payments/${order.reference}/refunds`)
    expect(calls[0]?.headers.get('idempotency-key')).toBe(order.id)
    expect(calls[0]?.headers.get('x-api-key')).toBe('AQE1')
    expect(JSON.parse(calls[0]?.body ?? '')).toEqual({
      amount: { currency: 'EUR', value: 1250 },
      merchantAccount: 'AmendsShop',
      reference: order.id,
      merchantRefundReason: 'CUSTOMER REQUEST',
    })
    expect(await adyen.find(order)).toBe('cannot_tell')
  })

  it('counts as Adyen counts', async () => {
    const { adyen, calls } = adyenThat(({ body }) => ({
      status: 201,
      body: { ...received, amount: JSON.parse(body).amount },
    }))
    expect(await adyen.refund({ ...order, currency: 'CLP', amount: 990 })).toMatchObject({ status: 'pending' })
    expect(JSON.parse(calls[0]?.body ?? '').amount).toEqual({ currency: 'CLP', value: 99_000 })
    expect(await adyen.refund({ ...order, currency: 'IDR', amount: 150 })).toMatchObject({
      failure: { code: 'invalid_request', final: true },
    })
    expect(calls).toHaveLength(1)
  })

  it('finds live merchants at an address of their own, and nothing else there', async () => {
    const live = adyenThat(() => ({ status: 201, body: received }), {
      environment: 'live',
      liveUrlPrefix: '1797a841fbb37ca7-AmendsShop',
    })
    await live.adyen.refund(order)
    expect(live.calls[0]?.url.host).toBe('1797a841fbb37ca7-amendsshop-checkout-live.adyenpayments.com')
    for (const liveUrlPrefix of [undefined, '', 'evil.example/', 'a@b']) {
      const { adyen, calls } = adyenThat(() => ({ status: 201, body: received }), {
        environment: 'live',
        liveUrlPrefix,
      })
      expect(await adyen.refund(order)).toMatchObject({ failure: { code: 'auth_config', final: false } })
      expect(await adyen.check?.()).toMatchObject({ ok: false, code: 'auth_config' })
      expect(calls).toEqual([])
    }
  })

  it.each([
    [fault(422, '167'), 'failed', 'not_refundable_state', true],
    [fault(422, '137'), 'failed', 'invalid_request', true],
    [fault(400, '702'), 'failed', 'invalid_request', true],
    [fault(401, '000'), 'failed', 'auth_config', false],
    [fault(403, '901'), 'failed', 'auth_config', false],
    [fault(403), 'failed', 'auth_config', false],
    [fault(429), 'failed', 'rate_limited', false],
    [fault(422, '704'), 'unknown', 'duplicate_request', false],
    [fault(422, '14_999'), 'unknown', 'outcome_unknown', false],
    [fault(500, '905'), 'unknown', 'outcome_unknown', false],
    [
      { status: 201, body: { ...received, amount: { currency: 'EUR', value: 1251 } } },
      'unknown',
      'outcome_unknown',
      false,
    ],
  ])('%o is %s, %s', async (reply, status, code, final) => {
    const { adyen } = adyenThat(() => reply)
    expect(await adyen.refund(order)).toMatchObject({ status, failure: { code, final } })
  })

  it('throws when nobody answered', async () => {
    const { adyen } = adyenThat(() => 'dropped')
    await expect(adyen.refund(order)).rejects.toThrow()
    expect(await adyen.check?.()).toEqual({ ok: false, code: 'provider_unavailable', providerCode: 'no_answer' })
  })

  it('checks the key and the merchant account', async () => {
    const { adyen, calls } = adyenThat(() => ({ status: 200, body: { paymentMethods: [] } }))
    expect(await adyen.check?.()).toEqual({ ok: true })
    expect(calls[0]?.url.pathname).toBe('/v72/paymentMethods')
    expect(await adyenThat(() => fault(403, '901')).adyen.check?.()).toEqual({
      ok: false,
      code: 'auth_config',
      providerCode: '901',
    })
  })

  it('ends nothing on an answer that it does not understand', async () => {
    let reply: Reply = 'dropped'
    const { adyen } = adyenThat(() => reply)
    const bodies = strangeBodies(received, ['amount', 'pspReference', 'status'])
    await fc.assert(
      fc.asyncProperty(bodies, fc.constantFrom(200, 201, 202, 400, 404, 409, 422), async (body, status) => {
        reply = { status, body: JSON.stringify(body) }
        expect(await adyen.refund(order)).toMatchObject({ status: expect.stringMatching(/^(unknown|pending)$/) })
      }),
    )
  })
})

describe("Adyen's webhooks, signed by Adyen's own library", () => {
  const signer = new HmacValidator()
  const plain = {
    amount: { currency: 'EUR', value: 1250 },
    eventCode: 'REFUND',
    eventDate: '2026-11-22T12:00:00+01:00',
    merchantAccountCode: 'AmendsShop',
    merchantReference: order.id,
    originalReference: order.reference,
    paymentMethod: 'visa',
    pspReference: received.pspReference,
    reason: '',
    success: 'true',
  }
  type Item = Record<string, unknown>
  const signed = (also: Item, key: string = hmacKey): Item => {
    const item = { ...plain, ...also }
    const additionalData = {
      ...(also.additionalData as object),
      hmacSignature: signer.calculateHmac(item as never, key),
    }
    return { ...item, additionalData }
  }
  const bodyOf = (...items: Item[]) =>
    JSON.stringify({ live: 'false', notificationItems: items.map((item) => ({ NotificationRequestItem: item })) })
  const { adyen } = adyenThat(() => 'dropped')
  const read = (body: string) => adyen.readNotice?.({ headers: {}, body, url: 'https://shop.example/notices' })
  const stateOf = async (also: Item) => {
    const notice = await read(bodyOf(signed(also)))
    return typeof notice === 'object' ? notice.items[0]?.refund?.state : notice
  }

  it('tells what became of a refund', async () => {
    expect(await read(bodyOf(signed({})))).toEqual({
      items: [
        {
          event: `${received.pspReference}:REFUND:true`,
          kind: 'refund',
          payout: order.id,
          refund: {
            providerReference: received.pspReference,
            payout: order.id,
            payment: order.reference,
            amount: 1250,
            currency: 'EUR',
            state: { status: 'succeeded', providerReference: received.pspReference },
            at: Date.UTC(2026, 10, 22, 11),
          },
        },
      ],
    })
    expect(adyen.acknowledge?.()).toEqual({ status: 200, type: 'text/plain', body: '[accepted]' })
  })

  it.each([
    ['Insufficient balance on payment', 'amount_exceeded'],
    ['Transaction is expired', 'window_expired'],
    ['Modification in different currency than authorisation', 'invalid_request'],
    ['Only possible to refund the full amount', 'not_refundable_state'],
    ['', 'not_refundable_state'],
  ])('refused because "%s" is %s, for good', async (reason, code) => {
    const said = await stateOf({ success: 'false', reason })
    expect(said).toMatchObject({ status: 'failed', failure: { code, final: true } })
  })

  it('is believed with the new key and with the old one, while they change', async () => {
    const newKey = 'AB'.repeat(32)
    const changing = adyenThat(() => 'dropped', { hmacKey: `${newKey}, ${hmacKey}` }).adyen
    const readBy = (key: string) =>
      changing.readNotice?.({ headers: {}, body: bodyOf(signed({}, key)), url: 'https://shop.example/notices' })
    for (const key of [newKey, hmacKey]) expect(await readBy(key)).toMatchObject({ items: [{ kind: 'refund' }] })
    expect(await readBy('CD'.repeat(32))).toBe('invalid_signature')
  })

  it('is acknowledged where it is of no money, so that it does not hold up what comes after it', async () => {
    const { amount: _, ...report } = plain
    const additionalData = {
      hmacSignature: signer.calculateHmac({ ...report, eventCode: 'REPORT_AVAILABLE', amount: {} } as never, hmacKey),
    }
    const body = bodyOf({ ...report, eventCode: 'REPORT_AVAILABLE', additionalData })
    expect(await read(body)).toEqual({
      items: [{ event: `${received.pspReference}:REPORT_AVAILABLE:true`, kind: 'other' }],
    })
  })

  it.each(['REFUND_FAILED', 'REFUNDED_REVERSED'])('%s brings the money back', async (eventCode) => {
    expect(await stateOf({ eventCode })).toMatchObject({ status: 'failed', failure: { final: true, returned: true } })
    expect(await stateOf({ eventCode, success: 'false' })).toBeUndefined()
  })

  it('takes a reversal for a refund only where it was one', async () => {
    const eventCode = 'CANCEL_OR_REFUND'
    expect(await stateOf({ eventCode, additionalData: { 'modification.action': 'refund' } })).toMatchObject({
      status: 'succeeded',
    })
    expect(await stateOf({ eventCode, additionalData: { 'modification.action': 'cancel' } })).toBeUndefined()
  })

  it('reads many at once: ours, somebody else’s, disputes and the rest', async () => {
    const items = [
      signed({}),
      signed({ pspReference: 'DASHBOARD', merchantReference: 'order-7' }),
      signed({ eventCode: 'CHARGEBACK' }),
      signed({ eventCode: 'AUTHORISATION', originalReference: undefined }),
      signed({ merchantAccountCode: 'OtherShop' }),
    ]
    const notice = await read(bodyOf(...items))
    expect(typeof notice === 'object' && notice.items.map(({ kind, payout }) => [kind, payout])).toEqual([
      ['refund', order.id],
      ['refund', undefined],
      ['dispute', undefined],
      ['other', undefined],
      ['other', undefined],
    ])
  })

  it('refuses all of it when one item is changed, signed by another, or not signed', async () => {
    const good = signed({})
    expect(await read(bodyOf(good, { ...good, amount: { currency: 'EUR', value: 1 } }))).toBe('invalid_signature')
    expect(await read(bodyOf(good, { ...good, success: 'false' }))).toBe('invalid_signature')
    expect(await read(bodyOf(good, signed({}, hmacKey.replace('4', '5'))))).toBe('invalid_signature')
    expect(await read(bodyOf(good, plain))).toBe('invalid_signature')
    for (const body of ['', '[]', '{"notificationItems":[]}', '{"notificationItems":[{}]}']) {
      expect(await read(body)).toBe('invalid_signature')
    }
    const keyless = adyenThat(() => 'dropped', { hmacKey: 'not hex' })
    const raw = { headers: {}, body: bodyOf(good), url: '' }
    expect(await keyless.adyen.readNotice?.(raw)).toBe('invalid_signature')
  })
})
