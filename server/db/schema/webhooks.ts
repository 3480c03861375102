import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const webhooks = sqliteTable(
  'webhooks',
  {
    merchant: text('merchant').notNull(),
    id: text('id').notNull(),
    url: text('url').notNull(),
    /** Names of events as JSON; null: all, also those that come later. */
    events: text('events'),
    /** The signing secret, sealed for this merchant and webhook. */
    secret: text('secret').notNull(),
    createdAt: integer('created_at').notNull(),
    /** Since when nothing got through; null: the last delivery did. */
    failingSince: integer('failing_since'),
    disabledAt: integer('disabled_at'),
  },
  (t) => [primaryKey({ columns: [t.merchant, t.id] })],
)

/** What became of each message, for the merchant to look at; written by the worker after every try. */
export const webhookDeliveries = sqliteTable(
  'webhook_deliveries',
  {
    merchant: text('merchant').notNull(),
    webhook: text('webhook').notNull(),
    /** The outbox id, which the receiver sees as webhook-id. */
    id: text('id').notNull(),
    type: text('type').notNull(),
    status: text('status').notNull(),
    attempts: integer('attempts').notNull(),
    httpStatus: integer('http_status'),
    problem: text('problem'),
    /** Of the last try. */
    at: integer('at').notNull(),
    nextAt: integer('next_at'),
  },
  (t) => [
    primaryKey({ columns: [t.merchant, t.webhook, t.id] }),
    index('webhook_deliveries_last').on(t.merchant, t.webhook, t.at),
    index('webhook_deliveries_at').on(t.at),
  ],
)
