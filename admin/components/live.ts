export type LiveState = 'live' | 'offline'

let current: LiveState = 'live'
const listeners = new Set<() => void>()

/** Whether the last poll was answered. */
export function liveState(): LiveState {
  return current
}

export function setLive(next: LiveState): void {
  if (next === current) return
  current = next
  for (const listener of listeners) listener()
}

export function onLive(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
