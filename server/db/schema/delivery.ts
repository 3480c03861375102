import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Everything that leaves the system, written with the events that cause it, sent at least once by a worker with a lease. */
export const outbox = sqliteTable(
  'outbox',
  {
    merchant: text('merchant').notNull(),
    /** Also the receiver's idempotency key. */
    id: text('id').notNull(),
    kind: text('kind').notNull(),
    body: text('body').notNull(),
    dueAt: integer('due_at').notNull(),
    leaseUntil: integer('lease_until').notNull().default(0),
    attempts: integer('attempts').notNull().default(0),
    doneAt: integer('done_at'),
    lastError: text('last_error'),
  },
  (t) => [primaryKey({ columns: [t.merchant, t.id] }), index('outbox_due').on(t.dueAt).where(sql`done_at IS NULL`)],
)

export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    merchant: text('merchant').notNull(),
    /** Who and which route: a key of one caller never answers another. */
    scope: text('scope').notNull(),
    key: text('key').notNull(),
    bodyHash: text('body_hash').notNull(),
    status: integer('status').notNull(),
    answer: text('answer').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [primaryKey({ name: 'idempotency_keys_pk', columns: [t.merchant, t.scope, t.key] })],
)

/** Never holds a row: inserting 0 rolls the batch back. One table for every guard; the name says which failed. */
export const guards = sqliteTable('guards', { ok: integer('ok').notNull(), name: text('name').notNull() }, (t) => [
  check('guards_hold', sql`${t.ok} = 1`),
])

/** Mail of the demo, shown at /dev/mail. Never written outside demo mode. */
export const devMail = sqliteTable('dev_mail', {
  id: text('id').primaryKey(),
  to: text('to').notNull(),
  subject: text('subject').notNull(),
  text: text('text').notNull(),
  html: text('html').notNull(),
  at: integer('at').notNull(),
})
