import { asColleague, type Cast, keyed, post, send } from './cast.ts'
import { colleagues } from './prepared.ts'

const dayMs = 86_400_000

/** Somebody of finance compares a day with what the providers say, or decides about what differs. */
export async function reconcileActs(cast: Cast): Promise<string> {
  const { chance, world, ledger } = cast
  const headers = { ...(await asColleague(cast, chance.pick(colleagues))), ...keyed(cast) }
  const day = (daysOn: number) => new Date(world.now() + daysOn * dayMs).toISOString().slice(0, 10)
  const open = await world.query(
    `SELECT id, provider_reference AS reference FROM reconciliation_differences
     WHERE hidden_by IS NULL AND (resolution IS NULL OR resolution = 'waiting') ORDER BY id LIMIT 20`,
  )
  if (open.length === 0 || chance.happens(0.4)) {
    const init = post(headers, { day: day(-chance.pick([0, 0, 0, 1, 2])) })
    return send(cast, { path: '/v1/admin/reconciliation/run', init, once: true })
  }
  const { id, reference } = chance.pick(open)
  const resolution = chance.pick(['book', 'book', 'book', 'wait', 'write_off'])
  const more = { wait: { waitUntil: day(5) }, write_off: { note: 'Ours to bear' } }[resolution] ?? {}
  return send(cast, {
    path: `/v1/admin/reconciliation/differences/${id}`,
    init: post(headers, { resolution, ...more }),
    done: (at, body) => body.resolution === 'booked' && ledger.tellExternal(String(reference), at),
  })
}
