import { Webhook as Signer } from 'standardwebhooks'
import {
  type EndpointMessage,
  type EndpointProvider,
  endpointCommands,
} from '../../../shared/api/merchant-endpoints.schema.ts'
import { assertNever } from '../../../shared/assert-never.ts'
import type { MerchantEndpoint } from '../../../shared/payouts/credentials.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import type { OutsideAnswer, ProviderFactory } from '../../platform/ports.ts'
import { customerOf } from './customer-store.ts'
import { refused, unclear } from './outcome.ts'

const timeoutMs = 10_000

/** Not possible as it stands, gone, or not possible at all: the merchant's server has understood and does not do it. */
const refusals = [409, 410, 422]

/**
 * Gift cards, coupons and points are the merchant's own: its server is asked by a call signed as Standard Webhooks has it,
 * with the payout's number as webhook-id. 2xx is done, 202 is accepted (POST /v1/payouts/:id/result says the rest). It cannot
 * be asked what it did, so after a silence it is told again, and must tell a repeated webhook-id itself.
 */
export function merchantEndpoint(name: EndpointProvider): ProviderFactory {
  return ({ merchant, credentials, database, clock, outside }) => {
    const { url, secret } = credentials as MerchantEndpoint

    const tell = async (id: string, message: object): Promise<OutsideAnswer | 'bad_secret'> => {
      const body = JSON.stringify(message)
      const sentAt = new Date(clock.now())
      const signature = signatureOf(secret, id, sentAt, body)
      if (signature === undefined) return 'bad_secret'
      const headers = {
        'Content-Type': 'application/json',
        'User-Agent': 'Amends-Webhooks/1',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
        'webhook-signature': signature,
      }
      return outside.post(url, { headers, body, timeoutMs })
    }

    return {
      name,
      async refund(order) {
        const {
          id: payout,
          request,
          orderNumber,
          currency,
          amount,
          reference,
          attempt,
          firstSentAt = clock.now(),
        } = order
        const message: EndpointMessage = {
          type: endpointCommands[name],
          timestamp: new Date(firstSentAt).toISOString(),
          data: {
            payout,
            request,
            order: orderNumber,
            customer: await customerOf(database, merchant, orderNumber),
            currency,
            amount,
            reference,
          },
        }
        return stateOf(await tell(payout, message), attempt)
      },
      find: async () => 'cannot_tell',
      async check() {
        const now = clock.now()
        const message = { type: 'connection.test', timestamp: new Date(now).toISOString(), data: { provider: name } }
        const { status, failure, providerCode } = stateOf(await tell(`test_${now}`, message), 1)
        if (status === 'succeeded' || status === 'pending') return { ok: true }
        const isUnanswered = failure?.code === 'outcome_unknown'
        return { ok: false, code: isUnanswered ? 'provider_unavailable' : failure?.code, providerCode }
      },
    }
  }
}

function signatureOf(secret: string, id: string, sentAt: Date, body: string): string | undefined {
  try {
    return new Signer(secret).sign(id, sentAt, body)
  } catch {
    return undefined
  }
}

function stateOf(answer: OutsideAnswer | 'bad_secret', attempt: number): ProviderState {
  if (answer === 'bad_secret') return refused('auth_config', 'secret')
  switch (answer.outcome) {
    case 'answered': {
      const { status } = answer
      if (status === 202) return { status: 'pending' }
      if (status >= 200 && status < 300) return { status: 'succeeded' }
      // To a repeated number "conflict" may as well say: credited before.
      if (status === 409 && attempt > 1) return unclear('http_409', 'duplicate_request')
      if (refusals.includes(status)) return refused('not_refundable_state', `http_${status}`)
      return status === 429 ? refused('rate_limited', 'http_429') : unclear(`http_${status}`)
    }
    case 'timeout':
    case 'unreachable':
      return unclear(answer.outcome)
    case 'refused':
      // Nothing was sent.
      return refused('auth_config', answer.why)
    default:
      return assertNever(answer)
  }
}
