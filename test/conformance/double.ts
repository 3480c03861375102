import { providers } from '../../server/payouts/providers/index.ts'
import { nowMs, orderOf, providerWith } from '../../server/payouts/providers/provider.fixtures.ts'
import type { Fetch, RefundProvider } from '../../server/platform/ports.ts'
import { Books, calm, type Habits } from '../doubles/books.ts'
import { seededChance } from '../doubles/chance.ts'
import type { Face, FaceCall } from '../doubles/face.ts'
import { adyenFace } from '../doubles/faces/adyen.ts'
import { paypalFace } from '../doubles/faces/paypal.ts'
import { stripeFace } from '../doubles/faces/stripe.ts'
import { doubleKeys } from '../doubles/keys.ts'
import type { Recorder } from './recorder.ts'
import { differences } from './scenario.ts'
import type { Api } from './specification.ts'

const faces = { stripe: stripeFace, paypal: paypalFace, adyen: adyenFace }
const hourMs = 3_600_000
const captured = { reference: 'pi_double', currency: 'EUR', amount: 5000, at: nowMs - 86_400_000 }

/** What a scenario moves. */
interface Circumstances {
  /** The double's own clock, epoch ms. */
  now: number
  /** What goes wrong with the next calls. */
  trouble?: 'error' | 'limited'
}

interface World {
  books: Books
  face: Face
  provider: RefundProvider
  circumstances: Circumstances
}

/** Our own double of the providers, which faults are tried with: it must speak as they do, or it proves nothing. */
export async function playDouble(recorder: Recorder, api: Api, base: string): Promise<void> {
  const tellsLater = api === 'adyen'
  const settled = (status: string) => (tellsLater ? { status: 'pending' } : { status })
  const order = orderOf({ reference: captured.reference, amount: 1000 })
  const other = (id: string, amount: number) => ({ ...order, id: `po_${id}`, amount })

  await within(
    recorder,
    api,
    base,
    'pays once, is found and listed',
    calm,
    async ({ provider, face, books, circumstances }) => {
      const paid = await provider.refund(order)
      const again = await provider.refund({ ...order, attempt: 2 })
      const found = await provider.find({ ...order, providerReference: paid.providerReference })
      const made = books.find(api, order.id)
      if (made?.status === 'pending') {
        made.ends = { at: nowMs, as: 'succeeded' }
        books.tick()
      }
      const notice = made && (await face.notice?.(made, 'evt_1'))
      const raw = notice && { ...notice, headers: lowerCase(notice.headers), url: 'https://shop.example/notices' }
      carry(recorder, api, raw?.body)
      const told = raw && (await provider.readNotice?.(raw))
      // PayPal's search is up to three hours late.
      circumstances.now += 4 * hourMs
      return [
        ...differences(settled('succeeded'), paid, 'paid'),
        ...differences(paid, again, 'again'),
        ...differences(tellsLater ? 'cannot_tell' : paid, found, 'found'),
        ...differences({ items: [{ payout: order.id, refund: { state: { status: 'succeeded' } } }] }, told, 'told'),
        ...differences(
          provider.list ? [{ payout: order.id, amount: 1000 }] : undefined,
          await provider.list?.(nowMs - hourMs, nowMs + hourMs),
          'listed',
        ),
      ]
    },
  )

  await within(recorder, api, base, 'refuses more than is left', calm, async ({ provider }) => [
    ...differences(settled('failed'), await provider.refund(other('more', 5001)), 'more'),
    ...differences(settled('succeeded'), await provider.refund(other('all', 5000)), 'all'),
    ...differences(settled('failed'), await provider.refund(other('again', 1)), 'again'),
  ])

  await within(
    recorder,
    api,
    base,
    'refuses what its books do not have',
    { ...calm, payerClosed: 1 },
    async ({ provider }) => [
      ...differences({ status: 'failed' }, await provider.refund({ ...order, reference: 'pi_nobody' }), 'nobody'),
      ...differences(settled('failed'), await provider.refund(other('closed', 5)), 'closed'),
    ],
  )

  await within(recorder, api, base, 'is down, or has enough', calm, async ({ provider, circumstances }) => {
    circumstances.trouble = 'error'
    const down = await provider.refund(order)
    circumstances.trouble = 'limited'
    const limited = await provider.refund(other('limited', 5))
    return [
      ...differences({ status: 'unknown' }, down, 'down'),
      ...differences({ status: 'failed', failure: { code: 'rate_limited', final: false } }, limited, 'limited'),
    ]
  })
}

async function within(
  recorder: Recorder,
  api: Api,
  base: string,
  name: string,
  habits: Habits,
  act: (world: World) => Promise<string[]>,
): Promise<void> {
  const circumstances: Circumstances = { now: nowMs }
  const now = () => circumstances.now
  const books = new Books(seededChance(1), now)
  books.capture({ provider: api, ...captured })
  const face = faces[api](books, habits, now)
  const scenario = `our double ${name}`
  const fetch = recorder.listening(api, scenario, base, wireTo(face, circumstances))
  const factory = providers[api]
  if (!factory) throw new Error(`${api} is not registered`)
  const provider = providerWith<Api>(factory, doubleKeys().credentials[api], { fetch })
  const problems = await act({ books, face, provider, circumstances }).catch((error: unknown) => [
    `threw ${String(error)}`,
  ])
  recorder.outcome(api, scenario, problems)
}

function wireTo(face: Face, circumstances: Circumstances): Fetch {
  return async (url, init) => {
    const headers = Object.fromEntries(new Headers(init?.headers))
    const call: FaceCall = { method: init?.method ?? 'GET', url: new URL(url), headers, body: String(init?.body ?? '') }
    const { trouble } = circumstances
    if (!trouble || !face.isRefund(call)) return face.answer(call)
    return trouble === 'error' ? face.error(call) : face.limited()
  }
}

function carry(recorder: Recorder, api: Api, body: string | undefined): void {
  if (body === undefined) return
  const event = JSON.parse(body) as { data?: { object: unknown }; resource?: unknown }
  const refund = event.data?.object ?? event.resource
  if (refund) recorder.notice(api, 'our double', 'refund', refund)
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}
