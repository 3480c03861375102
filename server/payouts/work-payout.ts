import { assertNever } from '../../shared/assert-never.ts'
import { breakerAfter } from '../../shared/payouts/breaker.ts'
import { failures } from '../../shared/payouts/failures.ts'
import { type MoveContext, maySendAgain, nextMove, openUntil, sendOrHold } from '../../shared/payouts/next-move.ts'
import { type HoldReason, isOver, type PayoutEventBody, type ProviderState } from '../../shared/payouts/payout.ts'
import { providerRules } from '../../shared/payouts/provider-rules.ts'
import { askAfterMs, retryAfterMs, slowTries, soonTries } from '../../shared/payouts/schedule.ts'
import { type PayoutFile, payoutChanged } from '../db/payout-rows.ts'
import { withRetries } from '../db/with-retries.ts'
import type { Ports, RefundOrder, RefundProvider } from '../platform/ports.ts'
import { applyProviderState } from './apply-provider-state.ts'
import { type PayoutFacts, readAsker, readPayoutFacts, sendingGuards, writeHealth } from './facts-store.ts'
import { providerOf } from './provider-of.ts'
import { readPayout } from './store.ts'

/** `over`: nothing is left to do by itself; `again`: epoch ms. */
export type Worked = { kind: 'over' } | { kind: 'again'; at: number }

const over: Worked = { kind: 'over' }

interface PayoutWork {
  merchant: string
  payout: string
  /** Somebody asked to try a failed one again. */
  requeue?: boolean
  /** How often this piece of work was taken up, this time counted. */
  tries: number
}

/**
 * Does with one payout what is to be done now: hold, wait, send, or ask, always under the payout's own number, so that
 * at-least-once work pays once. The decision is `nextMove`; this carries it out and remembers it before and after the call.
 */
export async function workPayout(ports: Ports, work: PayoutWork): Promise<Worked> {
  return withRetries(ports, `${work.merchant} payout ${work.payout}`, () => moveOnce(ports, work))
}

async function moveOnce(ports: Ports, work: PayoutWork): Promise<Worked> {
  const now = ports.clock.now()
  const facts = await readPayoutFacts(ports, work.merchant, work.payout, now)
  if (!facts) return over
  if (work.requeue && facts.file.state.status === 'failed' && !isOver(facts.file.state)) {
    facts.file = await note(ports, facts.file, { type: 'requeued' })
  }
  const { state } = facts.file
  const context: MoveContext = { now, rules: providerRules(state.provider, state.destination), ...facts.context }
  const move = nextMove(state, context)
  switch (move.kind) {
    case 'nothing':
      return over
    case 'hold':
      if (state.hold !== move.why) await hold(ports, facts.file, move.why)
      // The cap of a new day lets it go by itself; everything else is somebody's decision, which wakes it.
      return move.why === 'daily_cap' ? { kind: 'again', at: facts.tomorrowAt } : over
    case 'wait':
      return { kind: 'again', at: move.until }
    case 'hand_over':
      await note(ports, facts.file, { type: 'handed_over', why: move.why })
      if (move.why === 'above_cap') return { kind: 'again', at: now }
      // With a person, and still asked about: the answer may come yet.
      return { kind: 'again', at: now + (context.rules.askWaitsMs.at(-1) ?? 0) }
    case 'send':
      return send(ports, work, facts, context)
    case 'ask':
      return ask(ports, work, facts, context)
    default:
      return assertNever(move)
  }
}

async function send(
  ports: Ports,
  work: PayoutWork,
  facts: PayoutFacts,
  context: MoveContext,
  before: 'nothing' | 'perhaps' = 'nothing',
): Promise<Worked> {
  const provider = await providerOf(ports, work.merchant, facts.file.state.provider)
  // Said before the call: whoever finds `submitting` later asks before sending again.
  const { after: file, statements } = payoutChanged(facts.file, [{ type: 'submitting' }], context.now)
  await ports.database.write([...statements, ...sendingGuards(facts, file, context)])
  const said = await outcomeOf(async () => provider.refund(await refundOrder(file, file.state.attempts)))
  const heard = before === 'perhaps' ? asOfThisCall(said) : said
  const quietAt = openUntil(file.state, context.rules, context.now)
  if (heard.status !== 'failed' || isTriedSoon(file, heard) || quietAt === undefined) {
    return settle(ports, work, { ...facts, file }, context, heard)
  }
  await rememberHealth(ports, facts, said, context.now)
  const refused: ProviderState = { status: 'unknown', refused: true, providerCode: heard.providerCode }
  await applyProviderState(ports, { merchant: work.merchant, payout: work.payout }, refused)
  return { kind: 'again', at: quietAt }
}

/** An earlier call may have paid: that this one was not executed says nothing of that one. */
function asOfThisCall(said: ProviderState): ProviderState {
  return said.status === 'failed' && !said.failure?.final ? { ...said, status: 'unknown', refused: true } : said
}

