import type { z } from 'zod'
import type { Auth, Contract } from '../../shared/api/contract.ts'
import { webhookEvents, webhookMessage } from '../../shared/api/webhooks.schema.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { statusOfCode } from '../http/problem.ts'
import { commandBodies, type JsonSchema, JsonSchemas, orderSchema, problem } from './json-schemas.ts'
import { groups, type Operation } from './operations.ts'

export interface OpenApiOperation {
  operationId: string
  tags: string[]
  summary: string
  security: Record<string, string[]>[]
  parameters: JsonSchema[]
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: JsonSchema }> }>
}

export interface WebhookOperation {
  summary: string
  requestBody: { required: true; content: { 'application/json': { schema: JsonSchema } } }
  responses: Record<string, { description: string }>
}

export interface OpenApi {
  openapi: '3.1.0'
  info: { title: string; version: string; description: string; license: { name: string } }
  servers: { url: string }[]
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, OpenApiOperation>>
  /** What we send to merchants, by event. */
  webhooks: Record<string, { post: WebhookOperation }>
  components: { securitySchemes: Record<string, JsonSchema>; schemas: Record<string, JsonSchema> }
}

const description = `Self-service refunds: a stream of events per request, exact amounts, payouts that happen once.

Amounts are integers in the minor unit of their currency (ISO 4217 exponent: JPY 0, CNY 2, KWD 3); times are milliseconds
since 1970 unless they say otherwise. A POST with an Idempotency-Key may be sent again: the same body gets the same answer,
another body 422. Errors are RFC 9457 problem documents with a stable \`code\`; 404 is also the answer for what belongs to
somebody else. Lists are paged by \`cursor\`.`

/** The contract table as OpenAPI 3.1. */
export function openApiDocument(operations: readonly Operation[], url: string, version: string): OpenApi {
  const schemas = new JsonSchemas()
  schemas.of(problem, 'output')
  const paths: OpenApi['paths'] = {}
  for (const operation of operations) {
    const path = `/v1${operation.contract.path.replaceAll(/:(\w+)/g, '{$1}')}`
    const at = (paths[path] ??= {})
    at[operation.contract.method.toLowerCase()] = operationOf(operation, schemas)
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Amends', version, description, license: { name: 'MIT' } },
    servers: [{ url }],
    tags: groups.map(({ name, description: text }) => ({ name, description: text })),
    paths,
    webhooks: webhooksOf(schemas),
    components: { securitySchemes, schemas: sorted(schemas.components) },
  }
}

function webhooksOf(schemas: JsonSchemas): OpenApi['webhooks'] {
  const schema = schemas.of(webhookMessage, 'output')
  const responses = {
    '2XX': { description: 'Heard; the body is not read' },
    '410': { description: 'Tell me nothing more' },
  }
  return Object.fromEntries(
    webhookEvents.map((event) => [
      event,
      {
        post: {
          summary: event,
          requestBody: { required: true, content: { 'application/json': { schema } } },
          responses,
        },
      },
    ]),
  )
}

const securitySchemes: Record<string, JsonSchema> = {
  secret: { type: 'http', scheme: 'bearer', description: 'The secret key, sk_…' },
  merchant: { type: 'apiKey', in: 'header', name: 'Amends-Merchant', description: 'The publishable key, pk_…' },
  shopper: { type: 'http', scheme: 'bearer', description: 'A shopper’s token, from POST /v1/shop/verify' },
  session: { type: 'apiKey', in: 'cookie', name: 'amends.session_token', description: 'Set by signing in' },
}

const security: Record<Auth, Record<string, string[]>[]> = {
  none: [],
  secret: [{ secret: [] }],
  publishable: [{ merchant: [] }],
  shopper: [{ merchant: [], shopper: [] }],
  staff: [{ session: [] }],
}

const authErrors: Record<Auth, ErrorCode[]> = {
  none: [],
  secret: ['unauthenticated'],
  publishable: ['unauthenticated', 'origin_not_allowed'],
  shopper: ['unauthenticated', 'origin_not_allowed'],
  staff: ['unauthenticated'],
}

