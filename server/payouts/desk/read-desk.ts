import type { AccountSigns } from '../../../shared/api/payout-row.schema.ts'
import type { AskedCause, PayoutCause, RefundDesk } from '../../../shared/api/refund-desk.schema.ts'
import type { FailureCode } from '../../../shared/payouts/failure-codes.ts'
import { failures } from '../../../shared/payouts/failures.ts'
import { providerRules } from '../../../shared/payouts/provider-rules.ts'
import type { StaffCaller } from '../../http/call.ts'
import type { Merchant } from '../../merchants/index.ts'
import { keptFor } from '../../platform/kept.ts'
import type { Ports } from '../../platform/ports.ts'
import { findPolicyVersion } from '../../policies/index.ts'
import { listBatches } from '../bank/index.ts'
import { readControls } from '../controls/store.ts'
import { mayAct, maySetLimits } from '../who-may.ts'
import { readAccountSigns } from './account-signs-store.ts'
import {
  namedOfCause,
  readApprovals,
  readFigures,
  readFirstTry,
  readTroubled,
  readWork,
  type TroubledGroup,
} from './desk-store.ts'
import { startOfToday } from './list-payouts.ts'
import { type FoundPayout, payoutRowOf } from './payout-row.ts'

const monthMs = 30 * 86_400_000
const shownApprovals = 50
// A month of payouts moves this rate by little in a minute, and counting them takes longer than all the rest.
const firstTries = keptFor<{ paid: number; settled: number }>(60_000)

/** Everything the desk opens with. Days are those of the shop's zone. */
export async function readDesk(ports: Ports, at: { merchant: Merchant; me: StaffCaller }): Promise<RefundDesk> {
  const { database, clock } = ports
  const { merchant, me } = at
  const now = clock.now()
  const controls = await readControls(database, merchant.id)
  const capped = Object.keys(controls.dailyCap)
  const [figures, firstTry, troubled, waiting, batches] = await Promise.all([
    readFigures(database, { merchant: merchant.id, today: startOfToday(merchant, now), currencies: capped }),
    firstTries.get(database, merchant.id, now, () => readFirstTry(database, merchant.id, now - monthMs)),
    readTroubled(database, merchant.id),
    readApprovals(database, merchant.id, shownApprovals),
    listBatches(ports, merchant.id),
  ])
  const unsolved = troubled.filter(({ state }) => state === 'failed')
  const failed = unsolved.filter(({ asked }) => asked === undefined)
  const open = troubled.filter(({ asked }) => asked === undefined)
  const views = {
    ...figures.views,
    on_the_way: figures.onTheWay.count,
    failed: countOf(failed),
    asked: countOf(unsolved) - countOf(failed),
    returned: sum(unsolved.map(({ returned }) => returned)),
  }
  return {
    paidToday: figures.paidToday,
    onTheWay: figures.onTheWay,
    failed: { count: views.failed, oldestAt: failed.length > 0 ? firstOf(failed) : undefined },
    firstTry,
    caps: figures.sentToday.map(({ currency, amount }) => ({
      currency,
      cap: controls.dailyCap[currency] ?? 0,
      used: amount,
    })),
    controls,
    causes: await causesOf(ports, merchant.id, open),
    asked: askedOf(unsolved),
    approvals: await approvalsOf(ports, at, waiting),
    views,
    forBatch: figures.forBatch,
    batches,
    may: { act: mayAct(me), approve: mayAct(me), control: mayAct(me), setLimits: maySetLimits(me) },
  }
}

/** Solved together: one provider, one reason, one state. */
function byCause<G extends TroubledGroup>(groups: readonly G[]): [G, ...G[]][] {
  const causes = new Map<string, [G, ...G[]]>()
  for (const group of groups) {
    const key = [group.provider, group.code, group.state].join(' ')
    const parts = causes.get(key)
    if (parts) parts.push(group)
    else causes.set(key, [group])
  }
  return [...causes.values()]
}

