import { assertNever } from '../../../shared/assert-never.ts'
import { toDecimal } from '../../../shared/money/format.ts'
import type { AccountDetails, AccountKind } from '../../../shared/payouts/account.ts'
import type { Credentials } from '../../../shared/payouts/credentials.ts'
import { bankReference, bankText, sepaText } from './charset.ts'
import { element } from './xml.ts'

export type Debtor = Credentials['bank']

/** One transfer of a file: minor units, the account opened for this file alone. */
export interface BankPayment {
  payout: string
  request: string
  amount: number
  account: AccountDetails
}

export interface BankFile {
  /** The message's id, at most 35 characters. */
  id: string
  currency: string
  total: number
  /** YYYY-MM-DD. */
  executeOn: string
  /** Epoch ms. */
  madeAt: number
  debtor: Debtor
  payments: readonly BankPayment[]
}

/**
 * A customer credit transfer initiation, pain.001.001.09 (ISO 20022; EPC132-08 for what SEPA asks of it). Euros to IBANs
 * are a SEPA transfer (SvcLvl SEPA, charges SLEV, Latin text); everything else says what its country's banks need. Each
 * payout's number is its EndToEndId, with a hyphen for its underscore, and so comes back in the bank's answers.
 */
export function pain001(file: BankFile): string {
  const { id, currency, total, executeOn, madeAt, debtor, payments } = file
  const isSepa = currency === 'EUR' && payments.every(({ account }) => account.kind === 'iban')
  const text = isSepa ? sepaText : bankText
  const count = String(payments.length)
  const sum = toDecimal(total, currency)
  const message = bankReference(id)
  const document = element(
    'Document',
    [
      element('CstmrCdtTrfInitn', [
        element('GrpHdr', [
          element('MsgId', message),
          element('CreDtTm', new Date(madeAt).toISOString().replace(/\.\d+Z$/, 'Z')),
          element('NbOfTxs', count),
          element('CtrlSum', sum),
          element('InitgPty', [element('Nm', text(debtor.name, 70))]),
        ]),
        element('PmtInf', [
          element('PmtInfId', message),
          element('PmtMtd', 'TRF'),
          element('NbOfTxs', count),
          element('CtrlSum', sum),
          isSepa ? element('PmtTpInf', [element('SvcLvl', [element('Cd', 'SEPA')])]) : '',
          element('ReqdExctnDt', [element('Dt', executeOn)]),
          element('Dbtr', [element('Nm', text(debtor.name, 70))]),
          element('DbtrAcct', [element('Id', [element('IBAN', debtor.iban)]), element('Ccy', currency)]),
          element('DbtrAgt', [institution(debtor.bic ? [element('BICFI', debtor.bic)] : [])]),
          element('ChrgBr', isSepa ? 'SLEV' : 'SHAR'),
          ...payments.map((payment) => transfer(payment, currency, text)),
        ]),
      ]),
    ],
    ' xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"',
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${document}\n`
}

function transfer(
  { payout, request, amount, account }: BankPayment,
  currency: string,
  text: (value: string, most: number) => string,
): string {
  const reference = bankReference(payout)
  return element('CdtTrfTxInf', [
    element('PmtId', [element('InstrId', reference), element('EndToEndId', reference)]),
    element('Amt', [element('InstdAmt', toDecimal(amount, currency), ` Ccy="${currency}"`)]),
    agentOf(account, text),
    element('Cdtr', [element('Nm', text(account.holder, 70))]),
    element('CdtrAcct', [element('Id', [numberOf(account)])]),
    element('RmtInf', [element('Ustrd', text(`Refund ${request}`, 140))]),
  ])
}

function numberOf({ kind, number }: AccountDetails): string {
  return kind === 'iban' ? element('IBAN', number) : element('Othr', [element('Id', number)])
}

function agentOf({ kind, bank, bankName }: AccountDetails, text: (value: string, most: number) => string): string {
  const parts = agentParts(kind, bank, bankName && text(bankName, 140))
  // An IBAN names its bank; the others need to be told.
  return parts.length === 0 && kind === 'iban' ? '' : element('CdtrAgt', [institution(parts)])
}

function agentParts(kind: AccountKind, bank: string | undefined, name: string | undefined): string[] {
  const member = (system: string) => [
    element('ClrSysMmbId', [element('ClrSysId', [element('Cd', system)]), element('MmbId', bank)]),
    element('Nm', name),
  ]
  switch (kind) {
    case 'iban':
      return bank ? [element('BICFI', bank)] : []
    case 'uk_bank':
      return member('GBDSC')
    case 'us_bank':
      return member('USABA')
    case 'cn_bank_card':
      return bank ? member('CNAPS') : [element('Nm', name)]
    case 'alipay':
    case 'paypal':
      return []
    default:
      return assertNever(kind)
  }
}

function institution(parts: readonly string[]): string {
  const known = parts.filter((part) => part !== '')
  return element('FinInstnId', known.length > 0 ? known : [element('Othr', [element('Id', 'NOTPROVIDED')])])
}
