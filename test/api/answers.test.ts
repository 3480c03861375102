import { describe, expect, it } from 'vitest'
import { pdf, png } from '../../server/evidence/evidence.fixtures.ts'
import type { AdminRequest } from '../../shared/api/admin.schema.ts'
import type { OrderView, ReasonAnswer } from '../../shared/api/order-view.schema.ts'
import type { RequestView } from '../../shared/api/request-view.schema.ts'
import type { AskedAnswer } from '../../shared/api/shop.schema.ts'
import type { Policy, PolicyQuestion, Rule, Terms } from '../../shared/policy/policy.ts'
import {
  instantPolicy,
  newKey,
  putOrder,
  read,
  secretHeaders,
  shopperHeaders,
  type TestMerchant,
  testOrder,
} from '../support/api.ts'
import { shopperWith } from '../support/callers.ts'
import { Colleague } from '../support/colleague.ts'
import { testApi } from '../support/runtime.ts'

const api = await testApi()

const labels = (en: string) => ({ en, 'zh-CN': `${en}（中）` })
const side: PolicyQuestion = {
  code: 'side',
  kind: 'choice',
  labels: labels('Which side?'),
  hint: 'Seen from the front',
  required: true,
  reasons: ['damaged'],
  options: [
    { value: 'left', labels: labels('Left') },
    { value: 'right', labels: labels('Right') },
  ],
}
const hours: PolicyQuestion = { code: 'hours', kind: 'number', labels: labels('Hours used'), required: false }
const label: PolicyQuestion = { code: 'label', kind: 'photo', labels: labels('The label'), required: false }
const ofHats: PolicyQuestion = {
  code: 'size',
  kind: 'text',
  labels: labels('Size'),
  required: true,
  categories: ['hats'],
}
const rule = (id: string, when: Rule['when'], set: Rule['set']): Rule => ({ id, name: id, when, set })
const worn = rule('worn', { fact: 'answer.hours', op: 'gte', value: 10 }, { restockingFee: { percent: 2_000 } })
const ofRight = rule('right', { fact: 'answer.side', op: 'eq', value: 'right' }, { decision: 'review', lane: 'right' })

function asking(terms: Partial<Terms> = {}, parts: Partial<Policy> = {}): Policy {
  const policy = { ...instantPolicy(terms), questions: [side, hours, label, ofHats], rules: [worn, ofRight], ...parts }
  const [first, ...others] = policy.reasons.map((reason) =>
    reason.code === 'defective'
      ? {
          ...reason,
          materials: ['The serial number', { en: 'A photo of the fault', 'zh-CN': '故障照片' }],
          help: { en: 'Charge it for an hour.' },
          examples: [{ image: 'https://cdn.example/good.jpg', alt: 'The whole item' }],
        }
      : reason,
  )
  return first ? { ...policy, reasons: [first, ...others] } : policy
}

async function shopper(shop: TestMerchant, country = 'US') {
  const order = testOrder({ customer: { id: 'c-9', name: 'Bo Lin', email: 'bo@example.com', country } })
  await putOrder(api, shop, order)
  const token = await api.shopperToken(shop.id, { order: order.number })
  const { get, post } = shopperWith(api, shop, token)
  const upload = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
    const headers = { ...shopperHeaders(shop, token, newKey()), 'Content-Type': 'application/octet-stream' }
    const answer = await api.fetch(`/v1/shop/orders/${order.number}/evidence`, { method: 'POST', headers, body: bytes })
    return (await answer.json()).id
  }
  const view = async () => (await get(`/orders/${order.number}`)).body as OrderView
  const answerFor = async (reason: string) =>
    (await view()).lines[0]?.answers.find((answer) => answer.reason === reason) as ReasonAnswer
  const ask = (item: Record<string, unknown>) => post(`/orders/${order.number}/answers`, { items: [item] })
  const claim = (item: Record<string, unknown>) =>
    post('/requests', {
      order: order.number,
      locale: 'en',
      items: [{ line: 'l1', quantity: 2, reason: 'defective', ...item }],
    })
  return { order, post, upload, view, answerFor, ask, claim }
}

