import type { StaffCommand } from '../../shared/api/commands.schema.ts'
import { statusOf } from '../../shared/lifecycle/status.ts'
import { Failure } from '../failure.ts'
import type { Encoded, StaffCaller } from '../http/call.ts'
import type { IdempotencyClaim } from '../http/idempotency.ts'
import { mayCommand } from '../payouts/index.ts'
import type { Ports } from '../platform/ports.ts'
import { commandRequest, parseStaffCommand } from '../requests/index.ts'
import { readNextCase } from './queue-store.ts'

/**
 * A decision by a person. What they saw is what they decide on: without `expectedSeq` it is refused, and with another than
 * the current one it is stale. @throws Failure forbidden, of the core's refusals, validation_failed, not_found, stale, conflict
 */
export async function commandCase(
  ports: Ports,
  wanted: {
    merchant: string
    me: StaffCaller
    number: string
    command: StaffCommand
    body: unknown
    idempotency: IdempotencyClaim
  },
): Promise<Encoded> {
  const { merchant, me, number } = wanted
  if (!mayCommand(me, wanted.command)) throw new Failure('forbidden')
  const parsed = parseStaffCommand(wanted.command, wanted.body)
  if (parsed.expectedSeq === undefined) {
    const errors = [{ pointer: '/expectedSeq', code: 'required', message: 'staff say which state they saw' }]
    throw new Failure('validation_failed', { pointer: '/expectedSeq', errors })
  }
  const nextCase = await readNextCase(ports.database, { merchant, number })
  return commandRequest(
    ports,
    {
      merchant,
      number,
      ...parsed,
      actor: { kind: 'staff', id: me.id, name: me.name },
      idempotency: wanted.idempotency,
    },
    ({ state, seq }) => ({ number, seq, status: statusOf(state), nextCase }),
  )
}
