const roundMs = 120

/** Keeps results reachable, so that no variant is optimised away. */
let kept = 0

/** Time this process computed, so that what else runs on the machine does not count. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** A pass over many orders, and how many answers it gave. */
type Pass<T> = (orders: readonly T[]) => number

/**
 * Orders judged per millisecond of computing: the median pass, since one that is interrupted finds its caches taken.
 * `batch` is called before each pass and its time is not counted: it hands out the orders, new ones where nothing may
 * be known of them.
 */
export function ordersPerMs<T>(batch: () => readonly T[], pass: Pass<T>): number {
  const rates: number[] = []
  let spentMs = 0
  while (spentMs < roundMs) {
    const orders = batch()
    const start = cpuMs()
    kept += pass(orders)
    const took = cpuMs() - start
    rates.push(orders.length / took)
    spentMs += took
  }
  return median(rates)
}

/** The same for what answers later. */
export async function ordersPerMsAsync<T>(
  batch: () => readonly T[],
  pass: (orders: readonly T[]) => Promise<number>,
): Promise<number> {
  const rates: number[] = []
  let spentMs = 0
  while (spentMs < roundMs) {
    const orders = batch()
    const start = cpuMs()
    kept += await pass(orders)
    const took = cpuMs() - start
    rates.push(orders.length / took)
    spentMs += took
  }
  return median(rates)
}

/** How many answers were given so far: printed, so that they count as used. */
export function answersKept(): number {
  return kept
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
