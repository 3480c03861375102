import type { RefundDesk } from '../../shared/api/refund-desk.schema.ts'
import { call } from './http.ts'

let latest: RefundDesk | undefined
const listeners = new Set<() => void>()

/** As it was last read: the rail shows its count on every page. */
export function latestDesk(): RefundDesk | undefined {
  return latest
}

/** @throws ApiError */
export async function readDesk(quiet = false): Promise<RefundDesk> {
  latest = await call<'desk'>('GET', '/admin/refund-desk', { quiet })
  for (const listener of listeners) listener()
  return latest
}

export function onDesk(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
