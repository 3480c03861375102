import type { LedgerWanted } from '../../data/payouts.ts'
import { dayBeside } from './reconcile-model.ts'

const longestDays = 92
const dayMs = 86_400_000

/** What the address asks for; of an order or request nothing until it is named. */
export function ledgerOf(search: URLSearchParams, today: string): LedgerWanted {
  const by = search.get('by')
  const key = search.get('key')?.trim() ?? ''
  if (by === 'order' || by === 'request') return { by, key }
  const from = isDay(key) ? key : dayBeside(today, -1)
  const until = search.get('until') ?? ''
  return { by: 'day', key: from, until: isDay(until) && isSpan(from, until) ? until : from }
}

export function ledgerSearch({ by, key, until }: LedgerWanted): string {
  return `?${new URLSearchParams({ by, key, ...(until && until !== key ? { until } : {}) })}`
}

/** Whether the server answers for these days: not backwards, at most 92 days on. */
export function isSpan(from: string, until: string): boolean {
  const days = (Date.parse(until) - Date.parse(from)) / dayMs
  return days >= 0 && days <= longestDays
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
}
