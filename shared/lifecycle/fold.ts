import type { DecideContext } from './decide-context.ts'
import type { EventBody, RequestEvent } from './events.ts'
import { evolve } from './evolve.ts'
import type { RequestState } from './request.ts'

/** The state after decided events that are not numbered yet. */
export function fold(
  state: RequestState | undefined,
  events: readonly EventBody[],
  context: Pick<DecideContext, 'now' | 'actor'>,
): RequestState {
  const numbered = events.map((event) => ({ ...event, seq: 0, at: context.now, actor: context.actor }) as RequestEvent)
  const folded = numbered.reduce<RequestState | undefined>(evolve, state)
  if (!folded) throw new Error('a stream begins with submitted')
  return folded
}
