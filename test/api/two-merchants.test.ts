import { SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { routes } from '../../server/app.ts'
import { accountContracts } from '../../shared/api/accounts.schema.ts'
import { adminContracts } from '../../shared/api/admin.schema.ts'
import { connectionContracts } from '../../shared/api/connections.schema.ts'
import type { Contract } from '../../shared/api/contract.ts'
import { merchantContracts } from '../../shared/api/merchant.schema.ts'
import { endpointContracts } from '../../shared/api/merchant-endpoints.schema.ts'
import { payoutContracts } from '../../shared/api/payouts.schema.ts'
import { adminPolicyContracts, merchantPolicyContracts } from '../../shared/api/policies.schema.ts'
import { adminSettingsContracts, merchantSettingsContracts } from '../../shared/api/settings.schema.ts'
import { shopContracts } from '../../shared/api/shop.schema.ts'
import { shopPolicyContracts } from '../../shared/api/shop-policy.schema.ts'
import { storeCreditContracts } from '../../shared/api/store-credit.schema.ts'
import { webhookContracts } from '../../shared/api/webhooks.schema.ts'
import { assertNever } from '../../shared/assert-never.ts'
import { AdyenNotices } from '../support/adyen-notices.ts'
import {
  type Api,
  command,
  instantPolicy,
  newKey,
  putOrder,
  read,
  secretHeaders,
  shopperHeaders,
  staffPassword,
  submit,
  type TestMerchant,
  testOrder,
} from '../support/api.ts'
import { Colleague } from '../support/colleague.ts'
import { onePixelPng } from '../support/pictures.ts'
import { testApi } from '../support/runtime.ts'

/** Stands in every text of B's data; whoever reads it has seen what is not theirs. */
const marker = 'Bellona-Private'
const url = 'http://localhost:8787'
const identitySecret = 'a-secret-of-the-storefront-32-bytes!'

interface World {
  api: Api
  a: TestMerchant
  b: TestMerchant
  /** A's credentials; the customer has the id and the e-mail of B's customer. */
  aOrder: string
  aRequest: string
  aOrderToken: string
  aCustomerToken: string
  aCookie: string
  aStaff: { email: string }
  bToken: string
  bOrder: string
  /** An order of B that nobody asked about, to be pushed under its number by A. */
  bOther: string
  bRequest: string
  bPaid: string
  bPayout: string
  /** A difference that B's reconciliation found, and a file for B's bank. */
  bDifference: string
  bItem: string
  bQuestion: string
  bEvidence: string
  bKey: Record<string, string>
  bSubmission: Record<string, unknown>
  bChallenge: string
  bCode: string
  bWebhook: string
  bCase: string
  bRedemption: string
  bPointsPayout: string
}

const w = await build(await testApi())
const before = await everythingOfB()

async function build(api: Api): Promise<World> {
  const policy = instantPolicy({ decision: 'review' })
  const a = await api.createMerchant({ policy })
  const b = await api.createMerchant({
    policy: { ...policy, title: marker },
    settings: { names: { en: marker }, contact: { email: `${marker}@b.example` } },
  })
  const customer = { id: 'c-same', name: marker, email: `${marker}@b.example`, phone: '+44 7700 900999', country: 'GB' }
  const cup = testOrder().lines[0]
  if (!cup) throw new Error('the test order has no line')
  const bOrders = [1, 2].map(() => testOrder({ customer, lines: [{ ...cup, title: marker }] }))
  for (const order of bOrders) expect((await putOrder(api, b, order)).status).toBe(200)
  const [bOrder = '', bOther = ''] = bOrders.map(({ number }) => number)
  const own = testOrder({ customer: { ...customer, name: 'Ann Lee', email: 'ann@a.example' } })
  expect((await putOrder(api, a, own)).status).toBe(200)
  const ownRequest = await submit(api, a, { order: own.number, items: [claimed()] })
  expect(ownRequest.status, JSON.stringify(ownRequest.body)).toBe(201)

  const bToken = await api.shopperToken(b.id, { order: bOrder })
  const uploaded = await api.fetch(`/v1/shop/orders/${bOrder}/evidence`, {
    method: 'POST',
    headers: shopperHeaders(b, bToken, { ...newKey(), 'Content-Type': 'image/png' }),
    body: onePixelPng,
  })
  expect(uploaded.status).toBe(201)
  const bEvidence = (await uploaded.json()).id as string
  const bKey = newKey()
  const bSubmission = { order: bOrder, items: [{ ...claimed(), details: marker, evidence: [bEvidence] }] }
  const first = await submit(api, b, bSubmission, bKey)
  expect(first.status, JSON.stringify(first.body)).toBe(201)
  const asked = await command(api, b, first.body.number, 'ask', { text: marker })
  const second = await submit(api, b, { order: bOrder, items: [claimed()] })
  await command(api, b, second.body.number, 'approve')
  await api.work()
  const paid = await read(api, b, `/v1/requests/${second.body.number}`)
  expect(paid.body.status).toBe('completed')

  const { bRedemption, bPointsPayout } = await creditOf(api, b, customer)

  const looked = await api.fetch('/v1/shop/lookup', {
    method: 'POST',
    headers: { ...shopperHeaders(b, ''), ...newKey() },
    body: JSON.stringify({ number: bOther, contact: customer.email }),
  })
  await api.work()
  const [mail] = await api.query(
    `SELECT subject FROM dev_mail WHERE lower("to") = lower(?) AND subject LIKE '%code%' ORDER BY rowid DESC LIMIT 1`,
    [customer.email],
  )
  const bCode = /\d{6}/.exec(String(mail?.subject))?.[0] ?? ''
  expect(bCode).not.toBe('')
  const hooked = await api.fetch('/v1/webhooks', {
    method: 'POST',
    headers: secretHeaders(b, newKey()),
    body: JSON.stringify({ url: `http://127.0.0.1:1025/${marker}` }),
  })
  const bWebhook = (await hooked.json()).id as string
  await api.fetch(`/v1/webhooks/${bWebhook}/test`, { method: 'POST', headers: secretHeaders(b, newKey()), body: '{}' })
  await api.work()
  const told = await read(api, b, `/v1/webhooks/${bWebhook}/deliveries`)
  expect(told.body.deliveries).toMatchObject([{ problem: 'unreachable' }])

  const bCase = `case-of-${marker}`
  const sendAsB = (method: string, path: string, body: unknown) =>
    api.fetch(`/v1/policies/${path}`, { method, headers: secretHeaders(b, newKey()), body: JSON.stringify(body) })
  await sendAsB('PUT', 'draft', { policy: { ...policy, title: `${marker} 2` }, expectedRevision: 0 })
  const published = await sendAsB('POST', 'publish', { expectedRevision: 1, note: marker })
  expect(published.status).toBe(201)
  await sendAsB('PUT', 'draft', { policy: { ...policy, title: `${marker} 3` }, expectedRevision: 0 })
  const caseOfB = { name: marker, order: bOrder, ...claimed(), expect: { decision: 'review' } }
  expect((await sendAsB('PUT', `cases/${bCase}`, caseOfB)).status).toBe(200)

  const bDifference = `df_${marker}`
  await api.query(
    `INSERT INTO reconciliation_differences (merchant, id, day, provider, currency, kind, ours, theirs, detail)
     VALUES (?, ?, '2026-11-09', 'sandbox', 'GBP', 'only_theirs', 0, 500, '{"why":"made_at_provider"}')`,
    [b.id, bDifference],
  )
  await api.query(
    `INSERT INTO bank_batches (merchant, number, id, currency, count, total, status, execute_on, made_by, made_at)
     VALUES (?, 7, ?, 'GBP', 1, 500, 'sent', '2026-11-10', '{"id":"x","name":"x"}', 1)`,
    [b.id, `bb_${marker}`],
  )

  const aStaff = await api.createStaff(a.id, 'Mei Chen', 'owner')
  await api.createStaff(b.id, marker)
  await new AdyenNotices(api, b).connect(new Colleague(api, b, 'owner', marker))
  return {
    api,
    a,
    b,
    aOrder: own.number,
    aRequest: ownRequest.body.number,
    aOrderToken: await api.shopperToken(a.id, { order: own.number }),
    aCustomerToken: await api.shopperToken(a.id, { customer: { id: customer.id } }),
    aCookie: await cookieOf(api, aStaff.email),
    aStaff,
    bToken,
    bOrder,
    bOther,
    bRequest: first.body.number,
    bPaid: second.body.number,
    bPayout: paid.body.payouts[0].id,
    bDifference,
    bItem: first.body.items[0].id,
    bQuestion: asked.body.question.id,
    bEvidence,
    bKey,
    bSubmission,
    bChallenge: (await looked.json()).challenge,
    bCode,
    bWebhook,
    bCase,
    bRedemption,
    bPointsPayout,
  }
}

/** B's customer has store credit and has spent some of it; points went to B's server, which nobody connected. */
async function creditOf(api: Api, b: TestMerchant, customer: ReturnType<typeof testOrder>['customer']) {
  const points = { id: 'p1', method: 'other' as const, provider: 'points', reference: marker, amount: 2895 }
  const payouts: string[] = []
  for (const more of [{}, { payments: [{ ...points, capturedAt: '2026-11-01T10:00:05Z' }] }]) {
    const order = testOrder({ customer, ...more })
    expect((await putOrder(api, b, order)).status).toBe(200)
    const resolution = 'payments' in more ? 'refund' : 'store_credit'
    const { body } = await submit(api, b, { order: order.number, items: [{ ...claimed(), resolution }] })
    await command(api, b, body.number, 'approve')
    await api.work()
    payouts.push((await read(api, b, `/v1/requests/${body.number}`)).body.payouts[0].id)
  }
  const redeemed = await api.fetch('/v1/store-credit/redemptions', {
    method: 'POST',
    headers: secretHeaders(b, newKey()),
    body: JSON.stringify({ customer: customer.id, currency: 'GBP', amount: 100, order: marker }),
  })
  expect(redeemed.status).toBe(201)
  return { bRedemption: (await redeemed.json()).id as string, bPointsPayout: payouts[1] ?? '' }
}

function claimed() {
  return { line: 'l1', quantity: 1, reason: 'changed_mind' }
}

async function cookieOf(api: Api, email: string): Promise<string> {
  const answer = await api.fetch('/v1/admin/auth/sign-in/email', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url },
    body: JSON.stringify({ email, password: staffPassword }),
  })
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
}

