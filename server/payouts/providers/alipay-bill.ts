import type { ProviderParts, ProviderRefund } from '../../platform/ports.ts'
import { csvTable } from '../csv-table.ts'
import { alipayFormat } from '../reconciliation/settlement/alipay.ts'
import { standardLines } from '../reconciliation/settlement/plain-lines.ts'
import { textOf } from '../reconciliation/settlement/read-settlement-file.ts'
import { unzipped } from './zip.ts'

/** Unpacked; an edge worker has 128 MB for everything. */
const mostBytes = 32 * 1_048_576

/**
 * The refunds of a trade bill, from the address that Alipay's signed reply named; it is good for thirty seconds. Its archive
 * holds the trades and their sums, in any order. @throws when it is no such bill, or at no address of Alipay's
 */
export async function downloadedRefunds(
  { fetch, url }: Pick<ProviderParts, 'fetch' | 'url'>,
  address: string,
): Promise<ProviderRefund[]> {
  const response = await fetch(addressOf(address, url))
  if (response.status !== 200) throw new Error(`Alipay's bill answered ${response.status}`)
  const files = await unzipped(new Uint8Array(await response.arrayBuffer()), mostBytes)
  const tables = await Promise.all(files.map(refundsIn))
  const trades = tables.filter((refunds) => refunds !== undefined)
  if (trades.length === 0) throw new Error('an archive without a trade bill')
  return trades.flat()
}

/** undefined for another table, such as the sums. */
async function refundsIn(file: Uint8Array): Promise<ProviderRefund[] | undefined> {
  try {
    const table = await csvTable(standardLines(textOf(file), alipayFormat), alipayFormat.columns)
    return table?.flatMap((row) => alipayFormat.refundOf(row) ?? [])
  } catch {
    // Nobody uploaded this: it is no failure of who asked.
    throw new Error('a trade bill that cannot be read')
  }
}

/** Alipay writes http, and answers by https too; the reply is signed, and still names no other host than its own. */
function addressOf(address: string, instead: string | undefined): string {
  const { hostname, pathname, search } = new URL(address)
  if (instead !== undefined) return new URL(pathname + search, instead).href
  if (!/(^|\.)(alipay|alipaydev)\.com$/.test(hostname)) throw new Error('a bill that is not at Alipay')
  return `https://${hostname}${pathname}${search}`
}
