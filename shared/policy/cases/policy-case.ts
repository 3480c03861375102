import type { Answers, Terms } from '../policy.ts'

/** "This order, this reason, must be approved in full": kept with the policy, tried before it is published. */
export interface PolicyCase {
  id: string
  name: string
  /** Its number. */
  order: string
  line?: string
  payment?: string
  reason: string
  /** Units. */
  quantity: number
  condition?: string
  photos?: number
  answers?: Answers
  /** ISO time; absent: when it is run. */
  at?: string
  expect: Expectation
}

export interface Expectation {
  decision: Terms['decision']
  /** full: all that was paid for the units, without a fee. A number: minor units. Absent: whatever it is. */
  amount?: 'full' | number
}

export interface CaseOutcome {
  passed: boolean
  /** `amount`: what would be paid, minor units; absent where nothing is. */
  got: { decision: Terms['decision']; eligible: boolean; amount?: number }
  /** The clause that the shopper reads. */
  because: Terms['because']
}
