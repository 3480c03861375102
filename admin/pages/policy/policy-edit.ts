import type { Policy } from '../../../shared/policy/policy.ts'

/** A change that a part of the page wants; the page makes it, saves it, and can take it back. */
export interface PolicyEdit {
  change: (policy: Policy) => Policy
  /** Edits of one name that follow closely are one step back: a word, not its letters. */
  joins?: string
  /** For who cannot see it. */
  say?: string
  /** What is said is seen by everybody: something went that one may want back. */
  shown?: true
}

export class PolicyEditEvent extends CustomEvent<PolicyEdit> {
  constructor(detail: PolicyEdit) {
    super('policy-edit', { detail, bubbles: true })
  }
}

declare global {
  interface HTMLElementEventMap {
    'policy-edit': PolicyEditEvent
  }
}
