import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const merchants = sqliteTable('merchants', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  publishableKey: text('publishable_key').notNull().unique('merchants_publishable_key'),
  /** SHA-256 of the secret key, hex. */
  secretKeyHash: text('secret_key_hash').notNull().unique('merchants_secret_key_hash'),
  /** MerchantSettings as JSON. */
  settings: text('settings').notNull(),
  createdAt: integer('created_at').notNull(),
  settingsRevision: integer('settings_revision').notNull().default(1),
  /** Of the last change by a person or the merchant's server: { id?, name } as JSON. */
  settingsSavedAt: integer('settings_saved_at'),
  settingsSavedBy: text('settings_saved_by'),
  /** SHA-256 of each field of the shop.json that was brought last, as JSON. */
  shopFileHashes: text('shop_file_hashes'),
})

/** Staff of a merchant; the user row itself is better-auth's. */
export const staffMembers = sqliteTable(
  'staff_members',
  {
    merchant: text('merchant').notNull(),
    userId: text('user_id').notNull(),
    role: text('role').notNull(),
  },
  (t) => [primaryKey({ columns: [t.merchant, t.userId] }), index('staff_members_user').on(t.userId)],
)
