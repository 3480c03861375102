import type { Policy } from '../../../shared/policy/policy.ts'
import { type Editing, isDirty } from './model/editing.ts'

/** Edits that never reached the server: the page was left while it did not answer. */
export interface KeptEdits {
  policy: Policy
  /** What they were made on. */
  base: Policy
  revision: number
}

const key = 'amends.admin.policy-edits'

/** Keeps what is unsaved for the next visit in this window, and forgets what is saved. */
export function keepEdits(editing: Editing): void {
  if (!isDirty(editing)) {
    sessionStorage.removeItem(key)
    return
  }
  const kept: KeptEdits = { policy: editing.policy, base: editing.saved.policy, revision: editing.saved.revision }
  try {
    sessionStorage.setItem(key, JSON.stringify(kept))
  } catch (error) {
    // A policy of a megabyte may find no room; then there is only the window's own warning.
    if (!(error instanceof DOMException)) throw error
  }
}

/** Once: the page takes them over. */
export function takeKeptEdits(): KeptEdits | undefined {
  const kept = sessionStorage.getItem(key)
  sessionStorage.removeItem(key)
  return kept === null ? undefined : (JSON.parse(kept) as KeptEdits)
}
