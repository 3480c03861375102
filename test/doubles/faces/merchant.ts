import { Webhook as Signer } from 'standardwebhooks'
import type { EndpointProvider } from '../../../shared/api/merchant-endpoints.schema.ts'
import type { BookedRefund, Books, Habits, Trouble } from '../books.ts'
import type { Face, FaceCall } from '../face.ts'
import { merchantSecret } from '../keys.ts'

interface Told {
  type: string
  data: { currency: string; amount: number; reference?: string }
}

/**
 * The merchant's own server, that keeps gift cards, coupons and points as its documentation asks: what it did under a
 * webhook-id it does once, and what it says later it says by the API.
 */
export function merchantFace(
  provider: EndpointProvider,
  books: Books,
  habits: Habits,
  { apiKey, now }: { apiKey: string; now: () => number },
): Face {
  const signer = new Signer(merchantSecret)

  const isSigned = ({ headers, body }: FaceCall): boolean => {
    const sentAt = new Date(Number(headers['webhook-timestamp']) * 1000)
    return signer.sign(headers['webhook-id'] ?? '', sentAt, body) === headers['webhook-signature']
  }

  return {
    provider,
    isRefund: ({ body }) => (JSON.parse(body) as Told).type !== 'connection.test',
    async answer(call) {
      if (!isSigned(call)) return new Response(null, { status: 401 })
      const number = call.headers['webhook-id'] ?? ''
      const { currency, amount, reference } = (JSON.parse(call.body) as Told).data
      // What goes back to no payment names none.
      const isAnew = reference === undefined || reference === provider
      const capture = isAnew ? ownCapture(provider, number) : reference
      const asked = { number, capture, currency, amount }
      const known = books.find(provider, number)
      if (known) {
        books.repeat(provider, asked)
        return new Response(null, { status: statuses[known.status] })
      }
      if (isAnew) books.capture({ provider, reference: capture, currency, amount, at: now() })
      const made = books.refund(provider, asked, habits)
      return new Response(null, { status: typeof made === 'string' ? refusals[made] : statuses[made.status] })
    },
    error: async () => new Response(null, { status: 500 }),
    limited: async () => new Response(null, { status: 429 }),
    notice({ reference, number }) {
      // It tells what is true when it tells it, not what was true when something happened.
      const refund = books.byReference(reference)
      const result = refund && resultOf(refund)
      if (number === undefined || !result) return undefined
      const headers = { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' }
      return { path: `/v1/payouts/${number}/result`, headers, body: JSON.stringify(result) }
    },
  }
}

/** What a coupon, points or a new card is booked under: no payment of the order. */
export function ownCapture(provider: string, number: string): string {
  return `${provider}:${number}`
}

function resultOf({ status, reference }: BookedRefund): object | undefined {
  if (status === 'succeeded') return { status, reference }
  return status === 'failed' ? { status, code: 'payer_account_closed_or_frozen' } : undefined
}

const statuses = { succeeded: 200, pending: 202, requires_action: 202, failed: 410 } as const

const refusals: Record<Trouble, number> = {
  no_balance: 429,
  too_soon: 429,
  restricted: 410,
  too_old: 410,
  payer_closed: 410,
  unknown_capture: 422,
  currency: 422,
  exceeds: 422,
  all_refunded: 409,
}
