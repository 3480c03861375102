import { z } from 'zod'
import type { Order } from '../order/order.ts'
import type { Finding } from '../policy/lint/finding.ts'
import type { Policy } from '../policy/policy.ts'
import { mostSimulated } from '../policy/simulate/history.ts'
import type { Simulation } from '../policy/simulate/simulation.ts'
import type { Holdings } from '../quote/quote-types.ts'
import { epochMs, json, minor, orderNumber } from './common.schema.ts'
import type { Auth, Contract } from './contract.ts'
import { caseResult, policyCase, policyCaseBody } from './policy-cases.schema.ts'
import { pastRequest } from './policy-history.schema.ts'
import { livePolicy, policyDraft, policyIssue, version, versionRow } from './policy-versions.schema.ts'

/** A draft may be incomplete, so it is only an object; what is missing is said in `issues`. */
const anyPolicy = z.record(z.string(), z.unknown()).describe('a policy, whole or not')
const revision = z.int().min(0)
const note = z.string().trim().min(1).max(500).describe('for colleagues: what changed, and why')
const override = z
  .strictObject({ reason: z.string().trim().min(1).max(500) })
  .describe('publish although cases fail; kept with the version')

const maxHistoryPage = 1000

const orderHit = z.object({
  number: orderNumber,
  customer: z.string().optional(),
  country: z.string(),
  placedAt: epochMs,
  total: minor,
  currency: z.string(),
})
export type OrderHit = z.output<typeof orderHit>

const byVersion = z.object({ version: z.coerce.number().int().min(1) })
const byCase = z.object({ id: z.string().regex(/^[\w-]{1,64}$/) })

