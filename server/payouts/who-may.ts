import { Failure } from '../failure.ts'
import type { Caller, StaffCaller } from '../http/call.ts'

const finance: readonly string[] = ['owner', 'manager', 'finance']
const limits: readonly string[] = ['owner', 'manager']

/** Retry, ask, pay another way, approve, batches, reconciliation, stop and resume. */
export function mayAct({ role }: Pick<StaffCaller, 'role'>): boolean {
  return finance.includes(role)
}

/** What may go out at all. */
export function maySetLimits({ role }: Pick<StaffCaller, 'role'>): boolean {
  return limits.includes(role)
}

/** Commands on a request that send money: deciding a case is an agent's, paying it another way is not. */
const payingCommands: readonly string[] = ['retry_payout', 'change_method']

export function mayCommand(me: Pick<StaffCaller, 'role'>, command: string): boolean {
  return mayAct(me) || !payingCommands.includes(command)
}

/** @throws Failure forbidden */
export function requireFinance(caller: Caller): StaffCaller {
  if (caller.kind !== 'staff' || !mayAct(caller)) throw new Failure('forbidden')
  return caller
}

/** @throws Failure forbidden */
export function requireLimits(caller: Caller): StaffCaller {
  if (caller.kind !== 'staff' || !maySetLimits(caller)) throw new Failure('forbidden')
  return caller
}
