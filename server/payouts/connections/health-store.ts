import { type Database, prepareSql } from '../../db/database.ts'
import { connectionCodes } from './resume-payouts.ts'

/** How the last calls to a provider went. */
export interface ProviderHealth {
  misses: number
  openUntil?: number
  lastAnswerAt?: number
  lastCode?: string
}

const health = prepareSql(
  'SELECT provider, misses, open_until, last_answer_at, last_code FROM provider_health WHERE merchant = :merchant',
)
const waiting = prepareSql(
  `SELECT provider, COUNT(*) AS count FROM payouts
   WHERE merchant = :merchant AND status = 'failed' AND failure_final = 0
     AND failure_code IN (SELECT value FROM json_each(:codes)) GROUP BY provider`,
)

export async function readHealth(database: Database, merchant: string): Promise<Map<string, ProviderHealth>> {
  const rows = await database.read(health({ merchant }))
  return new Map(
    rows.map((row) => [
      String(row.provider),
      {
        misses: Number(row.misses),
        ...(row.open_until === null ? {} : { openUntil: Number(row.open_until) }),
        ...(row.last_answer_at === null ? {} : { lastAnswerAt: Number(row.last_answer_at) }),
        ...(row.last_code === null ? {} : { lastCode: String(row.last_code) }),
      },
    ]),
  )
}

/** Payouts by provider that go again once its connection works. */
export async function readWaiting(database: Database, merchant: string): Promise<Map<string, number>> {
  const rows = await database.read(waiting({ merchant, codes: JSON.stringify(connectionCodes) }))
  return new Map(rows.map(({ provider, count }) => [String(provider), Number(count)]))
}