/** The verbs on policies, the same for staff (`/admin/…`, a session) and for the merchant's server (a secret key). */
function policyContracts<const A extends Auth, const P extends '' | '/admin'>(auth: A, prefix: P) {
  return {
    policy: {
      method: 'GET',
      path: `${prefix}/policy`,
      auth,
      summary: 'The live policy',
      response: livePolicy,
    },
    policyVersions: {
      method: 'GET',
      path: `${prefix}/policies/versions`,
      auth,
      summary: 'Every version, newest first',
      response: z.object({ versions: z.array(versionRow) }),
    },
    policyVersion: {
      method: 'GET',
      path: `${prefix}/policies/versions/:version`,
      auth,
      summary: 'One version, whole',
      params: byVersion,
      response: versionRow.extend({ policy: json<Policy>() }),
    },
    policyDraft: {
      method: 'GET',
      path: `${prefix}/policies/draft`,
      auth,
      summary: 'The draft; not found when nobody has begun one',
      response: policyDraft.extend({ issues: z.array(policyIssue) }),
    },
    savePolicyDraft: {
      method: 'PUT',
      path: `${prefix}/policies/draft`,
      auth,
      summary: 'Save the draft, at most 1 MB; whoever saved in between is named in params, and nothing is overwritten',
      body: z.strictObject({
        policy: anyPolicy,
        expectedRevision: revision.describe('of the draft that was changed; 0: there was none'),
        basedOn: version.optional().describe('the version it was compared with; absent: as before, or the newest'),
      }),
      response: z.object({ revision: z.int(), savedAt: epochMs, basedOn: version, issues: z.array(policyIssue) }),
      errors: ['stale', 'forbidden', 'not_found', 'validation_failed', 'payload_too_large'],
    },
    discardPolicyDraft: {
      method: 'DELETE',
      path: `${prefix}/policies/draft`,
      auth,
      summary: 'Throw the draft away',
      query: z.object({ expectedRevision: z.coerce.number().int().min(1) }),
      response: 'none',
      status: 204,
      errors: ['stale', 'forbidden', 'not_found'],
    },
    validatePolicy: {
      method: 'POST',
      path: `${prefix}/policies/validate`,
      auth,
      summary: 'What is wrong with a policy, and what is worth a second look',
      body: z.strictObject({ policy: anyPolicy }),
      response: z.object({ issues: z.array(policyIssue), findings: z.array(json<Finding>()) }),
    },
    simulatePolicy: {
      method: 'POST',
      path: `${prefix}/policies/simulate`,
      auth,
      summary: 'Replay past requests, newest first, on the live policy and on another',
      body: z.strictObject({
        policy: anyPolicy.optional().describe('absent: the draft'),
        since: epochMs.optional(),
        limit: z.int().min(1).max(mostSimulated).default(mostSimulated),
      }),
      response: json<Simulation>(),
      errors: ['validation_failed', 'not_found'],
    },
    policyHistory: {
      method: 'GET',
      path: `${prefix}/policies/history`,
      auth,
      summary: 'Past requests to replay, newest first, without contact data',
      query: z.object({
        since: z.coerce.number().int().optional().describe('submitted at or after, epoch ms'),
        cursor: z.string().max(400).optional(),
        limit: z.coerce.number().int().min(1).max(maxHistoryPage).default(500),
      }),
      response: z.object({
        requests: z.array(pastRequest),
        nextCursor: z.string().optional(),
        /** Of the first page: how many there are in all. */
        total: z.int().optional(),
      }),
    },
    publishPolicy: {
      method: 'POST',
      path: `${prefix}/policies/publish`,
      auth,
      summary:
        'Publish the draft, now or on a later day. stale with params.version: that version came since the draft was compared; save the draft again with it as basedOn. illegal_state with params.version: that one waits for a later day and is cancelled first. cases_failed: errors names each failing case',
      body: z.strictObject({
        expectedRevision: z.int().min(1),
        note,
        effectiveAt: epochMs.optional().describe('at most one year ahead; absent: at once'),
        override: override.optional(),
      }),
      response: z.object({ version, effectiveAt: epochMs }),
      status: 201,
      idempotent: true,
      errors: ['stale', 'forbidden', 'not_found', 'validation_failed', 'cases_failed', 'illegal_state'],
    },
    rollBackPolicy: {
      method: 'POST',
      path: `${prefix}/policies/versions/:version/rollback`,
      auth,
      summary: 'Publish an earlier version again, as a new one',
      params: byVersion,
      body: z.strictObject({ note, override: override.optional() }),
      response: z.object({ version, effectiveAt: epochMs }),
      status: 201,
      idempotent: true,
      errors: ['forbidden', 'not_found', 'validation_failed', 'cases_failed', 'illegal_state', 'conflict'],
    },
    cancelPolicyVersion: {
      method: 'DELETE',
      path: `${prefix}/policies/versions/:version`,
      auth,
      summary: 'Cancel a version that is not in force yet',
      params: byVersion,
      response: 'none',
      status: 204,
      errors: ['forbidden', 'not_found', 'illegal_state'],
    },
    policyCases: {
      method: 'GET',
      path: `${prefix}/policies/cases`,
      auth,
      summary: 'Outcomes that every version must keep, by name',
      response: z.object({ cases: z.array(policyCase) }),
    },
    policyCase: {
      method: 'GET',
      path: `${prefix}/policies/cases/:id`,
      auth,
      summary: 'One case',
      params: byCase,
      response: policyCase,
    },
    savePolicyCase: {
      method: 'PUT',
      path: `${prefix}/policies/cases/:id`,
      auth,
      summary: 'Keep a case, under an id of one’s own; at most 200',
      params: byCase,
      body: policyCaseBody,
      response: policyCase,
      errors: ['forbidden', 'limit_exceeded', 'not_found', 'unknown_line', 'unknown_payment'],
    },
    deletePolicyCase: {
      method: 'DELETE',
      path: `${prefix}/policies/cases/:id`,
      auth,
      summary: 'Forget a case',
      params: byCase,
      response: 'none',
      status: 204,
      errors: ['forbidden', 'not_found'],
    },
    runPolicyCases: {
      method: 'POST',
      path: `${prefix}/policies/cases/run`,
      auth,
      summary: 'Try every case on a policy',
      body: z.strictObject({ policy: anyPolicy.optional().describe('absent: the draft, or the live policy') }),
      response: z.object({ results: z.array(caseResult) }),
      errors: ['validation_failed'],
    },
  } as const satisfies Record<string, Contract>
}

export const merchantPolicyContracts = policyContracts('secret', '')

export const adminPolicyContracts = {
  ...policyContracts('staff', '/admin'),
  policyHistoryLines: {
    method: 'GET',
    path: '/admin/policies/history.ndjson',
    auth: 'staff',
    summary:
      'The history in one answer, a line of JSON each: first total, how many there are; then the requests, newest first; last sent, how many came',
    query: z.object({
      since: z.coerce.number().int().optional().describe('submitted at or after, epoch ms'),
      limit: z.coerce.number().int().min(1).max(mostSimulated).default(mostSimulated),
    }),
    response: 'binary',
  },
  orders: {
    method: 'GET',
    path: '/admin/orders',
    auth: 'staff',
    summary: 'Orders to try a policy on, newest first',
    query: z.object({
      q: z.string().trim().max(200).optional().describe('the beginning of an order number, an e-mail, phone or name'),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    response: z.object({ orders: z.array(orderHit) }),
  },
  order: {
    method: 'GET',
    path: '/admin/orders/:number',
    auth: 'staff',
    summary: 'An order with what a decision on it reads; the page evaluates it itself',
    params: z.object({ number: orderNumber }),
    response: z.object({
      order: json<Order>(),
      orderRevision: z.int(),
      holdings: json<Holdings>(),
      ours: z.array(z.string()),
      refunds90: z.int(),
      overcommitted: z.boolean(),
      /** The version that judges a request on it, by when it was placed. */
      inForce: version,
    }),
  },
} as const satisfies Record<string, Contract>
