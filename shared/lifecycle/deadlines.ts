import type { Deadlines } from '../policy/policy.ts'
import { statuteById } from '../policy/statutes/statute-for.ts'
import { deadlineAt, statutoryDeadlineAt } from '../time/deadline.ts'
import type { DecideContext } from './decide-context.ts'
import type { RequestItem, StatutoryDeadline } from './request.ts'

/** When this stage is due for these items, if it began now: the earliest of theirs. */
export function stageDueAt(
  stage: keyof Deadlines,
  items: readonly RequestItem[],
  { now, timezone, calendar }: Pick<DecideContext, 'now' | 'timezone' | 'calendar'>,
): number {
  return Math.min(...items.map((item) => deadlineAt(stage, now, item.terms.deadlines, timezone, calendar)))
}

/** The earliest day by which a statute wants money of these items back; without a day while its clock has not started. */
export function statutoryOf(
  items: readonly RequestItem[],
  clock: { statementAt: number; receivedAt?: number; dispatchedAt?: number },
  timezone: string,
): StatutoryDeadline | undefined {
  const due = items.flatMap((item) => {
    const { duty, decision } = item
    if (!duty || decision === 'declined') return []
    const by = statutoryDeadlineAt(duty, { ...clock, nothingComesBack: !comesBack(item) }, timezone)
    return [{ by, article: duty.article, statute: duty.statute }]
  })
  return due.sort((left, right) => (left.by ?? Number.MAX_VALUE) - (right.by ?? Number.MAX_VALUE))[0]
}

/** The goods of this item are to be sent back. */
export function comesBack({ subject, terms, resolution }: RequestItem): boolean {
  return subject.kind === 'line' && terms.returnItem && resolution !== 'keep_item'
}

/** A statute gives the days for sending it back, and lets them run on from days of rest (Regulation 1182/71 art. 3(4)). */
export function runsOnToWorkingDay(item: RequestItem): boolean {
  const statute = item.duty && statuteById(item.duty.statute)
  return comesBack(item) && statute?.floor.returnDays !== undefined && statute.period.runsOn !== undefined
}
