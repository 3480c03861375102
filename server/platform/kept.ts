/** Values kept for a while by key, apart for every owner (a database, in tests there are many), bounded. */
export interface Kept<T> {
  get(owner: object, key: string, nowMs: number, load: () => Promise<T>): Promise<T>
  forget(owner: object): void
}

export function keptFor<T>(lifeMs: number, limit = 1000): Kept<T> {
  const owners = new WeakMap<object, Map<string, { until: number; value: Promise<T> }>>()
  return {
    get(owner, key, nowMs, load) {
      let entries = owners.get(owner)
      if (!entries) owners.set(owner, (entries = new Map()))
      const known = entries.get(key)
      if (known && known.until > nowMs) return known.value
      const value = load()
      if (entries.size >= limit) entries.clear()
      entries.set(key, { until: nowMs + lifeMs, value })
      // A failed load is not kept; whoever awaits it hears of the failure.
      value.catch(() => owners.get(owner)?.delete(key))
      return value
    },
    forget: (owner) => owners.delete(owner),
  }
}
