import { type CompiledPolicy, compile } from '../../shared/policy/compile.ts'
import type { PastRequest } from '../../shared/policy/simulate/history.ts'
import { createSimulation, type RunningSimulation } from '../../shared/policy/simulate/simulate.ts'
import { explain } from './explain.ts'
import { HistoryReader } from './history-reader.ts'
import type { Ask, Told } from './messages.ts'

interface Run {
  number: number
  live: CompiledPolicy
  draft: CompiledPolicy
  simulation: RunningSimulation
  history: HistoryReader
  /** By number; once it is done, only those that change. */
  requests: Map<string, PastRequest>
}

let run: Run | undefined

addEventListener('message', (event: MessageEvent<Ask>) => {
  const told = answer(event.data)
  if (told) postMessage(told)
})

function answer(ask: Ask): Told | undefined {
  if (ask.type === 'start') {
    const [live, draft] = [compile(ask.live), compile(ask.draft)]
    run = {
      number: ask.run,
      live,
      draft,
      simulation: createSimulation(live, draft),
      history: new HistoryReader(),
      requests: new Map(),
    }
    return { run: ask.run, type: 'started' }
  }
  if (!run) return undefined
  const { number, live, draft, simulation, history, requests } = run
  switch (ask.type) {
    case 'add':
      for (const request of history.read(ask.bytes)) {
        simulation.add(request)
        requests.set(request.number, request)
      }
      return { run: number, type: 'added', count: requests.size, of: history.total ?? 0 }
    case 'finish': {
      if (history.sent !== requests.size) return { run: number, type: 'cut_short' }
      const result = simulation.result()
      const changed = new Set(result.changed.map(({ number }) => number))
      for (const number of requests.keys()) if (!changed.has(number)) requests.delete(number)
      return { run: number, type: 'done', simulation: result, of: history.total ?? 0 }
    }
    case 'explain': {
      const request = requests.get(ask.number)
      return {
        run: number,
        type: 'explained',
        number: ask.number,
        explanation: request && explain(live, draft, request),
      }
    }
  }
}
