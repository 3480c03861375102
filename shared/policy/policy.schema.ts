import { z } from 'zod'
import { maxFilesPerItem, maxVideosPerOrder } from '../lifecycle/evidence-limits.ts'
import { currencies } from '../money/currencies.ts'
import { legalClasses } from '../order/order.ts'
import { holidayCountries } from '../time/holidays/working-days.ts'
import { dayOfDate, isTimeZone } from '../time/zoned.ts'
import { checkAmounts, checkCondition, maxLeaves, maxListLength } from './condition-check.ts'
import {
  type Amounts,
  type Condition,
  checklistStages,
  type Policy,
  questionKinds,
  refundTriggers,
  resolutions,
  type Terms,
} from './policy.ts'
import { foundIssues, named, type PolicyIssue, policyIssues } from './policy-issues.schema.ts'
import { limitIssue, maxIssues, maxLanguages, maxRules, reservedNames } from './policy-limits.ts'

export type { PolicyIssue } from './policy-issues.schema.ts'

const maxReasons = 200
const maxCurrencies = 50
const maxQuestions = 60
const maxAttributes = 60
const maxCategoryClasses = 200

const languageTag = z.string().min(2).max(35)
const languageLimit = { error: `at most ${maxLanguages} languages`, params: { code: 'limit_exceeded' } }
const isWithinLanguages = (texts: object) => Object.keys(texts).length <= maxLanguages
const words = z.record(languageTag, z.string().max(500)).refine(isWithinLanguages, languageLimit)
/** In one language, or by language: at least one, each within the limit. */
const policyText = (maxLength: number) =>
  z.union([
    z.string().min(1).max(maxLength),
    z
      .record(languageTag, z.string().min(1).max(maxLength))
      .refine((texts) => Object.keys(texts).length > 0, 'at least one language')
      .refine(isWithinLanguages, languageLimit),
  ])
const code = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[a-z0-9_]+$/, 'lower-case letters, digits and _')
  .refine((name) => !reservedNames.has(name), 'another name: every object has this one')
const currency = z.string().refine((name) => currencies.has(name), 'an ISO 4217 code such as EUR')
const date = z.string().refine((value) => dayOfDate(value) !== undefined, 'a date of the calendar, YYYY-MM-DD')
const percent = z.int().min(0).max(10_000)
const days = z.int().min(0).max(36_500)
const hours = z.number().min(0).max(100_000)
/** No more than can be uploaded: what asks for more can never be met. */
const files = (kind: 'photos' | 'videos' | 'documents', most: number) =>
  z.int().min(0).max(most, `${kind} of an item: ${most} at most`)
const evidence = z
  .strictObject({
    photos: files('photos', maxFilesPerItem),
    videos: files('videos', maxVideosPerOrder),
    documents: files('documents', maxFilesPerItem),
    detailLength: z.int().min(0).max(5000),
  })
  .refine(({ photos, videos, documents }) => photos + videos + documents <= maxFilesPerItem, {
    error: `photos, videos and documents of an item: ${maxFilesPerItem} at most, together`,
    params: { code: 'limit_exceeded' },
  })
/** Its currencies are checked with the whole policy, which names them. */
const amounts = z.custom<Amounts>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), {
  error: 'an amount is { CUR: minor units }',
  params: { code: 'type_mismatch' },
})