/** As the merchant's server asks for it. */
async function quote(shop: TestMerchant, orderNumber: string, more: Record<string, unknown>) {
  const answer = await api.fetch('/v1/quotes', {
    method: 'POST',
    headers: secretHeaders(shop),
    body: JSON.stringify({ orderNumber, items: [{ line: 'l1', quantity: 2, reason: 'defective', ...more }] }),
  })
  return { status: answer.status, body: await answer.json() }
}

describe('the merchant’s own questions', () => {
  it('are told with the order: which are asked for which reason, and what depends on them', async () => {
    const shop = await api.createMerchant({ policy: asking() })
    const { view, answerFor } = await shopper(shop)
    const { questions, reasons } = await view()
    expect(questions?.map(({ code }) => code)).toEqual(['side', 'hours', 'label', 'size'])
    expect(questions?.[0]).toEqual({
      code: 'side',
      kind: 'choice',
      labels: side.labels,
      hint: side.hint,
      options: side.options,
    })
    expect(reasons.find(({ code }) => code === 'defective')).toMatchObject({
      materials: ['The serial number', { en: 'A photo of the fault' }],
      help: { en: 'Charge it for an hour.' },
      examples: [{ image: 'https://cdn.example/good.jpg' }],
    })
    expect(JSON.stringify(reasons)).not.toContain('"fault"')
    expect(await answerFor('defective')).toMatchObject({
      questions: [
        { code: 'side', required: true },
        { code: 'hours', required: false },
        { code: 'label', required: false },
      ],
      depends: ['answers'],
      instant: false,
    })
    expect(await answerFor('not_needed')).toMatchObject({
      questions: [
        { code: 'hours', required: false },
        { code: 'label', required: false },
      ],
      depends: ['answers'],
      instant: true,
    })
  })

  it('change the terms before anything is sent as they do when it is', async () => {
    const shop = await api.createMerchant({ policy: asking() })
    const { ask, claim } = await shopper(shop)
    const other = await shopper(shop)
    const said = { line: 'l1', quantity: 2, reason: 'defective' }
    const open = await ask(said)
    expect(open.status).toBe(200)
    expect(open.body.items[0]).toMatchObject({ eligible: true, terms: { restockingFee: 'none' } })
    const used = await ask({ ...said, answers: { side: 'left', hours: 12 } })
    const [given] = used.body.items as AskedAnswer[]
    expect(given?.terms.restockingFee).toEqual({ percent: 2_000 })
    expect(given?.clauses).toContainEqual({ key: 'fee.restocking_percent', params: { percent: 20 } })
    expect(JSON.stringify(used.body)).not.toMatch(/lane|approvals|"worn"/)
    const made = await claim({ answers: { side: 'left', hours: 12 } })
    expect(made.status).toBe(201)
    expect(made.body.quote.fees).toEqual([expect.objectContaining({ kind: 'restocking', amount: 500 })])
    const { body: quoted } = await quote(shop, other.order.number, { answers: { side: 'left', hours: 12 } })
    expect(quoted.fees).toEqual(made.body.quote.fees)
    expect((await quote(shop, other.order.number, {})).body.fees).toEqual([])
    const unknown = await ask({ ...said, reason: 'nope' })
    expect([unknown.status, unknown.body.code, unknown.body.pointer]).toEqual([422, 'unknown_reason', '/items/0'])
    const foreign = await ask({ ...said, line: 'l9' })
    expect([foreign.status, foreign.body.code]).toEqual([422, 'unknown_line'])
    const wrong = await ask({ ...said, answers: { side: 'up' } })
    expect([wrong.status, wrong.body.code, wrong.body.pointer]).toEqual([
      422,
      'invalid_answer',
      '/items/0/answers/side',
    ])
  })

  it('must be answered where required, as they are asked, with photos of this order', async () => {
    const shop = await api.createMerchant({ policy: asking() })
    const { claim, upload } = await shopper(shop)
    const other = await shopper(shop)
    const refusals: [Record<string, unknown>, string, string][] = [
      [{}, 'answers_required', '/items/0/answers/side'],
      [{ answers: { side: 'up' } }, 'invalid_answer', '/items/0/answers/side'],
      [{ answers: { side: 'left', size: 'L' } }, 'invalid_answer', '/items/0/answers/size'],
      [{ answers: { side: 'left', label: [await upload(pdf())] } }, 'invalid_answer', '/items/0/answers/label'],
      [{ answers: { side: 'left', label: [await other.upload(png())] } }, 'validation_failed', '/items'],
      [{ answers: { side: { x: 1 } } }, 'validation_failed', '/items/0/answers/side'],
    ]
    for (const [item, code, pointer] of refusals) {
      const { status, body } = await claim(item)
      expect([status, body.code, body.pointer]).toEqual([422, code, pointer])
    }
    expect((await claim({ answers: { side: 'left' } })).status).toBe(201)
  })

  it('may be left open where the law asks for no reason', async () => {
    const everywhere = { ...side, reasons: ['changed_mind'] }
    const shop = await api.createMerchant({ policy: asking({}, { questions: [everywhere], rules: [] }) })
    const { answerFor, claim } = await shopper(shop, 'DE')
    expect((await answerFor('not_needed')).questions).toEqual([{ code: 'side', required: false }])
    expect((await claim({ reason: 'not_needed' })).status).toBe(201)
    const elsewhere = await shopper(shop, 'US')
    expect((await elsewhere.claim({ reason: 'not_needed' })).body.code).toBe('answers_required')
  })

  it('are read by the shopper, the merchant’s server and staff in words, and edited', async () => {
    const shop = await api.createMerchant({ policy: asking({ decision: 'review' }) })
    const { claim, post, upload } = await shopper(shop)
    const photo = await upload(png())
    const made = await claim({ answers: { side: 'left', hours: 0, label: [photo] } })
    const view = made.body as RequestView
    const answers = [
      { code: 'side', kind: 'choice', labels: side.labels, value: 'left', option: labels('Left') },
      { code: 'hours', kind: 'number', labels: hours.labels, value: 0 },
      { code: 'label', kind: 'photo', labels: label.labels, value: [photo] },
    ]
    expect(view.items[0]?.answers).toEqual(answers)
    expect(view.items[0]?.evidence).toEqual([{ id: photo, type: 'image/png' }])
    expect((await read(api, shop, `/v1/requests/${view.number}`)).body.items[0].answers).toEqual(answers)
    const item = { line: 'l1', quantity: 1, reason: 'defective', answers: { side: 'right' } }
    const edited = await post(`/requests/${view.number}/commands/edit`, { items: [item] })
    expect(edited.body.items[0].answers).toEqual([{ ...answers[0], value: 'right', option: labels('Right') }])
    const none = await post(`/requests/${view.number}/commands/edit`, { items: [{ ...item, answers: {} }] })
    expect([none.body.code, none.body.pointer]).toEqual(['answers_required', '/items/0/answers/side'])
  })
})

