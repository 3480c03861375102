import type { CaseResult, StoredCase } from '../../shared/api/policy-cases.schema.ts'
import type { PolicyVersionRow } from '../../shared/api/policy-versions.schema.ts'
import type { Policy } from '../../shared/policy/policy.ts'
import { type AnswerOf, call, fetchStream } from './http.ts'
import { withIntent } from './intents.ts'
import type { CaseBody, SavedAnswer } from './policies.ts'

export type { CaseResult, PolicyVersionRow, StoredCase }

type Published = AnswerOf<'publishPolicy'>

/** Newest first. */
export async function listVersions(): Promise<PolicyVersionRow[]> {
  const { versions } = await call<'policyVersions'>('GET', '/admin/policies/versions')
  return versions
}

const opened = new Map<number, Policy>()

/** A version never changes; only where it stands does, and `listVersions` says that. */
export async function readVersionPolicy(version: number): Promise<Policy> {
  const known = opened.get(version)
  if (known) return known
  const { policy } = await call<'policyVersion'>('GET', `/admin/policies/versions/${version}`)
  opened.set(version, policy)
  return policy
}

/** Says that the draft was compared with that version: without it the server refuses to publish over what came since. */
export function markCompared(policy: Policy, expectedRevision: number, basedOn: number): Promise<SavedAnswer> {
  return call<'savePolicyDraft'>('PUT', '/admin/policies/draft', { body: { policy, expectedRevision, basedOn } })
}

interface Publication {
  expectedRevision: number
  note: string
  /** Epoch ms; absent: at once. */
  effectiveAt?: number
  override?: { reason: string }
}

/** @throws ApiError stale, validation_failed, cases_failed, illegal_state, forbidden */
export function publishDraft(publication: Publication): Promise<Published> {
  return withIntent(`publish ${JSON.stringify(publication)}`, (idempotencyKey) =>
    call<'publishPolicy'>('POST', '/admin/policies/publish', { body: publication, idempotencyKey }),
  )
}

/** @throws ApiError as `publishDraft` */
export function rollBack(version: number, body: { note: string; override?: { reason: string } }): Promise<Published> {
  return withIntent(`roll back ${version} ${JSON.stringify(body)}`, (idempotencyKey) =>
    call<'rollBackPolicy'>('POST', `/admin/policies/versions/${version}/rollback`, { body, idempotencyKey }),
  )
}

export async function cancelVersion(version: number): Promise<void> {
  await call<'cancelPolicyVersion'>('DELETE', `/admin/policies/versions/${version}`)
}

/** What a simulation replays, newest first, a line of JSON each. */
export function readHistoryLines(
  wanted: { since?: number },
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  return fetchStream('/admin/policies/history.ndjson', { query: { ...wanted }, signal })
}

export async function listCases(): Promise<StoredCase[]> {
  const { cases } = await call<'policyCases'>('GET', '/admin/policies/cases')
  return cases
}

export async function saveCase(id: string, body: CaseBody): Promise<void> {
  await call<'savePolicyCase'>('PUT', `/admin/policies/cases/${id}`, { body })
}

export async function deleteCase(id: string): Promise<void> {
  await call<'deletePolicyCase'>('DELETE', `/admin/policies/cases/${id}`)
}

/** Each case on a policy. @throws ApiError validation_failed for one that is not whole */
export async function runCases(policy: Policy): Promise<CaseResult[]> {
  const { results } = await call<'runPolicyCases'>('POST', '/admin/policies/cases/run', { body: { policy } })
  return results
}
