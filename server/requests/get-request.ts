import type { RequestView } from '../../shared/api/request-view.schema.ts'
import { mayOpenOrder } from '../access/index.ts'
import { Failure } from '../failure.ts'
import type { ShopperCaller } from '../http/call.ts'
import type { Merchant } from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'
import { policiesOfRequest } from './judging-policies.ts'
import { requestView } from './request-view.ts'
import { type RequestCase, type RequestFile, readRequestCase, readRequestFile, readSeq } from './store.ts'

/** One request with its timeline. @throws Failure not_found, also for what is somebody else's */
export async function getRequest(
  ports: Ports,
  input: { merchant: Merchant; number: string; shopper?: ShopperCaller },
): Promise<RequestView> {
  const { merchant } = input
  const file = await openRequest(ports, { ...input, merchant: merchant.id })
  const policies = await policiesOfRequest(ports, merchant.id, file.state)
  return requestView(file, { merchant, policies, now: ports.clock.now() })
}

export async function openRequest(
  ports: Ports,
  input: { merchant: string; number: string; shopper?: ShopperCaller },
): Promise<RequestFile> {
  const { merchant, number, shopper } = input
  const file = await readRequestFile(ports.database, merchant, number, ports.clock.now())
  if (!file) throw new Failure('not_found')
  if (shopper && !mayOpenOrder(shopper, { ...file, number: file.order.number })) throw new Failure('not_found')
  return file
}

/** With all that a decision on it would read. @throws Failure not_found */
export async function openRequestCase(ports: Ports, merchant: string, number: string): Promise<RequestCase> {
  const file = await readRequestCase(ports.database, merchant, number, ports.clock.now())
  if (!file) throw new Failure('not_found')
  return file
}

/** How long the request's stream is: cheap enough to ask every second. */
export async function requestSeq(ports: Ports, merchant: string, number: string): Promise<number> {
  const seq = await readSeq(ports.database, merchant, number)
  if (seq === undefined) throw new Failure('not_found')
  return seq
}
