import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** The projection of a payout's stream: the folded state as JSON, and the columns that are asked for. */
export const payouts = sqliteTable(
  'payouts',
  {
    merchant: text('merchant').notNull(),
    id: text('id').notNull(),
    request: text('request').notNull(),
    orderNumber: text('order_number').notNull(),
    /** A payment's id, "store_credit", "account", "gift_card", "coupon", "points" or "manual". */
    destination: text('destination').notNull(),
    provider: text('provider').notNull(),
    /** The captured payment as the provider knows it. */
    reference: text('reference').notNull(),
    currency: text('currency').notNull(),
    amount: integer('amount').notNull(),
    status: text('status').notNull(),
    failureCode: text('failure_code'),
    failureFinal: integer('failure_final'),
    /** 1: paid once, and sent back by the bank. */
    returned: integer('returned').notNull().default(0),
    hold: text('hold'),
    providerReference: text('provider_reference'),
    batch: text('batch'),
    attempts: integer('attempts').notNull(),
    seq: integer('seq').notNull(),
    /** PayoutState. */
    state: text('state').notNull().default('{}'),
    requestedAt: integer('requested_at').notNull(),
    changedAt: integer('changed_at').notNull(),
    firstSentAt: integer('first_sent_at'),
    /** What counts towards the cap of a day went out on that day. */
    lastSentAt: integer('last_sent_at'),
    settledAt: integer('settled_at'),
    /** Since when a person is asked to look. */
    personSince: integer('person_since'),
  },
  (t) => [
    primaryKey({ columns: [t.merchant, t.id] }),
    index('payouts_request').on(t.merchant, t.request),
    index('payouts_order').on(t.merchant, t.orderNumber),
    index('payouts_status').on(t.merchant, t.status, t.changedAt, t.id, t.failureCode),
    index('payouts_changed').on(t.merchant, t.changedAt, t.id),
    // What may be filtered for besides stands in them too, so that rows are opened for the page alone.
    index('payouts_provider').on(t.merchant, t.provider, t.changedAt, t.id, t.status, t.currency, t.amount),
    index('payouts_currency').on(t.merchant, t.currency, t.changedAt, t.id, t.amount, t.status),
    index('payouts_sent').on(t.merchant, t.currency, t.lastSentAt),
    index('payouts_person').on(t.merchant, t.personSince).where(sql`person_since IS NOT NULL`),
    index('payouts_settled').on(t.merchant, t.settledAt, t.status, t.attempts),
    index('payouts_held').on(t.merchant, t.hold, t.id).where(sql`hold IS NOT NULL`),
    index('payouts_provider_reference').on(t.merchant, t.provider, t.providerReference),
    index('payouts_batch').on(t.merchant, t.batch).where(sql`batch IS NOT NULL`),
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
  (t) => [
    primaryKey({ name: 'payout_events_pk', columns: [t.merchant, t.payout, t.seq] }),
    index('payout_events_at').on(t.merchant, t.at),
  ],
)

/** What finance has set; one row a merchant that set anything. */
export const payoutControls = sqliteTable('payout_controls', {
  merchant: text('merchant').primaryKey(),
  /** { CUR: minor } as JSON: above it two people approve. */
  secondPersonAbove: text('second_person_above').notNull().default('{}'),
  /** { CUR: minor } as JSON, a day of the shop's zone. */
  dailyCap: text('daily_cap').notNull().default('{}'),
  /** Nothing goes out while this is set. */
  stoppedAt: integer('stopped_at'),
  /** { id, name, reason } as JSON. */
  stoppedBy: text('stopped_by'),
  revision: integer('revision').notNull().default(1),
  changedAt: integer('changed_at').notNull(),
})

/** The circuit breaker: how the last calls to a provider went. */
export const providerHealth = sqliteTable(
  'provider_health',
  {
    merchant: text('merchant').notNull(),
    provider: text('provider').notNull(),
    misses: integer('misses').notNull(),
    openUntil: integer('open_until'),
    lastAnswerAt: integer('last_answer_at'),
    lastCode: text('last_code'),
  },
  (t) => [primaryKey({ name: 'provider_health_pk', columns: [t.merchant, t.provider] })],
)

/** When a payment was last refunded, where its provider wants time between. */
export const paymentPace = sqliteTable(
  'payment_pace',
  {
    merchant: text('merchant').notNull(),
    provider: text('provider').notNull(),
    reference: text('reference').notNull(),
    sentAt: integer('sent_at').notNull(),
  },
  (t) => [primaryKey({ name: 'payment_pace_pk', columns: [t.merchant, t.provider, t.reference] })],
)

/** A merchant's credentials, sealed for merchant and provider. */
export const providerConnections = sqliteTable(
  'provider_connections',
  {
    merchant: text('merchant').notNull(),
    provider: text('provider').notNull(),
    /** `v2.<key id>.<nonce>.<ciphertext>` */
    sealed: text('sealed').notNull(),
    /** What may be shown of it, as JSON. */
    shown: text('shown').notNull(),
    revision: integer('revision').notNull(),
    savedAt: integer('saved_at').notNull(),
    /** { id?, name } as JSON. */
    savedBy: text('saved_by').notNull(),
    checkedAt: integer('checked_at'),
    /** ConnectionCheck as JSON. */
    checked: text('checked'),
    lastNoticeAt: integer('last_notice_at'),
  },
  (t) => [primaryKey({ name: 'provider_connections_pk', columns: [t.merchant, t.provider] })],
)

/** Webhooks that came in, each done once. */
export const providerEvents = sqliteTable(
  'provider_events',
  {
    merchant: text('merchant').notNull(),
    provider: text('provider').notNull(),
    event: text('event').notNull(),
    kind: text('kind').notNull(),
    payout: text('payout'),
    providerReference: text('provider_reference'),
    receivedAt: integer('received_at').notNull(),
    /** `applied`, `known`, `external`, `unmatched` or `recorded`. */
    outcome: text('outcome').notNull(),
  },
  (t) => [
    primaryKey({ name: 'provider_events_pk', columns: [t.merchant, t.provider, t.event] }),
    index('provider_events_received').on(t.receivedAt),
  ],
)

/** Refunds that somebody made at the provider. Booked ones are part of the order's refunds. */
export const externalRefunds = sqliteTable(
  'external_refunds',
  {
    merchant: text('merchant').notNull(),
    provider: text('provider').notNull(),
    reference: text('reference').notNull(),
    /** The payment's reference, as the provider has it. */
    paymentReference: text('payment_reference'),
    /** What the provider calls the same payment too, as JSON: the order may know it by any of its names. */
    otherReferences: text('other_references'),
    orderNumber: text('order_number'),
    payment: text('payment'),
    currency: text('currency').notNull(),
    amount: integer('amount').notNull(),
    at: integer('at').notNull(),
    learntAt: integer('learnt_at').notNull(),
    /** `booked`, `unmatched` or `failed`. */
    status: text('status').notNull(),
  },
  (t) => [
    primaryKey({ name: 'external_refunds_pk', columns: [t.merchant, t.provider, t.reference] }),
    index('external_refunds_order').on(t.merchant, t.orderNumber),
  ],
)

/** Where a shopper wants money that cannot go back to its payment. */
export const payoutAccounts = sqliteTable(
  'payout_accounts',
  {
    merchant: text('merchant').notNull(),
    id: text('id').notNull(),
    orderNumber: text('order_number').notNull(),
    kind: text('kind').notNull(),
    /** AccountDetails, sealed for merchant and account. */
    sealed: text('sealed').notNull(),
    masked: text('masked').notNull(),
    /** HMAC of kind and number: the same account is known again without being read. */
    fingerprint: text('fingerprint').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.merchant, t.id] }),
    index('payout_accounts_order').on(t.merchant, t.orderNumber),
    index('payout_accounts_fingerprint').on(t.merchant, t.fingerprint),
  ],
)

