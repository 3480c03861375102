export { webhookRows } from './message-rows.ts'
export { type SentWebhook, sendWebhook } from './send-webhook.ts'
export { forgetDeliveriesBefore } from './store.ts'
