import type { ProviderName } from '../../shared/payouts/payout.ts'
import { type BookedRefund, Books } from './books.ts'
import type { Chance } from './chance.ts'
import type { Face, FaceCall, FaceNotice } from './face.ts'
import { chooseFault, type Fault, type FaultRates, noFaults } from './faults.ts'

/** A webhook that is to be delivered, perhaps again. Signed when it goes out. */
interface QueuedNotice {
  face: Face
  event: string
  /** As it was then. */
  refund: BookedRefund
  dueAt: number
  tries: number
}

/** A webhook on its way. */
export interface DeliveredNotice extends FaceNotice {
  provider: ProviderName
  refund: BookedRefund
}

export interface DoubleParts {
  chance: Chance
  now: () => number
  /** Virtual or real: what a call that hangs costs. */
  sleep: (ms: number) => Promise<void>
}

/** The caller gives up after this; see bounded-fetch.ts. */
const patienceMs = 15_000
const latestMs = 3_600_000

/**
 * Every provider there is, as one stateful double: one set of books, a face for each provider's wire, and faults from the
 * seed. Give `fetch` to a program as its way out, or put it behind a real server (serve.ts).
 */
export class Double {
  readonly books: Books
  rates: FaultRates = noFaults
  /** Providers that answer nothing at all for now. */
  readonly down = new Set<string>()
  /** Delivers one webhook at once; set by whoever runs the program. */
  deliver: ((notice: DeliveredNotice) => Promise<boolean>) | undefined
  /** Happens while a call is on the wire. */
  meanwhile: () => Promise<void> = async () => {}
  /** Every call, for whoever watches. */
  onCall: (call: FaceCall, face: Face, fault: Fault | undefined) => void = () => {}
  private readonly faces = new Map<string, Face>()
  private readonly chance: Chance
  private readonly parts: DoubleParts
  private readonly delayed: { sentAt: number; at: number; call: FaceCall; face: Face }[] = []
  private readonly notices: QueuedNotice[] = []
  private events = 0

  constructor(parts: DoubleParts) {
    this.parts = parts
    this.chance = parts.chance
    this.books = new Books(parts.chance.fork('books'), parts.now)
    this.books.onChange = (refund) => this.tell(refund)
  }

  add(host: string, face: Face): void {
    this.faces.set(host, face)
  }

  /** As the program's own fetch. */
  readonly fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const call = await callOf(url, init)
    const face = this.faces.get(call.url.host)
    if (!face) throw new Error(`nobody answers at ${call.url.host}`)
    return this.answer(face, call)
  }

  async answer(face: Face, call: FaceCall): Promise<Response> {
    const fault = this.down.has(face.provider) ? 'lost' : chooseFault(this.chance, this.rates)
    this.onCall(call, face, fault)
    if (fault === 'lost') return this.silence(false)
    if (fault === 'limited') return face.limited()
    if (fault === 'error_before') return face.error(call)
    if (fault === 'late' && face.isRefund(call)) {
      const sentAt = this.parts.now()
      this.delayed.push({ sentAt, at: sentAt + this.chance.between(patienceMs, latestMs), call, face })
      return this.silence(true)
    }
    const answer = await face.answer(call)
    await this.meanwhile()
    if (fault === 'answer_lost') return this.silence(true)
    if (fault === 'error_after' && face.isRefund(call)) return face.error(call)
    if (fault === 'notice_first') await this.deliverDue(Number.MAX_SAFE_INTEGER)
    return answer
  }

  /** What time does by itself: settlements, returns, calls that were late. */
  async tick(): Promise<void> {
    this.books.tick()
    const due = this.delayed.filter(({ at }) => at <= this.parts.now())
    for (const late of due) {
      this.delayed.splice(this.delayed.indexOf(late), 1)
      this.books.isLate = true
      this.books.sentAt = late.sentAt
      await late.face.answer(late.call)
      this.books.isLate = false
      this.books.sentAt = undefined
    }
  }

  /** When time next does something by itself; undefined: never. */
  ticksAt(): number | undefined {
    return earliest([this.books.nextAt(), ...this.delayed.map(({ at }) => at)])
  }

  /** As `ticksAt`, and when a webhook is due. */
  nextAt(): number | undefined {
    return earliest([this.ticksAt(), ...this.notices.map(({ dueAt }) => dueAt)])
  }

  /** Delivers webhooks that are due, in any order; some twice, and what nobody took again later. */
  async deliverDue(most: number): Promise<number> {
    let delivered = 0
    while (delivered < most) {
      const now = this.parts.now()
      const due = this.notices.filter(({ dueAt }) => dueAt <= now)
      if (due.length === 0 || !this.deliver) break
      const notice = this.chance.pick(due)
      this.notices.splice(this.notices.indexOf(notice), 1)
      delivered += 1
      const { face, refund, event } = notice
      const told = face.notice?.(refund, event)
      if (!told) continue
      const isTaken = await this.deliver({ ...told, provider: face.provider, refund })
      const isRepeated = isTaken && this.chance.happens(this.rates === noFaults ? 0 : 0.1)
      if ((!isTaken && notice.tries < 40) || isRepeated) {
        const waitMs = isRepeated ? this.chance.between(0, 3_600_000) : 60_000 * 2 ** Math.min(notice.tries, 6)
        this.notices.push({ ...notice, tries: notice.tries + 1, dueAt: now + waitMs })
      }
    }
    return delivered
  }

  /** Whether a call that names one of these has yet to arrive. */
  isAwaited(references: readonly string[]): boolean {
    return this.delayed.some(({ call }) =>
      references.some((reference) => call.body.includes(reference) || call.url.pathname.includes(reference)),
    )
  }

  /** Webhooks of refunds that are in the books no more. */
  forgetNotices(): void {
    const kept = this.notices.filter(({ refund }) => this.books.byReference(refund.reference))
    this.notices.splice(0, this.notices.length, ...kept)
  }

  private tell(refund: BookedRefund): void {
    const face = [...this.faces.values()].find(({ provider }) => provider === refund.provider)
    if (!face?.notice) return
    // Not every shop has asked to be told of what it does itself.
    if (refund.by === 'dashboard' && this.rates !== noFaults && this.chance.happens(0.3)) return
    this.events += 1
    const event = `evt${String(this.events).padStart(10, '0')}`
    const isSlow = this.rates !== noFaults && this.chance.happens(0.3)
    const dueAt = this.parts.now() + (isSlow ? this.chance.between(1_000, 86_400_000) : 0)
    this.notices.push({ face, event, refund: { ...refund }, dueAt, tries: 1 })
  }

  private async silence(isLong: boolean): Promise<never> {
    if (isLong) await this.parts.sleep(patienceMs)
    throw new Error('the provider did not answer')
  }
}

function earliest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined)
  return known.length > 0 ? Math.min(...known) : undefined
}

export async function callOf(url: string, init: RequestInit): Promise<FaceCall> {
  const headers: Record<string, string> = {}
  new Headers(init.headers).forEach((value, name) => {
    headers[name] = value
  })
  return { method: (init.method ?? 'GET').toUpperCase(), url: new URL(url), headers, body: await bodyOf(init.body) }
}

async function bodyOf(body: RequestInit['body']): Promise<string> {
  if (body === undefined || body === null) return ''
  return typeof body === 'string' ? body : new Response(body).text()
}
