import { type Refusal, refuse } from '../errors.ts'
import type { CommandOf } from './commands.ts'
import { stageDueAt, statutoryOf } from './deadlines.ts'
import type { DecideContext } from './decide-context.ts'
import type { EventBody } from './events.ts'
import type { GoodsTrack, RequestItem, RequestState } from './request.ts'

/** "I have sent it": proof of dispatch, which starts the refund clock of some statutes. */
export function markShipped(
  state: RequestState,
  command: CommandOf<'mark_shipped'>,
  context: DecideContext,
): EventBody[] | Refusal {
  const items = itemsIn(state, undefined, ['awaited'])
  if (items.length === 0)
    return refuse('illegal_state', { detail: { command: 'mark_shipped', status: 'nothing_awaited' } })
  return [
    {
      type: 'shipped',
      items: items.map((item) => item.id),
      carrier: command.carrier,
      trackingNumber: command.trackingNumber,
      statutoryBy: statutoryByOf(state, { dispatchedAt: context.now }, context),
    },
  ]
}

export function markReceived(
  state: RequestState,
  command: CommandOf<'mark_received'>,
  context: DecideContext,
): EventBody[] | Refusal {
  const items = itemsIn(state, command.items, ['awaited', 'in_transit'])
  if (items.length === 0) return refuse('unknown_item', { pointer: '/items' })
  return [
    {
      type: 'received',
      items: items.map((item) => item.id),
      inspectBy: stageDueAt('inspect', items, context),
      statutoryBy: statutoryByOf(state, { receivedAt: context.now, dispatchedAt: state.shipment?.shippedAt }, context),
    },
  ]
}

/** A mismatch puts what is not paid yet back to a person; what is paid stays paid, and the finding is kept. */
export function inspect(
  state: RequestState,
  command: CommandOf<'inspect'>,
  context: DecideContext,
): EventBody[] | Refusal {
  const items = itemsIn(state, command.items, ['awaited', 'in_transit', 'received'])
  if (items.length === 0) return refuse('unknown_item', { pointer: '/items' })
  if (command.result === 'mismatch' && !command.note?.trim()) return refuse('reason_required', { pointer: '/note' })
  const again = command.result === 'mismatch' ? items.filter((item) => item.dueAt === undefined) : []
  return [
    {
      type: 'inspected',
      items: items.map((item) => item.id),
      result: command.result,
      note: command.note,
      reviewAgain: again.map((item) => item.id),
      decideBy: again.length > 0 ? stageDueAt('decide', again, context) : undefined,
    },
  ]
}

/** The named approved items, or all, whose goods are at one of these points; none if one of the named is not. */
function itemsIn(state: RequestState, ids: readonly string[] | undefined, at: readonly GoodsTrack[]): RequestItem[] {
  const there = state.items.filter((item) => item.decision === 'approved' && at.includes(item.goods))
  if (!ids) return there
  return ids.every((id) => there.some((item) => item.id === id)) ? there.filter((item) => ids.includes(item.id)) : []
}

function statutoryByOf(
  state: RequestState,
  clock: { receivedAt?: number; dispatchedAt?: number },
  context: DecideContext,
): number | undefined {
  return statutoryOf(state.items, { statementAt: state.submittedAt, ...clock }, context.timezone)?.by
}
