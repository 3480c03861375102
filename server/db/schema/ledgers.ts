import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The sandbox provider's own books: what it was asked and what it "paid". Not ours: only the provider reads it. */
export const sandboxRefunds = sqliteTable('sandbox_refunds', {
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
})

/** Store credit granted, one row per payout: granting it twice is granting it once. */
export const storeCredits = sqliteTable(
  'store_credits',
  {
    merchant: text('merchant').notNull(),
    payout: text('payout').notNull(),
    request: text('request').notNull(),
    emailKey: text('email_key'),
    customerId: text('customer_id'),
    currency: text('currency').notNull(),
    amount: integer('amount').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchant, t.payout] }),
    index('store_credits_customer').on(t.merchant, t.customerId),
    index('store_credits_email').on(t.merchant, t.emailKey),
  ],
)
