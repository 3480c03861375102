import { isRefusal } from '../../../shared/errors.ts'
import { decide } from '../../../shared/lifecycle/decide.ts'
import type { RequestEvent } from '../../../shared/lifecycle/events.ts'
import { evolve } from '../../../shared/lifecycle/evolve.ts'
import { tickAt } from '../../../shared/lifecycle/next-step.ts'
import type { RequestState } from '../../../shared/lifecycle/request.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import { type Replay, replayOfEvent } from '../../db/replay-row.ts'
import { mailsFor } from '../../mail/index.ts'
import type { Clock, Ids } from '../../platform/ports.ts'
import type { LoadedPolicy } from '../../policies/index.ts'
import { decideContext } from '../../requests/decide-context.ts'
import type { OrderBook } from './order-book.ts'
import { type PastPayout, pastPayout } from './past-payouts.ts'
import type { PastRows } from './past-rows.ts'
import { type PastStep, type PastStory, system } from './past-step.ts'

export interface Past {
  /** What is told, and on which order; each list is of one customer. */
  customers: readonly (readonly { order: string; story: PastStory }[])[]
  /** Epoch ms; nothing happens after it. */
  nowMs: number
}

export interface PastWriter {
  merchant: string
  rows: PastRows
  /** Every payout that is written. */
  payouts: PastPayout[]
  /** Epoch ms: nothing is told beyond it. */
  nowMs: number
  clock: Clock & { set(nowMs: number): void }
  ids: Ids
  /** The version in force at this instant: it judges what was ordered then. */
  policyAt(atMs: number): LoadedPolicy
  book: OrderBook
}

export interface PastReport {
  requests: number
  appends: number
  /** Steps the core refused, by command and code. */
  refused: Record<string, number>
}

interface Telling {
  order: string
  story: PastStory
  step: PastStep | undefined
  state: RequestState | undefined
  events: RequestEvent[]
  payouts: PastPayout[]
  /** What replaying reads, once something is claimed. */
  replay: Replay | undefined
  /** Time did nothing after so many events: it is not asked again until something else happens. */
  idleAt: number
  /** Answers of the provider that are on their way. */
  answers: PastStep[]
  next: { kind: 'story' | 'answer' | 'tick'; atMs: number } | undefined
}

/**
 * Lets everything happen in the order it happened in, across the requests of a customer, on which those of no other bear: steps
 * of the stories, what time itself does, and what the provider answers. Every step is decided by the core, as a live one
 * is; what is written is what its appends would have left.
 */
export function runPast({ customers, nowMs }: Past, writer: PastWriter): PastReport {
  const report: PastReport = { requests: 0, appends: 0, refused: {} }
  for (const stories of customers) {
    runCustomer(stories, nowMs, writer, report)
    for (const order of new Set(stories.map((story) => story.order))) {
      writer.rows.order(order, writer.book.fileOf(order))
    }
  }
  return report
}

function runCustomer(stories: Past['customers'][number], nowMs: number, writer: PastWriter, report: PastReport): void {
  const tellings = stories.map(({ order, story }): Telling => {
    const first = story.next()
    const step = first.done ? undefined : first.value
    const nothing = { state: undefined, next: undefined, replay: undefined, idleAt: 0 }
    const telling: Telling = { order, story, step, events: [], payouts: [], answers: [], ...nothing }
    telling.next = nextOf(telling)
    return telling
  })
  for (;;) {
    const telling = earliest(tellings)
    if (!telling?.next || telling.next.atMs > nowMs) break
    happen(telling, telling.next, writer, report)
    telling.next = nextOf(telling)
  }
  for (const telling of tellings) write(telling, writer)
}

function happen(
  telling: Telling,
  { kind, atMs }: NonNullable<Telling['next']>,
  writer: PastWriter,
  report: PastReport,
): void {
  const { length } = telling.events
  const step = kind === 'story' ? telling.step : kind === 'answer' ? telling.answers.shift() : tickStep(atMs)
  if (!step) return
  const refused = take(telling, { ...step, atMs }, writer, report)
  if (kind === 'tick' && telling.events.length === length) telling.idleAt = length
  if (kind !== 'story') return
  if (refused) report.refused[refused] = (report.refused[refused] ?? 0) + 1
  telling.step = undefined
  // A submission that was refused has no state: its story ends there.
  if (!telling.state) return
  const told = telling.story.next({ state: telling.state, refused })
  telling.step = told.done ? undefined : told.value
}

