import type { AdminRequest } from '../../data/requests.ts'

export type TimelineEntry = AdminRequest['timeline'][number]
export type TimelineFilter = 'all' | 'messages' | 'notes'

/** What is said rather than done: shown as a bubble with its words. */
const spoken: ReadonlySet<string> = new Set([
  'messaged',
  'asked',
  'answered',
  'appealed',
  'offered',
  'declined',
  'noted',
  'rated',
])

export function isSpoken(entry: TimelineEntry): boolean {
  return spoken.has(entry.kind) && Boolean(entry.text)
}

export function isNote(entry: TimelineEntry): boolean {
  return entry.kind === 'noted'
}

export function filtered(timeline: readonly TimelineEntry[], filter: TimelineFilter): TimelineEntry[] {
  switch (filter) {
    case 'all':
      return [...timeline]
    case 'messages':
      return timeline.filter((entry) => isSpoken(entry) && !isNote(entry))
    case 'notes':
      return timeline.filter(isNote)
  }
}

/** What happened since a version of the request: the reason a decision on the older one was refused. */
export function since(timeline: readonly TimelineEntry[], seq: number): TimelineEntry[] {
  return timeline.filter((entry) => entry.seq > seq)
}
