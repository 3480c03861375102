import type { LedgerEntry } from '../../../shared/api/ledger.schema.ts'
import { toDecimal } from '../../../shared/money/format.ts'
import type { Merchant } from '../../merchants/index.ts'
import type { Ports } from '../../platform/ports.ts'
import { byteOrderMark, csvRow } from '../csv-out.ts'
import { fileAnswer } from '../file-answer.ts'
import { type LedgerWanted, ledgerPages } from './read-ledger.ts'

const heading = [
  'time',
  'day',
  'kind',
  'amount',
  'currency',
  'order',
  'request',
  'payout',
  'provider',
  'provider_reference',
  'destination',
]

/** The same ledger whole, as a table that is written while it is read (UTF-8 with a byte order mark, RFC 4180). */
export async function ledgerFile(ports: Ports, merchant: Merchant, wanted: LedgerWanted): Promise<Response> {
  const pages = ledgerPages(ports, merchant, wanted)
  const utf8 = new TextEncoder()
  // The first page before the answer begins: what is wrong is still an answer of its own.
  let next = await pages.next()
  let isStarted = false
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!isStarted) {
        isStarted = true
        controller.enqueue(utf8.encode(byteOrderMark + csvRow(heading)))
      }
      if (next.done) return controller.close()
      controller.enqueue(utf8.encode(next.value.map(rowOf).join('')))
      next = await pages.next()
    },
    async cancel() {
      await pages.return(undefined)
    },
  })
  const name = [wanted.key, wanted.until].filter((part) => part !== undefined).join('-')
  return fileAnswer(body, 'text/csv; charset=utf-8', `ledger-${name.replaceAll(/[^\w.-]/g, '_')}.csv`)
}

function rowOf(entry: LedgerEntry): string {
  return csvRow([
    new Date(entry.at).toISOString(),
    entry.day,
    entry.kind,
    toDecimal(entry.amount, entry.currency),
    entry.currency,
    entry.order,
    entry.request,
    entry.payout,
    entry.provider,
    entry.providerReference,
    entry.destination,
  ])
}
