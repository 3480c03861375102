import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The projection of a request's stream: the folded state as JSON, and the columns the queue needs. */
export const requests = sqliteTable(
  'requests',
  {
    merchant: text('merchant').notNull(),
    number: text('number').notNull(),
    orderNumber: text('order_number').notNull(),
    seq: integer('seq').notNull(),
    status: text('status').notNull(),
    /** 1 while somebody or something is still to act. */
    open: integer('open').notNull(),
    /** 1 while a payout of it failed and nothing took its place. */
    payoutFailed: integer('payout_failed').notNull().default(0),
    state: text('state').notNull(),
    emailKey: text('email_key'),
    phoneKey: text('phone_key'),
    customerName: text('customer_name'),
    country: text('country').notNull(),
    reason: text('reason').notNull(),
    currency: text('currency').notNull(),
    total: integer('total').notNull(),
    suggested: text('suggested').notNull(),
    /** When the next step is due; a far future for none, so that it sorts last. */
    dueAt: integer('due_at').notNull(),
    /** When time itself does something to this request (tickAt of the lifecycle); a far future for never. */
    tickAt: integer('tick_at').notNull(),
    assignee: text('assignee'),
    submittedAt: integer('submitted_at').notNull(),
    changedAt: integer('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchant, t.number] }),
    index('requests_order').on(t.merchant, t.orderNumber),
    index('requests_due').on(t.merchant, t.open, t.dueAt, t.number),
    index('requests_status_due').on(t.merchant, t.status, t.dueAt, t.number),
    index('requests_tick').on(t.tickAt),
    // Failures are found by those that are open: the failed payouts of years would be looked at one by one.
    index('requests_payout_failed').on(t.merchant, t.number).where(sql`payout_failed = 1`),
    index('requests_changed').on(t.merchant, t.changedAt, t.number),
    // An expression, so that only the history's own query takes it: others have better indexes, and no statistics to know.
    index('requests_history').on(t.merchant, sql`(submitted_at + 0)`, t.number),
    // With the time, so that a customer's requests of ninety days are counted without reading their states.
    index('requests_email').on(t.merchant, t.emailKey, t.submittedAt),
    index('requests_phone').on(t.merchant, t.phoneKey),
  ],
)

/** Of each request, what replaying it under another policy reads and does not change: JSON, ready to be sent. */
export const replays = sqliteTable(
  'replays',
  {
    merchant: text('merchant').notNull(),
    request: text('request').notNull(),
    /** What it claims, as it was decided. */
    claim: text('claim').notNull(),
    /** The order that it was decided on, slim. */
    slim: text('slim').notNull(),
  },
  (t) => [primaryKey({ columns: [t.merchant, t.request] })],
)

/** The truth. */
export const requestEvents = sqliteTable(
  'request_events',
  {
    merchant: text('merchant').notNull(),
    request: text('request').notNull(),
    seq: integer('seq').notNull(),
    type: text('type').notNull(),
    at: integer('at').notNull(),
    actor: text('actor').notNull(),
    body: text('body').notNull(),
  },
  (t) => [primaryKey({ name: 'request_events_pk', columns: [t.merchant, t.request, t.seq] })],
)

export const evidence = sqliteTable(
  'evidence',
  {
    merchant: text('merchant').notNull(),
    id: text('id').notNull(),
    orderNumber: text('order_number').notNull(),
    type: text('type').notNull(),
    bytes: integer('bytes').notNull(),
    sha256: text('sha256').notNull(),
    uploadedAt: integer('uploaded_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.merchant, t.id] }), index('evidence_order').on(t.merchant, t.orderNumber)],
)

/** Who is looking at a request; short-lived. */
export const presences = sqliteTable(
  'presences',
  {
    merchant: text('merchant').notNull(),
    request: text('request').notNull(),
    staff: text('staff').notNull(),
    name: text('name').notNull(),
    seenAt: integer('seen_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.merchant, t.request, t.staff] })],
)
