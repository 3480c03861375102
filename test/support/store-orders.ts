import type { RequestView } from '../../shared/api/request-view.schema.ts'
import type { Order, OrderLine } from '../../shared/order/order.ts'
import type { Demo } from './real-server.ts'

const dayMs = 86_400_000
let pushed = 0

const things = {
  stand: { sku: '22423', title: 'REGENCY CAKESTAND 3 TIER', category: 'baking' },
  teacup: { sku: '22699', title: 'ROSES REGENCY TEACUP AND SAUCER', category: 'tableware' },
  clock: { sku: '22727', title: 'ALARM CLOCK BAKELIKE RED', category: 'clocks' },
  bunting: { sku: '47566', title: 'PARTY BUNTING', category: 'party' },
} as const

export interface Bought {
  thing: keyof typeof things
  quantity?: number
  /** Minor units. */
  price: number
  tags?: string[]
  more?: Partial<OrderLine>
}

export interface OrderWanted {
  country?: string
  currency?: string
  name?: string
  bought: Bought[]
  shipping?: number
  orderDiscount?: number
  method?: Order['payments'][number]['method']
  label?: string
  /** Words for the sandbox provider, such as sandbox_slow. */
  reference?: string
  chargedTwice?: boolean
  deliveredDaysAgo?: number | 'never'
  /** Bought, sent and received this moment, by a shopper who is quick. */
  isNew?: true
}

export interface StoreOrder {
  number: string
  email: string
  order: Order
}

/** An order of the demo merchant, pushed as its platform would push it: tax of 20 % inside the prices. */
export async function pushOrder(demo: Demo, wanted: OrderWanted): Promise<StoreOrder> {
  const { country = 'GB', currency = 'GBP', method = 'card', label = 'Visa •••• 4242', orderDiscount = 0 } = wanted
  const { deliveredDaysAgo = 6, shipping = 450, reference = '' } = wanted
  pushed += 1
  const number = `E2E-${Date.now().toString(36).toUpperCase()}-${pushed}`
  const email = `${number.toLowerCase()}@example.com`
  const at = (daysAgo: number) => new Date(Date.now() - (wanted.isNew ? 0 : daysAgo * dayMs)).toISOString()
  const lines: OrderLine[] = wanted.bought.map(({ thing, quantity = 1, price, tags = [], more }, index) => {
    const { sku, title, category } = things[thing]
    return {
      id: String(index + 1),
      kind: 'product',
      sku,
      title,
      image: `${demo.storeUrl}/images/${sku}.svg`,
      categories: [category],
      tags,
      quantity,
      unitPrice: price,
      discount: 0,
      tax: Math.round((quantity * price) / 6),
      ...more,
    }
  })
  const goods = lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0)
  const payment = {
    id: 'P1',
    method,
    provider: 'sandbox',
    reference: `ch_${number}_${reference}`,
    amount: goods - orderDiscount + shipping,
    capturedAt: at(12),
    label,
  }
  const order: Order = {
    number,
    placedAt: at(12),
    currency,
    customer: { id: `c-${number}`, name: wanted.name ?? 'Ann Lee', email, country },
    taxesIncluded: true,
    lines,
    orderDiscount,
    shipping: [{ id: 'S1', title: 'Standard', amount: shipping, discount: 0, tax: Math.round(shipping / 6) }],
    payments: wanted.chargedTwice
      ? [payment, { ...payment, id: 'P2', reference: `${payment.reference}_2`, capturedAt: at(11.999) }]
      : [payment],
    fulfillments: [
      {
        id: 'F1',
        shippedAt: at(10),
        ...(deliveredDaysAgo === 'never' ? {} : { deliveredAt: at(deliveredDaysAgo) }),
        lines: lines.map(({ id, quantity }) => ({ line: id, quantity })),
      },
    ],
    refunds: [],
  }
  const answer = await merchantCall(demo, 'PUT', `/v1/orders/${number}`, order)
  if (!answer.ok) throw new Error(`order refused: ${await answer.text()}`)
  return { number, email, order }
}

export function merchantCall(demo: Demo, method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(demo.url + path, {
    method,
    headers: {
      Authorization: `Bearer ${demo.secretKey}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(method === 'POST' ? { 'Idempotency-Key': crypto.randomUUID() } : {}),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
}

export async function readRequest(demo: Demo, number: string): Promise<RequestView> {
  return (await (await merchantCall(demo, 'GET', `/v1/requests/${number}`)).json()) as RequestView
}

export async function requestsOf(demo: Demo, order: string): Promise<{ number: string; status: string }[]> {
  const answer = await merchantCall(demo, 'GET', `/v1/requests?order=${encodeURIComponent(order)}`)
  return ((await answer.json()) as { requests: { number: string; status: string }[] }).requests
}

export async function commandAsMerchant(demo: Demo, number: string, name: string, body: object = {}): Promise<void> {
  const answer = await merchantCall(demo, 'POST', `/v1/requests/${number}/commands/${name}`, body)
  if (!answer.ok) throw new Error(`${name} refused: ${await answer.text()}`)
}

/** Looks again until it holds. @throws after a minute, with what was seen last. */
export async function until<T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  const end = Date.now() + 60_000
  for (;;) {
    const seen = await look()
    if (holds(seen)) return seen
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(seen)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

export interface DevMail {
  id: string
  to: string
  subject: string
  text: string
  html: string
}

/** E-mails to this address, newest first. */
export async function mailsTo(demo: Demo, email: string): Promise<DevMail[]> {
  const answer = await fetch(`${demo.url}/dev/mail.json?to=${encodeURIComponent(email)}`)
  return ((await answer.json()) as { mails: DevMail[] }).mails
}

/** The code in the newest e-mail that is not among those known. */
export async function codeSentTo(demo: Demo, email: string, known: readonly DevMail[] = []): Promise<string> {
  const seen = new Set(known.map(({ id }) => id))
  const codeIn = (mails: DevMail[]) =>
    mails.filter(({ id }) => !seen.has(id)).flatMap(({ subject }) => subject.match(/\d{6}/) ?? [])[0]
  const mails = await until(
    () => mailsTo(demo, email),
    (list) => codeIn(list) !== undefined,
  )
  return codeIn(mails) ?? ''
}