const termFields = {
  eligible: z.boolean(),
  because: z.union([z.string().min(1).max(60), words]),
  window: z.strictObject({
    days: z.union([days, z.literal('none')]),
    from: z.enum(['delivered', 'fulfilled', 'placed']),
  }),
  resolutions: z.array(z.enum(resolutions)).min(1).max(resolutions.length),
  returnItem: z.boolean(),
  returnShipping: z.strictObject({ paidBy: z.enum(['merchant', 'shopper']), fee: amounts }),
  restockingFee: z.union([z.literal('none'), z.strictObject({ percent }), z.strictObject({ amount: amounts })]),
  processingFee: z.union([z.literal('none'), amounts]),
  outboundShipping: z.enum(['never', 'whole_order', 'proportional']),
  promotion: z.enum(['keep', 'resettle']),
  gifts: z.enum(['return_or_pay', 'keep']),
  packaging: z.enum(['own', 'free']),
  creditBonusPercent: percent,
  keepItemPercent: percent,
  evidence,
  decision: z.enum(['approve', 'review', 'decline']),
  approvals: z.int().min(1).max(10),
  lane: z.string().min(1).max(60),
  refundTrigger: z.enum(refundTriggers),
  deadlines: z.strictObject({ decide: hours, return: days, inspect: hours, pay: hours, whole: hours }),
} satisfies Record<keyof Terms, z.ZodType>

/** What came later may be left out of whole terms; in a rule, what is left out stays unset. */
export const termsSchema = z.strictObject({
  ...termFields,
  promotion: termFields.promotion.default('keep'),
  gifts: termFields.gifts.default('keep'),
  packaging: termFields.packaging.default('own'),
})

const reasonSchema = z.strictObject({
  code,
  parent: code.optional(),
  labels: words.refine((labels) => Object.keys(labels).length > 0, 'at least one language'),
  fault: z.enum(['merchant', 'carrier', 'shopper']),
  subject: z.enum(['line', 'payment', 'shipping']),
  asks: z.array(z.enum(['details', 'photos', 'videos', 'documents', 'condition'])).max(5),
  materials: z.array(policyText(300)).max(20).optional(),
  help: policyText(2000).optional(),
  examples: z
    .array(z.strictObject({ image: z.url({ protocol: /^https$/ }).max(2000), alt: policyText(300) }))
    .max(6)
    .optional(),
  noReason: z.boolean().optional(),
  countsWindow: z.boolean().optional(),
  notReceived: z.boolean().optional(),
})

const ruleId = z
  .string()
  .min(1)
  .max(60)
  .regex(/^(?!\s)[^\p{C}\p{Zl}\p{Zp}]*(?<!\s)$/u, 'visible characters, and no space at the ends')
  .refine((name) => !reservedNames.has(name), 'another name: every object has this one')

const ruleSchema = z.strictObject({
  id: ruleId,
  name: policyText(200),
  /** Its shape is checked with the whole policy: nesting is bounded there. */
  when: z.custom<Condition>((value) => typeof value === 'object' && value !== null, 'a condition is an object'),
  set: z.strictObject(termFields).partial(),
  note: policyText(2000).optional(),
})

const labels = words.refine((texts) => Object.keys(texts).length > 0, 'at least one language')

const questionSchema = z
  .strictObject({
    code,
    kind: z.enum(questionKinds),
    labels,
    hint: policyText(500).optional(),
    options: z
      .array(z.strictObject({ value: code, labels }))
      .max(50)
      .optional(),
    required: z.boolean(),
    reasons: z.array(code).min(1).max(maxReasons).optional(),
    categories: z.array(z.string().min(1).max(100)).min(1).max(100).optional(),
  })
  .refine(({ kind, options }) => (kind === 'choice' ? (options?.length ?? 0) >= 2 : options === undefined), {
    error: 'a choice has at least two options, no other question has any',
    path: ['options'],
  })

const attributeSchema = z.strictObject({
  of: z.enum(['line', 'order']),
  key: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,60}$/, 'letters, digits, _ and -')
    .refine((name) => !reservedNames.has(name), 'another name: every object has this one'),
  type: z.enum(['text', 'number', 'boolean', 'time']),
  labels,
})

const categoryClassSchema = z.strictObject({
  category: z.string().trim().min(1).max(200),
  legalClass: z.enum([...legalClasses, 'none']),
})