async function causesOf(ports: Ports, merchant: string, groups: readonly TroubledGroup[]): Promise<PayoutCause[]> {
  const work = await readWork(ports.database, merchant, [...new Set(groups.flatMap(({ payouts }) => payouts))])
  return byCause(groups).map((parts) => {
    const [{ provider, code, state }] = parts
    const payouts = parts.flatMap((part) => part.payouts).slice(0, namedOfCause)
    const known = payouts.flatMap((id) => work.get(id) ?? [])
    const since = earliest(parts.map(({ unknownSince }) => unknownSince))
    const tries = known.map((one) => one.asked)
    const nextAt = earliest(known.map((one) => one.nextAt))
    return {
      provider,
      code,
      state,
      who: state === 'failed' ? actorOf(code, nextAt) : state === 'unknown' ? 'amends' : waitedFor(code),
      actions: state === 'failed' ? [...failures[code].actions] : ['ask_provider', 'reconcile', 'open_request'],
      count: countOf(parts),
      sums: sumsOf(parts),
      payouts,
      firstAt: firstOf(parts),
      nextAt,
      tries: Math.max(0, ...parts.map((part) => part.tries), ...(state === 'failed' ? [] : tries)),
      untilAt: since === undefined ? undefined : since + providerRules(provider).unknownLimitMs,
    }
  })
}

/** Only details are for the shopper to give, and they give them there; all else is done with the merchant's access. */
function waitedFor(code: FailureCode): PayoutCause['who'] {
  return code === 'payer_details_required' ? 'shopper' : 'finance'
}

/**
 * A shopper who was not asked, or let the time go by, does nothing: finance asks. Nor does Amends when it has tried often
 * enough and has no work left.
 */
function actorOf(code: FailureCode, nextAt: number | undefined): PayoutCause['who'] {
  const { who } = failures[code]
  return who === 'shopper' || (who === 'amends' && nextAt === undefined) ? 'finance' : who
}

function askedOf(groups: readonly TroubledGroup[]): AskedCause[] {
  const waiting = groups.flatMap((group) => (group.asked ? [{ ...group, ...group.asked }] : []))
  return byCause(waiting).map((parts) => {
    const [{ provider, code }] = parts
    return {
      provider,
      code,
      count: countOf(parts),
      sums: sumsOf(parts),
      since: Math.min(...parts.map(({ since }) => since)),
      answerBy: Math.min(...parts.map(({ answerBy }) => answerBy)),
    }
  })
}

function sumsOf(parts: readonly TroubledGroup[]): { currency: string; amount: number }[] {
  const sums = new Map<string, number>()
  for (const { currency, amount } of parts) sums.set(currency, (sums.get(currency) ?? 0) + amount)
  return [...sums].map(([currency, amount]) => ({ currency, amount }))
}

async function approvalsOf(
  ports: Ports,
  at: { merchant: Merchant; me: StaffCaller },
  waiting: readonly FoundPayout[],
): Promise<RefundDesk['approvals']> {
  const accounts = waiting.flatMap(({ state }) => state.account ?? [])
  const signs = await readAccountSigns(ports.database, at.merchant.id, accounts)
  return Promise.all(waiting.map((found) => approvalOf(ports, at, found, signs.get(found.state.account ?? ''))))
}

async function approvalOf(
  ports: Ports,
  at: { merchant: Merchant; me: StaffCaller },
  found: FoundPayout,
  account: AccountSigns | undefined,
): Promise<RefundDesk['approvals'][number]> {
  const { reason, policyVersion } = found
  const policy = policyVersion === undefined ? undefined : await findPolicyVersion(ports, at.merchant.id, policyVersion)
  return {
    ...payoutRowOf(found, at),
    account,
    reason,
    reasonLabels: (reason === undefined ? undefined : policy?.compiled.reasons.get(reason)?.reason.labels) ?? {},
    mine: found.state.approvals.some(({ id }) => id === at.me.id),
  }
}

function countOf(groups: readonly TroubledGroup[]): number {
  return sum(groups.map(({ count }) => count))
}

function earliest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined)
  return known.length > 0 ? Math.min(...known) : undefined
}

function firstOf(groups: readonly TroubledGroup[]): number {
  return Math.min(...groups.map(({ firstAt }) => firstAt))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
