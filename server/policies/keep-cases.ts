import type { z } from 'zod'
import type { policyCaseBody, StoredCase } from '../../shared/api/policy-cases.schema.ts'
import { Failure } from '../failure.ts'
import type { Caller } from '../http/call.ts'
import type { Merchant } from '../merchants/index.ts'
import { readOrder } from '../orders/index.ts'
import type { Ports } from '../platform/ports.ts'
import { requireEditor } from './author.ts'
import { maxCases, readCase, readCases, removeCase, saveCaseRow } from './case-store.ts'

export async function listCases({ database }: Ports, merchant: string): Promise<{ cases: StoredCase[] }> {
  return { cases: await readCases(database, merchant) }
}

/** @throws Failure not_found */
export async function openCase({ database }: Ports, merchant: string, id: string): Promise<StoredCase> {
  const found = await readCase(database, merchant, id)
  if (!found) throw new Failure('not_found')
  return found
}

/**
 * Keeps a case under an id of the caller's own: keeping it twice is keeping it once.
 * @throws Failure forbidden, not_found for the order, unknown_line, unknown_payment, limit_exceeded
 */
export async function keepCase(
  ports: Ports,
  input: { merchant: Merchant; caller: Caller; id: string; body: z.output<typeof policyCaseBody> },
): Promise<StoredCase> {
  const { merchant, caller, id, body } = input
  const savedBy = requireEditor(merchant, caller)
  const { database, clock } = ports
  const order = (await readOrder(database, merchant.id, body.order))?.order
  if (!order) throw new Failure('not_found', { pointer: '/order' })
  if (body.line !== undefined && !order.lines.some((line) => line.id === body.line)) {
    throw new Failure('unknown_line', { pointer: '/line' })
  }
  if (body.payment !== undefined && !order.payments.some((payment) => payment.id === body.payment)) {
    throw new Failure('unknown_payment', { pointer: '/payment' })
  }
  const kept: StoredCase = { ...body, id, savedAt: clock.now(), savedBy }
  const [rows] = await database.write([saveCaseRow(merchant.id, kept)])
  if (!rows?.[0]) throw new Failure('limit_exceeded', { limit: maxCases })
  return kept
}

/** @throws Failure forbidden, not_found */
export async function forgetCase(
  ports: Ports,
  { merchant, caller, id }: { merchant: Merchant; caller: Caller; id: string },
): Promise<undefined> {
  requireEditor(merchant, caller)
  const [rows] = await ports.database.write([removeCase(merchant.id, id)])
  if (!rows?.[0]) throw new Failure('not_found')
}
