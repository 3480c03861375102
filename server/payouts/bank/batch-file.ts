import { Failure } from '../../failure.ts'
import type { StaffCaller } from '../../http/call.ts'
import type { Ports } from '../../platform/ports.ts'
import { openAccounts } from '../accounts/index.ts'
import { readControls } from '../controls/store.ts'
import { fileAnswer } from '../file-answer.ts'
import { requireFinance } from '../who-may.ts'
import { bankCsv } from './bank-csv.ts'
import { readBatch, readPayoutsOfBatch } from './batch-store.ts'
import { debtorOf } from './debtor.ts'
import { type BankFile, pain001 } from './pain001.ts'

/**
 * The file for the bank, made anew from the accounts each time, the same bytes as long as they open. While payouts are
 * stopped, one that the bank does not have yet is not given out.
 * @throws Failure forbidden, not_found, illegal_state
 */
export async function batchFile(
  ports: Ports,
  at: { merchant: string; me: StaffCaller },
  wanted: { number: number; format: 'pain001' | 'csv' },
): Promise<Response> {
  const { merchant } = at
  const me = requireFinance(at.me)
  const batch = await readBatch(ports.database, merchant, wanted.number)
  if (!batch) throw new Failure('not_found')
  if (batch.status === 'discarded') throw new Failure('illegal_state', { detail: { status: 'discarded' } })
  const { stopped } = await readControls(ports.database, merchant)
  if (stopped && batch.status === 'made') throw new Failure('illegal_state', { detail: { status: 'stopped' } })
  const debtor = await debtorOf(ports, merchant)
  if (!debtor) throw new Failure('illegal_state', { detail: { missing: 'bank' } })
  const payouts = (await readPayoutsOfBatch(ports.database, merchant, batch.number)).map(({ state }) => state)
  const accounts = await openAccounts(
    ports,
    merchant,
    payouts.flatMap(({ account }) => account ?? []),
  )
  const payments = payouts.map(({ id: payout, request, amount, account }) => {
    const opened = account === undefined ? undefined : accounts.get(account)
    // A file that leaves one out would not be the file that was made.
    if (!opened) throw new Failure('illegal_state', { detail: { missing: 'account', payout } })
    return { payout, request, amount, account: opened }
  })
  const file: BankFile = { ...batch, debtor, payments }
  ports.log.info('bank_file_given', { merchant, by: me.id, number: batch.number, format: wanted.format })
  const name = `amends-batch-${batch.number}`
  return wanted.format === 'csv'
    ? fileAnswer(bankCsv(file), 'text/csv; charset=utf-8', `${name}.csv`)
    : fileAnswer(pain001(file), 'application/xml; charset=utf-8', `${name}.xml`)
}