/** One way to B's data. `allowed`: what A's own credential may hear; everything else must refuse the credential. */
interface Attempt {
  path?: Record<string, string>
  query?: string
  body?: unknown
  /** Replaces what the credential brings. */
  headers?: Record<string, string>
  raw?: BodyInit
  allowed: number[]
  /** Only with A's own credential: what is in the answer then. */
  then?: (body: string) => void
  /** Credentials of its own instead of those of the route's kind. */
  credentials?: Record<string, Record<string, string>>
}

const noRequests = (body: string) => expect(JSON.parse(body).requests).toEqual([])
const byOrder = () => ({ number: w.bOrder })
const byRequest = () => ({ number: w.bRequest })

function staffCommandBodies(): Record<string, Record<string, unknown>> {
  return {
    approve: {},
    decline: { reason: 'No', message: 'No' },
    ask: { text: 'What?' },
    offer: { resolution: 'keep_item', text: 'Keep it' },
    mark_received: {},
    inspect: { result: 'as_described' },
    retry_payout: { payout: w.bPayout },
    change_method: { payout: w.bPayout, destination: 'store_credit' },
    ask_account: { payout: w.bPayout },
    cancel: { reason: 'No' },
    reopen: { reason: 'Again' },
    note: { text: 'Note' },
    message: { text: 'Hello' },
    assign: {},
  }
}

