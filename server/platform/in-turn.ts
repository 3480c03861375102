import type { Ports } from './ports.ts'

/** A queue per key, within this process. */
export function turnsInProcess(): Ports['inTurn'] {
  const last = new Map<string, Promise<unknown>>()
  return (key, work) => {
    const before = last.get(key)
    const mine = before ? before.then(work, work) : work()
    last.set(key, mine)
    const done = () => {
      if (last.get(key) === mine) last.delete(key)
    }
    mine.then(done, done)
    return mine
  }
}

/** No queue: on the edge a request may not wait for another one's promise. */
export const noTurns: Ports['inTurn'] = (_, work) => work()
