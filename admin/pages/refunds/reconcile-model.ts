import type { ReconciliationDay, ReconciliationDifference } from '../../data/payouts.ts'

type Compared = ReconciliationDay['rows'][number]

/** A provider's day in one currency, with what differs in it. */
export interface ComparedRow extends Compared {
  differences: ReconciliationDifference[]
  /** Theirs less ours, minor units. */
  difference: number
}

export function comparedRows({ rows, differences }: ReconciliationDay): ComparedRow[] {
  return rows.map((row) => ({
    ...row,
    differences: differences.filter(({ provider, currency }) => provider === row.provider && currency === row.currency),
    difference: row.theirs.amount - row.ours.amount,
  }))
}

/** Still to be explained or settled by somebody. */
export function isOpenDifference({ resolution }: ReconciliationDifference): boolean {
  return resolution === undefined
}

/** Providers that can be asked for their refunds; the others need their file. */
export function askable({ rows, missing }: ReconciliationDay): string[] {
  const byFile = new Set(missing.filter(({ by }) => by === 'file').map(({ provider }) => provider))
  const asked = rows.filter(({ source }) => source === 'list').map(({ provider }) => provider)
  const lacking = missing.filter(({ by }) => by === 'list').map(({ provider }) => provider)
  return [...new Set([...asked, ...lacking])].filter((provider) => !byFile.has(provider)).sort()
}

/** The day before or after a YYYY-MM-DD. */
export function dayBeside(day: string, by: 1 | -1): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10)
}