function shopperCommandBodies(): Record<string, Record<string, unknown>> {
  return {
    edit: { items: [claimed()] },
    cancel: {},
    answer: { question: w.bQuestion, text: 'Yes' },
    appeal: { text: 'Please' },
    mark_shipped: {},
    accept_offer: {},
    rate: { stars: 5 },
    fix_account: { payout: w.bPayout, account: 'acc_1' },
    message: { text: 'Hello' },
  }
}

/** Both requests of B, in both states, by every command. */
function commands(bodies: Record<string, Record<string, unknown>>, isStaff: boolean): Attempt[] {
  return Object.entries(bodies).flatMap(([name, body]) =>
    [w.bRequest, w.bPaid].map((number) => ({
      path: { number, command: name },
      body: isStaff ? { expectedSeq: 1, ...body } : body,
      allowed: [404],
    })),
  )
}

async function identity(secret: string, issuer: string): Promise<string> {
  return new SignJWT({ order: w.bOrder, email: `${marker}@b.example` })
    .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
    .setIssuer(issuer)
    .setAudience('amends')
    .setSubject('c-same')
    .setExpirationTime(Math.floor((await serverNow()) / 1000) + 240)
    .sign(new TextEncoder().encode(secret))
}

/** The server's clock, by what it wrote last. */
async function serverNow(): Promise<number> {
  const [row] = await w.api.query('SELECT max(changed_at) AS now FROM requests')
  return Number(row?.now)
}

type Rows = Record<string, () => Attempt[] | Promise<Attempt[]>>

