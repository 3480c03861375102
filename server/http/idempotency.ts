import { type Database, prepareSql, type Statement } from '../db/database.ts'
import { Failure } from '../failure.ts'
import { sha256Hex } from '../platform/hmac.ts'

/** The right to answer one Idempotency-Key. Its row goes into the batch of the effect, with the answer. */
export interface IdempotencyClaim {
  row(answerJson: string): Statement
}

/** A claim, and what was answered under it before. */
export interface KeyedCall extends IdempotencyClaim {
  /** @throws Failure idempotency_key_reused when the key was used with another body. */
  stored(database: Database): Promise<{ status: number; json: string } | undefined>
}

const insert = prepareSql(
  `INSERT INTO idempotency_keys (merchant, scope, key, body_hash, status, answer, created_at)
   VALUES (:merchant, :scope, :key, :bodyHash, :status, :answer, :createdAt)`,
)
const select = prepareSql(
  'SELECT body_hash, status, answer FROM idempotency_keys WHERE merchant = :merchant AND scope = :scope AND key = :key',
)
const removeBefore = prepareSql('DELETE FROM idempotency_keys WHERE created_at < :before')

/** How long a key answers again. */
export const idempotencyKeyLifeMs = 48 * 3_600_000

export function forgetIdempotencyKeysBefore(before: number): Statement {
  return removeBefore({ before })
}

export async function keyedCall(input: {
  key: string | undefined
  merchant: string
  /** Who and which route: a key of one caller never answers another. */
  scope: string
  /** Address and body together: the same key for another address is another body. */
  content: readonly (string | Uint8Array<ArrayBuffer>)[]
  status: number
  now: number
}): Promise<KeyedCall> {
  const { key, merchant, scope, status } = input
  if (key === undefined || key === '') throw new Failure('idempotency_key_required')
  if (key.length > 255) throw new Failure('validation_failed', { pointer: '/headers/Idempotency-Key' })
  const parts = await Promise.all(
    input.content.map((part) => (typeof part === 'string' ? Promise.resolve(part) : sha256Hex(part))),
  )
  const bodyHash = await sha256Hex(parts.join('\n'))
  return {
    row: (answer) => insert({ merchant, scope, key, bodyHash, status, answer, createdAt: input.now }),
    async stored(database) {
      const row = (await database.read(select({ merchant, scope, key })))[0]
      if (!row) return undefined
      if (row.body_hash !== bodyHash) throw new Failure('idempotency_key_reused')
      return { status: Number(row.status), json: String(row.answer) }
    },
  }
}
