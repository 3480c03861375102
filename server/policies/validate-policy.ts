import type { Finding } from '../../shared/policy/lint/finding.ts'
import { lint } from '../../shared/policy/lint/lint.ts'
import { type PolicyIssue, parsePolicy } from '../../shared/policy/policy.schema.ts'
import type { Merchant } from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'

/** What keeps a policy from being published, and where nothing does, what is worth a second look. */
export async function validatePolicy(
  { clock }: Pick<Ports, 'clock'>,
  { settings }: Merchant,
  policy: unknown,
): Promise<{ issues: PolicyIssue[]; findings: Finding[] }> {
  const parsed = parsePolicy(policy)
  if ('issues' in parsed) return { issues: parsed.issues, findings: [] }
  const { locales, currencies } = settings
  const year = new Date(clock.now()).getUTCFullYear()
  return { issues: [], findings: lint(parsed.policy, { locales, currencies, years: [year, year + 1] }) }
}