const shop: Record<keyof typeof shopContracts, Rows[string]> = {
  config: () => [{ allowed: [200] }],
  lookup: () => [{ body: { number: w.bOther, contact: `${marker}@b.example` }, allowed: [202] }],
  verify: async () => [
    { body: { challenge: w.bChallenge, code: w.bCode }, allowed: [422] },
    { body: { identity: await identity(identitySecret, w.b.publishableKey) }, allowed: [401] },
    { body: { identity: await identity('another-secret-of-32-bytes-or-more', w.b.publishableKey) }, allowed: [401] },
  ],
  orders: () => [{ allowed: [200] }],
  order: () => [
    { path: byOrder(), allowed: [404] },
    { path: { number: w.bOther }, allowed: [404] },
  ],
  answers: () => [
    { path: byOrder(), body: { items: [{ line: 'l1', reason: 'not_needed' }] }, allowed: [404] },
    { path: { number: w.bOther }, body: { items: [{ line: 'l1', reason: 'not_needed' }] }, allowed: [404] },
  ],
  submit: () => [
    { body: { order: w.bOrder, items: [claimed()] }, allowed: [404] },
    { body: w.bSubmission, headers: w.bKey, allowed: [404] },
    {
      body: { order: w.aOrder, items: [{ ...claimed(), evidence: [w.bEvidence] }] },
      allowed: [404, 422],
    },
  ],
  requests: () => [{ allowed: [200] }],
  request: () => [w.bRequest, w.bPaid].map((number) => ({ path: { number }, allowed: [404] })),
  storeCredit: () => [
    { allowed: [200], then: (body) => expect(JSON.parse(body).granted).toEqual([]) },
    { query: `?request=${w.bRequest}`, allowed: [404] },
    { query: `?request=${w.bPaid}`, allowed: [404] },
  ],
  stream: () => [{ path: byRequest(), allowed: [404] }],
  command: () => commands(shopperCommandBodies(), false),
  uploadEvidence: () => [
    { path: byOrder(), raw: onePixelPng, headers: { 'Content-Type': 'image/png' }, allowed: [404] },
  ],
  evidence: () => [{ path: { id: w.bEvidence }, allowed: [404] }],
}

const accounts: Record<keyof typeof accountContracts, Rows[string]> = {
  add: () => [
    {
      path: byOrder(),
      body: { kind: 'iban', holder: 'Ann Lee', number: 'DE89370400440532013000' },
      allowed: [404],
    },
  ],
}

const merchant: Record<keyof typeof merchantContracts, Rows[string]> = {
  // The number is A's to use as well: two shops both have an order 1001.
  putOrder: () => [
    {
      path: { number: w.bOther },
      body: testOrder({ number: w.bOther }),
      allowed: [200],
      then: (body) => expect(JSON.parse(body)).toMatchObject({ outcome: 'created', revision: 1 }),
    },
  ],
  importOrders: () => [
    {
      raw: JSON.stringify(testOrder({ number: w.bOther })),
      headers: { 'Content-Type': 'application/x-ndjson' },
      allowed: [200],
    },
  ],
  getOrder: () => [{ path: byOrder(), allowed: [404] }],
  quote: () => [{ body: { orderNumber: w.bOrder, items: 'all' }, allowed: [404] }],
  createRequest: () => [
    { body: { order: w.bOrder, items: [claimed()] }, allowed: [404] },
    { body: w.bSubmission, headers: w.bKey, allowed: [404] },
    { body: { order: w.aOrder, items: [{ ...claimed(), evidence: [w.bEvidence] }] }, allowed: [404, 422] },
  ],
  listRequests: () => [
    { allowed: [200] },
    { query: `?order=${encodeURIComponent(w.bOrder)}`, allowed: [200], then: noRequests },
  ],
  getRequest: () => [w.bRequest, w.bPaid].map((number) => ({ path: { number }, allowed: [404] })),
  commandRequest: () => commands(staffCommandBodies(), true),
  requestEvents: () => [{ path: byRequest(), allowed: [404] }],
}

const webhooks: Record<keyof typeof webhookContracts, Rows[string]> = {
  create: () => [{ body: { url: 'https://a.example/hooks', events: ['payout.failed'] }, allowed: [201] }],
  list: () => [
    {
      allowed: [200],
      then: (body) => expect(JSON.parse(body).webhooks).toMatchObject([{ url: 'https://a.example/hooks' }]),
    },
  ],
  remove: () => [{ path: { id: w.bWebhook }, allowed: [404] }],
  deliveries: () => [{ path: { id: w.bWebhook }, allowed: [404] }],
  test: () => [{ path: { id: w.bWebhook }, body: {}, allowed: [404] }],
}

