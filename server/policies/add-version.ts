import type { Statement } from '../db/database.ts'
import { guardOneRow } from '../db/guard.ts'
import { withRetries } from '../db/with-retries.ts'
import { type Caller, Encoded } from '../http/call.ts'
import type { IdempotencyClaim } from '../http/idempotency.ts'
import type { Merchant } from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'
import { requireEditor } from './author.ts'
import { forgetPolicyTimes } from './find-policy.ts'
import { requireValid } from './publish-policy.ts'
import { requireCases } from './run-cases.ts'
import { insertPolicyVersion, type Newest, readNewest } from './version-store.ts'

/** Who publishes, and what they say of it. */
export interface Publication {
  merchant: Merchant
  caller: Caller
  note: string
  /** Publishes although a case fails. */
  override?: { reason: string }
  idempotency: IdempotencyClaim
}

/** What becomes the next version. */
export interface NextPolicy {
  policy: unknown
  effectiveAt: number
  copyOf?: number
  /** Written with it. */
  also?: readonly Statement[]
}

/**
 * One more version behind the newest: valid, with every case kept or a reason why not. `read` is what it comes from and
 * `choose` makes of it what is published at `now`; both again when somebody else publishes meanwhile.
 * @throws Failure forbidden, validation_failed, cases_failed, and what `choose` throws
 */
export async function addVersion<Source>(
  ports: Ports,
  { merchant, caller, note, override, idempotency }: Publication,
  read: () => Promise<Source>,
  choose: (source: Source, newest: Newest, now: number) => NextPolicy | Promise<NextPolicy>,
): Promise<Encoded> {
  const { database, clock } = ports
  const by = requireEditor(merchant, caller)
  const published = await withRetries(ports, `${merchant.id} policy`, async () => {
    const now = clock.now()
    const [source, newest] = await Promise.all([read(), readNewest(database, merchant.id)])
    const { policy: chosen, effectiveAt, copyOf, also = [] } = await choose(source, newest, now)
    const policy = requireValid(chosen)
    const overrideReason = await requireCases(ports, { merchant: merchant.id, policy, override })
    const answer = new Encoded(JSON.stringify({ version: newest.number + 1, effectiveAt }))
    await database.write([
      insertPolicyVersion({
        merchant: merchant.id,
        after: newest.number,
        policy,
        publishedAt: now,
        effectiveAt,
        note,
        by,
        copyOf,
        overrideReason,
      }),
      guardOneRow('policy_version'),
      ...also,
      idempotency.row(answer.json),
    ])
    return answer
  })
  forgetPolicyTimes(ports)
  return published
}
