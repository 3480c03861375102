import { toDecimal } from '../../../shared/money/format.ts'
import { byteOrderMark, csvRow } from '../csv-out.ts'
import { bankReference } from './charset.ts'
import type { BankFile } from './pain001.ts'

/** The same transfers for banks that take a table: one row each, amounts with a point, in UTF-8 with a byte order mark. */
export function bankCsv({ currency, executeOn, payments }: BankFile): string {
  const heading = [
    'reference',
    'name',
    'account',
    'bank_code',
    'bank_name',
    'amount',
    'currency',
    'remittance',
    'execute_on',
  ]
  const rows = payments.map(({ payout, request, amount, account }) =>
    csvRow([
      bankReference(payout),
      account.holder,
      // Spreadsheets round what looks like a long number; a space keeps it a text.
      account.kind === 'iban' ? account.number : groups(account.number),
      account.bank,
      account.bankName,
      toDecimal(amount, currency),
      currency,
      `Refund ${request}`,
      executeOn,
    ]),
  )
  return byteOrderMark + csvRow(heading) + rows.join('')
}

function groups(number: string): string {
  return number.length > 15 ? (number.match(/.{1,4}/g) ?? []).join(' ') : number
}
