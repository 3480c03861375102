import { isRefusal } from '../../../shared/errors.ts'
import { decide } from '../../../shared/lifecycle/decide.ts'
import { tickAt } from '../../../shared/lifecycle/next-step.ts'
import type { RequestState } from '../../../shared/lifecycle/request.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import { appendRequest } from '../../db/append.ts'
import type { Database, Statement } from '../../db/database.ts'
import { mailsFor } from '../../mail/index.ts'
import type { Clock, Ids } from '../../platform/ports.ts'
import type { LoadedPolicy } from '../../policies/index.ts'
import { decideContext } from '../../requests/decide-context.ts'
import type { OrderBook } from './order-book.ts'
import { pastPayout } from './past-payouts.ts'
import { type PastStep, type PastStory, system } from './past-step.ts'

export interface Past {
  /** What is told, and on which order. */
  stories: readonly { order: string; story: PastStory }[]
  /** Epoch ms; nothing happens after it. */
  nowMs: number
}

export interface PastWriter {
  merchant: string
  database: Database
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
  number: string
  seq: number
  /** Time did nothing at this seq: it is not asked again until something else happens. */
  idleAt: number
  /** Answers of the provider that are on their way. */
  answers: { step: PastStep; statements: Statement[] }[]
  next: { kind: 'story' | 'answer' | 'tick'; atMs: number } | undefined
}

/**
 * Lets everything happen in the order it happened in, across all requests: steps of the stories, what time itself does, and what
 * the provider answers. Every step is decided by the core and written by the one append, as a live one is.
 */
export async function runPast({ stories, nowMs }: Past, writer: PastWriter): Promise<PastReport> {
  const report: PastReport = { requests: 0, appends: 0, refused: {} }
  const tellings = stories.map(({ order, story }): Telling => {
    const first = story.next()
    const step = first.done ? undefined : first.value
    const telling: Telling = {
      order,
      story,
      step,
      state: undefined,
      number: '',
      seq: 0,
      idleAt: 0,
      answers: [],
      next: undefined,
    }
    telling.next = nextOf(telling)
    return telling
  })
  for (;;) {
    const telling = earliest(tellings)
    if (!telling?.next || telling.next.atMs > nowMs) break
    await happen(telling, telling.next, writer, report)
    telling.next = nextOf(telling)
  }
  return report
}

async function happen(
  telling: Telling,
  { kind, atMs }: NonNullable<Telling['next']>,
  writer: PastWriter,
  report: PastReport,
): Promise<void> {
  const { seq } = telling
  const answer = kind === 'answer' ? telling.answers.shift() : undefined
  const step = kind === 'story' ? telling.step : (answer?.step ?? tickStep(atMs))
  if (!step) return
  const refused = await take(telling, { ...step, atMs }, answer?.statements ?? [], writer, report)
  if (kind === 'tick' && telling.seq === seq) telling.idleAt = seq
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
function nextOf({ state, step, answers, idleAt, seq }: Telling): Telling['next'] {
  const tick = state && idleAt !== seq ? tickAt(state) : undefined
  const candidates = [
    ['answer', answers[0]?.step.atMs],
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

/** Decides and appends one step; the code, when it was refused. */
async function take(
  telling: Telling,
  { atMs, actor, command }: PastStep,
  extra: Statement[],
  { merchant, database, clock, ids, policyAt, book, nowMs }: PastWriter,
  report: PastReport,
): Promise<string | undefined> {
  clock.set(atMs)
  const { state: before } = telling
  const file = book.caseAt(telling.order, atMs)
  const number = before ? telling.number : ids.requestNumber()
  const inForce = policyAt(Date.parse(file.order.placedAt))
  const live = policyAt(before?.submittedAt ?? atMs)
  const policies = live.version === inForce.version ? { inForce } : { inForce, live }
  const context = decideContext({ ids }, { now: atMs, actor, file, policies, state: before, requestNumber: number })
  const events = decide(before, command, context)
  if (isRefusal(events)) return `${command.type} ${events.refused}`
  if (events.length === 0) {
    await database.write(extra)
    return undefined
  }
  const appended = await appendRequest(database, {
    merchant,
    number,
    before,
    seq: telling.seq,
    events,
    actor,
    at: atMs,
    file,
    keys: file,
    mailsFor,
    extra,
  })
  book.appended(before, appended)
  report.appends += 1
  if (!before) report.requests += 1
  telling.number = number
  telling.seq = appended.seq
  // As it comes back from the database.
  const state = JSON.parse(JSON.stringify(appended.state)) as RequestState
  telling.state = state
  for (const event of appended.events) {
    if (event.type !== 'payout_requested') continue
    for (const { said, statements, atMs: newsAt } of pastPayout(merchant, state, file.order, event, nowMs)) {
      if (newsAt > nowMs) break
      if (said?.providerReference !== undefined) book.knows(state.order, said.providerReference)
      if (!said) await database.write(statements)
      else telling.answers.push({ step: updateStep(event.payout, said, newsAt), statements })
    }
  }
  return undefined
}

function updateStep(payout: string, { status, failure }: ProviderState, atMs: number): PastStep {
  return { atMs, actor: system, command: { type: 'payout_update', payout, status, failure } }
}
