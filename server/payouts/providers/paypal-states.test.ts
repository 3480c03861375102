import { describe, expect, it } from 'vitest'
import { momentOf, paypalFault, paypalProviderRefund, paypalState, paypalStateOf } from './paypal-states.ts'
import { orderOf } from './provider.fixtures.ts'

const refund = { id: '1JU08902781691411', status: 'COMPLETED', amount: { currency_code: 'EUR', value: '12.50' } }

describe("a PayPal refund's words", () => {
  it.each([
    ['COMPLETED', undefined, 'succeeded', undefined],
    ['PENDING', 'ECHECK', 'pending', undefined],
    ['FAILED', 'ECHECK', 'failed', 'insufficient_merchant_balance'],
    ['FAILED', undefined, 'failed', 'not_refundable_state'],
    ['CANCELLED', undefined, 'failed', 'not_refundable_state'],
    ['A_WORD_OF_NEXT_YEAR', undefined, 'pending', undefined],
  ])('%s %s is %s', (status, reason, expected, code) => {
    const said = paypalState({ ...refund, status, status_details: { reason } })
    expect(said).toMatchObject({ status: expected, providerReference: refund.id })
    expect(said.failure).toEqual(code && { code, final: true })
  })

  it('is believed only for what was asked', () => {
    const order = orderOf()
    expect(paypalStateOf(refund, order)).toMatchObject({ status: 'succeeded' })
    expect(paypalStateOf({ ...refund, amount: { currency_code: 'EUR', value: '12.51' } }, order)).toMatchObject({
      status: 'unknown',
      providerCode: 'amount_differs',
    })
    expect(paypalStateOf({ ...refund, amount: { currency_code: 'USD', value: '12.50' } }, order).status).toBe('unknown')
    expect(paypalStateOf({ ...refund, amount: { currency_code: 'EUR', value: 'twelve' } }, order).status).toBe(
      'unknown',
    )
    expect(paypalStateOf({ ...refund, invoice_id: 'po_other' }, order).status).toBe('unknown')
    expect(paypalStateOf({ ...refund, amount: undefined }, order)).toMatchObject({ status: 'pending' })
  })

  it('knows its payment by the link up, and a refund of somebody else by its lack of our number', () => {
    const links = [{ rel: 'up', href: 'https://api-m.paypal.com/v2/payments/captures/2GG279541U471931P' }]
    const create_time = '2026-11-22T10:00:00Z'
    expect(paypalProviderRefund({ ...refund, links, create_time, invoice_id: 'INV-7' }, 0)).toMatchObject({
      payment: '2GG279541U471931P',
      payout: undefined,
      amount: 1250,
      at: Date.UTC(2026, 10, 22, 10),
    })
    expect(paypalProviderRefund({ ...refund, invoice_id: 'po_1' }, 7)).toMatchObject({ payout: 'po_1', at: 7 })
  })

  it('reads both ways in which PayPal writes moments', () => {
    expect(momentOf('2026-11-22T10:00:00+0000', 0)).toBe(Date.UTC(2026, 10, 22, 10))
    expect(momentOf('2026-11-22T10:00:00-0700', 0)).toBe(Date.UTC(2026, 10, 22, 17))
    expect(momentOf('yesterday', 5)).toBe(5)
  })
})

describe("PayPal's errors", () => {
  it.each([
    [422, 'CAPTURE_FULLY_REFUNDED', 'failed', 'already_refunded', true],
    [422, 'REFUND_AMOUNT_EXCEEDED', 'failed', 'amount_exceeded', true],
    [422, 'REFUND_TIME_LIMIT_EXCEEDED', 'failed', 'window_expired', true],
    [422, 'REFUND_FAILED_INSUFFICIENT_FUNDS', 'failed', 'insufficient_merchant_balance', false],
    [422, 'PARTIAL_REFUND_NOT_ALLOWED', 'failed', 'not_refundable_state', true],
    [422, 'MAX_NUMBER_OF_REFUNDS_EXCEEDED', 'failed', 'not_refundable_state', true],
    [422, 'PENDING_CAPTURE', 'failed', 'not_refundable_state', true],
    [422, 'DUPLICATE_INVOICE_ID', 'unknown', 'duplicate_request', false],
    [422, 'PAYEE_ACCOUNT_LOCKED_OR_CLOSED', 'failed', 'merchant_account_restricted', false],
    [422, 'PAYEE_ACCOUNT_RESTRICTED', 'failed', 'merchant_account_restricted', false],
    [422, 'PAYER_ACCOUNT_LOCKED_OR_CLOSED', 'failed', 'payer_account_closed_or_frozen', true],
    [422, 'REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK', 'failed', 'disputed', true],
    [422, 'TRANSACTION_DISPUTED', 'failed', 'disputed', true],
    [422, 'CURRENCY_MISMATCH', 'failed', 'invalid_request', true],
    [422, 'DECIMAL_PRECISION', 'failed', 'invalid_request', true],
    [422, 'PLATFORM_FEE_EXCEEDED', 'failed', 'invalid_request', true],
    [400, 'MISSING_REQUIRED_PARAMETER', 'failed', 'invalid_request', true],
    [404, 'INVALID_RESOURCE_ID', 'failed', 'not_refundable_state', true],
    [422, 'AN_ISSUE_OF_NEXT_YEAR', 'unknown', 'outcome_unknown', false],
    [409, 'PREVIOUS_REQUEST_IN_PROGRESS', 'unknown', 'outcome_unknown', false],
    [401, 'INVALID_ACCOUNT_STATUS', 'failed', 'auth_config', false],
    [403, 'PERMISSION_DENIED', 'failed', 'auth_config', false],
    [429, 'RATE_LIMIT_REACHED', 'failed', 'rate_limited', false],
    [500, 'INTERNAL_SERVICE_ERROR', 'unknown', 'outcome_unknown', false],
    [201, 'CAPTURE_FULLY_REFUNDED', 'unknown', 'outcome_unknown', false],
  ])('%d %s is %s, %s', (status, issue, expected, code, final) => {
    const said = paypalFault({ status, body: { name: 'UNPROCESSABLE_ENTITY', details: [{ issue }] } })
    expect(said).toEqual({ status: expected, failure: { code, final }, providerCode: issue })
  })

  it('without an issue says nothing of the money', () => {
    for (const body of [undefined, null, [], 'no', { name: 'UNPROCESSABLE_ENTITY' }, { details: [{ issue: 'X' }] }]) {
      expect(paypalFault({ status: 422, body }).status).toBe('unknown')
    }
  })
})
