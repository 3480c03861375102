import { isRefusal } from '../../shared/errors.ts'
import type { CommandOf } from '../../shared/lifecycle/commands.ts'
import { decide } from '../../shared/lifecycle/decide.ts'
import type { DecideContext } from '../../shared/lifecycle/decide-context.ts'
import type { EventBody } from '../../shared/lifecycle/events.ts'
import type { Actor } from '../../shared/lifecycle/request.ts'
import { mayOpenOrder } from '../access/index.ts'
import { appendRequest } from '../db/append.ts'
import { withRetries } from '../db/with-retries.ts'
import { Failure, failureOf } from '../failure.ts'
import { Encoded, type ShopperCaller } from '../http/call.ts'
import type { IdempotencyClaim } from '../http/idempotency.ts'
import { mailsFor } from '../mail/index.ts'
import type { Merchant } from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'
import { webhookRows } from '../webhooks/index.ts'
import { decideContext } from './decide-context.ts'
import { policiesForOrder } from './judging-policies.ts'
import { requestView } from './request-view.ts'
import { requireEvidence } from './require-evidence.ts'
import { readOrderCase } from './store.ts'

export interface Submission {
  merchant: Merchant
  order: string
  command: CommandOf<'submit'>
  actor: Actor
  /** The caller, when it is a shopper: a token opens its own orders only. */
  shopper?: ShopperCaller
  idempotency?: IdempotencyClaim
}

/** Makes a request; the policy decides at once what it may. @throws Failure of the core's refusals, not_found, conflict */
export async function submitRequest(ports: Ports, input: Submission): Promise<Encoded> {
  const { merchant, command, actor, shopper, idempotency } = input
  const { database, ids, clock } = ports
  const done = await withRetries(ports, `${merchant.id} ${input.order}`, async () => {
    const now = clock.now()
    const file = await readOrderCase(database, merchant.id, input.order, now)
    const number = file?.order.number
    if (!file || number === undefined) throw new Failure('not_found')
    if (shopper && !mayOpenOrder(shopper, { ...file, number })) throw new Failure('not_found')
    const evidence = await requireEvidence(ports, merchant.id, number, command)

    const policies = await policiesForOrder(ports, merchant.id, file.order)

    const requestNumber = ids.requestNumber()
    const context = decideContext(ports, { now, actor, file, policies, evidence, requestNumber })
    const events = decide(undefined, command, context)
    if (isRefusal(events)) throw failureOf(events, changedQuote(events.refused, command, context))

    let answer: Encoded | undefined
    await appendRequest(database, {
      merchant: merchant.id,
      number: requestNumber,
      before: undefined,
      seq: 0,
      events,
      actor,
      at: now,
      file,
      keys: file,
      evidence,
      mailsFor,
      prepared: (appended) => {
        answer = new Encoded(
          JSON.stringify(requestView({ ...file, ...appended, evidence }, { merchant, policies, now })),
        )
        const told = webhookRows(merchant, { before: undefined, ...appended }, now)
        return idempotency ? [...told, idempotency.row(answer.json)] : told
      },
    })
    return answer
  })
  ports.wake()
  if (!done) throw new Error('an append without an answer')
  return done
}

/** With `quote_changed` the caller gets the amount as it is now, to show both and ask again. */
function changedQuote(refused: string, command: CommandOf<'submit'>, context: DecideContext): unknown {
  if (refused !== 'quote_changed') return undefined
  const events = decide(undefined, { ...command, quotedTotal: undefined }, context)
  return isRefusal(events) ? undefined : quoteIn(events)
}

export function quoteIn(events: readonly EventBody[]): unknown {
  for (const event of events) if (event.type === 'submitted' || event.type === 'edited') return event.quote
  return undefined
}
