import { z } from 'zod'
import { adminItem, adminRequest, me, queueRow } from '../../shared/api/admin.schema.ts'
import { claimItem, shopperCommands, staffCommands, submission } from '../../shared/api/commands.schema.ts'
import { arrival, nextStep, problem, quoteView, words } from '../../shared/api/common.schema.ts'
import { importReport, orderStored, quoteAnswer, quoteRequest } from '../../shared/api/merchant.schema.ts'
import { orderView, reasonAnswer, reasonView } from '../../shared/api/order-view.schema.ts'
import { requestItemView, requestView, timelineEntry } from '../../shared/api/request-view.schema.ts'
import { shopConfig } from '../../shared/api/shop-config.schema.ts'
import { webhookDelivery, webhookEvent, webhookMessage, webhookView } from '../../shared/api/webhooks.schema.ts'
import { orderSchema } from '../../shared/order/order.schema.ts'
import { policySchema } from '../../shared/policy/policy.schema.ts'

export type JsonSchema = { [key: string]: unknown }

/** What is worth a name of its own; everything else stands where it is used. */
const named: Record<string, z.ZodType> = {
  Order: orderSchema,
  Policy: policySchema,
  Problem: problem,
  QuoteRequest: quoteRequest,
  QuoteAnswer: quoteAnswer,
  Quote: quoteView,
  OrderStored: orderStored,
  ImportReport: importReport,
  Submission: submission,
  ClaimItem: claimItem,
  Request: requestView,
  RequestItem: requestItemView,
  TimelineEntry: timelineEntry,
  NextStep: nextStep,
  Words: words,
  Arrival: arrival,
  ShopConfig: shopConfig,
  ShopOrder: orderView,
  Reason: reasonView,
  ReasonAnswer: reasonAnswer,
  Webhook: webhookView,
  WebhookEvent: webhookEvent,
  WebhookMessage: webhookMessage,
  WebhookDelivery: webhookDelivery,
  QueueRow: queueRow,
  Case: adminRequest,
  CaseItem: adminItem,
  Me: me,
}

const registry = z.registry<{ id: string }>()
for (const [id, schema] of Object.entries(named)) registry.add(schema, { id })

/** zod's JSON Schemas (2020-12, as OpenAPI 3.1 has them), with named ones moved to the document's components. */
export class JsonSchemas {
  readonly components: Record<string, JsonSchema> = {}

  /** `input`: as a caller writes it, defaults optional. `output`: as an answer comes. */
  of(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const {
      $schema: _,
      $defs,
      ...root
    } = z.toJSONSchema(schema, {
      io,
      metadata: registry,
      unrepresentable: 'any',
    }) as JsonSchema
    for (const [name, definition] of Object.entries(($defs ?? {}) as Record<string, JsonSchema>)) {
      this.components[name] ??= relinked(withoutId(definition))
    }
    const name = registry.get(schema)?.id
    if (name === undefined) return relinked(withoutId(root))
    this.components[name] ??= relinked(withoutId(root))
    return { $ref: `#/components/schemas/${name}` }
  }
}

function withoutId({ id: _, ...schema }: JsonSchema): JsonSchema {
  return schema
}

function relinked<T>(value: T): T {
  if (Array.isArray(value)) return value.map(relinked) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      key === '$ref' && typeof part === 'string' ? part.replace('#/$defs/', '#/components/schemas/') : relinked(part),
    ]),
  ) as T
}

/** Bodies of the routes whose last part is the command's name. */
export const commandBodies: Record<string, Record<string, z.ZodType>> = {
  merchant: staffCommands,
  admin: staffCommands,
  shop: shopperCommands,
}

export { orderSchema, problem }
