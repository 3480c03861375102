import { describe, expect, it } from 'vitest'
import { type StripeRefund, stripeFault, stripeProviderRefund, stripeState, stripeStateOf } from './stripe-states.ts'

function refundOf(also: Partial<StripeRefund>): StripeRefund {
  return { id: 're_1', object: 'refund', amount: 1250, currency: 'eur', created: 1_700_000_000, ...also }
}

describe("a Stripe refund's words", () => {
  it.each([
    [{ status: 'succeeded' }, 'succeeded', undefined, undefined],
    [{ status: 'pending' }, 'pending', undefined, undefined],
    [{ status: 'pending', pending_reason: 'processing' }, 'pending', undefined, undefined],
    [{ status: 'pending', pending_reason: 'insufficient_funds' }, 'pending', 'insufficient_merchant_balance', false],
    [{ status: 'requires_action' }, 'requires_action', 'payer_details_required', false],
    [{ status: 'canceled' }, 'failed', 'payer_details_required', true],
    [{ status: 'failed', failure_reason: 'lost_or_stolen_card' }, 'failed', 'payer_account_closed_or_frozen', true],
    [
      { status: 'failed', failure_reason: 'expired_or_canceled_card' },
      'failed',
      'payer_account_closed_or_frozen',
      true,
    ],
    [{ status: 'failed', failure_reason: 'declined' }, 'failed', 'payer_account_closed_or_frozen', true],
    [{ status: 'failed', failure_reason: 'charge_for_pending_refund_disputed' }, 'failed', 'disputed', true],
    [{ status: 'failed', failure_reason: 'insufficient_funds' }, 'failed', 'insufficient_merchant_balance', true],
    [{ status: 'failed', failure_reason: 'merchant_request' }, 'failed', 'not_refundable_state', true],
    [{ status: 'failed', failure_reason: 'a word of next year' }, 'failed', 'not_refundable_state', true],
    [{ status: 'failed' }, 'failed', 'not_refundable_state', true],
    [{ status: 'a word of next year' }, 'pending', undefined, undefined],
    [{ status: null }, 'pending', undefined, undefined],
    [{}, 'pending', undefined, undefined],
  ] as const)('%o is %s', (words, status, code, final) => {
    const said = stripeState(refundOf(words))
    expect(said).toMatchObject({ status, providerReference: 're_1' })
    expect(said.failure?.code).toBe(code)
    expect(said.failure?.final).toBe(final)
  })

  it('says nothing of the money when another amount or currency was refunded', () => {
    const asked = { amount: 1250, currency: 'eur' }
    const known = { providerReference: 're_1', providerCode: 'amount_differs', status: 'unknown' }
    expect(stripeStateOf(refundOf({ status: 'succeeded', amount: 1249 }), asked)).toMatchObject(known)
    expect(stripeStateOf(refundOf({ status: 'succeeded', currency: 'usd' }), asked)).toMatchObject(known)
    expect(stripeStateOf(refundOf({ status: 'succeeded' }), asked)).toMatchObject({ status: 'succeeded' })
  })

  it('is told in minor units, with both names of its payment', () => {
    const refund = refundOf({
      currency: 'isk',
      amount: 500,
      payment_intent: 'pi_1',
      charge: 'ch_1',
      metadata: { refund_id: 'po_1' },
    })
    expect(stripeProviderRefund(refund)).toMatchObject({
      payout: 'po_1',
      payment: 'pi_1',
      otherReferences: ['ch_1'],
      currency: 'ISK',
      amount: 5,
      at: 1_700_000_000_000,
    })
    expect(stripeProviderRefund(refundOf({ currency: 'isk', amount: 550 }))).toBeUndefined()
    expect(stripeProviderRefund(refundOf({ metadata: { refund_id: '4711' } }))?.payout).toBeUndefined()
  })
})

describe("Stripe's errors", () => {
  const invalid = { statusCode: 400, rawType: 'invalid_request_error' }
  it.each([
    [{ ...invalid, code: 'charge_already_refunded' }, 'failed', 'already_refunded', true],
    [{ ...invalid, param: 'amount' }, 'failed', 'amount_exceeded', true],
    [{ ...invalid, code: 'amount_too_large', param: 'amount' }, 'failed', 'amount_exceeded', true],
    [{ ...invalid, code: 'charge_disputed' }, 'failed', 'disputed', true],
    [{ ...invalid, code: 'balance_insufficient' }, 'failed', 'insufficient_merchant_balance', false],
    [{ ...invalid, statusCode: 404, code: 'resource_missing' }, 'failed', 'not_refundable_state', true],
    [{ ...invalid, code: 'a_code_of_next_year' }, 'failed', 'invalid_request', false],
    [{ ...invalid, code: 'constructor' }, 'failed', 'invalid_request', false],
    [{ ...invalid }, 'failed', 'invalid_request', false],
    [{ statusCode: 400, rawType: 'idempotency_error' }, 'unknown', 'duplicate_request', false],
    [{ ...invalid, statusCode: 401 }, 'failed', 'auth_config', false],
    [{ ...invalid, statusCode: 403 }, 'failed', 'auth_config', false],
    [{ ...invalid, statusCode: 429, code: 'rate_limit' }, 'failed', 'rate_limited', false],
    [{ ...invalid, statusCode: 409, code: 'idempotency_key_in_use' }, 'unknown', 'outcome_unknown', false],
    [{ statusCode: 500, rawType: 'api_error' }, 'unknown', 'outcome_unknown', false],
    [{ statusCode: 402, rawType: 'card_error', code: 'card_declined' }, 'unknown', 'outcome_unknown', false],
    [{ statusCode: 200, rawType: 'not_understood' }, 'unknown', 'outcome_unknown', false],
    [{}, 'unknown', 'outcome_unknown', false],
  ] as const)('%o is %s', (fault, status, code, final) => {
    expect(stripeFault(fault)).toMatchObject({ status, failure: { code, final } })
  })

  it('keeps nothing in a code that is not a code', () => {
    expect(stripeFault({ ...invalid, code: 'jane@example.com said "no"' }).providerCode).toBe(
      'jane_example.com_said_no_',
    )
  })
})