function earliest(tellings: readonly Telling[]): Telling | undefined {
  let found: Telling | undefined
  for (const telling of tellings) {
    if (telling.next && (!found?.next || telling.next.atMs < found.next.atMs)) found = telling
  }
  return found
}

/** The first of what can happen to one request next; a tie goes to the provider, then to time. */
function nextOf({ state, step, answers, idleAt, events }: Telling): Telling['next'] {
  const tick = state && idleAt !== events.length ? tickAt(state) : undefined
  const candidates = [
    ['answer', answers[0]?.atMs],
    ['tick', tick === undefined ? undefined : tick + 1000],
    ['story', step?.atMs],
  ] as const
  let next: Telling['next']
  for (const [kind, at] of candidates) {
    if (at === undefined) continue
    const atMs = Math.max(at, state?.changedAt ?? 0)
    if (!next || atMs < next.atMs) next = { kind, atMs }
  }
  return next
}

function tickStep(atMs: number): PastStep {
  return { atMs, actor: system, command: { type: 'tick' } }
}

/** Decides one step and remembers what came of it; the code, when it was refused. */
function take(
  telling: Telling,
  { atMs, actor, command }: PastStep,
  { merchant, clock, ids, policyAt, book, nowMs, rows }: PastWriter,
  report: PastReport,
): string | undefined {
  clock.set(atMs)
  const { state: before } = telling
  const file = book.caseAt(telling.order, atMs)
  const number = before?.number ?? ids.requestNumber()
  const inForce = policyAt(Date.parse(file.order.placedAt))
  const live = policyAt(before?.submittedAt ?? atMs)
  const policies = live.version === inForce.version ? { inForce } : { inForce, live }
  const context = decideContext({ ids }, { now: atMs, actor, file, policies, state: before, requestNumber: number })
  const decided = decide(before, command, context)
  if (isRefusal(decided)) return `${command.type} ${decided.refused}`
  if (decided.length === 0) return undefined
  const events = decided.map((event, index) => ({ seq: telling.events.length + index + 1, at: atMs, actor, ...event }))
  const state = events.reduce<RequestState | undefined>(evolve, before)
  if (!state) throw new Error('decided without a state')
  telling.state = state
  telling.events.push(...events)
  for (const event of events) telling.replay = replayOfEvent(state, event, file, () => 'photos') ?? telling.replay
  book.changed(before, state, events)
  report.appends += 1
  if (!before) report.requests += 1
  for (const { template, seq } of mailsFor(events)) {
    const body = { template, request: number, seq }
    rows.work({ id: `${number}.${seq}.${template}`, kind: 'mail', body, dueAt: atMs, doneAt: atMs, attempts: 1 })
  }
  for (const event of events) {
    if (event.type === 'payout_requeued') throw new Error('the past tells of no payout that was tried again')
    if (event.type !== 'payout_requested') continue
    const payout = pastPayout(merchant, state, file.order, event, nowMs)
    telling.payouts.push(payout)
    for (const { said, atMs: newsAt } of payout.news) {
      if (said.providerReference !== undefined) book.knows(state.order, said.providerReference)
      telling.answers.push(updateStep(event.payout, said, newsAt))
    }
  }
  return undefined
}

function updateStep(payout: string, { status, failure }: ProviderState, atMs: number): PastStep {
  return { atMs, actor: system, command: { type: 'payout_update', payout, status, failure } }
}

/** One request and its payouts, as they are in the end. */
function write({ order, state, events, payouts, replay }: Telling, { rows, book, payouts: written }: PastWriter): void {
  if (!state || replay === undefined) return
  rows.request(state, events, book.fileOf(order), replay)
  written.push(...payouts)
  for (const { file, events: stream, work, sandbox, credit } of payouts) {
    const { id } = file.state
    rows.payout(file, stream)
    rows.work({ id: `${id}.1`, kind: 'payout', body: { payout: id }, ...work })
    if (sandbox) rows.sandbox(sandbox)
    if (credit) rows.credit(credit)
  }
}
