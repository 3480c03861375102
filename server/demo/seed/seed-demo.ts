import type { ClaimItem } from '../../../shared/lifecycle/commands.ts'
import type { Order } from '../../../shared/order/order.ts'
import type { Database, Statement } from '../../db/database.ts'
import { createMerchant } from '../../merchants/index.ts'
import { insertOrderPayments } from '../../orders/booked-store.ts'
import { insertOrders } from '../../orders/import-store.ts'
import { orderRowOf } from '../../orders/order-row.ts'
import type { OrderRow } from '../../orders/store.ts'
import { sealCredentials } from '../../payouts/connections/open-connection.ts'
import { shownParts } from '../../payouts/connections/shown-parts.ts'
import { writeConnection } from '../../payouts/connections/store.ts'
import type { Ports } from '../../platform/ports.ts'
import { saveDraftRow } from '../../policies/draft-store.ts'
import type { LoadedPolicy } from '../../policies/index.ts'
import { versionAt } from '../../policies/version-at.ts'
import { insertPolicyVersion } from '../../policies/version-store.ts'
import { evaluateClaim, saidOf } from '../../requests/judge-claim.ts'
import { createStaff } from '../../staff/create-staff.ts'
import type { DemoData } from '../demo-data.ts'
import { demoMerchantId, demoSettings } from '../demo-settings.ts'
import { demoSeed, deriveOrders } from '../derive-orders.ts'
import { seededDraw } from '../draw.ts'
import { demoMerchant } from '../merchant.ts'
import { demoDraft } from '../policy.ts'
import { demoVersions } from '../policy-versions.ts'
import { claimItemsOf, type TakePhoto } from './claim-of.ts'
import { collectingDatabase } from './collecting-database.ts'
import { insertRows } from './insert-rows.ts'
import { orderBook } from './order-book.ts'
import {
  demoControls,
  demoLimits,
  madeAtProvider,
  type PastPayout,
  withFailingPayments,
  workKeptMs,
} from './past-payouts.ts'
import { pastReconciliations } from './past-reconciliations.ts'
import { type PastRequest, pastRequestsOf } from './past-request.ts'
import { pastRows } from './past-rows.ts'
import type { PastStory, StaffPerson } from './past-step.ts'
import { pastStory } from './past-story.ts'
import { type KeepPhoto, photoBox } from './photo-box.ts'
import { type PastReport, runPast } from './run-past.ts'
import { seededIds } from './seeded-ids.ts'

export interface SeedStaff {
  name: string
  email: string
  password: string
  role: string
}

export interface SeedInput {
  data: DemoData & { epoch: string }
  /** Epoch ms: the past ends here. */
  nowMs: number
  /** Origin of the storefront. */
  storeUrl: string
  /** The server's key: what finds an order by its e-mail is hashed with it. */
  signingKey: string
  publishableKey: string
  secretKey: string
  identityKey: string
  staff: readonly SeedStaff[]
}

export interface SeedReport extends PastReport {
  orders: number
  photos: number
}

const ordersAtOnce = 250
const draftAgeMs = 2 * 86_400_000

/**
 * The demo merchant with its staff, policy, orders and past. Everything goes through the functions that serve live calls, on
 * a clock that is set to each moment of the past, and is written in one transaction: a seeding that was interrupted never
 * was, and the merchant's row says whether it is done.
 */
