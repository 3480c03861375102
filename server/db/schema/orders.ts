import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The latest snapshot's index; the snapshots themselves are immutable. */
export const orders = sqliteTable(
  'orders',
  {
    merchant: text('merchant').notNull(),
    number: text('number').notNull(),
    /** Our own count of snapshots, from 1. */
    revision: integer('revision').notNull(),
    /** The source's counter or time, as it came. */
    sourceRevision: text('source_revision'),
    contentHash: text('content_hash').notNull(),
    emailKey: text('email_key'),
    phoneKey: text('phone_key'),
    customerId: text('customer_id'),
    placedAt: integer('placed_at').notNull(),
    currency: text('currency').notNull(),
    country: text('country').notNull(),
    total: integer('total').notNull(),
    lineCount: integer('line_count').notNull(),
    receivedAt: integer('received_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchant, t.number] }),
    index('orders_email').on(t.merchant, t.emailKey, t.placedAt),
    index('orders_customer').on(t.merchant, t.customerId, t.placedAt),
    // An expression, so that only the list of all orders takes it: others have better indexes, and no statistics to know.
    index('orders_newest').on(t.merchant, sql`(placed_at + 0)`, t.number),
  ],
)

export const orderRevisions = sqliteTable(
  'order_revisions',
  {
    merchant: text('merchant').notNull(),
    number: text('number').notNull(),
    revision: integer('revision').notNull(),
    snapshot: text('snapshot').notNull(),
  },
  (t) => [primaryKey({ columns: [t.merchant, t.number, t.revision] })],
)

/** Which order a captured payment belongs to: providers tell of refunds by the payment's reference. */
export const orderPayments = sqliteTable(
  'order_payments',
  {
    merchant: text('merchant').notNull(),
    provider: text('provider').notNull(),
    reference: text('reference').notNull(),
    orderNumber: text('order_number').notNull(),
    payment: text('payment').notNull(),
  },
  (t) => [
    primaryKey({ name: 'order_payments_pk', columns: [t.merchant, t.provider, t.reference, t.orderNumber, t.payment] }),
  ],
)

/** One row per order with a reservation; `version` makes requests on one order be decided one after the other. */
export const orderBalances = sqliteTable(
  'order_balances',
  {
    merchant: text('merchant').notNull(),
    orderNumber: text('order_number').notNull(),
    version: integer('version').notNull(),
    orderRevision: integer('order_revision').notNull(),
  },
  (t) => [primaryKey({ columns: [t.merchant, t.orderNumber] })],
)

/** Ceilings by key: `units:<line>`, `line:<line>`, `shipping:<id>`, `payment:<id>`, `total`. Minor units, or units. */
export const balances = sqliteTable(
  'balances',
  {
    merchant: text('merchant').notNull(),
    orderNumber: text('order_number').notNull(),
    key: text('key').notNull(),
    cap: integer('cap').notNull(),
    external: integer('external').notNull(),
    reserved: integer('reserved').notNull(),
    refunded: integer('refunded').notNull(),
    settled: integer('settled').notNull(),
    /** Of what is settled of units and lines, what stays with the shopper. */
    kept: integer('kept').notNull().default(0),
    overcommitted: integer('overcommitted').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.merchant, t.orderNumber, t.key] }),
    check(
      'balances_within_cap',
      sql`${t.reserved} >= 0 AND ${t.refunded} >= 0 AND (${t.reserved} + ${t.refunded} <= ${t.cap} - ${t.external} OR ${t.overcommitted} = 1)`,
    ),
  ],
)