const minute = z.int().min(0).max(1440)
const calendarSchema = z.strictObject({
  hours: z
    .array(
      z
        .strictObject({ weekday: z.int().min(1).max(7), from: minute, to: minute })
        .refine(({ from, to }) => from < to, { error: 'opens before it closes', path: ['to'] }),
    )
    .min(1)
    .max(100),
  holidays: z.enum(holidayCountries as [string]).optional(),
  closed: z.array(date).max(maxListLength).optional(),
  open: z.array(date).max(maxListLength).optional(),
})

/** A whole policy, as it may be published. Issues carry their error code in `params.code`. */
export const policySchema = z
  .strictObject({
    title: policyText(200),
    timezone: z.string().max(100).refine(isTimeZone, 'an IANA zone such as Europe/Berlin'),
    calendar: calendarSchema,
    reasons: z.array(reasonSchema).max(maxReasons),
    terms: termsSchema,
    rules: z.array(ruleSchema).max(maxRules),
    assumedTransitDays: z.int().min(0).max(365),
    currencies: z.array(currency).min(1).max(maxCurrencies),
    questions: z.array(questionSchema).max(maxQuestions).optional(),
    attributes: z.array(attributeSchema).max(maxAttributes).optional(),
    legalClasses: z.array(categoryClassSchema).max(maxCategoryClasses).optional(),
    checklists: z.partialRecord(z.enum(checklistStages), z.array(policyText(300)).max(30)).optional(),
    laterVersions: z.enum(['never', 'kinder']).optional(),
  })
  .superRefine((policy, context) => {
    let room = maxIssues
    const add: Add = (path, codeOfIssue, message) => {
      room -= 1
      if (room >= 0) context.addIssue({ code: 'custom', path, message, params: { code: codeOfIssue } })
    }
    if (policy.rules.length > maxRules) return
    checkReasons(policy, add)
    checkQuestions(policy, add)
    checkAttributes(policy, add)
    checkCategoryClasses(policy, add)
    checkCurrencies(policy, add)
    checkTermAmounts(policy.terms, ['terms'], policy.currencies, add)
    const reasons = new Set(policy.reasons.map((reason) => reason.code))
    let leaves = 0
    const seen = new Set<string>()
    for (const [index, rule] of policy.rules.entries()) {
      if (room <= 0) return
      const path = ['rules', index]
      const id = rule.id.normalize()
      if (seen.has(id)) add([...path, 'id'], 'validation_failed', `another rule is called ${rule.id}`)
      seen.add(id)
      checkTermAmounts(rule.set, [...path, 'set'], policy.currencies, add)
      const report = checkCondition(rule.when, policy)
      leaves += report.leaves
      if (leaves > maxLeaves) {
        add(['rules'], 'limit_exceeded', `at most ${maxLeaves} comparisons in a policy`)
        return
      }
      for (const issue of report.issues) add([...path, 'when', ...issue.path], issue.code, issue.message)
      if (report.issues.length === 0) checkReasonNames(rule.when, [...path, 'when'], reasons, add)
    }
  })

type Add = (path: (string | number)[], code: string, message: string) => void

function checkReasons({ reasons }: Pick<Policy, 'reasons'>, add: Add): void {
  const byCode = new Map(reasons.map((reason) => [reason.code, reason]))
  const seen = new Set<string>()
  reasons.forEach(({ code: own, parent, noReason, fault }, index) => {
    if (seen.has(own)) add(['reasons', index, 'code'], 'validation_failed', `another reason is called ${own}`)
    seen.add(own)
    if (noReason && fault !== 'shopper') {
      add(['reasons', index, 'noReason'], 'validation_failed', "a return without a reason is nobody else's fault")
    }
    if (parent === undefined) return
    const group = byCode.get(parent)
    if (!group) add(['reasons', index, 'parent'], 'unknown_reason', `no reason is called ${parent}`)
    else if (group.parent !== undefined || parent === own) {
      add(['reasons', index, 'parent'], 'validation_failed', 'reasons have two levels')
    }
  })
}

