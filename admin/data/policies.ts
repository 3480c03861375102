import type { z } from 'zod'
import type { OrderHit } from '../../shared/api/policies.schema.ts'
import type { policyCaseBody } from '../../shared/api/policy-cases.schema.ts'
import type { Policy } from '../../shared/policy/policy.ts'
import { type AnswerOf, ApiError, call } from './http.ts'

export type { OrderHit }
export type OrderToTry = AnswerOf<'order'>
export type DraftAnswer = AnswerOf<'policyDraft'>
export type SavedAnswer = AnswerOf<'savePolicyDraft'>
export type CaseBody = z.input<typeof policyCaseBody>

/** The draft that everybody shares; undefined while nobody has begun one. */
export async function readDraft(quiet = false): Promise<DraftAnswer | undefined> {
  try {
    return await call<'policyDraft'>('GET', '/admin/policies/draft', { quiet })
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined
    throw error
  }
}

/** @throws ApiError; with `stale` somebody else saved since `expectedRevision`, and nothing was overwritten. */
export function saveDraft(policy: Policy, expectedRevision: number): Promise<SavedAnswer> {
  return call<'savePolicyDraft'>('PUT', '/admin/policies/draft', { body: { policy, expectedRevision } })
}

export async function discardDraft(expectedRevision: number): Promise<void> {
  await call<'discardPolicyDraft'>('DELETE', '/admin/policies/draft', { query: { expectedRevision } })
}

export async function searchOrders(q: string, signal?: AbortSignal): Promise<OrderHit[]> {
  const { orders } = await call<'orders'>('GET', '/admin/orders', {
    query: { q, limit: 20 },
    ...(signal ? { signal } : {}),
  })
  return orders
}

export function readOrder(number: string, signal?: AbortSignal): Promise<OrderToTry> {
  return call<'order'>('GET', `/admin/orders/${encodeURIComponent(number)}`, signal ? { signal } : {})
}

export type RecentRequest = AnswerOf<'policyHistory'>['requests'][number]

/** The latest requests with their orders: what the shop's tags are really called, and which rules decide how many. */
export async function readRecentRequests(limit = 300): Promise<RecentRequest[]> {
  const { requests } = await call<'policyHistory'>('GET', '/admin/policies/history', { query: { limit }, quiet: true })
  return requests
}

export async function keepCase(body: CaseBody): Promise<void> {
  await call<'savePolicyCase'>('PUT', `/admin/policies/cases/${crypto.randomUUID()}`, { body })
}
