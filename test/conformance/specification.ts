import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

/** The files of the vendors that DIR must have. They are not ours to ship. */
export const specificationFiles = {
  stripe: 'stripe-refunds-slim.json',
  paypal: 'paypal-payments_v2.fixed.json',
  adyen: 'adyen_checkout_v72.json',
} as const
export type Api = keyof typeof specificationFiles

export interface WireRequest {
  method: string
  /** Without the server's own base. */
  path: string
  query: URLSearchParams
  headers: Headers
  body: string
}

interface Parameter {
  $ref?: string
  in: 'query' | 'header' | 'path'
  name: string
  required?: boolean
  schema: object
}
interface Operation {
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Record<string, { schema: object }> }
  responses: Record<string, { $ref?: string; content?: Record<string, { schema?: object }> }>
}
interface Document {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown>; parameters?: Record<string, Parameter> }
}

/** One vendor's OpenAPI file: says what is wrong with a request or a reply, every violation a line. */
export class Specification {
  readonly document: Document
  private readonly bodies: Ajv
  /** Forms and queries are all text. */
  private readonly forms: Ajv
  private readonly compiled = new Map<string, ValidateFunction>()

  constructor(folder: string, api: Api) {
    this.document = JSON.parse(readFileSync(join(folder, specificationFiles[api]), 'utf8')) as Document
    this.bodies = this.validator(false)
    this.forms = this.validator(true)
  }

  /** "POST /v1/refunds": which of its operations this is; undefined where the file has none. */
  operationOf({ method, path }: Pick<WireRequest, 'method' | 'path'>): string | undefined {
    for (const [template, item] of Object.entries(this.document.paths)) {
      const pattern = new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`)
      if (pattern.test(path) && item[method.toLowerCase()]) return `${method} ${template}`
    }
    return undefined
  }

  request(operation: string, { query, headers, body }: WireRequest): string[] {
    const [method = '', template = ''] = operation.split(' ')
    const { parameters = [], requestBody } = this.lookUp(method, template)
    const known = parameters.map((parameter) => this.resolved(parameter))
    const missing = known
      .filter((parameter) => parameter.required && parameter.in === 'header' && !headers.has(parameter.name))
      .map(({ name }) => `header ${name} is missing`)
    return [
      ...missing,
      ...this.query(
        operation,
        known.filter((parameter) => parameter.in === 'query'),
        query,
      ),
      ...this.requestBody([method, template], requestBody, headers, body),
    ]
  }

  reply(operation: string, status: number, body: string): string[] {
    const [method = '', template = ''] = operation.split(' ')
    const { responses } = this.lookUp(method, template)
    // Too many calls are described in prose, for all of a vendor's operations.
    if (status === 429 && !responses[429]) return []
    const named = responses[String(status)] ? String(status) : 'default'
    const response = responses[named]
    if (!response) return [`status ${status} is not described`]
    const pointer = response.$ref ?? pointerTo('paths', template, method.toLowerCase(), 'responses', named)
    const content = response.$ref ? 'application/json' : Object.keys(response.content ?? {})[0]
    // Some errors are described by their status alone.
    if (!content) return []
    return this.judged(`${pointer}${pointerTo('content', content, 'schema').slice(1)}`, this.bodies, JSON.parse(body))
  }

  schema(name: string, value: unknown): string[] {
    return this.judged(pointerTo('components', 'schemas', name), this.bodies, value)
  }

  private query(operation: string, parameters: Parameter[], query: URLSearchParams): string[] {
    const schema = {
      type: 'object',
      properties: Object.fromEntries(parameters.map(({ name, schema: each }) => [name, each])),
      required: parameters.filter(({ required }) => required).map(({ name }) => name),
      additionalProperties: false,
    }
    const key = `query of ${operation}`
    const validate = this.compiled.get(key) ?? this.forms.compile(schema)
    this.compiled.set(key, validate)
    return validate(nestedOf(query)) ? [] : linesOf('query', validate.errors)
  }

  private requestBody(at: string[], described: Operation['requestBody'], headers: Headers, body: string): string[] {
    if (body === '') return described?.required ? ['a body is missing'] : []
    const type = headers.get('content-type')?.split(';')[0] ?? ''
    if (!described?.content[type]) return [`a body of ${type || 'no type'} is not described`]
    const [method = '', template = ''] = at
    const pointer = pointerTo('paths', template, method.toLowerCase(), 'requestBody', 'content', type, 'schema')
    return type === 'application/json'
      ? this.judged(pointer, this.bodies, JSON.parse(body))
      : this.judged(pointer, this.forms, nestedOf(new URLSearchParams(body)))
  }

  private judged(pointer: string, ajv: Ajv, value: unknown): string[] {
    const key = `${ajv === this.forms ? 'form' : 'body'} ${pointer}`
    const validate = this.compiled.get(key) ?? ajv.compile({ $ref: `spec${pointer}` })
    this.compiled.set(key, validate)
    return validate(value) ? [] : linesOf('body', validate.errors)
  }

  private validator(coerceTypes: boolean): Ajv {
    const options = { strict: false, allErrors: true, validateSchema: false, logger: false as const, coerceTypes }
    // OpenAPI 3.1 is JSON Schema 2020-12; 3.0 is older.
    const isNew = 'openapi' in this.document && String(this.document.openapi).startsWith('3.1')
    const ajv = isNew ? new Ajv2020(options) : new Ajv(options)
    addFormats(ajv)
    ajv.addSchema(withNulls(this.document) as object, 'spec')
    return ajv
  }

  private resolved(parameter: Parameter): Parameter {
    const name = parameter.$ref?.split('/').at(-1)
    return (name === undefined ? undefined : this.document.components.parameters?.[name]) ?? parameter
  }

  private lookUp(method: string, template: string): Operation {
    const operation = this.document.paths[template]?.[method.toLowerCase()]
    if (!operation) throw new Error(`${method} ${template} is not in the file`)
    return operation
  }
}

/** `nullable` of OpenAPI 3.0 in JSON Schema, which has a type for null. */
function withNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNulls)
  if (typeof value !== 'object' || value === null) return value
  const { nullable, ...rest } = value as Record<string, unknown>
  const inside = Object.fromEntries(Object.entries(rest).map(([key, each]) => [key, withNulls(each)]))
  return nullable === true ? { anyOf: [inside, { type: 'null' }] } : inside
}

function pointerTo(...parts: string[]): string {
  return `#${parts.map((part) => `/${encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')}`
}

function linesOf(where: string, errors: ErrorObject[] | null | undefined): string[] {
  return (errors ?? []).map(({ instancePath, message, params }) => {
    const extra = 'additionalProperty' in params ? ` (${String(params.additionalProperty)})` : ''
    return `${where}${instancePath}: ${message}${extra}`
  })
}

/** a[b]=1 -> { a: { b: '1' } } */
function nestedOf(form: URLSearchParams): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const [key, value] of form) {
    const [, name = key, member] = /^([^[]+)\[([^\]]+)\]$/.exec(key) ?? []
    if (member === undefined) result[name] = value
    else result[name] = { ...(result[name] as object | undefined), [member]: value }
  }
  return result
}
