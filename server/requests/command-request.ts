import { isRefusal } from '../../shared/errors.ts'
import type { Command } from '../../shared/lifecycle/commands.ts'
import { decide } from '../../shared/lifecycle/decide.ts'
import type { Actor } from '../../shared/lifecycle/request.ts'
import { mayOpenOrder } from '../access/index.ts'
import { appendRequest } from '../db/append.ts'
import type { Statement } from '../db/database.ts'
import { withRetries } from '../db/with-retries.ts'
import { Failure, failureOf } from '../failure.ts'
import { Encoded, type ShopperCaller } from '../http/call.ts'
import type { IdempotencyClaim } from '../http/idempotency.ts'
import { mailsFor } from '../mail/index.ts'
import { findMerchantById } from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'
import { webhookRows } from '../webhooks/index.ts'
import { decideContext } from './decide-context.ts'
import { givenUpPayouts } from './given-up-payouts.ts'
import type { JudgingPolicies } from './judge-claim.ts'
import { policiesOfRequest } from './judging-policies.ts'
import { requireEvidence } from './require-evidence.ts'
import { type RequestCase, readRequestCase } from './store.ts'
import { quoteIn } from './submit-request.ts'

export interface Commanded {
  merchant: string
  number: string
  command: Command
  actor: Actor
  /** What the caller saw is what is decided on; staff always say it. */
  expectedSeq?: number
  /** The caller, when it is a shopper: a token opens its own orders only. */
  shopper?: ShopperCaller
  idempotency?: IdempotencyClaim
  /** What must be true together with the events, such as the payout's own row. */
  extra?: readonly Statement[]
  /** A name of a payout that `extra` makes ours: a refund the order's source told of under it is counted no more. */
  oursToo?: string
}

/** The request as it is after the command, and the versions of the policy that it keeps. */
export interface CommandedRequest extends RequestCase {
  policies: JudgingPolicies
}

/**
 * The one verb for every command on a request, whoever gives it. `respond` makes the answer, which is also what the
 * idempotency key stores. @throws Failure of the core's refusals, not_found, stale, conflict
 */
export async function commandRequest(
  ports: Ports,
  input: Commanded,
  respond: (done: CommandedRequest) => unknown,
): Promise<Encoded> {
  let answer: Encoded | undefined
  await decideAndAppend(ports, input, (done) => {
    answer = new Encoded(JSON.stringify(respond(done)))
    return input.idempotency ? [input.idempotency.row(answer.json)] : []
  })
  if (!answer) throw new Error('a command without an answer')
  return answer
}

/** For the system itself: nobody waits for an answer. Returns whether anything changed. */
export async function decideAndAppend(
  ports: Ports,
  input: Commanded,
  prepared: (done: CommandedRequest) => Statement[] = () => [],
): Promise<boolean> {
  const { merchant, number, command, actor, shopper } = input
  const { database, clock } = ports
  const hasChanged = await withRetries(ports, `${merchant} ${number}`, async () => {
    const now = clock.now()
    const read = await readRequestCase(database, merchant, number, now)
    if (!read) throw new Failure('not_found')
    const file = input.oursToo ? { ...read, ours: new Set([...read.ours, input.oursToo]) } : read
    if (shopper && !mayOpenOrder(shopper, { ...file, number: file.order.number })) throw new Failure('not_found')
    if (input.expectedSeq !== undefined && input.expectedSeq !== file.seq) {
      throw new Failure('stale', { detail: { seq: file.seq } })
    }
    const policies = await policiesOfRequest(ports, merchant, file.state)
    const evidence = await requireEvidence(ports, merchant, file.order.number, command)
    const context = decideContext(ports, { now, actor, file, policies, evidence, state: file.state })
    const events = decide(file.state, command, context)
    if (isRefusal(events)) {
      const unpriced = command.type === 'edit' && events.refused === 'quote_changed'
      const again = unpriced ? decide(file.state, { ...command, quotedTotal: undefined }, context) : events
      throw failureOf(events, isRefusal(again) ? undefined : quoteIn(again))
    }
    const known = { ...file, evidence: [...file.evidence, ...evidence], policies }
    if (events.length === 0) {
      const statements = [...(input.extra ?? []), ...prepared(known)]
      if (statements.length > 0) await database.write(statements)
      return false
    }
    const given = await givenUpPayouts(database, { merchant, events, now })
    const owner = await findMerchantById(ports, merchant)
    await appendRequest(database, {
      merchant,
      number,
      before: file.state,
      seq: file.seq,
      events,
      actor,
      at: now,
      file,
      keys: file.keys,
      evidence,
      mailsFor,
      extra: [...given, ...(input.extra ?? [])],
      prepared: (appended) => [
        ...(owner ? webhookRows(owner, { before: file.state, ...appended }, now) : []),
        ...prepared({ ...known, ...appended, events: [...file.events, ...appended.events] }),
      ],
    })
    return true
  })
  ports.wake()
  return hasChanged
}
