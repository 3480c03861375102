import { merchantsOwn } from '../doubles/all-faces.ts'
import { asMerchant, type Cast, post, send } from './cast.ts'

/** Somebody asks the merchant's own server what became of a payout that nobody knows of, and it says so for good. */
export async function ownServerActs(cast: Cast): Promise<string> {
  const { chance, world } = cast
  const { books } = world.double
  const unknown = await world.query(
    `SELECT id, provider FROM payouts WHERE status = 'unknown' AND provider IN (${merchantsOwn.map(() => '?').join(', ')})
     AND person_since IS NOT NULL ORDER BY id`,
    [...merchantsOwn],
  )
  if (unknown.length === 0) return 'nothing is unknown'
  const { id, provider } = chance.pick(unknown)
  const refund = books.find(String(provider), String(id))
  if (refund?.status === 'pending') return 'nothing to say yet'
  if (!refund) books.neverMakes(String(provider), String(id))
  const result = refund?.status === 'succeeded' ? { status: 'succeeded' } : { status: 'failed' }
  const headers = { ...asMerchant, 'Content-Type': 'application/json' }
  return send(cast, { path: `/v1/payouts/${id}/result`, init: post(headers, result), once: true })
}