/** It stays in line, so that its amount stays spoken for. */
function isTriedSoon({ state }: PayoutFile, { failure }: ProviderState): boolean {
  return failure?.final === false && failures[failure.code].again === 'soon' && state.attempts < soonTries
}

async function ask(ports: Ports, work: PayoutWork, facts: PayoutFacts, context: MoveContext): Promise<Worked> {
  const { file } = facts
  const provider = await providerOf(ports, work.merchant, file.state.provider)
  const found = await foundBy(provider, () => refundOrder(file, 0))
  if (found === 'never_seen' || found === 'cannot_tell') {
    // Accepted by the provider: only its own news end it, it is never sent again.
    const isAccepted = file.state.status === 'pending' || file.state.status === 'requires_action'
    const isSafe = found === 'never_seen' || maySendAgain(file.state, context.rules, context.now)
    if (!isAccepted && isSafe && sendOrHold(file.state, context).kind === 'send') {
      return send(ports, work, facts, context, found === 'cannot_tell' ? 'perhaps' : 'nothing')
    }
    if (!isAccepted && !isSafe && !file.state.person) {
      await note(ports, file, { type: 'handed_over', why: 'key_expired' })
    }
    return askAgain(ports, work, context)
  }
  return settle(ports, work, facts, context, found)
}

async function settle(
  ports: Ports,
  work: PayoutWork,
  facts: PayoutFacts,
  context: MoveContext,
  said: ProviderState,
): Promise<Worked> {
  await rememberHealth(ports, facts, said, context.now)
  const { file } = facts
  const again = said.failure && !said.failure.final ? failures[said.failure.code].again : undefined
  if (said.status === 'failed' && said.failure && isTriedSoon(file, said)) {
    await note(ports, file, { type: 'deferred', failure: said.failure })
    return { kind: 'again', at: context.now + retryAfterMs('soon', file.state.attempts, ports.ids.chance()) }
  }
  await applyProviderState(ports, { merchant: work.merchant, payout: work.payout }, said)
  if (said.status === 'succeeded') return over
  if (said.status === 'failed') {
    if (again !== 'soon' && again !== 'slowly') return over
    if (again === 'slowly' && file.state.attempts < slowTries) {
      return { kind: 'again', at: context.now + retryAfterMs('slowly', file.state.attempts, ports.ids.chance()) }
    }
    const failed = await readPayout(ports.database, work.merchant, work.payout)
    if (failed) await note(ports, failed, { type: 'handed_over', why: 'tries_exhausted' })
    return over
  }
  return askAgain(ports, work, context)
}

function askAgain(ports: Ports, { tries }: PayoutWork, { now, rules }: MoveContext): Worked {
  return { kind: 'again', at: now + askAfterMs(rules.askWaitsMs, tries, ports.ids.chance()) }
}

/** Above the limit whoever asked for this payout, by approving or retrying, is the first of the two. */
async function hold(ports: Ports, file: PayoutFile, why: HoldReason): Promise<void> {
  const asker = why === 'approval' ? await readAsker(ports.database, file) : undefined
  const isNew = asker && !file.state.approvals.some(({ id }) => id === asker.id)
  await note(ports, file, { type: 'held', why }, ...(isNew ? [{ type: 'approved', by: asker } as const] : []))
}

/** Writes events of the payout's own stream. @throws the driver's constraint error when somebody else was first */
async function note(ports: Ports, file: PayoutFile, ...events: PayoutEventBody[]): Promise<PayoutFile> {
  const { after, statements } = payoutChanged(file, events, ports.clock.now())
  await ports.database.write(statements)
  return after
}

/** Longer than any provider takes to answer; the call itself gives up earlier. */
const answerWithinMs = 20_000

/** A thrown error or a time-out of the provider says nothing about the money. */
async function outcomeOf(call: () => Promise<ProviderState>): Promise<ProviderState> {
  try {
    return await within(call)
  } catch {
    return { status: 'unknown' }
  }
}

async function foundBy(provider: RefundProvider, orderOf: () => Promise<RefundOrder>) {
  try {
    return await within(async () => provider.find(await orderOf()))
  } catch {
    return { status: 'unknown' } satisfies ProviderState
  }
}

async function within<T>(call: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), answerWithinMs)
  })
  try {
    return await Promise.race([call(), late])
  } finally {
    clearTimeout(timer)
  }
}

async function refundOrder({ merchant, state }: PayoutFile, attempt: number): Promise<RefundOrder> {
  const { status: _status, approvals: _approvals, ...order } = state
  return { ...order, merchant, attempt }
}

async function rememberHealth(ports: Ports, facts: PayoutFacts, said: ProviderState, now: number): Promise<void> {
  const after = breakerAfter(facts.breaker, said, now)
  if (after.misses === facts.breaker.misses && after.openUntil === facts.breaker.openUntil) return
  const { merchant, state } = facts.file
  await ports.database.write([writeHealth(merchant, state.provider, after, said, now)])
}