const admin: Record<keyof typeof adminContracts, Rows[string]> = {
  firstAccount: () => [
    {
      body: { token: 'x'.repeat(43), name: 'Eve', email: 'eve@a.example', password: 'correct horse battery' },
      allowed: [403],
    },
  ],
  signIn: () => [{ body: { email: w.aStaff.email, password: staffPassword }, allowed: [200] }],
  signOut: async () => [
    { body: {}, headers: { Cookie: await cookieOf(w.api, w.aStaff.email), Origin: url }, allowed: [200] },
  ],
  me: () => [{ allowed: [200] }],
  counters: () => [
    { allowed: [200], then: (body) => expect(JSON.parse(body).views).toMatchObject({ open: 1, closed: 0 }) },
  ],
  queue: () => [
    { allowed: [200] },
    ...[w.bRequest, w.bOrder, `${marker}@b.example`, marker].flatMap((q) =>
      ['open', 'closed'].map((view) => ({
        query: `?view=${view}&q=${encodeURIComponent(q)}`,
        allowed: [200],
        then: noRequests,
      })),
    ),
  ],
  request: () => [w.bRequest, w.bPaid].map((number) => ({ path: { number }, allowed: [404] })),
  command: () => commands(staffCommandBodies(), true),
  presence: () => [{ path: byRequest(), allowed: [404] }],
  evidence: () => [{ path: { id: w.bEvidence }, allowed: [404] }],
  staff: () => [
    {
      allowed: [200],
      then: (body) => expect(JSON.parse(body).staff.map(({ name }: { name: string }) => name)).toEqual(['Mei Chen']),
    },
  ],
}

/** Small: workerd hangs up on what it refused before it was all read. */
function policyBody() {
  const { reasons, ...policy } = instantPolicy()
  return { ...policy, reasons: reasons.filter(({ code }) => code === 'changed_mind'), title: 'Of A' }
}

/** A has one version, no draft and no case; B has two, a draft and a case. */
const policies: Record<keyof typeof merchantPolicyContracts, Rows[string]> = {
  policy: () => [{ allowed: [200], then: (body) => expect(JSON.parse(body).version).toBe(1) }],
  policyVersions: () => [{ allowed: [200], then: (body) => expect(JSON.parse(body).versions).toHaveLength(1) }],
  policyVersion: () => [{ path: { version: '2' }, allowed: [404] }],
  policyDraft: () => [{ allowed: [404] }],
  savePolicyDraft: () => [{ body: { policy: { title: 'Of A' }, expectedRevision: 3 }, allowed: [404] }],
  discardPolicyDraft: () => [1, 2, 3].map((it) => ({ query: `?expectedRevision=${it}`, allowed: [404] })),
  validatePolicy: () => [{ body: { policy: { title: 'Of A' } }, allowed: [200] }],
  simulatePolicy: () => [
    { body: {}, allowed: [404] },
    {
      body: { policy: policyBody() },
      allowed: [200],
      then: (body) => expect(JSON.parse(body).requests).toBe(1),
    },
  ],
  policyHistory: () => [
    { allowed: [200], then: (body) => expect(JSON.parse(body)).toMatchObject({ total: 1, requests: [{}] }) },
  ],
  publishPolicy: () => [1, 2, 3].map((it) => ({ body: { expectedRevision: it, note: 'Of A' }, allowed: [404] })),
  rollBackPolicy: () => [{ path: { version: '2' }, body: { note: 'Of A' }, allowed: [404] }],
  cancelPolicyVersion: () => [{ path: { version: '2' }, allowed: [404] }],
  policyCases: () => [{ allowed: [200], then: (body) => expect(JSON.parse(body).cases).toEqual([]) }],
  policyCase: () => [{ path: { id: w.bCase }, allowed: [404] }],
  savePolicyCase: () => [
    {
      path: { id: w.bCase },
      body: { name: 'Of A', order: w.bOrder, ...claimed(), expect: { decision: 'approve' } },
      allowed: [404],
    },
  ],
  deletePolicyCase: () => [{ path: { id: w.bCase }, allowed: [404] }],
  runPolicyCases: () => [{ body: {}, allowed: [200], then: (body) => expect(JSON.parse(body).results).toEqual([]) }],
}

/** The page is for everybody who has its address; a version that is not of this shop has none. */
const shopPolicies: Record<keyof typeof shopPolicyContracts, Rows[string]> = {
  policy: () => [{ allowed: [200] }],
  policyJsonLd: () => [{ allowed: [200] }],
  policyPage: () => [{ path: { key: w.a.publishableKey, edition: '2026-11-10-2' }, allowed: [404] }],
}

const noOrders = (body: string) => expect(JSON.parse(body).orders).toEqual([])
const adminPolicies: Record<keyof typeof adminPolicyContracts, Rows[string]> = {
  ...policies,
  policyHistoryLines: () => [
    { allowed: [200], then: (body) => expect(JSON.parse(body.split('\n')[0] ?? '')).toEqual({ total: 1 }) },
  ],
  orders: () =>
    [marker, `${marker}@b.example`, w.bOrder].map((q) => ({
      query: `?q=${encodeURIComponent(q)}`,
      allowed: [200],
      then: noOrders,
    })),
  order: () => [{ path: byOrder(), allowed: [404] }],
}