/** A file for the merchant's bank. */
export const bankBatches = sqliteTable(
  'bank_batches',
  {
    merchant: text('merchant').notNull(),
    /** Counted from 1 for each merchant. */
    number: integer('number').notNull(),
    /** The file's message id, at most 35 characters. */
    id: text('id').notNull(),
    currency: text('currency').notNull(),
    count: integer('count').notNull(),
    total: integer('total').notNull(),
    /** `made`, `sent`, `settled` or `discarded`. */
    status: text('status').notNull(),
    executeOn: text('execute_on').notNull(),
    /** { id, name } as JSON. */
    madeBy: text('made_by').notNull(),
    madeAt: integer('made_at').notNull(),
    sentAt: integer('sent_at'),
    settledAt: integer('settled_at'),
  },
  (t) => [primaryKey({ columns: [t.merchant, t.number] }), uniqueIndex('bank_batches_id').on(t.merchant, t.id)],
)

/** A day of one provider and currency, ours against theirs. Amounts in minor units. */
export const reconciliations = sqliteTable(
  'reconciliations',
  {
    merchant: text('merchant').notNull(),
    /** YYYY-MM-DD in the shop's zone. */
    day: text('day').notNull(),
    provider: text('provider').notNull(),
    currency: text('currency').notNull(),
    ourCount: integer('our_count').notNull(),
    ourAmount: integer('our_amount').notNull(),
    theirCount: integer('their_count').notNull(),
    theirAmount: integer('their_amount').notNull(),
    /** `list`, or the name of the settlement file's format. */
    source: text('source').notNull(),
    ranAt: integer('ran_at').notNull(),
  },
  (t) => [primaryKey({ name: 'reconciliations_pk', columns: [t.merchant, t.day, t.provider, t.currency] })],
)

