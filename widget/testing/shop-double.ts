import type { OrderView, PublicTerms } from '../../shared/api/order-view.schema.ts'
import type { RequestView } from '../../shared/api/request-view.schema.ts'
import type { AskedAnswer, OrderSummary } from '../../shared/api/shop.schema.ts'
import type { ShopConfig } from '../../shared/api/shop-config.schema.ts'
import type { ShopperCredit } from '../../shared/api/store-credit.schema.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { type AccountDetails, maskedNumber } from '../../shared/payouts/account.ts'
import { config } from './sample-config.ts'
import { order } from './sample-order.ts'
import { orderView } from './sample-order-view.ts'
import { requestView } from './sample-request.ts'

/** What a test sets up, and what it can look at afterwards. */
export interface Shop {
  config: ShopConfig
  credit: ShopperCredit
  order: OrderView
  requests: Map<string, RequestView>
  orders: OrderSummary[]
  words: Record<string, Record<string, string>>
  /** Every call that arrived: what was asked, under which key. */
  calls: { method: string; path: string; key?: string; body?: unknown }[]
  /** The next answers for a path: a code, or silence. */
  failures: { path: RegExp; answer: ErrorCode | 'silence'; limit?: number; quote?: unknown }[]
  /** What the policy gives for what was said, beyond what the order tells. */
  judged: (said: { condition?: string; answers?: object }) => Partial<PublicTerms>
  submitted: (body: { items: { line?: string; quantity?: number }[] }) => RequestView
  restore(): void
  /** Tells whoever follows the request that it changed. */
  change(number: string, view: RequestView): void
}

interface Asked {
  items: { line?: string; reason: string; condition?: string; answers?: object }[]
}

const token = { token: 'shopper', expiresAt: Date.now() + 3_600_000 }

