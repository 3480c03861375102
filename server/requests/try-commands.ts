import { isRefusal, type Refusal } from '../../shared/errors.ts'
import type { Command } from '../../shared/lifecycle/commands.ts'
import { decide } from '../../shared/lifecycle/decide.ts'
import type { Actor } from '../../shared/lifecycle/request.ts'
import { Failure } from '../failure.ts'
import type { Ports } from '../platform/ports.ts'
import { decideContext } from './decide-context.ts'
import { policiesOfRequest } from './judging-policies.ts'
import { type RequestCase, readRequestCase } from './store.ts'

/**
 * What would come of each of these commands now, decided as if it were given and then forgotten. `undefined`: it would be
 * done. @throws Failure not_found
 */
export async function tryCommands(
  ports: Ports,
  at: { merchant: string; number: string; actor: Actor },
  commandsOf: (file: RequestCase) => readonly Command[],
): Promise<{ file: RequestCase; refusals: (Refusal | undefined)[] }> {
  const { merchant, number, actor } = at
  const now = ports.clock.now()
  const file = await readRequestCase(ports.database, merchant, number, now)
  if (!file) throw new Failure('not_found')
  const { state } = file
  const policies = await policiesOfRequest(ports, merchant, state)
  const context = decideContext(ports, { now, actor, file, policies, state })
  const refusals = commandsOf(file).map((command) => {
    const decided = decide(state, command, context)
    return isRefusal(decided) ? decided : undefined
  })
  return { file, refusals }
}
