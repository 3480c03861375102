import type { ProviderFactory } from '../../platform/ports.ts'
import { adyenCall, credentialsOf, hasAddress } from './adyen-client.ts'
import { readAdyenNotice } from './adyen-notices.ts'
import { adyenRefunds } from './adyen-report.ts'
import { adyenFault, adyenState } from './adyen-states.ts'
import { isOk } from './json-call.ts'
import { checkBy, refused } from './outcome.ts'
import { adyenUnits, toProviderUnits } from './units.ts'

const noAddress = refused('auth_config', 'live_url_prefix')

/**
 * Adyen Checkout: every refund is only received, and a signed webhook says what came of it, up to 40 business days later.
 * The payout's number is the Idempotency-Key and the refund's reference. There is no question to ask about a refund: what
 * got no answer is sent again under its number while Adyen remembers it, for at least seven days.
 */
export const adyenProvider: ProviderFactory = (parts) => ({
  name: 'adyen',

  async refund({ id, reference, amount, currency }) {
    const value = toProviderUnits(amount, currency, adyenUnits)
    if (value === undefined) return refused('invalid_request', 'amount_not_payable')
    if (!hasAddress(parts)) return noAddress
    const { merchantAccount } = credentialsOf(parts)
    const path = `/payments/${encodeURIComponent(reference)}/refunds`
    const body = {
      amount: { currency, value },
      merchantAccount,
      reference: id,
      merchantRefundReason: 'CUSTOMER REQUEST',
    }
    return adyenState(await adyenCall(parts, path, body, { 'idempotency-key': id }), { currency, value })
  },

  find: async () => 'cannot_tell',

  check: () =>
    checkBy(async () => {
      if (!hasAddress(parts)) return noAddress
      const answer = await adyenCall(parts, '/paymentMethods', {
        merchantAccount: credentialsOf(parts).merchantAccount,
      })
      return isOk(answer) ? undefined : adyenFault(answer)
    }),

  // Without a report user there is nothing to ask, and the settlement report is uploaded.
  ...(credentialsOf(parts)?.reportUser
    ? { list: (from: number, until: number) => adyenRefunds(parts, from, until) }
    : {}),

  readNotice: ({ body }) => readAdyenNotice(parts, body),

  acknowledge: () => ({ status: 200, type: 'text/plain', body: '[accepted]' }),
})
