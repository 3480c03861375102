import type { DifferencePage, ReconciliationDay, ReconciliationDifference } from '../../data/payouts.ts'

type Compared = ReconciliationDay['rows'][number]

/** A provider's day in one currency, with what differs in it. */
export interface ComparedRow extends Compared {
  /** Of its differences those that came so far. */
  listed: ReconciliationDifference[]
  /** Theirs less ours, minor units. */
  difference: number
}

export function comparedRows({ rows, differences }: ReconciliationDay): ComparedRow[] {
  return rows.map((row) => ({
    ...row,
    listed: differences.filter((one) => isOf(row, one)),
    difference: row.theirs.amount - row.ours.amount,
  }))
}

function isOf(
  row: Pick<Compared, 'provider' | 'currency'>,
  { provider, currency }: Pick<Compared, 'provider' | 'currency'>,
) {
  return provider === row.provider && currency === row.currency
}

/** How many differ on this day, and how many of those nobody has decided about. */
export function countsOf({ rows }: ReconciliationDay): { count: number; open: number } {
  const sum = (of: (row: Compared) => number) => rows.reduce((before, row) => before + of(row), 0)
  return { count: sum(({ differences }) => differences.count), open: sum(({ differences }) => differences.open) }
}

/** The day with one more page of a row. What was decided between two pages may come in both: the later word counts. */
export function withPage(day: ReconciliationDay, row: Compared, page: DifferencePage): ReconciliationDay {
  const { nextCursor } = page
  const news = new Set(page.differences.map(({ id }) => id))
  return {
    ...day,
    rows: day.rows.map((one) => (isOf(row, one) ? { ...one, nextCursor } : one)),
    differences: [...day.differences.filter(({ id }) => !news.has(id)), ...page.differences],
  }
}

/** The day with what somebody decided about one difference. */
export function withDecided(day: ReconciliationDay, decided: ReconciliationDifference): ReconciliationDay {
  const before = day.differences.find(({ id }) => id === decided.id)
  const closed = before && isOpenDifference(before) && !isOpenDifference(decided) ? 1 : 0
  return {
    ...day,
    rows: day.rows.map((row) =>
      isOf(row, decided) ? { ...row, differences: { ...row.differences, open: row.differences.open - closed } } : row,
    ),
    differences: day.differences.map((one) => (one.id === decided.id ? decided : one)),
  }
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