describe('evidence', () => {
  it('counts by what it is: a photo is no document', async () => {
    const policy = asking(
      { evidence: { photos: 1, videos: 0, documents: 1, detailLength: 0 } },
      { questions: [], rules: [] },
    )
    const shop = await api.createMerchant({ policy })
    const { claim, upload } = await shopper(shop)
    const [photo, another, document] = [await upload(png()), await upload(png()), await upload(pdf())]
    const photos = await claim({ evidence: [photo, another] })
    expect([photos.body.code, photos.body.params, photos.body.limit]).toEqual([
      'evidence_required',
      { kind: 'documents' },
      1,
    ])
    expect((await claim({ evidence: [document] })).body.params).toEqual({ kind: 'photos' })
    expect((await claim({ evidence: [photo, document] })).status).toBe(201)
  })

  it('is a fact for rules by its kind', async () => {
    const proven = rule(
      'proven',
      { fact: 'claim.documents', op: 'gte', value: 1 },
      { lane: 'proven', decision: 'approve' },
    )
    const shop = await api.createMerchant({
      policy: asking({ decision: 'review' }, { questions: [], rules: [proven] }),
    })
    const { claim, upload, answerFor } = await shopper(shop)
    expect((await answerFor('defective')).depends).toEqual(['photos'])
    expect((await claim({ quantity: 1, evidence: [await upload(png())] })).body.status).toBe('in_review')
    expect((await claim({ quantity: 1, evidence: [await upload(pdf())] })).body.items[0].decision).toBe('approved')
  })
})

