import { type CompiledPolicy, compile } from '../../shared/policy/compile.ts'
import type { PastRequest } from '../../shared/policy/simulate/history.ts'
import { createSimulation, type RunningSimulation } from '../../shared/policy/simulate/simulate.ts'
import { explain } from './explain.ts'
import type { Ask, Told } from './messages.ts'

interface Run {
  live: CompiledPolicy
  draft: CompiledPolicy
  simulation: RunningSimulation
  /** By number; once it is done, only those that change. */
  requests: Map<string, PastRequest>
}

let run: Run | undefined
let workedMs = 0

addEventListener('message', (event: MessageEvent<Ask>) => {
  const startedAt = performance.now()
  // Reading the data is what unpacks it, so that counts as work too.
  const told = answer(event.data)
  workedMs += performance.now() - startedAt
  if (told) postMessage(told.type === 'done' ? { ...told, workedMs } : told)
})

function answer(ask: Ask): Told | undefined {
  if (ask.type === 'start') {
    const [live, draft] = [compile(ask.live), compile(ask.draft)]
    run = { live, draft, simulation: createSimulation(live, draft), requests: new Map() }
    return undefined
  }
  if (!run) return undefined
  const { live, draft, simulation, requests } = run
  switch (ask.type) {
    case 'add':
      for (const request of ask.requests) {
        simulation.add(request)
        requests.set(request.number, request)
      }
      return { type: 'added', count: requests.size }
    case 'finish': {
      const result = simulation.result()
      const changed = new Set(result.changed.map(({ number }) => number))
      for (const number of requests.keys()) if (!changed.has(number)) requests.delete(number)
      return { type: 'done', simulation: result, workedMs }
    }
    case 'explain': {
      const request = requests.get(ask.number)
      return { type: 'explained', number: ask.number, explanation: request && explain(live, draft, request) }
    }
  }
}
