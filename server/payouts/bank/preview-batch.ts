import type { PayoutRow } from '../../../shared/api/payout-row.schema.ts'
import { payerOf } from '../../../shared/payouts/account.ts'
import { isApproved } from '../../../shared/payouts/next-move.ts'
import type { PayoutFile } from '../../db/payout-rows.ts'
import type { StaffCaller } from '../../http/call.ts'
import type { Merchant } from '../../merchants/index.ts'
import type { Ports } from '../../platform/ports.ts'
import { openAccounts } from '../accounts/index.ts'
import { readControls } from '../controls/store.ts'
import { readAccountSigns } from '../desk/account-signs-store.ts'
import { readFoundPayouts } from '../desk/list-store.ts'
import { payoutRowOf } from '../desk/payout-row.ts'
import { readWaiting } from './batch-store.ts'
import { debtorOf, shownDebtor } from './debtor.ts'

export interface LeftOut {
  payout: string
  why: 'not_approved' | 'account_unusable' | 'stopped'
}

export interface BatchPreview {
  currency: string
  count: number
  total: number
  payouts: PayoutRow[]
  left: LeftOut[]
  debtor?: { name: string; account: string }
}

/** What a file of this currency would hold if it were made now: the oldest first, at most 5,000. */
export async function previewBatch(
  ports: Ports,
  at: { merchant: Merchant; me: StaffCaller },
  currency: string,
): Promise<BatchPreview> {
  const { merchant } = at
  const waiting = await readWaiting(ports.database, merchant.id, currency)
  const [{ payable, left }, debtor] = await Promise.all([
    sortOut(ports, merchant.id, currency, waiting),
    debtorOf(ports, merchant.id),
  ])
  const found = await readFoundPayouts(
    ports.database,
    merchant.id,
    payable.map(({ state }) => state.id),
  )
  const accounts = found.flatMap(({ state }) => state.account ?? [])
  const signs = await readAccountSigns(ports.database, merchant.id, accounts)
  return {
    currency,
    count: payable.length,
    total: payable.reduce((sum, { state }) => sum + state.amount, 0),
    payouts: found.map((payout) => ({ ...payoutRowOf(payout, at), account: signs.get(payout.state.account ?? '') })),
    left,
    debtor: debtor && shownDebtor(debtor),
  }
}

/** Which of them can go into a file now, and why the others cannot. */
export async function sortOut(
  ports: Ports,
  merchant: string,
  currency: string,
  waiting: readonly PayoutFile[],
): Promise<{ payable: PayoutFile[]; left: LeftOut[] }> {
  const accounts = waiting.flatMap(({ state }) => state.account ?? [])
  const [{ stopped, secondPersonAbove }, opened] = await Promise.all([
    readControls(ports.database, merchant),
    openAccounts(ports, merchant, accounts),
  ])
  const limit = secondPersonAbove[currency]
  const payable: PayoutFile[] = []
  const left: LeftOut[] = []
  for (const file of waiting) {
    const { id, amount, account, hold } = file.state
    const kind = account === undefined ? undefined : opened.get(account)?.kind
    if (stopped || hold === 'stopped') left.push({ payout: id, why: 'stopped' })
    else if (hold === 'approval' || (limit !== undefined && amount > limit && !isApproved(file.state))) {
      left.push({ payout: id, why: 'not_approved' })
    } else if (kind === undefined || payerOf(kind) !== 'bank') left.push({ payout: id, why: 'account_unusable' })
    else payable.push(file)
  }
  return { payable, left }
}
