/** Which constraint refused a batch; libSQL and D1 wrap it differently, so the whole chain of causes is read. */
export interface ConstraintFailure {
  kind: 'CHECK' | 'UNIQUE' | 'FOREIGN KEY'
  /** The CHECK's name, or `table.column` of the first column of a unique key. */
  name: string
}

const failed = /(CHECK|UNIQUE|FOREIGN KEY) constraint failed(?:: ([\w.]+))?/

export function constraintFailure(error: unknown): ConstraintFailure | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const match = failed.exec(at.message)
    if (match) return { kind: match[1] as ConstraintFailure['kind'], name: match[2] ?? '' }
  }
  return undefined
}

/** A guard or a primary key of a stream refused: somebody else was first. */
export function isLostRace(failure: ConstraintFailure): boolean {
  return (
    failure.name === 'guards_hold' ||
    failure.name.startsWith('request_events.') ||
    failure.name.startsWith('payout_events.') ||
    failure.name.startsWith('order_balances.') ||
    failure.name.startsWith('orders.') ||
    failure.name.startsWith('order_revisions.')
  )
}

export function isOverCeiling(failure: ConstraintFailure): boolean {
  return failure.name === 'balances_within_cap'
}

export function isKnownIdempotencyKey(failure: ConstraintFailure): boolean {
  return failure.name.startsWith('idempotency_keys.')
}
