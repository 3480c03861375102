import { describe, expect, test } from 'vitest'
import { defaultPolicy } from './default-policy.ts'
import { parsePolicy } from './policy.schema.ts'
import type { PolicyQuestion } from './policy.ts'
import { limitIssue } from './policy-limits.ts'

const labels = { en: 'Words' }
const leaf = { fact: 'line.kind', op: 'exists' }
const rule = (when: unknown, id = 'tried') => ({ id, name: 'tried', when, set: {} })
const named = (count: number, value: unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`a${at}`, value]))
const amounts = Object.fromEntries(defaultPolicy().currencies.map((currency) => [currency, 1]))
const issuesOf = (input: unknown) => {
  const parsed = parsePolicy(input)
  return 'issues' in parsed ? parsed.issues : []
}
const withParts = (parts: Record<string, unknown>) => issuesOf({ ...defaultPolicy(), ...parts })

/** As it arrives: what JSON.parse makes of it. */
const deep = (levels: number, open: string, close: string, inner = '1') =>
  JSON.parse(open.repeat(levels) + inner + close.repeat(levels)) as unknown

describe('what is too large, too deep or treacherous is refused, with its place', () => {
  test.each([1_000, 100_000])('a condition nested %i deep', (levels) => {
    for (const when of [
      deep(levels, '{"not":', '}', JSON.stringify(leaf)),
      deep(levels, '{"all":[', ']}', JSON.stringify(leaf)),
      deep(levels, '{"any":[', ']}', JSON.stringify(leaf)),
    ]) {
      const [issue, ...more] = withParts({ rules: [rule(when)] })
      expect(more).toEqual([])
      expect(issue).toMatchObject({ code: 'limit_exceeded', rule: 'tried' })
      expect(issue?.pointer).toMatch(/^\/rules\/0\/when\//)
      expect(issue?.message).toContain('64')
    }
  })

  test.each(['title', 'terms', 'rules', 'reasons', 'calendar', 'currencies', 'checklists', 'questions', 'surprise'])(
    'anything nested 100,000 deep in %s',
    (key) => {
      expect(withParts({ [key]: deep(100_000, '[', ']') })).toMatchObject([{ code: 'limit_exceeded' }])
      expect(withParts({ [key]: deep(100_000, '{"a":', '}') })).toMatchObject([{ code: 'limit_exceeded' }])
    },
  )

  test('a fact, an operator and a value that are structures, nested as deep as the limit lets them', () => {
    for (const key of ['fact', 'op', 'value']) {
      const issues = withParts({ rules: [rule({ ...leaf, op: 'eq', [key]: deep(50, '[', ']') })] })
      expect(issues[0]).toMatchObject({ pointer: `/rules/0/when/${key}`, rule: 'tried' })
      expect(issues[0]?.message.length).toBeLessThan(200)
    }
  })

  test('10,000 rules: the number is in the message, and none of them is looked at', () => {
    const rules = Array.from({ length: 10_000 }, (_, index) => rule({ all: Array(50).fill(leaf) }, `r${index}`))
    expect(withParts({ rules })).toEqual([{ pointer: '/rules', code: 'limit_exceeded', message: 'at most 500 rules' }])
    expect(limitIssue({ rules }).visited).toBeLessThan(5)
  })

  test('more than 1 MB, in one string, in many, or in names', () => {
    const big = 'x'.repeat(1_000_001)
    for (const note of [big, { en: '长'.repeat(400_000) }, { [big]: 'x' }, Array(600_000).fill(1)]) {
      expect(withParts({ rules: [{ ...rule(leaf), note }] })).toMatchObject([
        { pointer: '', code: 'limit_exceeded', message: 'at most 1000000 bytes of JSON' },
      ])
    }
    expect(limitIssue(Array(10_000_000).fill(0)).visited).toBeLessThan(1_000_000)
  })

  test.each<[string, Record<string, unknown>, string, string]>([
    ['texts', { title: named(60_000, 'x') }, '/title', 'at most 200 names'],
    ['fields', named(60_000, 1), '', 'at most 200 names'],
    [
      'currencies',
      { terms: { ...defaultPolicy().terms, processingFee: named(60_000, -1) } },
      '/terms/processingFee',
      '200',
    ],
    ['languages', { title: named(51, 'x') }, '/title', 'at most 50 languages'],
    [
      'languages of a label',
      { questions: [{ code: 'q', kind: 'text', labels: named(51, 'x'), required: false }] },
      '/questions/0/labels',
      '50',
    ],
  ])('too many %s: the number is in the message', (_, parts, pointer, message) => {
    const [issue] = withParts(parts)
    expect(issue).toMatchObject({ pointer, code: 'limit_exceeded' })
    expect(issue?.message).toContain(message)
  })

  test.each<[string, (at: number) => object]>([
    ['comparisons of no fact', (at) => rule({ all: Array(50).fill({ fact: 'x', op: 'y' }) }, `r${at}`)],
    ['patterns', (at) => rule({ fact: 'line.sku', op: 'in', value: Array(1000).fill('(a+)+$') }, `r${at}`)],
    ['reasons that are none', (at) => rule({ fact: 'claim.reason', op: 'in', value: Array(1000).fill('x') }, `r${at}`)],
    ['amounts without their currency', (at) => ({ ...rule(leaf, `r${at}`), set: { processingFee: {} } })],
    ['rules of one name', () => rule(leaf)],
    ['terms of another type', (at) => ({ ...rule(leaf, `r${at}`), set: { eligible: 1, window: 3, evidence: 1 } })],
  ])('of many %s the first hundred are told, and the rest is not looked at', (_, ruleOf) => {
    const rules = Array.from({ length: 100 }, (__, at) => ruleOf(at))
    const startedMs = performance.now()
    const issues = withParts({ rules })
    expect(performance.now() - startedMs).toBeLessThan(500)
    expect(issues.length).toBeGreaterThan(90)
    expect(issues.length).toBeLessThanOrEqual(100)
    expect(JSON.stringify(issues).length).toBeLessThan(30_000)
  })

  test('names that nothing has are told one by one, and cut where they are long', () => {
    const issues = withParts({ surprise: 1, ['y'.repeat(10_000)]: 2 })
    expect(issues.map(({ message }) => message.length < 120)).toEqual([true, true])
    expect(issues[0]).toMatchObject({ pointer: '/surprise', code: 'validation_failed' })
    expect(issues[0]?.message).toContain('"surprise"')
  })

  test.each<[string, unknown, string, string]>([
    ['a percentage of text', { restockingFee: { percent: '10' } }, 'restockingFee/percent', 'type_mismatch'],
    ['half a hundredth of a percent', { restockingFee: { percent: 1.5 } }, 'restockingFee/percent', 'type_mismatch'],
    ['an amount of text', { restockingFee: { amount: 'x' } }, 'restockingFee/amount', 'type_mismatch'],
    ['a word in no language', { because: { en: 5 } }, 'because/en', 'type_mismatch'],
    [
      'a currency that is no code',
      { processingFee: { ...amounts, euro: 5 } },
      'processingFee/euro',
      'validation_failed',
    ],
    [
      'an amount beyond every number',
      { processingFee: { ...amounts, EUR: JSON.parse('1e400') } },
      'processingFee/EUR',
      'type_mismatch',
    ],
  ])('%s is named where it stands', (_, set, field, code) => {
    expect(withParts({ rules: [{ ...rule(leaf), set }] })).toMatchObject([
      { pointer: `/rules/0/set/${field}`, code, rule: 'tried' },
    ])
  })

  test.each(['__proto__', 'constructor', ' ', 'a ', 'a\u0000b', 'r\u202e', 'r\u200b', '\ud800', 'a\nb'])(
    'the id %j is none: it cannot be told from another, or is found where nothing is',
    (id) => {
      expect(withParts({ rules: [rule(leaf, id)] })).toMatchObject([
        { pointer: '/rules/0/id', code: 'validation_failed' },
      ])
    },
  )

  test('ids that look the same are the same; others may be of any language', () => {
    expect(withParts({ rules: [rule(leaf, '\u00e9'), rule(leaf, 'e\u0301')] })).toMatchObject([
      { pointer: '/rules/1/id' },
    ])
    expect(withParts({ rules: [rule(leaf, '退货 规则 1'), rule(leaf, 'Rücksendung/2')] })).toEqual([])
  })

  test('a currency is one that there is, once', () => {
    const one = {
      ...defaultPolicy({ amounts: { highValue: { EUR: 1 }, keepBelow: { EUR: 1 }, returnLabel: { EUR: 1 } } }),
    }
    expect(issuesOf({ ...one, currencies: ['EUR', 'EUR'] })).toMatchObject([{ pointer: '/currencies/1' }])
    expect(issuesOf({ ...one, currencies: ['EUR', 'QQQ'] })[0]).toMatchObject({ pointer: '/currencies/1' })
  })

  test.each(['__proto__', 'constructor', 'prototype'])('%s is no name anywhere', (name) => {
    const treacherous = JSON.parse(`{"${name}": {"eligible": true}}`) as object
    for (const [key, value] of [
      ['terms', { ...defaultPolicy().terms, window: treacherous }],
      ['title', treacherous],
      ['checklists', treacherous],
    ] as const) {
      const [issue] = withParts({ [key]: value })
      expect(issue?.code).toBe('validation_failed')
      expect(issue?.pointer).toContain(`/${name}`)
    }
    const [asCode] = withParts({ questions: [{ code: name, kind: 'text', labels, required: false }] })
    expect(asCode).toMatchObject({ pointer: '/questions/0/code', code: 'validation_failed' })
    const [asKey] = withParts({ attributes: [{ of: 'line', key: name, type: 'text', labels }] })
    expect(asKey).toMatchObject({ pointer: '/attributes/0/key', code: 'validation_failed' })
    expect(withParts({ rules: [rule({ fact: name, op: 'exists' })] })).toMatchObject([{ code: 'unknown_fact' }])
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  test('a policy that holds itself ends', () => {
    const policy: Record<string, unknown> = { ...defaultPolicy() }
    policy['title'] = policy
    expect(issuesOf(policy)).toMatchObject([{ code: 'limit_exceeded' }])
  })

  test('the starter policy is far from every limit', () => {
    const { issue, visited } = limitIssue(defaultPolicy())
    expect(issue).toBeUndefined()
    expect(visited).toBeGreaterThan(300)
  })
})

describe('numbers and texts', () => {
  const quantity = (value: unknown) => ({ fact: 'line.quantity', op: 'gt', value })
  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e300, -1e300, '1', null, true, {}])('%j is no number', (value) => {
    expect(withParts({ rules: [rule(quantity(value))] })).toMatchObject([
      { pointer: '/rules/0/when/value', code: 'type_mismatch', rule: 'tried' },
    ])
  })
  test.each([
    ['assumedTransitDays', Number.NaN],
    ['assumedTransitDays', 1e300],
    ['assumedTransitDays', 1.5],
  ])('%s: %j', (key, value) => {
    expect(withParts({ [key]: value })[0]?.pointer).toBe(`/${key}`)
  })
  const sku = (op: string, value: unknown) => rule({ fact: 'line.sku', op, value })
  test.each(['^MUG-.*$', 'MUG.*', '(a+)+$', '(?:x)', '\\d{3}', '[a-z]+', '(x)*', '^'])(
    'the pattern %s is not taken for a text',
    (pattern) => {
      expect(withParts({ rules: [sku('contains', pattern)] })).toMatchObject([
        { pointer: '/rules/0/when/value', code: 'validation_failed', rule: 'tried' },
      ])
      expect(withParts({ rules: [sku('in', ['fine', pattern])] })[0]?.pointer).toBe('/rules/0/when/value/1')
    },
  )
  test.each(['C++', 'A*', '/apparel/shoes/', '50 %', '$5', '(refurbished)', '[set]', 'a.b', '5.5', 'x|y', 'Größe?'])(
    'the text %s is one',
    (text) => {
      expect(withParts({ rules: [sku('eq', text)] })).toEqual([])
    },
  )
  test('a text of 200 characters, and no longer', () => {
    expect(withParts({ rules: [sku('eq', 'x'.repeat(200))] })).toEqual([])
    expect(withParts({ rules: [sku('eq', 'x'.repeat(201))] })).toMatchObject([
      { code: 'limit_exceeded', message: 'at most 200 characters' },
    ])
  })
})

describe('questions and attributes', () => {
  const options = [
    { value: 'left', labels },
    { value: 'right', labels },
  ]
  const side: PolicyQuestion = { code: 'side', kind: 'choice', labels, options, required: true }
  const answered = (op: string, value: unknown, fact = 'answer.side') => rule({ fact, op, value })

  test.each<[string, Record<string, unknown>, string, string]>([
    ['a code twice', { questions: [side, side] }, '/questions/1/code', 'validation_failed'],
    [
      'a reason that is none',
      { questions: [{ ...side, reasons: ['nope'] }] },
      '/questions/0/reasons/0',
      'unknown_reason',
    ],
    [
      'an option twice',
      { questions: [{ ...side, options: [...options, options[0]] }] },
      '/questions/0/options/2/value',
      'validation_failed',
    ],
    ['one option', { questions: [{ ...side, options: [options[0]] }] }, '/questions/0/options', 'validation_failed'],
    ['options of a text', { questions: [{ ...side, kind: 'text' }] }, '/questions/0/options', 'validation_failed'],
    ['no words', { questions: [{ ...side, labels: {} }] }, '/questions/0/labels', 'validation_failed'],
    [
      '61 questions',
      { questions: Array.from({ length: 61 }, (_, at) => ({ ...side, code: `q${at}` })) },
      '/questions',
      'limit_exceeded',
    ],
    [
      'an attribute twice',
      {
        attributes: [
          { of: 'line', key: 'k', type: 'text', labels },
          { of: 'order', key: 'k', type: 'text', labels },
          { of: 'line', key: 'k', type: 'number', labels },
        ],
      },
      '/attributes/2/key',
      'validation_failed',
    ],
    ['a checklist of no stage', { checklists: { later: ['x'] } }, '/checklists/later', 'validation_failed'],
    [
      'an answer nobody can give',
      { questions: [side], rules: [answered('in', ['left', 'up'])] },
      '/rules/0/when/value/1',
      'validation_failed',
    ],
    [
      'an answer of another type',
      { questions: [side], rules: [answered('eq', 1)] },
      '/rules/0/when/value',
      'type_mismatch',
    ],
    [
      'an operator of another type',
      { questions: [side], rules: [answered('gt', 1)] },
      '/rules/0/when/op',
      'type_mismatch',
    ],
    ['an answer to no question', { rules: [answered('eq', 'left')] }, '/rules/0/when/fact', 'unknown_fact'],
    [
      'an attribute that is not declared',
      { rules: [answered('eq', 'x', 'line.attributes.k')] },
      '/rules/0/when/fact',
      'unknown_fact',
    ],
    [
      'text where hours are meant',
      {
        attributes: [{ of: 'line', key: 'startsAt', type: 'time', labels }],
        rules: [answered('lt', 'x', 'line.attributes.startsAt')],
      },
      '/rules/0/when/value',
      'type_mismatch',
    ],
  ])('%s', (_, parts, pointer, code) => {
    expect(withParts({ rules: [], ...parts })[0]).toMatchObject({ pointer, code })
  })

  test('an option that is none is named', () => {
    const [issue] = withParts({ questions: [side], rules: [answered('ne', 'up')] })
    expect(issue?.message).toBe('no option of answer.side is called "up"')
  })

  test('each kind of fact that a policy declares may be compared', () => {
    const attributes = (['text', 'number', 'boolean', 'time'] as const).map((type) => ({
      of: 'order',
      key: type,
      type,
      labels,
    }))
    const questions = [
      side,
      ...(['number', 'text', 'photo'] as const).map((kind) => ({
        code: kind,
        kind,
        labels,
        required: false,
        reasons: ['damaged'],
      })),
    ]
    const rules = [
      answered('in', ['left', 'right']),
      answered('starts_with', 'le'),
      answered('gte', 2, 'answer.number'),
      answered('contains', 'x', 'answer.text'),
      answered('gte', 1, 'answer.photo'),
      answered('eq', 'x', 'order.attributes.text'),
      answered('between', [1, 2], 'order.attributes.number'),
      answered('eq', true, 'order.attributes.boolean'),
      answered('lt', 48, 'order.attributes.time'),
    ].map((each, index) => ({ ...each, id: `r${index}` }))
    expect(withParts({ attributes, questions, rules, checklists: { inspect: ['Weigh it', { en: 'Look' }] } })).toEqual(
      [],
    )
  })
})

describe('what helps a shopper', () => {
  const [first, ...others] = defaultPolicy().reasons
  const withReason = (more: Record<string, unknown>) => withParts({ reasons: [{ ...first, ...more }, ...others] })
  test.each<[Record<string, unknown>, string | undefined]>([
    [{ materials: ['The label', { en: 'A photo', 'zh-CN': '照片' }], help: 'Charge it.' }, undefined],
    [{ examples: [{ image: 'https://cdn.example/good.jpg', alt: 'The whole item' }] }, undefined],
    [{ examples: [{ image: 'http://cdn.example/good.jpg', alt: 'x' }] }, '/reasons/0/examples/0/image'],
    [{ examples: [{ image: 'javascript:alert(1)', alt: 'x' }] }, '/reasons/0/examples/0/image'],
    [{ examples: [{ image: 'https://cdn.example/good.jpg' }] }, '/reasons/0/examples/0/alt'],
    [{ materials: [''] }, '/reasons/0/materials/0'],
    [{ materials: Array(21).fill('x') }, '/reasons/0/materials'],
    [{ help: 'x'.repeat(2001) }, '/reasons/0/help'],
  ])('%j: %s', (more, pointer) => {
    expect(withReason(more)[0]?.pointer).toBe(pointer)
  })
})
