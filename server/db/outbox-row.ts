import { prepareSql } from './database.ts'

/** A message to the outside, written in the batch of its cause. `id` is also the receiver's idempotency key. */
export const outboxRow = prepareSql(
  `INSERT INTO outbox (merchant, id, kind, body, due_at) VALUES (:merchant, :id, :kind, :body, :dueAt)`,
)