function operationOf({ id, group, contract }: Operation, schemas: JsonSchemas): OpenApiOperation {
  const requestBody = bodyOf(contract, group, schemas)
  return {
    operationId: id,
    tags: [group],
    summary: contract.summary,
    security: security[contract.auth],
    parameters: [
      ...parametersOf(contract.params, 'path', schemas),
      ...parametersOf(contract.query, 'query', schemas),
      ...headersOf(contract),
    ],
    ...(requestBody ? { requestBody } : {}),
    responses: { ...answersOf(contract, schemas), ...problemsOf(contract) },
  }
}

function parametersOf(schema: z.ZodObject | undefined, where: 'path' | 'query', schemas: JsonSchemas): JsonSchema[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemas.of(schema, 'input') as {
    properties?: Record<string, JsonSchema>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description: text, ...property }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(text === undefined ? {} : { description: text }),
    schema: property,
  }))
}

function headersOf({ auth, method, idempotent, response }: Contract): JsonSchema[] {
  const header = (name: string, required: boolean, text: string): JsonSchema => ({
    name,
    in: 'header',
    required,
    description: text,
    schema: { type: 'string' },
  })
  return [
    ...(idempotent ? [header('Idempotency-Key', true, 'Yours, for this one action; kept for 48 hours')] : []),
    ...(auth === 'staff' && method !== 'GET' ? [header('Amends-Csrf', true, '1')] : []),
    ...(response === 'stream'
      ? [header('Last-Event-ID', false, 'The seq seen last; an older one answers at once')]
      : []),
  ]
}

function bodyOf(contract: Contract, group: string, schemas: JsonSchemas): OpenApiOperation['requestBody'] {
  const { body, path } = contract
  if (body === undefined) return undefined
  if (body === 'binary' || body === 'file') {
    return { required: true, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } }
  }
  if (body === 'orders' && path.endsWith('/import')) {
    const text = { schema: { type: 'string' } }
    return { required: true, content: { 'application/x-ndjson': text, 'text/csv': text } }
  }
  const schema = body === 'orders' ? schemas.of(orderSchema, 'input') : commandBodyOf(path, group, schemas)
  return {
    required: true,
    content: { 'application/json': { schema: schema ?? schemas.of(body as z.ZodType, 'input') } },
  }
}

function commandBodyOf(path: string, group: string, schemas: JsonSchemas): JsonSchema | undefined {
  const bodies = path.endsWith('/:command') ? commandBodies[group] : undefined
  if (!bodies) return undefined
  return { anyOf: Object.entries(bodies).map(([title, schema]) => ({ title, ...schemas.of(schema, 'input') })) }
}

function answersOf({ response, status = 200 }: Contract, schemas: JsonSchemas): OpenApiOperation['responses'] {
  const answer = { description: 'Done' }
  if (response === 'none') return { [status]: answer }
  if (response === 'stream')
    return { [status]: { ...answer, content: { 'text/event-stream': { schema: { type: 'string' } } } } }
  if (response === 'binary') {
    return { [status]: { ...answer, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } } }
  }
  return { [status]: { ...answer, content: { 'application/json': { schema: schemas.of(response, 'output') } } } }
}

/** Each status with the codes that come under it. */
function problemsOf(contract: Contract): OpenApiOperation['responses'] {
  const { auth, params, query, body, idempotent, method } = contract
  const codes = new Set<ErrorCode>([
    ...authErrors[auth],
    ...(auth === 'staff' && method !== 'GET' ? (['forbidden'] as const) : []),
    ...(params ? (['not_found'] as const) : []),
    ...(params || query || typeof body === 'object' ? (['validation_failed'] as const) : []),
    ...(typeof body === 'object' ? (['malformed_json'] as const) : []),
    ...(idempotent ? (['idempotency_key_required', 'idempotency_key_reused'] as const) : []),
    ...((contract.errors ?? []) as ErrorCode[]),
  ])
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of codes) byStatus.set(statusOfCode(code), [...(byStatus.get(statusOfCode(code)) ?? []), code])
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, found]) => [status, { description: found.join(', '), content }]),
  )
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => a.localeCompare(b)))
}
