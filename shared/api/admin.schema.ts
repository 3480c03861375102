import { z } from 'zod'
import type { RequestState } from '../lifecycle/request.ts'
import type { Order } from '../order/order.ts'
import { failureActions } from '../payouts/failures.ts'
import { checklistStages } from '../policy/policy.ts'
import type { Holdings } from '../quote/quote-types.ts'
import { staffCommands } from './commands.schema.ts'
import {
  arrival,
  epochMs,
  failureCode,
  json,
  minor,
  nextStep,
  orderNumber,
  payoutStatus,
  policyText,
  requestNumber,
  requestStatus,
  words,
} from './common.schema.ts'
import type { Contract } from './contract.ts'
import { accountSigns } from './payout-row.schema.ts'
import { answeredQuestion, requestSummary, timelineEntry } from './request-view.schema.ts'

const byRequest = z.object({ number: requestNumber })

export const queueViews = [
  'open',
  'to_decide',
  'due_today',
  'mine',
  'payout_failed',
  'waiting_for_shopper',
  'to_receive',
  'closed',
] as const

export const queueRow = z.object({
  number: requestNumber,
  order: orderNumber,
  status: requestStatus,
  customer: z.object({ name: z.string().optional(), country: z.string() }),
  items: z.array(z.object({ title: z.string(), image: z.string().optional(), quantity: z.int() })),
  /** First reason's labels by language. */
  reason: z.object({ code: z.string(), labels: z.record(z.string(), z.string()) }),
  currency: z.string(),
  total: minor,
  /** What the policy suggests. */
  suggested: z.enum(['approve', 'look_closer', 'ask', 'none']),
  dueAt: epochMs.optional(),
  assignee: z.object({ id: z.string(), name: z.string() }).optional(),
  submittedAt: epochMs,
  changedAt: epochMs,
  seq: z.int(),
})
export type QueueRow = z.output<typeof queueRow>
export type QueueView = (typeof queueViews)[number]

/** A sentence of the policy for staff, with where it comes from. */
const traceRow = words.extend({
  tone: z.enum(['yes', 'no', 'person', 'law', 'note']),
  /** The rule's id, or a statute's article. */
  rule: z.string().optional(),
  ruleName: policyText.optional(),
  /** When the rule applies, as a clause. */
  ruleWhen: policyText.optional(),
  article: z.string().optional(),
  unverified: z.boolean().optional(),
})
export type TraceRow = z.output<typeof traceRow>

export const adminItem = z.object({
  id: z.string(),
  title: z.string(),
  variant: z.string().optional(),
  image: z.string().optional(),
  sku: z.string().optional(),
  reasonLabels: z.record(z.string(), z.string()),
  amount: minor,
  money: z.enum(['none', 'due', 'paying', 'paid', 'failed']),
  /** The policy's reasons in words, for staff: every term that matters, with its rule or article. */
  trace: z.array(traceRow),
  /** Of the version that judged the item, where a kinder one than the request's did. */
  policyVersion: z.int().optional(),
  suggestion: z.enum(['approve', 'review', 'decline']),
  /** To the merchant's own questions. */
  answers: z.array(answeredQuestion).optional(),
  evidence: z.array(z.object({ id: z.string(), type: z.string(), bytes: z.int() })),
})

export const adminRequest = z.object({
  number: requestNumber,
  seq: z.int(),
  status: requestStatus,
  state: json<RequestState>(),
  order: json<Order>(),
  orderRevision: z.int(),
  overcommitted: z.boolean(),
  /** What other requests hold on this order: the browser runs the quote for its ceilings. */
  holdings: json<Holdings>(),
  /** Ids of our payouts on this order, and their providers' references: refunds of the snapshot under these are held already. */
  ours: z.array(z.string()),
  items: z.array(adminItem),
  next: nextStep,
  timeline: z.array(
    timelineEntry.extend({ seq: z.int(), staffOnly: z.boolean(), items: z.array(z.string()).optional() }),
  ),
  payouts: z.array(
    z.object({
      id: z.string(),
      destination: z.string(),
      label: z.string().optional(),
      method: z.string(),
      amount: minor,
      status: payoutStatus,
      failure: z.object({ code: failureCode, final: z.boolean() }).optional(),
      attempts: z.int(),
      providerReference: z.string().optional(),
      changedAt: epochMs,
      provider: z.string(),
      askedBy: epochMs.optional().describe('until when the shopper was asked for another account'),
      /** Of the account it goes to. */
      account: accountSigns.optional(),
      /** What this caller may do with it now, the likeliest first. */
      actions: z.array(z.enum(failureActions)),
    }),
  ),
  arrival: z.array(arrival),
  customer: z.object({
    name: z.string().optional(),
    email: z.string().optional(),
    phone: z.string().optional(),
    country: z.string(),
    tier: z.string().optional(),
    orders: z.int(),
    requests: z.array(requestSummary),
    ratings: z.array(z.int()),
  }),
  policy: z.object({
    /** In force when the order was placed. */
    version: z.int(),
    title: policyText,
    /** Live now, where that is another. */
    liveVersion: z.int().optional(),
    /** Items that the live version would have treated otherwise: what it would say, and what was said instead. */
    wouldDiffer: z
      .array(z.object({ item: z.string(), would: z.array(traceRow), instead: z.array(traceRow) }))
      .optional(),
    /** What colleagues go through at this stage, by the live version. */
    checklist: z.object({ stage: z.enum(checklistStages), steps: z.array(policyText) }).optional(),
  }),
  lookingToo: z.array(z.object({ id: z.string(), name: z.string() })),
  commands: z.array(z.enum(Object.keys(staffCommands) as [keyof typeof staffCommands])),
  /** The next open case after this one in due order. */
  nextCase: requestNumber.optional(),
})
export type AdminRequest = z.output<typeof adminRequest>

