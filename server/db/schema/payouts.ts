import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The projection of a payout's stream. */
export const payouts = sqliteTable(
  'payouts',
  {
    merchant: text('merchant').notNull(),
    id: text('id').notNull(),
    request: text('request').notNull(),
    orderNumber: text('order_number').notNull(),
    /** A payment's id, "store_credit", or "manual". */
    destination: text('destination').notNull(),
    provider: text('provider').notNull(),
    /** The captured payment as the provider knows it. */
    reference: text('reference').notNull(),
    currency: text('currency').notNull(),
    amount: integer('amount').notNull(),
    status: text('status').notNull(),
    failureCode: text('failure_code'),
    failureFinal: integer('failure_final'),
    providerReference: text('provider_reference'),
    attempts: integer('attempts').notNull(),
    seq: integer('seq').notNull(),
    requestedAt: integer('requested_at').notNull(),
    changedAt: integer('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchant, t.id] }),
    index('payouts_request').on(t.merchant, t.request),
    index('payouts_order').on(t.merchant, t.orderNumber),
    index('payouts_status').on(t.merchant, t.status, t.changedAt),
  ],
)

export const payoutEvents = sqliteTable(
  'payout_events',
  {
    merchant: text('merchant').notNull(),
    payout: text('payout').notNull(),
    seq: integer('seq').notNull(),
    at: integer('at').notNull(),
    type: text('type').notNull(),
    body: text('body').notNull(),
  },
  (t) => [primaryKey({ name: 'payout_events_pk', columns: [t.merchant, t.payout, t.seq] })],
)