/** A's customer has the id and the e-mail of B's, who has credit. */
const storeCredit: Record<keyof typeof storeCreditContracts, Rows[string]> = {
  storeCredit: () =>
    ['customer=c-same', `email=${encodeURIComponent(`${marker}@b.example`)}`].map((who) => ({
      query: `?${who}`,
      allowed: [200],
      then: (body) => expect(JSON.parse(body)).toEqual({ balances: [], entries: [] }),
    })),
  redeemStoreCredit: () => [
    {
      body: { customer: 'c-same', email: `${marker}@b.example`, currency: 'GBP', amount: 1, order: w.aOrder },
      allowed: [422],
    },
  ],
  reverseStoreCredit: () => [
    { path: { id: w.bRedemption }, body: {}, allowed: [404] },
    { path: { id: w.bRedemption }, body: { amount: 1 }, allowed: [404] },
  ],
}

const endpoints: Record<keyof typeof endpointContracts, Rows[string]> = {
  reportPayoutResult: () =>
    [w.bPayout, w.bPointsPayout].map((id) => ({ path: { id }, body: { status: 'succeeded' }, allowed: [404] })),
}

/** B has connected Adyen, once. A webhook under B's key is signed by whoever has B's secret. */
const connections: Record<keyof typeof connectionContracts, Rows[string]> = {
  connections: () => [
    {
      allowed: [200],
      then: (body) => {
        for (const { isConnected, revision } of JSON.parse(body).connections) {
          expect([isConnected, revision]).toEqual([false, 0])
        }
      },
    },
  ],
  saveConnection: () =>
    [1, 2].map((expectedRevision) => ({
      path: { provider: 'adyen' },
      body: { expectedRevision, credentials: { merchantAccount: 'OfA' } },
      allowed: [409],
    })),
  checkConnection: () => [{ path: { provider: 'adyen' }, allowed: [409] }],
  removeConnection: () => [{ path: { provider: 'adyen' }, allowed: [404] }],
  providerNotice: () => [
    { path: { provider: 'adyen', merchant: w.b.publishableKey }, raw: '{}', allowed: [401] },
    { path: { provider: 'adyen', merchant: w.a.publishableKey }, raw: '{}', allowed: [404] },
  ],
}

const noneOf = (name: string) => (body: string) => expect(JSON.parse(body)[name]).toEqual([])
const toNobody = (body: string) =>
  expect(JSON.parse(body).results).toEqual([{ payout: w.bPayout, done: false, problem: { code: 'not_found' } }])
const dayOfB = '?day=2026-11-09'

