import type { BookedRefund, Books, Habits, Trouble } from '../books.ts'
import type { Face, FaceCall } from '../face.ts'
import { KeyMemory } from '../memory.ts'

const provider = 'paypal'
/** "The server stores keys for 45 days." */
const keyLifeMs = 45 * 86_400_000
/** "PayPal prevents duplicate batches: of the last 30 days." */
const batchLifeMs = 30 * 86_400_000
const searchDelayMs = 3 * 3_600_000

/** PayPal's refunds of captures; amounts in dollars with two digits. */
export function paypalFace(books: Books, habits: Habits, now: () => number): Face {
  const keys = new KeyMemory(keyLifeMs, now)
  const isPayout = ({ method, url }: FaceCall) => method === 'POST' && url.pathname === '/v1/payments/payouts'
  const isRefund = (call: FaceCall) =>
    (call.method === 'POST' && call.url.pathname.endsWith('/refund')) || isPayout(call)

  const create = ({ url, headers, body }: FaceCall): Response => {
    const key = headers['paypal-request-id'] ?? ''
    const { amount, invoice_id: number } = JSON.parse(body) as {
      amount: { value: string; currency_code: string }
      invoice_id: string
    }
    const capture = decodeURIComponent(url.pathname.split('/')[4] ?? '')
    const asked = { number, capture, amount: Math.round(Number(amount.value) * 100), currency: amount.currency_code }
    const known = keys.find(key)
    if (known) {
      books.repeat(provider, asked)
      const refund = books.find(provider, number)
      return refund
        ? Response.json(refundOf(refund), { status: 201 })
        : new Response(known.body, { status: known.status })
    }
    // An invoice's number is taken once, also when nobody remembers the key.
    if (books.find(provider, number)) {
      books.repeat(provider, asked)
      return fault(422, 'DUPLICATE_INVOICE_ID')
    }
    const made = books.refund(provider, asked, habits)
    if (typeof made === 'string') return fault(...faults[made])
    const text = JSON.stringify(refundOf(made))
    keys.keep(key, body, 201, text)
    return new Response(text, { status: 201 })
  }

  const payOut = ({ body }: FaceCall): Response => {
    const { sender_batch_header: header, items } = JSON.parse(body) as PayoutBody
    const [item] = items
    if (!item) return fault(400, 'VALIDATION_ERROR')
    const number = header.sender_batch_id
    const amount = Math.round(Number(item.amount.value) * 100)
    const asked = { number, payee: item.receiver, amount, currency: item.amount.currency }
    const known = books.find(provider, number)
    if (known && now() - known.at < batchLifeMs) {
      books.repeat(provider, { ...asked, capture: '' })
      return Response.json(repeated(known), { status: 400 })
    }
    // What becomes of an item turns out later; only the balance is looked at once.
    if (books.short.has(provider)) return Response.json({ name: 'INSUFFICIENT_FUNDS' }, { status: 422 })
    const made = books.transfer(provider, asked, { ...habits, refusesLater: true, requiresAction: habits.failsLater })
    if (typeof made === 'string') return fault(422, made)
    return Response.json({ batch_header: headerOf({ ...made, status: 'pending' }) }, { status: 201 })
  }

  const search = (url: URL): Response => {
    const from = Date.parse(url.searchParams.get('start_date') ?? '')
    const until = Date.parse(url.searchParams.get('end_date') ?? '')
    const found = books.refunds.filter(
      (refund) =>
        refund.provider === provider &&
        refund.payee === undefined &&
        refund.at >= from &&
        refund.at < until &&
        refund.at < now() - searchDelayMs,
    )
    return Response.json({
      transaction_details: found.map((refund) => ({
        transaction_info: {
          transaction_id: refund.reference,
          paypal_reference_id: refund.capture,
          transaction_event_code: 'T1107',
          transaction_initiation_date: new Date(refund.at).toISOString(),
          transaction_amount: { currency_code: refund.currency, value: `-${decimal(refund.amount)}` },
          transaction_status: { succeeded: 'S', failed: 'D', pending: 'P', requires_action: 'P' }[refund.status],
          invoice_id: refund.number,
        },
      })),
      total_pages: 1,
    })
  }

  return {
    provider,
    isRefund,
    async answer(call) {
      const { pathname } = call.url
      if (pathname === '/v1/oauth2/token') return Response.json({ access_token: 'token', expires_in: 32_400 })
      if (pathname === '/v1/notifications/verify-webhook-signature') {
        const claim = JSON.parse(call.body) as { transmission_id: string; transmission_sig: string }
        const isOurs = claim.transmission_sig === `signed ${claim.transmission_id}`
        return Response.json({ verification_status: isOurs ? 'SUCCESS' : 'FAILURE' })
      }
      if (pathname === '/v1/reporting/transactions') return search(call.url)
      if (isPayout(call)) return payOut(call)
      if (isRefund(call)) return create(call)
      if (pathname.startsWith('/v1/payments/payouts/')) {
        const batch = books.byReference(decodeURIComponent(pathname.split('/')[4] ?? ''))
        return batch?.payee === undefined ? fault(404, 'RESOURCE_NOT_FOUND') : Response.json(batchOf(batch))
      }
      const found = books.byReference(decodeURIComponent(pathname.split('/')[4] ?? ''))
      return found ? Response.json(refundOf(found)) : fault(404, 'INVALID_RESOURCE_ID')
    },
    error: async () => Response.json({ name: 'INTERNAL_SERVER_ERROR' }, { status: 500 }),
    limited: async () => Response.json({ name: 'RATE_LIMIT_REACHED' }, { status: 429 }),
    notice(refund, event) {
      const type = {
        succeeded: 'PAYMENT.CAPTURE.REFUNDED',
        failed: 'PAYMENT.REFUND.FAILED',
        pending: 'PAYMENT.REFUND.PENDING',
        requires_action: 'PAYMENT.REFUND.PENDING',
      }[refund.status]
      return {
        headers: {
          'PayPal-Auth-Algo': 'SHA256withRSA',
          'PayPal-Cert-Url': 'https://api.paypal.com/cert',
          'PayPal-Transmission-Id': event,
          'PayPal-Transmission-Sig': `signed ${event}`,
          'PayPal-Transmission-Time': new Date(now()).toISOString(),
        },
        body: JSON.stringify(
          refund.payee === undefined
            ? { id: event, event_type: type, resource: refundOf(refund) }
            : { id: event, event_type: `PAYMENT.PAYOUTS-ITEM.${itemStatus[refund.status]}`, resource: itemOf(refund) },
        ),
      }
    },
  }
}