export const reconciliationDifferences = sqliteTable(
  'reconciliation_differences',
  {
    merchant: text('merchant').notNull(),
    id: text('id').notNull(),
    day: text('day').notNull(),
    provider: text('provider').notNull(),
    currency: text('currency').notNull(),
    /** `only_theirs`, `only_ours`, `amount`, `state`. */
    kind: text('kind').notNull(),
    payout: text('payout'),
    providerReference: text('provider_reference'),
    paymentReference: text('payment_reference'),
    orderNumber: text('order_number'),
    ours: integer('ours').notNull(),
    theirs: integer('theirs').notNull(),
    /** What is known of it, as JSON. */
    detail: text('detail').notNull(),
    /** `booked`, `waiting`, `written_off` or `settled`; NULL: open. */
    resolution: text('resolution'),
    waitUntil: text('wait_until'),
    /** { id?, name, note } as JSON. */
    resolvedBy: text('resolved_by'),
    resolvedAt: integer('resolved_at'),
    /** The comparison that is being written piece by piece: what it found is nobody's to see before it is whole. */
    hiddenBy: text('hidden_by'),
  },
  (t) => [
    primaryKey({ columns: [t.merchant, t.id] }),
    // Its own order is how they are paged: of a provider and currency the open ones first.
    index('reconciliation_differences_page').on(
      t.merchant,
      t.day,
      t.provider,
      t.currency,
      sql`resolution IS NOT NULL`,
      t.id,
    ),
    index('reconciliation_differences_open').on(t.merchant, t.day).where(sql`resolution IS NULL`),
    index('reconciliation_differences_hidden').on(t.merchant, t.day, t.provider).where(sql`hidden_by IS NOT NULL`),
  ],
)

/**
 * Store credit: one row for each time something is added or taken. `left` is what remains of a row that added; redeeming takes
 * from what expires first. Minor units.
 */
export const storeCreditEntries = sqliteTable(
  'store_credit_entries',
  {
    merchant: text('merchant').notNull(),
    id: text('id').notNull(),
    /** `customer:<id>`, or `email:<key>` for guests. */
    owner: text('owner').notNull(),
    currency: text('currency').notNull(),
    /** `granted`, `redeemed`, `expired`, `given_back` or `adjusted`. */
    kind: text('kind').notNull(),
    /** Signed. */
    amount: integer('amount').notNull(),
    left: integer('left').notNull(),
    expiresAt: integer('expires_at'),
    /** Granted for this payout: granting it twice is granting it once. */
    payout: text('payout'),
    /** Redeemed for this order of the merchant's. */
    orderNumber: text('order_number'),
    at: integer('at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'store_credit_entries_pk', columns: [t.merchant, t.id] }),
    uniqueIndex('store_credit_entries_payout').on(t.merchant, t.payout).where(sql`payout IS NOT NULL`),
    index('store_credit_entries_owner').on(t.merchant, t.owner, t.currency, t.expiresAt),
    index('store_credit_entries_expiry').on(t.expiresAt).where(sql`"left" > 0`),
    check('store_credit_never_below_zero', sql`${t.left} >= 0`),
  ],
)
