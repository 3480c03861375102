import { asColleague, type Call, type Cast, keyed, post, send } from './cast.ts'
import { colleagues } from './prepared.ts'

/**
 * The switch that stops all payouts. What is on its way when it is thrown goes its way, so it may hold from the end of this
 * step only.
 */
export async function stopOrResume(cast: Cast, from: 'at_once' | 'from_next_step' = 'at_once'): Promise<string> {
  const { ledger, chance } = cast
  const headers = { ...(await asColleague(cast, chance.pick(colleagues))), ...keyed(cast) }
  const init = post(headers, { reason: 'Looking into something' })
  if (!ledger.controls.isStopped) {
    const done = (at: number) => ledger.controls.stopped(from === 'at_once' ? at : undefined)
    return send(cast, { path: '/v1/admin/payout-controls/stop', init, done, once: true })
  }
  // From the moment somebody asks, money may go.
  ledger.controls.resumed()
  const done = () => ledger.controls.resumed()
  return send(cast, { path: '/v1/admin/payout-controls/resume', init, done, once: true })
}

/** Somebody of finance sets limits. What is on its way meanwhile goes by the old ones. */
export async function setLimits(cast: Cast, to: 'some' | 'none' = 'some'): Promise<string> {
  const { ledger, chance, world } = cast
  const [controls] = await world.query('SELECT revision FROM payout_controls')
  const some = (most: number): Record<string, number> =>
    to === 'none' || chance.happens(0.5) ? {} : { USD: chance.between(1_000, most), CNY: chance.between(1_000, most) }
  const limits = { secondPersonAbove: some(20_000), dailyCap: some(60_000) }
  const headers = { ...(await asColleague(cast, chance.pick(colleagues))), 'Content-Type': 'application/json' }
  const body = JSON.stringify({ ...limits, revision: Number(controls?.revision ?? 0) })
  ledger.controls.limitsChange()
  const done = () => ledger.controls.limitsAre(limits)
  return send(cast, { path: '/v1/admin/payout-controls', init: { method: 'PUT', headers, body }, done, once: true })
}

/** Somebody of finance says yes to what waits for a second person, or does the next thing with what failed. */
export async function financeActs(cast: Cast): Promise<string> {
  const { ledger, chance, world } = cast
  const who = chance.pick(colleagues)
  const headers = { ...(await asColleague(cast, who)), ...keyed(cast) }
  const act = (action: string, payouts: string[], more = {}, heard: Pick<Call, 'done' | 'lost'> = {}) =>
    send(cast, { path: `/v1/admin/payouts/actions/${action}`, init: post(headers, { payouts, ...more }), ...heard })
  const approve = (payout: string) => {
    const saidYes = () => ledger.approvedBy(payout, who)
    return act('approve', [payout], {}, { done: (_, { results }) => results[0]?.done && saidYes(), lost: saidYes })
  }
  const held = await world.query(`SELECT id FROM payouts WHERE hold = 'approval' ORDER BY id LIMIT 10`)
  if (held.length > 0 && chance.happens(0.7)) {
    return approve(String(chance.pick(held).id))
  }
  const lost = await world.query(
    `SELECT id, provider FROM payouts WHERE person_since IS NOT NULL AND status IN ('unknown', 'pending') ORDER BY id`,
  )
  if (lost.length > 0 && chance.happens(0.5)) {
    const { id, provider } = chance.pick(lost)
    const seen = lookAtProvider(cast, String(provider), String(id))
    return seen === undefined ? 'nothing to be seen yet' : act(`confirm_${seen}`, [String(id)], { proof: 'I looked' })
  }
  const open = [...ledger.requests.values()]
    .flatMap(({ view }) => view.payouts)
    .filter(({ status }) => status !== 'succeeded')
  if (open.length === 0) return 'nothing to do'
  const { id } = chance.pick(open)
  const action = chance.pick([
    'retry',
    'ask_provider',
    'ask_provider',
    'store_credit',
    'other_method',
    'ask_shopper',
    'mark_paid',
    'approve',
  ])
  if (action === 'approve') return approve(id)
  if (action === 'other_method')
    return act(action, [id], { destination: chance.pick(['coupon', 'points', 'gift_card', 'account']) })
  return act(action, [id], action === 'mark_paid' ? { proof: 'TRF-2' } : {})
}

/** What a provider's own page shows of a payout; undefined: not settled. What is not there will not be, from then on. */
function lookAtProvider({ world }: Cast, provider: string, payout: string): 'paid' | 'unpaid' | undefined {
  const { double } = world
  const refund = double.books.find(provider, payout)
  if (double.isAwaited([payout]) || refund?.status === 'pending' || refund?.status === 'requires_action')
    return undefined
  if (!refund) double.books.neverMakes(provider, payout)
  return refund?.status === 'succeeded' ? 'paid' : 'unpaid'
}