/** Publishes as the merchant's own server does. */
async function publish(shop: TestMerchant, policy: Policy): Promise<number> {
  const send = async (method: string, path: string, body: unknown) => {
    const headers = secretHeaders(shop, newKey())
    return (await api.fetch(`/v1${path}`, { method, headers, body: JSON.stringify(body) })).json()
  }
  const { revision } = await send('PUT', '/policies/draft', { policy, expectedRevision: 0 })
  return (await send('POST', '/policies/publish', { expectedRevision: revision, note: 'Next' })).version
}

describe('two versions', () => {
  const fee = { restockingFee: { percent: 1_000 }, decision: 'review' } as const

  it('what was in force when the order was placed judges, and the request keeps both', async () => {
    const shop = await api.createMerchant({ policy: asking(fee, { questions: [], rules: [] }) })
    const { claim, answerFor } = await shopper(shop)
    expect(await publish(shop, asking({ decision: 'review' }, { questions: [], rules: [] }))).toBe(2)
    expect((await answerFor('defective')).clauses).toContainEqual({
      key: 'fee.restocking_percent',
      params: { percent: 10 },
    })
    const made = await claim({})
    expect(made.body.quote.fees).toHaveLength(1)
    const [row] = await api.query('SELECT state FROM requests WHERE number = ?', [made.body.number])
    const state = JSON.parse(String(row?.state))
    expect([state.policyVersion, state.livePolicyVersion]).toEqual([1, 2])
    expect(state.items[0]).not.toHaveProperty('policyVersion')
  })

  it('a kinder one judges what it treats better, and only that; an edit stays with the versions of the first day', async () => {
    const shop = await api.createMerchant({ policy: asking(fee, { questions: [], rules: [] }) })
    const { claim, answerFor, post, ask } = await shopper(shop)
    const harsherForDefects = rule(
      'defects',
      { fact: 'claim.reason', op: 'eq', value: 'defective' },
      { creditBonusPercent: 0 },
    )
    await publish(
      shop,
      asking({ decision: 'review' }, { questions: [], rules: [harsherForDefects], laterVersions: 'kinder' }),
    )
    const isFree = async (reason: string) =>
      !(await answerFor(reason)).clauses.some(({ key }) => key === 'fee.restocking_percent')
    expect([await isFree('not_needed'), await isFree('defective')]).toEqual([true, false])
    const asked = await ask({ line: 'l1', reason: 'not_needed' })
    expect(asked.body.items[0].terms.restockingFee).toBe('none')
    const made = await claim({ reason: 'not_needed' })
    expect(made.body.quote.fees).toEqual([])
    const stateOf = async () => {
      const [row] = await api.query('SELECT state FROM requests WHERE number = ?', [made.body.number])
      return JSON.parse(String(row?.state))
    }
    expect((await stateOf()).items[0].policyVersion).toBe(2)
    await publish(shop, asking({ decision: 'review', restockingFee: { percent: 9_000 } }, { questions: [], rules: [] }))
    const item = { line: 'l1', quantity: 1, reason: 'not_needed' }
    const edited = await post(`/requests/${made.body.number}/commands/edit`, { items: [item] })
    expect(edited.body.quote.fees).toEqual([])
    expect(await stateOf()).toMatchObject({ policyVersion: 1, livePolicyVersion: 2, items: [{ policyVersion: 2 }] })
  })

  it('its own questions are asked beside the others, and it judges once they are answered', async () => {
    const shop = await api.createMerchant({ policy: asking(fee, { questions: [hours], rules: [] }) })
    const { answerFor, claim, ask } = await shopper(shop)
    await publish(shop, asking({ decision: 'review' }, { questions: [side], rules: [], laterVersions: 'kinder' }))
    expect(await answerFor('defective')).toMatchObject({
      questions: [
        { code: 'hours', required: false },
        { code: 'side', required: false },
      ],
      depends: ['answers'],
    })
    const said = { line: 'l1', reason: 'defective' }
    expect((await ask(said)).body.items[0].terms.restockingFee).toEqual({ percent: 1_000 })
    expect((await ask({ ...said, answers: { side: 'left' } })).body.items[0].terms.restockingFee).toBe('none')
    const made = await claim({ quantity: 1, answers: { side: 'left' } })
    expect(made.body.quote.fees).toEqual([])
    expect(made.body.items[0].answers).toEqual([expect.objectContaining({ code: 'side', option: labels('Left') })])
    expect((await claim({ quantity: 1 })).body.quote.fees).toHaveLength(1)
  })
})

