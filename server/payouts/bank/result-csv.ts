import { csvTable } from '../csv-table.ts'
import type { BankResult, UnreadableResult } from './result.ts'

const outcomes: readonly string[] = ['paid', 'failed', 'returned'] satisfies BankResult['outcome'][]

/**
 * What became of the transfers as a table, for banks that answer in no standard: columns `reference` and `status` (paid,
 * failed or returned), and if there is one `reason` (ISO 20022), `amount` and `currency`.
 */
export async function resultsOfCsv(text: string): Promise<BankResult[] | UnreadableResult> {
  const table = await csvTable(text, ['reference', 'status'])
  if (!table) return { unreadable: 'no columns "reference" and "status"' }
  const results: BankResult[] = []
  for (const { line, cells } of table) {
    const status = cells.status?.toLowerCase() ?? ''
    if (!cells.reference) continue
    if (!outcomes.includes(status)) return { unreadable: `row ${line}: the status is paid, failed or returned` }
    results.push({
      reference: cells.reference,
      of: 'transfer',
      outcome: status as BankResult['outcome'],
      reason: cells.reason || undefined,
      amount: cells.amount || undefined,
      currency: cells.currency || undefined,
    })
  }
  return results
}
