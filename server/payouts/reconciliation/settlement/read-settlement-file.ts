import { Failure } from '../../../failure.ts'
import type { Clock, ProviderRefund } from '../../../platform/ports.ts'
import { csvTable } from '../../csv-table.ts'
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

export interface SettlementFile {
  format: string
  refunds: ProviderRefund[]
  /** Whose they are, by the provider's names; empty where the file does not say. */
  accounts: string[]
  isOfOneDay: boolean
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
  const text = textOf(bytes)
  const own = formats[provider]
  for (const format of own ? [own, genericFormat] : [genericFormat]) {
    const table = await csvTable(standardLines(text, format), format.columns, clock)
    if (!table) continue
    try {
      const refunds = new Map<string, ProviderRefund>()
      const accounts = new Set<string>()
      for await (const piece of inPieces(clock, table)) {
        for (const row of piece) {
          const refund = format.refundOf(row)
          if (!refund) continue
          refunds.set(refund.providerReference, refund)
          for (const account of format.accountsOf?.(row) ?? []) if (account) accounts.add(account)
        }
      }
      const { name, isOfOneDay = false } = format
      return { format: name, refunds: [...refunds.values()], accounts: [...accounts], isOfOneDay }
    } catch (error) {
      if (error instanceof UnreadableRow) throw unreadable(error.message)
      throw error
    }
  }
  throw unreadable(`no table with the columns ${(own ?? genericFormat).columns.join(', ')}`)
}

/** UTF-8, or what it is where it is not: Alipay's files are GB18030. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

function unreadable(message: string): Failure {
  return new Failure('validation_failed', { pointer: '', errors: [{ pointer: '', code: 'unreadable', message }] })
}
