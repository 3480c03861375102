/** JSON pointers (RFC 6901) into a policy: where a slot, an issue or a finding stands. Nothing is changed in place. */

export function stepsOf(pointer: string): string[] {
  return pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

export function pointerOf(...steps: (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** The value there; undefined where there is none. */
export function valueAt(root: unknown, pointer: string): unknown {
  let value = root
  for (const step of stepsOf(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<string, unknown>)[step]
  }
  return value
}

/** The same with another value there. What lies beside the way is shared, so that only what changed is drawn again. */
export function withValue<T>(root: T, pointer: string, value: unknown): T {
  return changed(root, stepsOf(pointer), (holder, step) => {
    if (Array.isArray(holder)) {
      const copy: unknown[] = [...(holder as unknown[])]
      copy[Number(step)] = value
      return copy
    }
    return { ...holder, [step]: value }
  }) as T
}

/** The same without that field or entry. */
export function withoutValue<T>(root: T, pointer: string): T {
  return changed(root, stepsOf(pointer), (holder, step) => {
    if (Array.isArray(holder)) return (holder as unknown[]).toSpliced(Number(step), 1)
    return Object.fromEntries(Object.entries(holder).filter(([key]) => key !== step))
  }) as T
}

function changed(root: unknown, steps: readonly string[], change: (holder: object, step: string) => unknown): unknown {
  const [step, ...rest] = steps
  if (step === undefined || typeof root !== 'object' || root === null) return root
  if (rest.length === 0) return change(root, step)
  const below = changed((root as Record<string, unknown>)[step], rest, change)
  if (Array.isArray(root)) {
    const copy: unknown[] = [...(root as unknown[])]
    copy[Number(step)] = below
    return copy
  }
  return { ...root, [step]: below }
}

/** Whether a pointer is this place or inside it. */
export function isInside(pointer: string, place: string): boolean {
  return pointer === place || pointer.startsWith(`${place}/`)
}