export const me = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
  merchant: z.object({ id: z.string(), name: z.string(), timezone: z.string() }),
})
export type Me = z.output<typeof me>

export const adminContracts = {
  firstAccount: {
    method: 'POST',
    path: '/admin/first-account',
    auth: 'none',
    summary: 'Make the first staff account with the one-time link printed at the first start',
    body: z.strictObject({
      token: z.string().min(20).max(200),
      name: z.string().trim().min(1).max(100),
      email: z.email().max(254),
      password: z.string().min(12).max(128),
    }),
    response: z.object({ email: z.string() }),
    status: 201,
    errors: ['forbidden'],
  },
  signIn: {
    method: 'POST',
    path: '/admin/auth/sign-in/email',
    auth: 'none',
    summary: 'Sign in with e-mail and password; the answer sets the session cookie',
    body: z.strictObject({ email: z.string().trim().min(3).max(254), password: z.string().min(1).max(128) }),
    response: z.object({ user: z.object({ id: z.string(), name: z.string(), email: z.string() }) }),
    errors: ['unauthenticated', 'too_many_requests'],
  },
  signOut: {
    method: 'POST',
    path: '/admin/auth/sign-out',
    auth: 'none',
    summary: 'End the session of this cookie',
    body: z.strictObject({}),
    response: z.object({ success: z.boolean() }),
  },
  me: { method: 'GET', path: '/admin/me', auth: 'staff', summary: 'Who is signed in', response: me },
  counters: {
    method: 'GET',
    path: '/admin/counters',
    auth: 'staff',
    summary: 'How many requests stand in each view of the queue',
    response: z.object({ views: z.record(z.enum(queueViews), z.int()) }),
  },
  queue: {
    method: 'GET',
    path: '/admin/requests',
    auth: 'staff',
    summary: 'The queue: by due time, keyset-paged',
    query: z.object({
      view: z.enum(queueViews).default('open'),
      q: z
        .string()
        .trim()
        .max(200)
        .optional()
        .describe('request or order number, e-mail, phone, or name; looked for in every view'),
      reason: z.string().max(64).optional(),
      country: z.string().length(2).optional(),
      sort: z.enum(['due', 'newest', 'amount']).default('due'),
      cursor: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(25),
    }),
    response: z.object({ requests: z.array(queueRow), nextCursor: z.string().optional(), total: z.int() }),
  },
  request: {
    method: 'GET',
    path: '/admin/requests/:number',
    auth: 'staff',
    summary: 'Everything needed to decide one request',
    params: byRequest,
    response: adminRequest,
  },
  command: {
    method: 'POST',
    path: '/admin/requests/:number/commands/:command',
    auth: 'staff',
    summary: 'Decide and act; the body carries expectedSeq, what was seen is what is decided on',
    params: byRequest.extend({ command: z.enum(Object.keys(staffCommands) as [keyof typeof staffCommands]) }),
    body: z.looseObject({}).describe('by command'),
    response: z.object({
      number: requestNumber,
      seq: z.int(),
      status: requestStatus,
      nextCase: requestNumber.optional(),
    }),
    idempotent: true,
    errors: ['stale', 'illegal_state', 'exceeds_line', 'exceeds_order', 'statute_forbids', 'outcome_unknown'],
  },
  presence: {
    method: 'POST',
    path: '/admin/requests/:number/presence',
    auth: 'staff',
    summary: 'I am looking at this request (say it again every 20 s)',
    params: byRequest,
    response: z.object({ seq: z.int(), lookingToo: z.array(z.object({ id: z.string(), name: z.string() })) }),
  },
  evidence: {
    method: 'GET',
    path: '/admin/evidence/:id',
    auth: 'staff',
    summary: 'A file a shopper uploaded; a part of it by Range',
    params: z.object({ id: z.string().max(64) }),
    response: 'binary',
  },
  staff: {
    method: 'GET',
    path: '/admin/staff',
    auth: 'staff',
    summary: 'Colleagues, to assign a request to',
    response: z.object({ staff: z.array(z.object({ id: z.string(), name: z.string() })) }),
  },
} as const satisfies Record<string, Contract>