/** B has payouts, a difference of a day, and a file for its bank. */
const payouts: Record<keyof typeof payoutContracts, Rows[string]> = {
  desk: () => [
    {
      allowed: [200],
      then: (body) =>
        expect(JSON.parse(body)).toMatchObject({ paidToday: [], views: { all: 0 }, batches: [], causes: [] }),
    },
  ],
  payouts: () =>
    ['view=all', ...[w.bPayout, w.bPaid, w.bOrder].map((q) => `q=${encodeURIComponent(q)}`)].map((query) => ({
      query: `?${query}`,
      allowed: [200],
      then: noneOf('payouts'),
    })),
  payout: () => [{ path: { id: w.bPayout }, allowed: [404] }],
  act: () =>
    ['ask_provider', 'retry', 'ask_shopper', 'store_credit', 'mark_paid', 'approve'].map((action) => ({
      path: { action },
      body: { payouts: [w.bPayout], proof: 'Of A' },
      allowed: [200],
      then: toNobody,
    })),
  ways: () => [{ query: `?payouts=${w.bPayout}`, allowed: [404] }],
  saveControls: () => [{ body: { secondPersonAbove: {}, dailyCap: {}, revision: 0 }, allowed: [200] }],
  stop: () => [{ body: { reason: 'Of A' }, allowed: [200] }],
  resume: () => [{ body: { reason: 'Of A' }, allowed: [200] }],
  previewBatch: () => [{ query: '?currency=GBP', allowed: [200], then: noneOf('payouts') }],
  makeBatch: () => [
    { body: { currency: 'GBP', executeOn: '2026-11-10', payouts: [w.bPayout], total: 2895 }, allowed: [409] },
  ],
  batchFile: () => [{ path: { number: '7' }, allowed: [404] }],
  batchSent: () => [{ path: { number: '7' }, body: {}, allowed: [404] }],
  discardBatch: () => [{ path: { number: '7' }, body: { reason: 'Of A' }, allowed: [404] }],
  batchResult: () => [{ path: { number: '7' }, raw: 'reference,status', allowed: [404] }],
  reconciliation: () => [{ query: dayOfB, allowed: [200], then: noneOf('differences') }],
  differences: () => [
    { query: `${dayOfB}&provider=sandbox&currency=GBP`, allowed: [200], then: noneOf('differences') },
  ],
  runReconciliation: () => [{ body: { day: '2026-11-09' }, allowed: [200], then: noneOf('differences') }],
  settlementFile: () => [
    {
      path: { provider: 'sandbox' },
      query: dayOfB,
      raw: `reference,payout,amount,currency\nx,${w.bPayout},28.95,GBP\n`,
      allowed: [200],
      // B's number says nothing to A.
      then: (body) => expect(JSON.parse(body).differences).toMatchObject([{ why: 'unknown_here', ours: 0 }]),
    },
  ],
  resolveDifference: () => [
    { path: { id: w.bDifference }, body: { resolution: 'write_off', note: 'Of A' }, allowed: [404] },
    { path: { id: w.bDifference }, body: { resolution: 'book', order: w.aOrder }, allowed: [404] },
  ],
  ledger: () =>
    [`order&key=${encodeURIComponent(w.bOrder)}`, `request&key=${w.bPaid}`, 'day&key=2026-11-10'].map((by) => ({
      query: `?by=${by}`,
      allowed: [200],
      then: noneOf('entries'),
    })),
  ledgerFile: () => [
    {
      query: `?by=order&key=${encodeURIComponent(w.bOrder)}`,
      allowed: [200],
      then: (body) => expect(body.trimEnd().split('\r\n')).toHaveLength(1),
    },
  ],
}

/** Both stand at the same revision when it begins. */
const settings: Record<keyof typeof merchantSettingsContracts, Rows[string]> = {
  settings: () => [{ allowed: [200], then: (body) => expect(JSON.parse(body).returnAddresses).toHaveLength(1) }],
  saveSettings: () => [
    { body: { expectedRevision: 1, contact: { email: 'help@a.example' } }, allowed: [200, 409] },
    { body: { expectedRevision: 2, names: { en: 'Of A' } }, allowed: [200, 409] },
  ],
}

/** Every kind of credential that A has, for a route of this kind; `own` is the right kind. */
function credentialsFor(auth: Contract['auth']): Record<string, Record<string, string>> {
  const { a, b } = w
  const secret = { Authorization: `Bearer ${a.secretKey}` }
  const shopper = (at: TestMerchant, token: string) => {
    const { Authorization = '', 'Amends-Merchant': key = '', Origin = '' } = shopperHeaders(at, token)
    return { Authorization, 'Amends-Merchant': key, Origin }
  }
  const staff = { Cookie: w.aCookie, Origin: url, 'Amends-Csrf': '1' }
  const publishable = { 'Amends-Merchant': a.publishableKey, Origin: a.origin }
  switch (auth) {
    case 'none':
      return { own: {} }
    case 'publishable':
      return { own: publishable }
    case 'secret':
      return {
        own: secret,
        'publishable key': { Authorization: `Bearer ${a.publishableKey}` },
        'shopper token': shopper(a, w.aOrderToken),
        'staff session': staff,
        'B’s publishable key': { Authorization: `Bearer ${b.publishableKey}` },
        nothing: {},
      }
    case 'shopper':
      return {
        own: shopper(a, w.aOrderToken),
        'own customer': shopper(a, w.aCustomerToken),
        'A’s token under B’s key': shopper(b, w.aOrderToken),
        'A’s customer under B’s key': shopper(b, w.aCustomerToken),
        'B’s token under A’s key': shopper(a, w.bToken),
        'secret key': { ...publishable, ...secret },
        'staff session': { ...publishable, Cookie: w.aCookie },
        nothing: {},
      }
    case 'staff':
      return {
        own: staff,
        'secret key': { ...secret, Origin: url, 'Amends-Csrf': '1' },
        'shopper token': { ...shopper(a, w.aOrderToken), 'Amends-Csrf': '1', Origin: url },
        nothing: { 'Amends-Csrf': '1' },
      }
    default:
      return assertNever(auth)
  }
}

