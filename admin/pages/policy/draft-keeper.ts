import type { Policy } from '../../../shared/policy/policy.ts'
import { ApiError } from '../../data/http.ts'
import type { DraftAnswer, SavedAnswer } from '../../data/policies.ts'
import { type KeptEdits, keepEdits } from './kept-edits.ts'
import {
  type Editing,
  edit,
  isDirty,
  mustSave,
  notSaved,
  overtakenBy,
  reapplyOwn,
  redo,
  type SavedDraft,
  savedAs,
  sending,
  startEditing,
  takeTheirs,
  undo,
} from './model/editing.ts'

export interface DraftCalls {
  read: () => Promise<DraftAnswer | undefined>
  save: (policy: Policy, expectedRevision: number) => Promise<SavedAnswer>
  discard: (expectedRevision: number) => Promise<void>
  /** The version in force by now. */
  live: () => Promise<Policy>
}

/** Long enough to end a word, short enough to lose little. */
const saveAfterMs = 800
const retryAfterMs = 10_000

/** Keeps the draft and the server together: saves by itself, notices others, and never overwrites what they saved. */
export class DraftKeeper {
  editing: Editing
  /** Why what stands here could not be saved, while `editing.saving` is failed. */
  failure: ApiError | undefined
  private readonly calls: DraftCalls
  private readonly changed: () => void
  private readonly myName: string
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(live: Policy, draft: DraftAnswer | undefined, myName: string, calls: DraftCalls, changed: () => void) {
    this.editing = startEditing(live, draft && draftOf(draft, live))
    if (draft) this.editing = { ...this.editing, issues: draft.issues }
    this.calls = calls
    this.changed = changed
    this.myName = myName
  }

  get policy(): Policy {
    return this.editing.policy
  }

  /** `joined`: part of the step before, which taken back takes this back too. */
  edit(policy: Policy, how: 'own_step' | 'joined' = 'own_step'): void {
    this.become(edit(this.editing, policy, how))
  }

  undo(): void {
    this.become(undo(this.editing))
  }

  redo(): void {
    this.become(redo(this.editing))
  }

  takeTheirs(): void {
    this.become(takeTheirs(this.editing))
  }

  reapplyOwn(): void {
    this.become(reapplyOwn(this.editing))
  }

  /** The live policy again, and no draft on the server. One step back brings it up again. */
  async discard(): Promise<'discarded' | 'kept'> {
    this.stop()
    const { live, policy, saved, undo: before } = this.editing
    try {
      if (saved.revision > 0) await this.calls.discard(saved.revision)
      this.editing = { ...startEditing(live), undo: [...before, policy] }
      this.changed()
      return 'discarded'
    } catch (error) {
      await this.refused(error)
      return 'kept'
    }
  }

  /** Now rather than in a moment: the page is being left, or somebody wants to publish. */
  async save(): Promise<void> {
    this.stop()
    if (!mustSave(this.editing)) return
    const { policy, saved } = this.editing
    this.become(sending(this.editing))
    try {
      const answer = await this.calls.save(policy, saved.revision)
      const draft = { policy, revision: answer.revision, savedAt: answer.savedAt, savedBy: this.myName }
      this.become(savedAs(this.editing, draft, answer.issues))
    } catch (error) {
      await this.refused(error)
    }
  }

  /** Whether somebody saved meanwhile: it is asked about, or where nothing was done here shown. Says whose is shown. */
  async look(): Promise<string | undefined> {
    if (this.editing.saving === 'sending' || this.editing.theirs) return undefined
    const before = this.editing.saved.revision
    const found = await this.calls.read().catch(() => undefined)
    if (!found || found.revision === before || this.editing.saved.revision !== before) return undefined
    const theirs = draftOf(found, this.editing.live)
    if (isDirty(this.editing)) {
      this.become(overtakenBy(this.editing, theirs))
      return undefined
    }
    this.become({ ...takeTheirs(overtakenBy(this.editing, theirs)), issues: found.issues })
    return theirs.savedBy
  }

  /** What an earlier visit could not save, on what was saved since. */
  resume(kept: KeptEdits | undefined): void {
    if (!kept) return
    const { saved } = this.editing
    if (saved.revision === kept.revision) this.become(edit(this.editing, kept.policy))
    else {
      const before = { ...this.editing, policy: kept.policy, saved: { policy: kept.base, revision: kept.revision } }
      this.become(overtakenBy(before, saved))
    }
  }

  /** The page goes: saved now, and kept in the window until that has arrived. */
  leave(): void {
    keepEdits(this.editing)
    void this.save().then(() => keepEdits(this.editing))
  }

  private stop(): void {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  private become(next: Editing): void {
    const same = next === this.editing
    this.editing = next
    this.stop()
    if (mustSave(next)) {
      this.timer = setTimeout(() => void this.save(), next.saving === 'failed' ? retryAfterMs : saveAfterMs)
    }
    if (!same) this.changed()
  }

  private async refused(error: unknown): Promise<void> {
    if (!(error instanceof ApiError)) throw error
    if (error.code !== 'stale') {
      this.failure = error
      this.become(notSaved(this.editing))
      return
    }
    try {
      const found = await this.calls.read()
      // Published or thrown away meanwhile: what one has stands on the live policy again.
      const live = found ? this.editing.live : await this.calls.live()
      const theirs: SavedDraft = found ? draftOf(found, live) : { policy: live, revision: 0 }
      this.become({ ...overtakenBy(this.editing, theirs), live })
    } catch (later) {
      if (!(later instanceof ApiError)) throw later
      this.failure = later
      this.become(notSaved(this.editing))
    }
  }
}

/** A draft may be incomplete: what it lacks stands as in the live policy until somebody writes it. */
function draftOf({ policy, revision, savedAt, savedBy }: DraftAnswer, live: Policy): SavedDraft {
  const whole = { ...live, ...policy, terms: { ...live.terms, ...policy.terms } }
  return { policy: whole, revision, savedAt, savedBy: savedBy.name }
}
