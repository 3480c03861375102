import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** A one-time code; one row whether the order exists or not. */
export const challenges = sqliteTable(
  'challenges',
  {
    merchant: text('merchant').notNull(),
    id: text('id').notNull(),
    /** null: no such order, or the contact is not its own. */
    orderNumber: text('order_number'),
    request: text('request'),
    codeHash: text('code_hash').notNull(),
    tries: integer('tries').notNull(),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
  },
  (t) => [primaryKey({ columns: [t.merchant, t.id] })],
)

/** Fixed windows; `bucket` holds a keyed hash, never an address. */
export const rateLimits = sqliteTable(
  'rate_limits',
  {
    merchant: text('merchant').notNull(),
    bucket: text('bucket').notNull(),
    windowStart: integer('window_start').notNull(),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.merchant, t.bucket, t.windowStart] })],
)
