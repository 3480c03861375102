import type { PolicyIssue } from '../../../../shared/policy/policy.schema.ts'
import type { Policy } from '../../../../shared/policy/policy.ts'
import { mergePolicies } from './merge.ts'
import { isSame } from './same.ts'

/** What the server keeps of the draft; `revision` counts its savings. */
export interface SavedDraft {
  policy: Policy
  revision: number
  /** Epoch ms. */
  savedAt?: number
  savedBy?: string
}

/** One person at one draft: what stands in the editor, what is saved, and what can be taken back. */
export interface Editing {
  /** The version in force: what changes are counted from. */
  live: Policy
  policy: Policy
  /** The server's draft; revision 0 while there is none, and `policy` is the live one. */
  saved: SavedDraft
  saving: 'idle' | 'sending' | 'failed'
  undo: readonly Policy[]
  redo: readonly Policy[]
  /** Somebody else saved in between; nothing is sent until one has chosen. */
  theirs?: SavedDraft
  /** Places where both had changed the same, and one's own words were kept. */
  overruled: readonly string[]
  issues: readonly PolicyIssue[]
}

const maxUndo = 200

export function startEditing(live: Policy, draft?: SavedDraft): Editing {
  const saved = draft ?? { policy: live, revision: 0 }
  return { live, policy: saved.policy, saved, saving: 'idle', undo: [], redo: [], overruled: [], issues: [] }
}

export function isDirty({ policy, saved }: Editing): boolean {
  return policy !== saved.policy
}

/** Whether it is time to send: something is unsaved, nothing is on its way, and nobody has to choose first. */
export function mustSave(editing: Editing): boolean {
  return isDirty(editing) && editing.saving !== 'sending' && !editing.theirs
}

/** `joined`: part of the step before: letters of a word are taken back together. */
export function edit(editing: Editing, policy: Policy, how: 'own_step' | 'joined' = 'own_step'): Editing {
  if (policy === editing.policy || isSame(policy, editing.policy)) return editing
  if (how === 'joined' && editing.undo.length > 0) return { ...editing, policy, redo: [] }
  return { ...editing, policy, undo: [...editing.undo, editing.policy].slice(-maxUndo), redo: [] }
}

export function undo(editing: Editing): Editing {
  const policy = editing.undo.at(-1)
  if (!policy) return editing
  return { ...editing, policy, undo: editing.undo.slice(0, -1), redo: [...editing.redo, editing.policy] }
}

export function redo(editing: Editing): Editing {
  const policy = editing.redo.at(-1)
  if (!policy) return editing
  return { ...editing, policy, redo: editing.redo.slice(0, -1), undo: [...editing.undo, editing.policy] }
}

export function sending(editing: Editing): Editing {
  return { ...editing, saving: 'sending' }
}

/** The server took `draft`; what was typed meanwhile is still unsaved. */
export function savedAs(editing: Editing, draft: SavedDraft, issues: readonly PolicyIssue[]): Editing {
  return { ...editing, saved: draft, saving: 'idle', issues }
}

export function notSaved(editing: Editing): Editing {
  return { ...editing, saving: 'failed' }
}

/** Somebody else was first. What stands in the editor stays. */
export function overtakenBy(editing: Editing, theirs: SavedDraft): Editing {
  return { ...editing, saving: 'idle', theirs }
}

/** Their draft instead of one's own, which one step back brings up again. */
export function takeTheirs(editing: Editing): Editing {
  const { theirs } = editing
  if (!theirs) return editing
  return { ...withoutTheirs(edit(editing, theirs.policy)), policy: theirs.policy, saved: theirs, overruled: [] }
}

/** Their draft with one's own edits made again on top. */
export function reapplyOwn(editing: Editing): Editing {
  const { theirs } = editing
  if (!theirs) return editing
  const { policy, overruled } = mergePolicies(editing.saved.policy, editing.policy, theirs.policy)
  return { ...withoutTheirs(edit(editing, policy)), saved: theirs, overruled }
}

function withoutTheirs({ theirs: _, ...editing }: Editing): Editing {
  return editing
}
