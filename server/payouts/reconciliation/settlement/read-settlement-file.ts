import { Failure } from '../../../failure.ts'
import type { Clock, ProviderRefund } from '../../../platform/ports.ts'
import { csvTable, type TableRow } from '../../csv-table.ts'
import { unzipped } from '../../providers/zip.ts'
import { inPieces } from '../in-pieces.ts'
import { adyenFormat } from './adyen.ts'
import { alipayFormat } from './alipay.ts'
import { genericFormat } from './generic.ts'
import { paypalFormat } from './paypal.ts'
import { standardLines } from './plain-lines.ts'
import { type SettlementFormat, UnreadableRow } from './settlement-format.ts'
import { wechatPayFormat } from './wechat-pay.ts'

const formats: Readonly<Record<string, SettlementFormat>> = {
  alipay: alipayFormat,
  wechat_pay: wechatPayFormat,
  paypal: paypalFormat,
  adyen: adyenFormat,
}

/** PKWARE APPNOTE 4.3.7: "PK", 3, 4. */
const zipMark = [0x50, 0x4b, 3, 4]
const mostUnpackedBytes = 16 * 1_048_576

export interface SettlementFile {
  format: string
  refunds: ProviderRefund[]
  /** Whose they are, by the provider's names; empty where the file does not say. */
  accounts: string[]
  /** Of files of one day in China: when its refunds were asked for and done, epoch ms; else empty. */
  times: number[]
}

/**
 * The refunds of a settlement file, in its provider's own format or in ours. A refund in several rows, such as one that was
 * reversed, is what its last row says. @throws Failure validation_failed, with what is wrong with the file
 */
export async function settlementRefunds(
  provider: string,
  bytes: Uint8Array,
  clock: Pick<Clock, 'sleep'>,
): Promise<SettlementFile> {
  const texts = await textsOf(bytes)
  const own = formats[provider]
  for (const format of own ? [own, genericFormat] : [genericFormat]) {
    const tables: TableRow[][] = []
    for (const text of texts) {
      const table = await csvTable(standardLines(text, format), format.columns, clock)
      if (table) tables.push(table)
    }
    if (tables.length === 0) continue
    try {
      const refunds = new Map<string, ProviderRefund>()
      const accounts = new Set<string>()
      const times: number[] = []
      for await (const piece of inPieces(clock, tables.flat())) {
        for (const row of piece) {
          const refund = format.refundOf(row)
          if (!refund) continue
          refunds.set(refund.providerReference, refund)
          for (const account of format.accountsOf?.(row) ?? []) if (account) accounts.add(account)
          for (const time of format.timesOf?.(row) ?? []) if (time > 0) times.push(time)
        }
      }
      return { format: format.name, refunds: [...refunds.values()], accounts: [...accounts], times }
    } catch (error) {
      if (error instanceof UnreadableRow) throw unreadable(error.message)
      throw error
    }
  }
  throw unreadable(`no table with the columns ${(own ?? genericFormat).columns.join(', ')}`)
}

/** Of an archive each file: Alipay's platform hands out the trades and their sums in one. */
async function textsOf(bytes: Uint8Array): Promise<string[]> {
  if (!zipMark.every((byte, at) => bytes[at] === byte)) return [textOf(bytes)]
  try {
    return (await unzipped(new Uint8Array(bytes), mostUnpackedBytes)).map(textOf)
  } catch {
    throw unreadable('an archive that cannot be unpacked')
  }
}

/** UTF-8, UTF-16 where it says so, or what it is where it is not: Alipay's files are GB18030. */
export function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

function unreadable(message: string): Failure {
  return new Failure('validation_failed', { pointer: '', errors: [{ pointer: '', code: 'unreadable', message }] })
}
