/** Values kept for a while by key, apart for every owner (a database, in tests there are many), bounded. */
export interface Kept<T> {
  get(owner: object, key: string, nowMs: number, load: () => Promise<T>): Promise<T>
  forget(owner: object): void
}

/** Keeps values, never promises: on Workers a request that awaits another's promise may wait for ever. */
export function keptFor<T>(lifeMs: number, limit = 1000): Kept<T> {
  type Entries = Map<string, { until: number; value: T }>
  const owners = new WeakMap<object, Entries>()
  return {
    async get(owner, key, nowMs, load) {
      let entries = owners.get(owner)
      if (!entries) owners.set(owner, (entries = new Map()))
      const known = entries.get(key)
      if (known && known.until > nowMs) return known.value
      const value = await load()
      // what was loaded before a `forget` may be old already
      if (owners.get(owner) === entries) {
        if (entries.size >= limit) entries.clear()
        entries.set(key, { until: nowMs + lifeMs, value })
      }
      return value
    },
    forget: (owner) => owners.delete(owner),
  }
}
