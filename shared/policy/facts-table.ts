import type { AttributeFact, DeclaredFactName, FactName, Operator, Policy, PolicyQuestion } from './policy.ts'

export type FactType = 'string' | 'number' | 'boolean' | 'list' | 'money'
/** Who knows it: what is the same for every claim on an order, for every claim of a line, or only for this claim. */
export type FactScope = 'order' | 'line' | 'claim' | 'reason'

export interface FactRow {
  name: FactName
  type: FactType
  scope: FactScope
  unit?: 'days' | 'hours' | 'units' | 'minor' | 'files' | 'characters' | 'requests'
  /** Where the value comes from. */
  source: string
  example: string | number | boolean
}

/** Everything a condition can read. Facts about a line are empty, 0 or false in a claim on a payment or on shipping. */
export const factsTable: readonly FactRow[] = [
  {
    name: 'order.total',
    type: 'money',
    scope: 'order',
    unit: 'minor',
    source: 'lines, shipping and tax after all discounts',
    example: 12900,
  },
  {
    name: 'order.country',
    type: 'string',
    scope: 'order',
    source: 'shippingAddress.country, else customer.country',
    example: 'DE',
  },
  { name: 'order.channel', type: 'string', scope: 'order', source: 'order.channel', example: 'web' },
  { name: 'order.currency', type: 'string', scope: 'order', source: 'order.currency', example: 'EUR' },
  {
    name: 'order.ageDays',
    type: 'number',
    scope: 'order',
    unit: 'days',
    source: 'calendar days since order.placedAt',
    example: 12,
  },
  { name: 'order.store', type: 'string', scope: 'order', source: 'order.store', example: 'Berlin' },
  { name: 'order.region', type: 'string', scope: 'order', source: 'shippingAddress.region', example: 'CA' },
  {
    name: 'order.paymentMethods',
    type: 'list',
    scope: 'order',
    source: 'the methods of order.payments',
    example: 'card',
  },
  { name: 'order.shipped', type: 'boolean', scope: 'order', source: 'order.fulfillments has one', example: true },
  { name: 'customer.tier', type: 'string', scope: 'order', source: 'customer.tier', example: 'vip' },
  { name: 'customer.tags', type: 'list', scope: 'order', source: 'customer.tags', example: 'wholesale' },
  { name: 'customer.country', type: 'string', scope: 'order', source: 'customer.country', example: 'GB' },
  {
    name: 'customer.refunds90',
    type: 'number',
    scope: 'order',
    unit: 'requests',
    source: 'requests of this customer in the last 90 days',
    example: 4,
  },
  { name: 'line.sku', type: 'string', scope: 'line', source: 'line.sku', example: 'MUG-01' },
  { name: 'line.categories', type: 'list', scope: 'line', source: 'line.categories', example: 'electronics' },
  { name: 'line.tags', type: 'list', scope: 'line', source: 'line.tags', example: 'final-sale' },
  { name: 'line.kind', type: 'string', scope: 'line', source: 'line.kind, else product', example: 'product' },
  { name: 'line.unitPrice', type: 'money', scope: 'line', unit: 'minor', source: 'line.unitPrice', example: 2500 },
  {
    name: 'line.total',
    type: 'money',
    scope: 'line',
    unit: 'minor',
    source: 'what the line cost after its stated discounts, with tax',
    example: 5000,
  },
  { name: 'line.quantity', type: 'number', scope: 'line', unit: 'units', source: 'line.quantity', example: 2 },
  {
    name: 'line.discounted',
    type: 'boolean',
    scope: 'line',
    source: 'line.discount or line.orderDiscount above 0',
    example: true,
  },
  {
    name: 'line.legalClass',
    type: 'list',
    scope: 'line',
    source: "line.legalClass, else by category from the policy's legalClasses",
    example: 'custom_made',
  },
  { name: 'line.legalConfirmed', type: 'boolean', scope: 'line', source: 'line.legalConfirmed', example: false },
  {
    name: 'line.daysSinceDelivery',
    type: 'number',
    scope: 'line',
    unit: 'days',
    source: 'calendar days since the delivery, known or assumed; never below 0',
    example: 9,
  },
  { name: 'line.delivered', type: 'boolean', scope: 'line', source: 'the delivery is known and past', example: true },
  { name: 'line.productId', type: 'string', scope: 'line', source: 'line.productId', example: 'P-1042' },
  { name: 'line.variant', type: 'string', scope: 'line', source: 'line.variant', example: 'Blue / M' },
  {
    name: 'line.fulfilled',
    type: 'boolean',
    scope: 'line',
    source: 'a fulfillment holds the line, or line.fulfilledQuantity is above 0',
    example: true,
  },
  { name: 'line.gift', type: 'boolean', scope: 'line', source: 'order.promotions names it as a gift', example: false },
  { name: 'claim.reason', type: 'string', scope: 'reason', source: 'the reason chosen', example: 'doesnt_fit' },
  {
    name: 'claim.reasonGroup',
    type: 'string',
    scope: 'reason',
    source: "the reason's parent, or itself",
    example: 'changed_mind',
  },
  { name: 'claim.fault', type: 'string', scope: 'reason', source: "the reason's fault", example: 'shopper' },
  { name: 'claim.noReason', type: 'boolean', scope: 'reason', source: 'the reason needs no reason', example: true },
  {
    name: 'claim.quantity',
    type: 'number',
    scope: 'claim',
    unit: 'units',
    source: 'units claimed, 1 unless said',
    example: 1,
  },
  {
    name: 'claim.amount',
    type: 'money',
    scope: 'claim',
    unit: 'minor',
    source: 'line.total for the units claimed, or the payment',
    example: 2500,
  },
  { name: 'claim.photos', type: 'number', scope: 'claim', unit: 'files', source: 'photos attached', example: 2 },
  {
    name: 'claim.condition',
    type: 'string',
    scope: 'claim',
    source: 'what the shopper says: unopened, opened, used, broken',
    example: 'opened',
  },
  { name: 'claim.videos', type: 'number', scope: 'claim', unit: 'files', source: 'videos attached', example: 1 },
  { name: 'claim.documents', type: 'number', scope: 'claim', unit: 'files', source: 'documents attached', example: 1 },
  {
    name: 'claim.detailLength',
    type: 'number',
    scope: 'claim',
    unit: 'characters',
    source: 'length of the details',
    example: 40,
  },
  {
    name: 'payment.method',
    type: 'string',
    scope: 'claim',
    source: 'the method of the payment claimed',
    example: 'card',
  },
  {
    name: 'payment.duplicate',
    type: 'boolean',
    scope: 'claim',
    source: 'an earlier payment of the order has the same amount and method and is at most a day older',
    example: true,
  },
]

