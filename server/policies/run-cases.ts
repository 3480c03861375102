import type { CaseResult, StoredCase } from '../../shared/api/policy-cases.schema.ts'
import { runCase } from '../../shared/policy/cases/run-case.ts'
import { type CompiledPolicy, compile } from '../../shared/policy/compile.ts'
import type { Policy } from '../../shared/policy/policy.ts'
import { Failure } from '../failure.ts'
import { readOrders } from '../orders/index.ts'
import type { Ports } from '../platform/ports.ts'
import { readCases } from './case-store.ts'
import { readDraft } from './draft-store.ts'
import { findLivePolicy } from './find-policy.ts'
import { requireValid } from './publish-policy.ts'

/** Every case on a given policy, else on the draft, else on the live one. @throws Failure validation_failed */
export async function runStoredCases(
  ports: Ports,
  merchant: string,
  policy: unknown,
): Promise<{ results: CaseResult[] }> {
  const wanted = policy ?? (await readDraft(ports.database, merchant))?.policy
  const compiled =
    wanted === undefined ? (await findLivePolicy(ports, merchant)).compiled : compile(requireValid(wanted))
  return { results: await resultsOf(ports, merchant, compiled) }
}

/**
 * Before a policy is published. @returns why it is published although cases fail; undefined when none does
 * @throws Failure cases_failed naming each
 */
export async function requireCases(
  ports: Ports,
  { merchant, policy, override }: { merchant: string; policy: Policy; override?: { reason: string } },
): Promise<string | undefined> {
  const failed = (await resultsOf(ports, merchant, compile(policy))).filter(({ passed }) => !passed)
  if (failed.length === 0) return undefined
  if (override) return override.reason
  const errors = failed.map(({ id, name }) => ({ pointer: `/cases/${id}`, code: 'cases_failed', message: name }))
  throw new Failure('cases_failed', { pointer: errors[0]?.pointer, errors })
}

async function resultsOf(
  { database, clock }: Ports,
  merchant: string,
  compiled: CompiledPolicy,
): Promise<CaseResult[]> {
  const cases = await readCases(database, merchant)
  const orders = await readOrders(database, merchant, [...new Set(cases.map(({ order }) => order))])
  return cases.map((kept) => {
    const { id, name, expect: expected } = kept
    const stored = orders.get(kept.order)
    if (!stored) return { id, name, expected, passed: false }
    const context = { now: clock.now(), ours: stored.ours }
    return { id, name, expected, ...runCase(compiled, kept satisfies StoredCase, stored.order, context) }
  })
}
