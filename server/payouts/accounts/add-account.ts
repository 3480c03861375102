import { isValidIBAN } from 'ibantools'
import { type AccountDetails, maskedNumber } from '../../../shared/payouts/account.ts'
import { type AccountFault, accountFaults, cleanAccount } from '../../../shared/payouts/account-check.ts'
import { isPayable } from '../../../shared/payouts/payable-kinds.ts'
import { mayOpenOrder } from '../../access/index.ts'
import { constraintFailure } from '../../db/constraints.ts'
import { guardOneRow } from '../../db/guard.ts'
import { Failure } from '../../failure.ts'
import { Encoded, type ShopperCaller } from '../../http/call.ts'
import type { IdempotencyClaim } from '../../http/idempotency.ts'
import { takeFromLimits } from '../../http/rate-limit.ts'
import { hmacText } from '../../platform/hmac.ts'
import type { Ports } from '../../platform/ports.ts'
import { seal } from '../../platform/seal.ts'
import { accountLimits } from './limits.ts'
import { insertAccount, readOrderOfAccounts } from './store.ts'

/**
 * Keeps an account that its shopper named for an order, sealed; what comes back is its last digits. No error says what was
 * entered. @throws Failure not_found, verification_too_old, invalid_account (pointer, detail.why), too_many_requests
 */
export async function addAccount(
  ports: Ports,
  wanted: {
    merchant: string
    caller: ShopperCaller
    order: string
    details: AccountDetails
    idempotency: IdempotencyClaim
  },
): Promise<Encoded> {
  const { database, ids, clock, secrets } = ports
  const { merchant, order, caller } = wanted
  const held = await readOrderOfAccounts(database, merchant, order)
  if (!held || !mayOpenOrder(caller, { number: order, ...held })) throw new Failure('not_found')
  const now = clock.now()
  if (now - caller.verifiedAt > accountLimits.verifiedWithinMs) throw new Failure('verification_too_old')
  await takeFromLimits(ports, merchant, [
    { name: 'account:order', value: order, most: accountLimits.triesPerOrder, windowMs: 3_600_000 },
  ])
  const details = cleanAccount(wanted.details)
  const { kind, number, bank = '' } = details
  if (!held.canPayTo.has('account') || !isPayable(kind, held.currency, held.accountPayers)) {
    throw new Failure('invalid_account', { pointer: '/kind', detail: { why: 'not_offered' } })
  }
  const [fault] = faultsOf(details)
  if (fault) {
    const { field, why, length } = fault
    throw new Failure('invalid_account', { pointer: `/${field}`, detail: { why, ...(length ? { length } : {}) } })
  }

  const id = ids.next('acc')
  const label = maskedNumber(details)
  const sealed = await seal(secrets, ['account', merchant, id], JSON.stringify(details))
  const fingerprint = await hmacText(secrets.signingKey, `account|${merchant}|${kind}|${bank}|${number}`)
  const answer = JSON.stringify({ id, kind, label })
  const most = accountLimits.perOrder
  const row = { merchant, id, order, kind, sealed, masked: label, fingerprint, createdAt: now, most }
  try {
    await database.write([insertAccount(row), guardOneRow('account_quota'), wanted.idempotency.row(answer)])
  } catch (error) {
    if (constraintFailure(error)?.name === 'guards_hold') throw new Failure('too_many_requests', { limit: most })
    throw error
  }
  return new Encoded(answer)
}

/** Beyond the form's own checks: an IBAN has the inner shape of its country. */
function faultsOf(details: AccountDetails): AccountFault[] {
  const faults = accountFaults(details)
  const isOdd = details.kind === 'iban' && faults.length === 0 && !isValidIBAN(details.number)
  return isOdd ? [{ field: 'number', why: 'form' }] : faults
}
