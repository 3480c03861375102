export { webhookRows } from './message-rows.ts'
export { sendWebhook } from './send-webhook.ts'
export { forgetDeliveriesBefore } from './store.ts'
