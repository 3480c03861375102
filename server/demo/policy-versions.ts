import { compile } from '../../shared/policy/compile.ts'
import { parsePolicy } from '../../shared/policy/policy.schema.ts'
import type { Policy } from '../../shared/policy/policy.ts'
import type { LoadedPolicy } from '../policies/index.ts'
import { demoPolicy, firstDemoPolicy, secondDemoPolicy } from './policy.ts'

export interface DemoVersion extends LoadedPolicy {
  note: string
  by: 'owner' | 'manager'
}

const dayMs = 86_400_000

/** How the shop's policy came to be what it is, oldest first; its first order falls under the first. */
export function demoVersions(nowMs: number, firstOrderMs: number): DemoVersion[] {
  return [
    versionOf(1, Math.min(firstOrderMs, nowMs - 365 * dayMs) - dayMs, firstDemoPolicy(), {
      note: 'The starter policy, without what we do not sell.',
      by: 'owner',
    }),
    versionOf(2, nowMs - 152 * dayMs, secondDemoPolicy(), {
      note: '5 % more as store credit. Broken on the way: a photo is enough. Boxes of two dozen cost us the sorting: 10 %.',
      by: 'manager',
    }),
    versionOf(3, nowMs - 21 * dayMs, demoPolicy(), {
      note: 'Christmas goods may come back until well after the holidays. A person looks from £300 on, no longer from £200.',
      by: 'owner',
    }),
  ]
}

function versionOf(
  version: number,
  publishedAt: number,
  written: Policy,
  told: Pick<DemoVersion, 'note' | 'by'>,
): DemoVersion {
  const parsed = parsePolicy(written)
  if ('issues' in parsed) throw new Error(`the demo's policy: ${JSON.stringify(parsed.issues)}`)
  const { policy } = parsed
  return { version, publishedAt, effectiveAt: publishedAt, policy, compiled: compile(policy), ...told }
}
