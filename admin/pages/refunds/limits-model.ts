import { toDecimal } from '../../../shared/money/format.ts'
import { parseAmount } from '../../../shared/money/parse-amount.ts'
import type { PayoutControls } from '../../data/payouts.ts'

/** As typed; an empty text is no limit. */
export interface LimitRow {
  currency: string
  above: string
  cap: string
}

/** @param usual currencies the shop pays in, which have a row whether they have a limit or not */
export function limitRows({ secondPersonAbove, dailyCap }: PayoutControls, usual: readonly string[]): LimitRow[] {
  const currencies = [...new Set([...Object.keys(secondPersonAbove), ...Object.keys(dailyCap), ...usual])].sort()
  const text = (limits: Record<string, number>, currency: string) => {
    const amount = limits[currency]
    return amount === undefined ? '' : toDecimal(amount, currency)
  }
  return currencies.map((currency) => ({
    currency,
    above: text(secondPersonAbove, currency),
    cap: text(dailyCap, currency),
  }))
}

export function isUnreadable(text: string, currency: string): boolean {
  return text.trim() !== '' && parseAmount(text, currency) === undefined
}

/** The limits as minor units, or undefined while one of them cannot be read. */
export function limitsOf(
  rows: readonly LimitRow[],
): Pick<PayoutControls, 'secondPersonAbove' | 'dailyCap'> | undefined {
  if (rows.some(({ currency, above, cap }) => isUnreadable(above, currency) || isUnreadable(cap, currency)))
    return undefined
  const limits = (name: 'above' | 'cap') =>
    Object.fromEntries(
      rows.flatMap((row) => {
        const amount = parseAmount(row[name], row.currency)
        return amount === undefined ? [] : [[row.currency, amount]]
      }),
    )
  return { secondPersonAbove: limits('above'), dailyCap: limits('cap') }
}