function checkQuestions({ questions = [], reasons }: Pick<Policy, 'questions' | 'reasons'>, add: Add): void {
  const known = new Set(reasons.map((reason) => reason.code))
  const seen = new Set<string>()
  questions.forEach(({ code: own, options = [], reasons: asked = [] }, index) => {
    const path = ['questions', index]
    if (seen.has(own)) add([...path, 'code'], 'validation_failed', `another question is called ${own}`)
    seen.add(own)
    asked.forEach((reason, at) => {
      if (!known.has(reason)) add([...path, 'reasons', at], 'unknown_reason', `no reason is called ${reason}`)
    })
    const values = new Set<string>()
    options.forEach(({ value }, at) => {
      if (values.has(value))
        add([...path, 'options', at, 'value'], 'validation_failed', `another option is called ${value}`)
      values.add(value)
    })
  })
}

function checkAttributes({ attributes = [] }: Pick<Policy, 'attributes'>, add: Add): void {
  const seen = new Set<string>()
  attributes.forEach(({ of, key }, index) => {
    const name = `${of}.attributes.${key}`
    if (seen.has(name)) add(['attributes', index, 'key'], 'validation_failed', `${name} is declared twice`)
    seen.add(name)
  })
}

function checkCategoryClasses({ legalClasses: entries = [] }: Pick<Policy, 'legalClasses'>, add: Add): void {
  const seen = new Set<string>()
  entries.forEach(({ category }, index) => {
    if (seen.has(category)) {
      add(['legalClasses', index, 'category'], 'validation_failed', `${category} is named twice`)
    }
    seen.add(category)
  })
}

function checkCurrencies({ currencies: codes }: Pick<Policy, 'currencies'>, add: Add): void {
  codes.forEach((own, index) => {
    if (codes.indexOf(own) < index) add(['currencies', index], 'validation_failed', `${own} is named twice`)
  })
}

function checkTermAmounts(
  terms: Partial<Terms>,
  path: (string | number)[],
  currencies: readonly string[],
  add: Add,
): void {
  const check = (value: unknown, ...at: string[]) =>
    checkAmounts(value, currencies, (codeOfIssue, message, ...below) =>
      add([...path, ...at, ...below], codeOfIssue, message),
    )
  if (terms.returnShipping) check(terms.returnShipping.fee, 'returnShipping', 'fee')
  const { restockingFee, processingFee } = terms
  if (typeof restockingFee === 'object' && 'amount' in restockingFee)
    check(restockingFee.amount, 'restockingFee', 'amount')
  if (typeof processingFee === 'object') check(processingFee, 'processingFee')
}

/** A rule on a reason that does not exist would never match. */
function checkReasonNames(
  condition: Condition,
  path: (string | number)[],
  reasons: ReadonlySet<unknown>,
  add: Add,
): void {
  if ('not' in condition) return checkReasonNames(condition.not, [...path, 'not'], reasons, add)
  if ('fact' in condition) {
    const { fact, op, value } = condition
    if ((fact !== 'claim.reason' && fact !== 'claim.reasonGroup') || !['eq', 'ne', 'in', 'not_in'].includes(op)) return
    for (const reason of Array.isArray(value) ? value : [value]) {
      if (reasons.has(reason)) continue
      add([...path, 'value'], 'unknown_reason', `no reason is called ${named(String(reason))}`)
    }
    return
  }
  const kind = 'all' in condition ? 'all' : 'any'
  const children = 'all' in condition ? condition.all : condition.any
  children.forEach((child, index) => checkReasonNames(child, [...path, kind, index], reasons, add))
}

/** The policy, or everything that is wrong with it (the first 100 issues). */
export function parsePolicy(input: unknown): { policy: Policy } | { issues: PolicyIssue[] } {
  const { issue: limit } = limitIssue(input)
  if (limit) return { issues: policyIssues([limit], input) }
  const parsed = policySchema.safeParse(input)
  return parsed.success ? { policy: parsed.data } : { issues: policyIssues(foundIssues(parsed.error.issues), input) }
}
