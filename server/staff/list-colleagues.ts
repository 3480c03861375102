import type { Ports } from '../platform/ports.ts'
import { readColleagues } from './store.ts'

/** Whom a request can be assigned to. */
export async function listColleagues(
  ports: Ports,
  merchant: string,
): Promise<{ staff: { id: string; name: string }[] }> {
  return { staff: await readColleagues(ports.database, merchant) }
}