interface PayoutBody {
  sender_batch_header: { sender_batch_id: string }
  items: { receiver: string; amount: { currency: string; value: string } }[]
}

const itemStatus = { succeeded: 'SUCCESS', failed: 'FAILED', pending: 'PENDING', requires_action: 'UNCLAIMED' }

function headerOf({ reference, number, status }: BookedRefund) {
  return {
    payout_batch_id: reference,
    batch_status: status === 'pending' ? 'PENDING' : 'SUCCESS',
    sender_batch_header: { sender_batch_id: number },
  }
}

function itemOf({ reference, number, status, trouble, payee, amount, currency, returned }: BookedRefund) {
  const why = { no_balance: 'INSUFFICIENT_FUNDS', payer_closed: 'RECEIVER_ACCOUNT_LOCKED' }
  const name = trouble === 'no_balance' || trouble === 'payer_closed' ? why[trouble] : undefined
  return {
    payout_item_id: `i${reference}`,
    payout_batch_id: reference,
    transaction_status: returned ? 'RETURNED' : itemStatus[status],
    payout_item: {
      recipient_type: 'EMAIL',
      receiver: payee,
      sender_item_id: number,
      amount: { currency, value: decimal(amount) },
    },
    ...(name && { errors: { name } }),
  }
}

function batchOf(refund: BookedRefund) {
  return { batch_header: headerOf(refund), items: [itemOf(refund)] }
}

function repeated({ reference }: BookedRefund) {
  const link = [{ href: `https://api.paypal.com/v1/payments/payouts/${reference}`, rel: 'self', method: 'GET' }]
  const issue = 'Batch with given sender_batch_id already exists'
  return { name: 'USER_BUSINESS_ERROR', details: [{ field: 'SENDER_BATCH_ID', issue, link }] }
}

function refundOf({ reference, status, amount, currency, number, at, capture }: BookedRefund) {
  return {
    id: reference,
    status: { succeeded: 'COMPLETED', failed: 'FAILED', pending: 'PENDING', requires_action: 'PENDING' }[status],
    amount: { currency_code: currency, value: decimal(amount) },
    ...(number === undefined ? {} : { invoice_id: number }),
    create_time: new Date(at).toISOString(),
    links: [{ rel: 'up', href: `https://api.paypal.com/v2/payments/captures/${capture}` }],
  }
}

function decimal(amount: number): string {
  return (amount / 100).toFixed(2)
}

const faults: Record<Trouble, [status: number, issue: string]> = {
  no_balance: [422, 'REFUND_FAILED_INSUFFICIENT_FUNDS'],
  too_old: [422, 'REFUND_TIME_LIMIT_EXCEEDED'],
  exceeds: [422, 'REFUND_AMOUNT_EXCEEDED'],
  all_refunded: [422, 'CAPTURE_FULLY_REFUNDED'],
  payer_closed: [422, 'PAYER_ACCOUNT_LOCKED_OR_CLOSED'],
  restricted: [422, 'PAYEE_ACCOUNT_RESTRICTED'],
  unknown_capture: [404, 'INVALID_RESOURCE_ID'],
  currency: [422, 'REFUND_CAPTURE_CURRENCY_MISMATCH'],
  too_soon: [429, 'RATE_LIMIT_REACHED'],
}

function fault(status: number, issue: string): Response {
  const name = status === 404 ? 'RESOURCE_NOT_FOUND' : 'UNPROCESSABLE_ENTITY'
  return Response.json({ name, details: [{ issue }] }, { status })
}
