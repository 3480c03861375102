import { assertNever } from '../../../shared/assert-never.ts'
import type { CommandOf } from '../../../shared/lifecycle/commands.ts'
import type { payoutActions } from '../../../shared/payouts/failures.ts'
import { Failure } from '../../failure.ts'
import { Encoded, type StaffCaller } from '../../http/call.ts'
import type { IdempotencyClaim } from '../../http/idempotency.ts'
import type { Ports } from '../../platform/ports.ts'
import { decideAndAppend } from '../../requests/index.ts'
import { approvePayout } from '../approve-payout.ts'
import { requireFinance } from '../who-may.ts'
import { askProvider } from './ask-provider.ts'
import { confirmOutcome } from './confirm-outcome.ts'
import { readFoundPayouts } from './list-store.ts'
import type { FoundPayout } from './payout-row.ts'
import { type RefusalView, refusalView } from './refusal-view.ts'

export type PayoutAction = (typeof payoutActions)[number] | 'approve'

export interface ActionWanted {
  merchant: string
  me: StaffCaller
  action: PayoutAction
  payouts: readonly string[]
  destination?: string
  proof?: string
  message?: string
  idempotency: IdempotencyClaim
}

interface Result {
  payout: string
  done: boolean
  problem?: RefusalView
  currency?: string
}

/**
 * The same thing for each of these payouts, one after the other: one that is refused says why and stops no other. Whoever
 * dies in the middle sends it again under its key; what was done is refused then, never done twice.
 * @throws Failure forbidden, reason_required, validation_failed
 */
export async function actOnPayouts(ports: Ports, wanted: ActionWanted): Promise<Encoded> {
  const { merchant, idempotency } = wanted
  requireFinance(wanted.me)
  requireWhatItNeeds(wanted)
  const ids = [...new Set(wanted.payouts)]
  const found = new Map((await readFoundPayouts(ports.database, merchant, ids)).map((one) => [one.state.id, one]))
  const results: Result[] = []
  for (const id of ids) results.push(await actOnOne(ports, wanted, id, found.get(id)))
  const answer = JSON.stringify({ results })
  await ports.database.write([idempotency.row(answer)])
  ports.log.info('payouts_acted', {
    merchant,
    by: wanted.me.id,
    action: wanted.action,
    done: results.filter(({ done }) => done).length,
    refused: results.filter(({ done }) => !done).length,
  })
  return new Encoded(answer)
}

async function actOnOne(
  ports: Ports,
  wanted: ActionWanted,
  payout: string,
  found: FoundPayout | undefined,
): Promise<Result> {
  if (!found) return { payout, done: false, problem: { code: 'not_found' } }
  try {
    await carryOut(ports, wanted, found)
    return { payout, done: true }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { currency } = found.state
    return { payout, done: false, problem: refusalView(error), ...(error.more.limit === undefined ? {} : { currency }) }
  }
}

async function carryOut(ports: Ports, wanted: ActionWanted, { state }: FoundPayout): Promise<void> {
  const { merchant, me, action } = wanted
  const { id: payout, request: number } = state
  const command = async (given: CommandOf<'retry_payout' | 'change_method' | 'ask_account'>) => {
    const actor = { kind: 'staff', id: me.id, name: me.name } as const
    await decideAndAppend(ports, { merchant, number, command: given, actor })
  }
  switch (action) {
    case 'retry':
      return command({ type: 'retry_payout', payout })
    case 'other_method':
      return command({ type: 'change_method', payout, destination: wanted.destination ?? '', proof: wanted.proof })
    case 'store_credit':
      return command({ type: 'change_method', payout, destination: 'store_credit' })
    case 'mark_paid':
      return command({ type: 'change_method', payout, destination: 'manual', proof: wanted.proof })
    case 'confirm_paid':
    case 'confirm_unpaid': {
      const outcome = action === 'confirm_paid' ? 'paid' : 'unpaid'
      return confirmOutcome(ports, { merchant, payout, me }, { outcome, proof: wanted.proof ?? '' })
    }
    case 'ask_provider':
      return askProvider(ports, merchant, payout)
    case 'ask_shopper':
      return command({ type: 'ask_account', payout, message: wanted.message })
    case 'approve':
      await approvePayout(ports, { merchant, payout, caller: me })
      return
    default:
      return assertNever(action)
  }
}

const onProof: readonly PayoutAction[] = ['mark_paid', 'confirm_paid', 'confirm_unpaid']

function requireWhatItNeeds({ action, destination, proof }: ActionWanted): void {
  const isByHand = onProof.includes(action) || (action === 'other_method' && destination === 'manual')
  if (isByHand && !proof) throw new Failure('reason_required', { pointer: '/proof' })
  if (action !== 'other_method' || destination) return
  const pointer = '/destination'
  const errors = [{ pointer, code: 'required', message: 'where the money shall go instead' }]
  throw new Failure('validation_failed', { pointer, errors })
}
