import type { Caller } from '../http/call.ts'
import type { Merchant } from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'
import { requireEditor } from './author.ts'
import { removeDraft } from './draft-store.ts'
import { refuseStale } from './open-draft.ts'

/** @throws Failure forbidden, stale when somebody saved meanwhile, not_found when there is none */
export async function discardDraft(
  ports: Ports,
  { merchant, caller, expectedRevision }: { merchant: Merchant; caller: Caller; expectedRevision: number },
): Promise<undefined> {
  requireEditor(merchant, caller)
  const [rows] = await ports.database.write([removeDraft(merchant.id, expectedRevision)])
  if (!rows?.[0]) await refuseStale(ports, merchant.id)
}
