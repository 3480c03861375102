import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The sandbox provider's own books: what it was asked and what it "paid". Not ours: only the provider reads it. */
export const sandboxRefunds = sqliteTable(
  'sandbox_refunds',
  {
    payout: text('payout').primaryKey(),
    amount: integer('amount').notNull(),
    currency: text('currency').notNull(),
    reference: text('reference').notNull(),
    status: text('status').notNull(),
    failureCode: text('failure_code'),
    failureFinal: integer('failure_final'),
    /** How often it was asked to refund under this number. */
    asked: integer('asked').notNull(),
    /** How often money moved; the auditor of the tests wants 0 or 1. */
    paid: integer('paid').notNull(),
    at: integer('at').notNull(),
    merchant: text('merchant').notNull().default(''),
    /** When it next calls back by itself; NULL: never. */
    callbackAt: integer('callback_at'),
    /** How often it called back. */
    callbacks: integer('callbacks').notNull().default(0),
  },
  (t) => [index('sandbox_refunds_callback').on(t.callbackAt).where(sql`callback_at IS NOT NULL`)],
)