describe('staff', () => {
  it('read the answers, when a rule applies, today’s checklist, and what today’s version would say instead', async () => {
    const expensive = rule(
      'expensive',
      {
        fact: 'claim.amount',
        op: 'gte',
        value: { GBP: 2_000, EUR: 2_000, CNY: 2_000, USD: 2_000, JPY: 2_000, KWD: 2_000 },
      },
      { decision: 'review' },
    )
    const policy = asking({ restockingFee: { percent: 1_000 } }, { questions: [side], rules: [expensive] })
    const shop = await api.createMerchant({ policy })
    const { claim } = await shopper(shop)
    const made = await claim({ answers: { side: 'right' } })
    const me = new Colleague(api, shop, 'agent', 'Jonas Weber')
    const opened = async () => (await me.get(`/requests/${made.body.number}`)).body as AdminRequest
    const before = await opened()
    expect(before.policy).toEqual({ version: 1, title: 'Test' })
    expect(before.items[0]?.answers).toEqual([expect.objectContaining({ value: 'right', option: labels('Right') })])
    expect(before.items[0]?.trace).toContainEqual({
      key: 'decision.review',
      tone: 'person',
      rule: 'expensive',
      ruleName: 'expensive',
      ruleWhen: { en: expect.stringContaining('£20.00'), 'zh-CN': expect.stringContaining('20.00') },
    })
    await publish(shop, {
      ...asking({}, { questions: [side], rules: [] }),
      checklists: { decide: ['Look at the photos', { en: 'Call', 'zh-CN': '致电' }] },
    })
    const { policy: after, items } = await opened()
    expect(after).toMatchObject({
      version: 1,
      liveVersion: 2,
      checklist: { stage: 'decide', steps: ['Look at the photos', { en: 'Call', 'zh-CN': '致电' }] },
    })
    const [difference] = after.wouldDiffer ?? []
    expect(difference?.item).toBe('i1')
    expect(difference?.would.map(({ key }) => key)).toEqual(['decision.approve'])
    expect(difference?.instead.map(({ key }) => key)).toEqual(['decision.review', 'fee.restocking_percent'])
    expect(items[0]?.trace.map(({ key }) => key)).toContain('fee.restocking_percent')
  })

  it('are told that the law leaves an item out because of what the policy says of its category', async () => {
    const legalClasses: Policy['legalClasses'] = [{ category: 'kitchen', legalClass: 'sealed_hygiene' }]
    const shop = await api.createMerchant({
      policy: asking({ restockingFee: { percent: 1_000 } }, { questions: [], rules: [], legalClasses }),
    })
    const { answerFor, claim } = await shopper(shop, 'DE')
    expect((await answerFor('not_needed')).depends).toContain('condition')
    const sealed = await claim({ reason: 'not_needed', quantity: 1, condition: 'unopened' })
    const opened = await claim({ reason: 'not_needed', quantity: 1, condition: 'opened' })
    const me = new Colleague(api, shop, 'agent', 'Jonas Weber')
    const trace = async (number: string) => ((await me.get(`/requests/${number}`)).body as AdminRequest).items[0]?.trace
    expect(await trace(opened.body.number)).toContainEqual({
      key: 'law.excluded_category',
      params: { statute: 'eu-withdrawal', article: 'CRD 16(e)', category: 'kitchen' },
      tone: 'law',
      article: 'CRD 16(e)',
    })
    const keys = (await trace(sealed.body.number))?.map(({ key }) => key)
    expect(keys).toContain('law.raised')
    expect(keys).not.toContain('law.excluded_category')
  })

  it('are told nothing of a version that would say the same', async () => {
    const policy = asking({ decision: 'review' }, { questions: [], rules: [] })
    const shop = await api.createMerchant({ policy })
    const { claim } = await shopper(shop)
    const made = await claim({})
    await publish(shop, { ...policy, title: 'Renamed' })
    const me = new Colleague(api, shop, 'agent', 'Jonas Weber')
    const { body } = await me.get(`/requests/${made.body.number}`)
    expect(body.policy).toEqual({ version: 1, title: 'Test', liveVersion: 2 })
  })
})
