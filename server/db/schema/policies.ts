import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Immutable, but for its cancellation before it takes effect. Never removed: requests name the version that judged them. */
export const policyVersions = sqliteTable(
  'policy_versions',
  {
    merchant: text('merchant').notNull(),
    version: integer('version').notNull(),
    policy: text('policy').notNull(),
    publishedAt: integer('published_at').notNull(),
    /** Grows with the version: the live one is the highest that has begun. */
    effectiveAt: integer('effective_at').notNull().default(0),
    note: text('note'),
    /** { id?, name } as JSON; null: the installation itself. */
    publishedBy: text('published_by'),
    /** The version that a roll back repeats. */
    copyOf: integer('copy_of'),
    /** Why it was published although cases failed. */
    overrideReason: text('override_reason'),
    cancelledAt: integer('cancelled_at'),
    cancelledBy: text('cancelled_by'),
    /** SHA-256 of the owner's policy.json that this version came from. */
    fileHash: text('file_hash'),
  },
  (t) => [primaryKey({ columns: [t.merchant, t.version] })],
)

/** One a merchant. `revision` only ever grows, so that a page from before a publication never fits the next draft. */
export const policyDrafts = sqliteTable('policy_drafts', {
  merchant: text('merchant').primaryKey(),
  /** Null: there is no draft at present. */
  policy: text('policy'),
  basedOn: integer('based_on'),
  revision: integer('revision').notNull(),
  savedAt: integer('saved_at').notNull(),
  /** { id?, name } as JSON. */
  savedBy: text('saved_by').notNull(),
})

/** What every version must keep true. */
export const policyCases = sqliteTable(
  'policy_cases',
  {
    merchant: text('merchant').notNull(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    body: text('body').notNull(),
    savedAt: integer('saved_at').notNull(),
    savedBy: text('saved_by').notNull(),
  },
  (t) => [primaryKey({ columns: [t.merchant, t.id] })],
)