const rows: ReadonlyMap<string, FactRow> = new Map(factsTable.map((row) => [row.name, row]))

/** The row of a fact, also of one that this policy declares. */
export function factRow(name: string, policy: Pick<Policy, 'attributes' | 'questions'> = {}): FactRow | undefined {
  const row = rows.get(name)
  if (row) return row
  const attribute = policy.attributes?.find((declared) => attributeName(declared) === name)
  if (attribute) return attributeRow(attribute)
  const question = policy.questions?.find(({ code }) => `answer.${code}` === name)
  return question && answerRow(question)
}

/** The facts that a policy declares: its orders' attributes, and the answers to its questions. */
export function declaredFacts({
  attributes = [],
  questions = [],
}: Pick<Policy, 'attributes' | 'questions'>): FactRow[] {
  return [...attributes.map(attributeRow), ...questions.map(answerRow)]
}

const typeOfAttribute = { text: 'string', number: 'number', boolean: 'boolean', time: 'number' } as const
const typeOfAnswer = { choice: 'string', text: 'string', number: 'number', photo: 'number' } as const

function attributeName({ of, key }: AttributeFact): DeclaredFactName {
  return `${of}.attributes.${key}`
}

function attributeRow(attribute: AttributeFact): FactRow {
  const { of, type } = attribute
  const name = attributeName(attribute)
  return {
    name,
    type: typeOfAttribute[type],
    scope: of,
    ...(type === 'time' ? { unit: 'hours' } : {}),
    source: type === 'time' ? `hours until ${name}` : name,
    example: { text: 'printed', number: 3, boolean: true, time: 48 }[type],
  }
}

function answerRow({ code, kind, options }: PolicyQuestion): FactRow {
  return {
    name: `answer.${code}`,
    type: typeOfAnswer[kind],
    scope: 'claim',
    ...(kind === 'photo' ? { unit: 'files' } : {}),
    source: `what the shopper answers to ${code}`,
    example: kind === 'choice' ? (options?.[0]?.value ?? '') : kind === 'text' ? 'left sleeve' : 1,
  }
}

/**
 * Of what is missing a text is empty and a list has no entry, but a number or an amount is 0 and a yes or no is no: whether
 * one of those is there, no comparison can tell.
 */
export function canBeMissing({ type }: Pick<FactRow, 'type'>): boolean {
  return type === 'string' || type === 'list'
}

/**
 * Which comparisons a policy may make with which type. On a list, `in`, `contains` and `starts_with` hold if any entry does;
 * `exists` holds always where nothing can be missing.
 */
export const operatorsOf: Readonly<Record<FactType, readonly Operator[]>> = {
  string: ['eq', 'ne', 'in', 'not_in', 'contains', 'starts_with', 'exists'],
  number: ['eq', 'ne', 'in', 'not_in', 'lt', 'lte', 'gt', 'gte', 'between', 'exists'],
  boolean: ['eq', 'ne', 'exists'],
  list: ['in', 'not_in', 'contains', 'starts_with', 'exists'],
  money: ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', 'exists'],
}