/** A shop in the page, true to the contract: answers fetch and XMLHttpRequest until restored. */
export function openShop(words: Shop['words'], over: Partial<Shop> = {}): Shop {
  const real = { fetch: globalThis.fetch, request: globalThis.XMLHttpRequest }
  const listeners = new Map<string, Set<(seq: number) => void>>()
  const answered = new Map<string, Response>()
  const shop: Shop = {
    config,
    credit: { balances: [], granted: [] },
    order: orderView,
    requests: new Map([['R-7K2M-9QXD', requestView({ number: 'R-7K2M-9QXD' })]]),
    orders: [
      {
        number: order.number,
        placedAt: order.placedAt,
        currency: 'GBP',
        total: 24_520,
        lines: 6,
        titles: ['Linen shirt', 'Ceramic mug', 'Scented candle'],
        images: [],
        requests: [{ number: 'R-7K2M-9QXD', status: 'in_review' }],
      },
    ],
    words,
    calls: [],
    failures: [],
    judged: () => ({}),
    submitted: () => requestView(),
    restore() {
      globalThis.fetch = real.fetch
      globalThis.XMLHttpRequest = real.request
    },
    change(number, view) {
      shop.requests.set(number, view)
      for (const tell of listeners.get(number) ?? []) tell(view.seq)
    },
    ...over,
  }

  globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href)
    const language = /locales\/([\w.-]+)\.json$/.exec(url.pathname)?.[1]
    if (language && shop.words[language]) return json(shop.words[language])
    const path = /\/shop(\/.*)$/.exec(url.pathname)?.[1]
    if (!path) return real.fetch.call(globalThis, input, init)
    const headers = new Headers(init?.headers)
    const body = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined
    const key = headers.get('Idempotency-Key') ?? undefined
    shop.calls.push({ method: init?.method ?? 'GET', path, key, body })
    const failing = shop.failures.findIndex((failure) => failure.path.test(path))
    if (failing >= 0) {
      const [failure] = shop.failures.splice(failing, 1)
      if (!failure || failure.answer === 'silence') throw new TypeError('Failed to fetch')
      const { answer: code, limit, quote } = failure
      return json(
        { type: 'about:blank', title: code, status: 422, code, limit, quote, requestId: 'E-52-81C4' },
        statusOf(code),
      )
    }
    if (!headers.get('Amends-Merchant')?.startsWith('pk_')) return problem('unauthenticated', 401)
    if (key && answered.has(key)) return (answered.get(key) as Response).clone()
    const answer = respond(path, body, init?.signal ?? undefined)
    if (key) answered.set(key, answer.clone())
    return answer
  }

  globalThis.XMLHttpRequest = class extends EventTarget {
    upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {}
    status = 0
    responseText = ''
    onload?: () => void
    onerror?: () => void
    open() {}
    abort() {}
    setRequestHeader() {}
    send(file: File) {
      setTimeout(() => this.upload.onprogress?.({ loaded: file.size * 0.64, total: file.size }), 10)
      setTimeout(
        () => {
          const failing = shop.failures.findIndex((failure) => failure.path.test('/evidence'))
          if (failing >= 0) {
            shop.failures.splice(failing, 1)
            return this.onerror?.()
          }
          shop.calls.push({ method: 'POST', path: '/evidence' })
          this.status = 201
          this.responseText = JSON.stringify({ id: `ev_${shop.calls.length}`, type: file.type, bytes: file.size })
          this.onload?.()
        },
        file.name.startsWith('slow') ? 60_000 : 40,
      )
    }
  } as unknown as typeof XMLHttpRequest

  return shop

  function respond(path: string, body: Record<string, unknown> | undefined, signal?: AbortSignal): Response {
    const [, collection = '', number = '', verb, command] = path.split('/').map(decodeURIComponent)
    if (path === '/config') return json(shop.config)
    if (path === '/store-credit') return json(shop.credit)
    if (path === '/lookup') {
      const at = Date.now()
      return json({ challenge: 'c1', expiresAt: at + 600_000, resendAt: at + 42_000 }, 202)
    }
    if (path === '/verify') {
      if (body && 'code' in body && body.code !== '409612') return problem('code_wrong', 422)
      return json(body && 'identity' in body ? token : { ...token, order: order.number })
    }
    if (collection === 'orders') {
      if (!number) return json({ orders: shop.orders })
      if (number !== order.number) return problem('not_found', 404)
      if (verb === 'accounts') {
        const { kind, number: typed } = body as unknown as AccountDetails
        return json({ id: 'acc_1', kind, label: maskedNumber({ kind, number: typed }) }, 201)
      }
      return verb === 'answers' ? json({ items: judge(body as unknown as Asked) }) : json(shop.order)
    }
    if (path === '/requests') {
      const view = shop.submitted(body as { items: { line?: string }[] })
      shop.requests.set(view.number, view)
      return json(view, 201)
    }
    const request = shop.requests.get(number)
    if (!request) return problem('not_found', 404)
    if (verb === 'stream') return stream(number, signal)
    if (verb === 'commands') {
      const next = { ...request, seq: request.seq + 1, changedAt: Date.now() }
      if (command === 'cancel') {
        Object.assign(next, { status: 'cancelled', commands: [], next: { who: 'nobody', action: 'none' } })
      }
      if (command === 'rate')
        Object.assign(next, { next: { who: 'nobody', action: 'none' }, rating: body, commands: [] })
      if (command === 'answer') {
        Object.assign(next, { status: 'in_review', question: undefined, next: { who: 'staff', action: 'decide' } })
      }
      if (command === 'mark_shipped') {
        Object.assign(next, { status: 'in_transit', next: { who: 'staff', action: 'receive' }, commands: ['message'] })
      }
      if (command === 'fix_account') {
        const [payout] = request.payouts
        Object.assign(next, {
          status: 'paying',
          accountAsked: undefined,
          next: { who: 'provider', action: 'pay' },
          payouts: [
            { ...payout, destination: 'account', label: '•••• 6819', method: 'bank_transfer', status: 'queued' },
          ],
          commands: ['message'],
        })
      }
      shop.requests.set(number, next)
      return json(next)
    }
    return json(request)
  }

  function judge({ items }: Asked): AskedAnswer[] {
    return items.map((said) => {
      const line = shop.order.lines.find(({ id }) => id === said.line)
      const answer = line?.answers.find(({ reason }) => reason === said.reason)
      if (!answer) throw new Error(`no answer for ${said.reason}`)
      return { ...answer, terms: { ...(shop.order.termsTable[answer.terms] as PublicTerms), ...shop.judged(said) } }
    })
  }

  function stream(number: string, signal?: AbortSignal): Response {
    const told = listeners.get(number) ?? new Set()
    listeners.set(number, told)
    const encoder = new TextEncoder()
    const body = new ReadableStream({
      start(controller) {
        const tell = (seq: number) =>
          controller.enqueue(encoder.encode(`event: change\nid: ${seq}\ndata: {"seq":${seq}}\n\n`))
        told.add(tell)
        signal?.addEventListener('abort', () => {
          told.delete(tell)
          controller.error(new DOMException('', 'AbortError'))
        })
      },
    })
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
  }
}

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
}

function problem(code: ErrorCode, status: number): Response {
  return json({ type: 'about:blank', title: code, status, code, requestId: 'E-52-81C4' }, status)
}

function statusOf(code: ErrorCode): number {
  return code === 'unauthenticated' ? 401 : 422
}
