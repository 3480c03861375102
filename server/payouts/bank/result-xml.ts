import { entryOf } from '../table-entry.ts'
import type { BankResult, UnreadableResult } from './result.ts'
import { childOf, childrenOf, parseXml, textAt, type XmlNode } from './xml.ts'

/**
 * A payment status report (pain.002.001.03 and later) or a debit and credit notification (camt.054.001.02 and later), by what
 * the elements are called: versions differ in what is not read here.
 */
export function resultsOfXml(text: string): BankResult[] | UnreadableResult {
  const document = childOf(parseXml(text), 'Document')
  if (document === undefined) return { unreadable: 'no ISO 20022 document, or one that declares a document type' }
  const report = childOf(document, 'CstmrPmtStsRpt')
  if (report !== undefined) return ofStatusReport(report)
  const notification = childOf(document, 'BkToCstmrDbtCdtNtfctn')
  if (notification !== undefined) return childrenOf(notification, 'Ntfctn').flatMap(ofNotification)
  return { unreadable: 'neither pain.002 nor camt.054' }
}

/** ExternalPaymentTransactionStatus1Code and its group statuses. */
const outcomes: Readonly<Record<string, BankResult['outcome']>> = {
  ACCC: 'paid',
  ACSC: 'paid',
  ACCP: 'pending',
  ACSP: 'pending',
  ACTC: 'pending',
  ACWC: 'pending',
  ACFC: 'pending',
  ACWP: 'pending',
  PDNG: 'pending',
  PATC: 'pending',
  RCVD: 'pending',
  RJCT: 'failed',
  CANC: 'failed',
}

function ofStatusReport(report: XmlNode): BankResult[] {
  const group = childOf(report, 'OrgnlGrpInfAndSts')
  const message = textAt(group, 'OrgnlMsgId')
  const payments = childrenOf(report, 'OrgnlPmtInfAndSts')
  const transfers = payments.flatMap((payment) => childrenOf(payment, 'TxInfAndSts').flatMap(ofTransaction))
  // What is said of the whole holds for the transfers that are not named.
  const ofParts = payments.flatMap((payment) => entryOf(outcomes, textAt(payment, 'PmtInfSts')) ?? [])
  // What has several fates has none as a whole.
  const [whole, ...others] = new Set(ofParts.length > 0 ? ofParts : [entryOf(outcomes, textAt(group, 'GrpSts'))])
  if (message === undefined || whole === undefined || whole === 'pending' || others.length > 0) return transfers
  const reason = [group, ...payments].map((at) => reasonOf(at, 'StsRsnInf')).find((code) => code !== undefined)
  return [...transfers, { reference: message, of: 'file', outcome: whole, reason }]
}

function ofTransaction(transaction: XmlNode): BankResult[] {
  const reference = textAt(transaction, 'OrgnlEndToEndId') ?? textAt(transaction, 'OrgnlInstrId')
  const outcome = entryOf(outcomes, textAt(transaction, 'TxSts'))
  if (reference === undefined || outcome === undefined) return []
  const amount = childOf(transaction, 'OrgnlTxRef/Amt/InstdAmt')
  return [{ reference, of: 'transfer', outcome, reason: reasonOf(transaction, 'StsRsnInf'), ...amountOf(amount) }]
}

function ofNotification(notification: XmlNode): BankResult[] {
  return childrenOf(notification, 'Ntry').flatMap((entry) => {
    const status = textAt(entry, 'Sts/Cd') ?? textAt(entry, 'Sts')
    if (status !== 'BOOK') return []
    const direction = textAt(entry, 'CdtDbtInd')
    const isReversed = textAt(entry, 'RvslInd') === 'true'
    const details = childrenOf(entry, 'NtryDtls').flatMap((detail) => childrenOf(detail, 'TxDtls'))
    return details.flatMap((transaction): BankResult[] => {
      const reference = textAt(transaction, 'Refs/EndToEndId')
      if (reference === undefined || reference === 'NOTPROVIDED') return []
      const side = textAt(transaction, 'CdtDbtInd') ?? direction
      const reason = reasonOf(transaction, 'RtrInf')
      const isBack = side === 'CRDT' || isReversed || reason !== undefined
      const amount = childOf(transaction, 'Amt') ?? childOf(transaction, 'AmtDtls/TxAmt/Amt')
      const own = amount ?? (details.length === 1 ? childOf(entry, 'Amt') : undefined)
      return [{ reference, of: 'transfer', outcome: isBack ? 'returned' : 'paid', reason, ...amountOf(own) }]
    })
  })
}

function reasonOf(node: XmlNode, name: string): string | undefined {
  return childrenOf(node, name)
    .map((information) => textAt(information, 'Rsn/Cd') ?? textAt(information, 'Rsn/Prtry'))
    .find((code) => code !== undefined)
}

function amountOf(node: XmlNode): { amount?: string; currency?: string } {
  if (node === undefined) return {}
  const currency = typeof node === 'object' ? node['@Ccy'] : undefined
  const amount = typeof node === 'object' ? textAt(node, '#text') : node
  return { amount, currency: typeof currency === 'string' ? currency : undefined }
}