async function everythingOfB(): Promise<string> {
  // Limits count what strangers try under B's public key: they are about the stranger.
  const tables = await w.api.query(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%merchant%' AND name NOT IN ('rate_limits', 'merchants') ORDER BY name`,
  )
  const all = await Promise.all([
    ...tables.map(({ name }) => w.api.query(`SELECT * FROM "${name}" WHERE merchant = ? ORDER BY rowid`, [w.b.id])),
    w.api.query('SELECT payout, asked, paid, status FROM sandbox_refunds ORDER BY payout'),
    w.api.query(`SELECT id FROM dev_mail WHERE "to" LIKE ? ORDER BY id`, [`%${marker}%`]),
    w.api.query('SELECT * FROM merchants WHERE id = ?', [w.b.id]),
  ])
  return JSON.stringify([tables, all])
}

function secretsOfB(): string[] {
  const { b } = w
  return [
    marker,
    b.id,
    b.secretKey,
    w.bOrder,
    w.bOther,
    w.bRequest,
    w.bPaid,
    w.bPayout,
    w.bEvidence,
    w.bWebhook,
    w.bDifference,
  ]
}

async function attempt(contract: Contract, one: Attempt, credential: Record<string, string>) {
  const path = contract.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(one.path?.[name] ?? ''))
  const target = `/v1${path}${one.query ?? ''}`
  const body = one.raw ?? (one.body === undefined ? undefined : JSON.stringify(one.body))
  const answer = await w.api.fetch(target, {
    method: contract.method,
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(contract.idempotent ? newKey() : {}),
      ...credential,
      ...one.headers,
    },
    body,
  })
  const text = answer.body === null ? '' : await answer.text()
  const sent = decodeURIComponent(target) + (typeof body === 'string' ? body : '')
  const leaked = secretsOfB().filter((secret) => !sent.includes(secret) && text.includes(secret))
  return { status: answer.status, text, leaked, target: `${contract.method} ${target}` }
}

describe.each([
  ['shop', shopContracts, shop],
  ['account', accountContracts, accounts],
  ['merchant', merchantContracts, merchant],
  ['webhook', webhookContracts, webhooks],
  ['admin', adminContracts, admin],
  ['policy', merchantPolicyContracts, policies],
  ['policy admin', adminPolicyContracts, adminPolicies],
  ['policy shop', shopPolicyContracts, shopPolicies],
  ['connection', connectionContracts, connections],
  ['payout', payoutContracts, payouts],
  ['settings', merchantSettingsContracts, settings],
  ['store credit', storeCreditContracts, storeCredit],
  ['merchant endpoint', endpointContracts, endpoints],
  ['settings admin', adminSettingsContracts, settings],
] as [string, Record<string, Contract>, Rows][])('another merchant by the %s routes', (_, contracts, rows) => {
  it('has a row for every route of the contract', () => {
    expect(Object.keys(rows).sort()).toEqual(Object.keys(contracts).sort())
  })

  it.each(Object.entries(contracts))('%s gives nothing and changes nothing', async (name, contract) => {
    const attempts = (await rows[name]?.()) ?? []
    expect(attempts.length).toBeGreaterThan(0)
    for (const one of attempts) {
      for (const [kind, credential] of Object.entries(credentialsFor(contract.auth))) {
        const { status, text, leaked, target } = await attempt(contract, one, credential)
        const allowed = kind.startsWith('own') ? one.allowed : [401, 403, 404]
        expect(allowed, `${target} with ${kind}: ${status} ${text.slice(0, 200)}`).toContain(status)
        expect(leaked, `${target} with ${kind}`).toEqual([])
        if (kind === 'own') one.then?.(text)
      }
    }
    await w.api.work()
    expect(await everythingOfB()).toBe(before)
  })
})

it('the contract tables are all the routes there are', () => {
  const known = [
    shopContracts,
    accountContracts,
    merchantContracts,
    webhookContracts,
    adminContracts,
    merchantPolicyContracts,
    adminPolicyContracts,
    shopPolicyContracts,
    connectionContracts,
    payoutContracts,
    merchantSettingsContracts,
    adminSettingsContracts,
    storeCreditContracts,
    endpointContracts,
  ].flatMap((table) => Object.values<Contract>(table))
  const named = ({ method, path }: Contract) => `${method} ${path}`
  expect(routes.map(({ contract }) => named(contract)).sort()).toEqual(known.map(named).sort())
})

it('each of them still sees its own', async () => {
  expect((await read(w.api, w.b, `/v1/requests/${w.bRequest}`)).status).toBe(200)
  expect((await read(w.api, w.a, `/v1/requests/${w.aRequest}`)).status).toBe(200)
  const shopper = await w.api.fetch(`/v1/shop/orders/${w.bOrder}`, { headers: shopperHeaders(w.b, w.bToken) })
  expect(await shopper.text()).toContain(marker)
})