export async function seedDemo(
  input: SeedInput,
  target: { database: Database; keepPhoto: KeepPhoto },
): Promise<SeedReport> {
  const { data, nowMs, storeUrl } = input
  const draw = seededDraw(demoSeed)
  const derived = deriveOrders({ data, nowMs, storeUrl })
  const past = pastRequestsOf(derived.orders, derived.pastReturns)
  const orders = failingOrders(derived.orders, past)

  const clock = settableClock(nowMs)
  const statements: Statement[] = []
  const ports = seedPorts(input, collectingDatabase(statements), clock)
  clock.set(Math.min(...orders.map((order) => Date.parse(order.placedAt))) - 86_400_000)
  const merchant = demoMerchantId
  await createMerchant(ports, {
    id: merchant,
    name: demoMerchant([]).name,
    settings: demoSettings(storeUrl, input.identityKey),
    publishableKey: input.publishableKey,
    secretKey: input.secretKey,
  })
  const staff: (StaffPerson & { role: string })[] = []
  for (const { role, ...person } of input.staff) {
    const { id } = await createStaff(ports, { merchant, ...person, role })
    staff.push({ id, name: person.name, role })
  }
  const versions = demoVersions(nowMs, clock.now())
  const authorOf = (role: string) => {
    const { id, name } = staff.find((person) => person.role === role) ?? (staff[0] as StaffPerson)
    return { id, name }
  }
  statements.push(
    ...versions.map(({ by, version, ...row }) =>
      insertPolicyVersion({ ...row, merchant, after: version - 1, by: authorOf(by) }),
    ),
    demoControls(merchant, nowMs),
    await bankConnection(ports, merchant, nowMs),
    saveDraftRow({
      merchant,
      policyJson: JSON.stringify(demoDraft()),
      expected: 0,
      newest: versions.length,
      at: nowMs - draftAgeMs,
      by: authorOf('owner'),
    }),
  )
  const policyAt = (atMs: number) => {
    const number = versionAt(versions, atMs)
    return versions.find(({ version }) => version === number) as LoadedPolicy
  }

  clock.set(nowMs)
  const orderRows = await Promise.all(orders.map((order) => orderRowOf(ports, merchant, order)))
  for (let from = 0; from < orders.length; from += ordersAtOnce) {
    const to = from + ordersAtOnce
    statements.push(
      ...insertOrders(merchant, orderRows.slice(from, to)),
      ...insertOrderPayments(merchant, orders.slice(from, to)),
    )
  }

  const stored = new Map(orders.map((order, index) => [order.number, { order, row: orderRows[index] as OrderRow }]))
  const book = orderBook(stored)
  const photos = photoBox(ports.ids, target.keepPhoto, data, draw)
  const customers = new Map<string, { order: string; story: PastStory }[]>()
  for (const told of past) {
    const { order } = stored.get(told.order.number) ?? told
    const request = { ...told, order }
    const policy = policyAt(Date.parse(order.placedAt))
    const takeAt =
      (atMs: number): TakePhoto =>
      (line, variant) =>
        photos.take(order, line, variant, atMs)
    const evaluate = (item: ClaimItem) =>
      evaluateClaim(
        policy.compiled,
        book.caseAt(order.number, request.atMs),
        saidOf(item, () => 'photos'),
        request.atMs,
      )
    const items = claimItemsOf(request, evaluate, takeAt(request.atMs - 90_000), draw)
    if (items.length === 0) continue
    const line = items[0]?.line
    const takePhoto = () => takeAt(clock.now())(line, photos.count())
    const story = pastStory(request, items, { draw, policy: policy.policy, staff, nowMs, takePhoto })
    const customer = order.customer.id ?? order.number
    customers.set(customer, [...(customers.get(customer) ?? []), { order: order.number, story }])
  }
  const claimed = new Set(past.map((told) => told.order.number))
  const untouched = orders.findLast((order) => !claimed.has(order.number))
  const rows = pastRows(merchant, nowMs - workKeptMs)
  if (untouched) rows.sandbox(madeAtProvider(merchant, untouched, nowMs))
  const payouts: PastPayout[] = []
  const report = runPast(
    { customers: [...customers.values()], nowMs },
    { merchant, rows, payouts, clock, ids: ports.ids, policyAt, book, nowMs },
  )
  const { timezone, currencies } = demoMerchant([])
  await target.database.write([
    ...statements,
    ...rows.statements(),
    ...insertRows('evidence', await photos.rows()),
    ...insertRows(
      'reconciliations',
      pastReconciliations({ merchant, timezone, currency: currencies[0] ?? 'EUR', payouts, nowMs }),
    ),
  ])
  return { ...report, orders: orders.length, photos: photos.count() }
}

/** The bank that the demo pays other accounts from; an example of ISO 13616's registry, so that nobody's is meant. */
async function bankConnection(ports: Ports, merchant: string, nowMs: number): Promise<Statement> {
  const credentials = { name: 'Linhe Studio', iban: 'GB33BUKB20201555555555', country: 'GB' }
  const [sealed, shown] = await Promise.all([
    sealCredentials(ports, merchant, 'bank', credentials),
    shownParts('bank', credentials),
  ])
  const savedAt = nowMs - demoLimits.sinceMs
  return writeConnection(merchant, { provider: 'bank', sealed, shown, savedAt, savedBy: { name: 'Linhe Studio' } }, 0)
}

/** Of the orders whose refund is to fail, the payments that make it fail. */
function failingOrders(orders: readonly Order[], past: readonly PastRequest[]): Order[] {
  const failing = past.filter(({ outcome }) => outcome === 'payout_failed').map(({ order }) => order.number)
  return orders.map((order) => {
    const at = failing.indexOf(order.number)
    return at < 0 ? order : withFailingPayments(order, at)
  })
}

function settableClock(startMs: number) {
  let nowMs = startMs
  return {
    now: () => nowMs,
    sleep: async () => {},
    set(ms: number) {
      nowMs = ms
    },
  }
}

/** Ports that reach nothing: what is written is collected, and nothing is sent. */
function seedPorts(input: SeedInput, database: Database, clock: Ports['clock']): Ports {
  const nobody = async () => {
    throw new Error('nothing is sent while the demo is being written')
  }
  return {
    database,
    clock,
    ids: seededIds(clock, seededDraw(`${demoSeed} ids`)),
    providers: {},
    fetch: nobody,
    mailer: { send: nobody },
    blobs: { put: nobody, keep: nobody, open: nobody, remove: nobody },
    outside: { refusal: () => 'private_address', post: nobody },
    secrets: { signingKey: input.signingKey, sessionKey: '' },
    log: { info: () => {}, error: () => {} },
    settings: { url: input.storeUrl, demo: true },
    defer: () => {},
    wake: () => {},
    inTurn: (_, work) => work(),
  }
}
