import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../default-policy.ts'
import { declaredFacts, factsTable } from '../facts-table.ts'
import { testOf } from '../leaf.ts'
import { policyWith } from '../policy.fixtures.ts'
import { parsePolicy } from '../policy.schema.ts'
import type { Condition, Policy, Reason, Rule, Terms } from '../policy.ts'
import { statutes } from '../statutes/statute-for.ts'
import { applyFix } from './apply-fix.ts'
import type { Finding, FindingCode, LintOptions } from './finding.ts'
import { lint } from './lint.ts'

const words = { en: 'Words', 'zh-CN': '文字' }
const locales = ['en', 'zh-CN']

function rule(id: string, when: Condition, set: Partial<Terms> = { lane: id }): Rule {
  return { id, name: words, when, set }
}

function found(policy: Policy, code: FindingCode, options: Partial<LintOptions> = {}): Finding[] {
  return lint(policy, { locales, ...options }).filter((finding) => finding.code === code)
}

const always: Condition = { all: [] }
const tagged = (tag: string): Condition => ({ fact: 'line.tags', op: 'contains', value: tag })
const eur = (EUR: number) => ({ EUR })
const sold = { currencies: ['EUR'] }

describe('a rule that can never match', () => {
  test.each<[string, Condition]>([
    [
      'two countries at once',
      {
        all: [
          { fact: 'order.country', op: 'eq', value: 'DE' },
          { fact: 'order.country', op: 'in', value: ['FR', 'IT'] },
        ],
      },
    ],
    [
      'more than 60.00 and less than 50.00',
      {
        all: [
          { fact: 'claim.amount', op: 'gt', value: eur(6_000) },
          { fact: 'claim.amount', op: 'lt', value: eur(5_000) },
        ],
      },
    ],
    [
      'a whole number between 2 and 3',
      {
        all: [
          { fact: 'claim.quantity', op: 'gt', value: 2 },
          { fact: 'claim.quantity', op: 'lt', value: 3 },
        ],
      },
    ],
    ['less than no days', { fact: 'line.daysSinceDelivery', op: 'lt', value: 0 }],
    ['between the wrong way round', { fact: 'order.ageDays', op: 'between', value: [9, 3] }],
    ['one of none', { fact: 'order.country', op: 'in', value: [] }],
    ['a tag that it must not have', { all: [tagged('sale'), { not: tagged('sale') }] }],
    ['a tag on a list of none', { all: [tagged('sale'), { fact: 'line.tags', op: 'exists', value: false }] }],
    [
      'a prefix that another forbids',
      {
        all: [
          { fact: 'line.sku', op: 'starts_with', value: 'ABC' },
          { not: { fact: 'line.sku', op: 'starts_with', value: 'AB' } },
        ],
      },
    ],
    [
      'true and false',
      {
        all: [
          { fact: 'line.gift', op: 'eq', value: true },
          { fact: 'line.gift', op: 'ne', value: true },
        ],
      },
    ],
    [
      'a payment reason about a line',
      { all: [{ fact: 'claim.reason', op: 'eq', value: 'charged_twice' }, tagged('sale')] },
    ],
    [
      'a reason whose fault is another',
      {
        all: [
          { fact: 'claim.reason', op: 'eq', value: 'defective' },
          { fact: 'claim.fault', op: 'eq', value: 'shopper' },
        ],
      },
    ],
    ['a condition that no form knows', { fact: 'claim.condition', op: 'eq', value: 'mint' }],
    ['nothing of any', { any: [] }],
    [
      'one of two that both cannot be',
      {
        all: [
          { fact: 'customer.tier', op: 'eq', value: 'gold' },
          {
            any: [{ fact: 'customer.tier', op: 'eq', value: 'vip' }, { not: { fact: 'customer.tier', op: 'exists' } }],
          },
        ],
      },
    ],
  ])('%s', (_what, when) => {
    const policy = policyWith({}, [rule('dead', when)], sold)
    expect(found(policy, 'never_matches')).toMatchObject([
      { rule: 'dead', pointer: '/rules/0/when', severity: 'warning', fix: { kind: 'remove_rule' } },
    ])
  })

  test.each<[string, Condition]>([
    ['two tags', { all: [tagged('sale'), tagged('new')] }],
    ['a tag and none of another', { all: [tagged('sale'), { fact: 'line.tags', op: 'not_in', value: ['new'] }] }],
    ['from 50.00 to 50.00', { fact: 'claim.amount', op: 'between', value: [eur(5_000), eur(5_000)] }],
    [
      'parts of one text',
      {
        all: [
          { fact: 'line.sku', op: 'contains', value: 'RED' },
          { fact: 'line.sku', op: 'contains', value: 'XL' },
          { fact: 'line.sku', op: 'starts_with', value: 'SH' },
        ],
      },
    ],
    ['a payment that is a duplicate', { fact: 'payment.duplicate', op: 'eq', value: true }],
    ['no claim at all is excluded', always],
  ])('not: %s', (_what, when) => {
    const policy = policyWith({}, [rule('alive', when)], sold)
    expect(found(policy, 'never_matches')).toEqual([])
    expect(found(policy, 'shadowed')).toEqual([])
  })

  test('an answer that is no option of its question, and a number with fractions', () => {
    const questions: Policy['questions'] = [
      {
        code: 'worn',
        kind: 'choice',
        labels: words,
        options: [
          { value: 'yes', labels: words },
          { value: 'no', labels: words },
        ],
        required: true,
      },
      { code: 'chest', kind: 'number', labels: words, required: true },
    ]
    const rules = [
      rule('dead', { fact: 'answer.worn', op: 'eq', value: 'perhaps' }),
      rule('alive', { fact: 'answer.worn', op: 'eq', value: 'yes' }),
      rule('half', {
        all: [
          { fact: 'answer.chest', op: 'gt', value: 2 },
          { fact: 'answer.chest', op: 'lt', value: 3 },
        ],
      }),
    ]
    expect(found(policyWith({}, rules, { questions }), 'never_matches').map(({ rule }) => rule)).toEqual(['dead'])
  })
})

describe('asking whether something is there that is never missing', () => {
  const declared: Partial<Policy> = {
    ...sold,
    attributes: [{ of: 'order', key: 'pickup', type: 'time', labels: words }],
    questions: [{ code: 'chest', kind: 'number', labels: words, required: false }],
  }

  test.each<[Condition & { fact: string }, string]>([
    [{ fact: 'order.ageDays', op: 'exists' }, 'always'],
    [{ fact: 'line.gift', op: 'exists', value: true }, 'always'],
    [{ fact: 'order.total', op: 'exists', value: false }, 'never'],
    [{ fact: 'order.attributes.pickup', op: 'exists' }, 'always'],
    [{ fact: 'answer.chest', op: 'exists', value: false }, 'never'],
  ])('%o holds %s', (leaf, why) => {
    const policy = policyWith({}, [rule('sale', { any: [tagged('sale'), { not: { all: [leaf] } }] })], declared)
    const parsed = parsePolicy(policy)
    expect('issues' in parsed ? parsed.issues : []).toEqual([])
    expect(found(policy, 'presence_idle')).toEqual([
      {
        code: 'presence_idle',
        severity: 'warning',
        pointer: '/rules/0/when/any/1/not/all/0',
        rule: 'sale',
        params: { fact: leaf.fact, why },
      },
    ])
  })

  test.each(['customer.tier', 'line.tags', 'claim.condition', 'unknown.fact'])('not of %s', (fact) => {
    const policy = policyWith({}, [rule('sale', { fact, op: 'exists' })], declared)
    expect(found(policy, 'presence_idle')).toEqual([])
  })

  test('what it says is what comparing gives, for every fact there is', () => {
    for (const row of [...factsTable, ...declaredFacts(declared)]) {
      const nothing = { string: '', list: [], number: 0, money: 0, boolean: false }[row.type]
      const isFound = found(policyWith({}, [rule('r', { fact: row.name, op: 'exists' })], declared), 'presence_idle')
      expect(testOf({ fact: row.name, op: 'exists' })(nothing, 'EUR'), row.name).toBe(isFound.length === 1)
    }
  })
})

describe('a shadowed rule', () => {
  const outlet = rule(
    'outlet',
    { all: [tagged('sale'), { fact: 'order.store', op: 'eq', value: 'Outlet' }] },
    { window: { days: 10, from: 'delivered' } },
  )
  const sale = rule('sale', tagged('sale'), { window: { days: 7, from: 'delivered' }, decision: 'review' })

  test('every sale item is caught first: it moves above that rule', () => {
    const policy = policyWith({}, [rule('other', tagged('new')), sale, outlet])
    const [finding] = found(policy, 'shadowed')
    expect(finding).toMatchObject({
      rule: 'outlet',
      pointer: '/rules/2',
      params: { by: 'sale', count: 1, terms: 'window' },
      fix: { kind: 'move_above', rule: 'outlet', above: 'sale' },
    })
    const fixed = applyFix(policy, finding!.fix!)
    expect(fixed.rules.map(({ id }) => id)).toEqual(['other', 'outlet', 'sale'])
    expect(found(fixed, 'shadowed')).toEqual([])
  })

  test('not when it sets a term that the earlier one leaves open', () => {
    const more = { ...outlet, set: { ...outlet.set, lane: 'outlet' } }
    expect(found(policyWith({}, [sale, more]), 'shadowed')).toEqual([])
  })

  test('not when the earlier one is narrower', () => {
    expect(found(policyWith({}, [outlet, sale]), 'shadowed')).toEqual([])
  })

  test('two earlier rules that leave no amount between them', () => {
    const amount = (op: 'lte' | 'gt', lane: string) =>
      rule(lane, { fact: 'claim.amount', op, value: eur(6_000) }, { decision: 'review' })
    const late = rule('late', always, { decision: 'approve' })
    const policy = policyWith({}, [amount('lte', 'small'), amount('gt', 'large'), late], sold)
    expect(found(policy, 'shadowed')).toMatchObject([
      { rule: 'late', params: { by: 'small', count: 2 }, fix: { kind: 'remove_rule' } },
    ])
    const gap = policyWith({}, [amount('lte', 'small'), late], sold)
    expect(found(gap, 'shadowed')).toEqual([])
  })

  test('two rules that ask the same: moving would kill the other, so it is removed', () => {
    const twin = { ...sale, id: 'twin' }
    expect(found(policyWith({}, [sale, twin]), 'shadowed')).toMatchObject([
      { rule: 'twin', fix: { kind: 'remove_rule', rule: 'twin' } },
    ])
  })

  test('a rule for everything sets nothing', () => {
    expect(found(policyWith({}, [rule('empty', always, {})]), 'sets_nothing')).toMatchObject([{ severity: 'note' }])
  })
})

describe('below the law', () => {
  const noReason: Condition = { fact: 'claim.noReason', op: 'eq', value: true }
  const sale = (set: Partial<Terms>) => rule('sale', { all: [tagged('sale'), noReason] }, set)
  const lawful: Partial<Terms> = { refundTrigger: 'on_dispatch' }

  test('the drawn example: a week and store credit for sale items', () => {
    const policy = policyWith(lawful, [sale({ window: { days: 7, from: 'delivered' }, resolutions: ['store_credit'] })])
    const findings = found(policy, 'below_statute')
    expect(findings).toMatchObject([
      {
        rule: 'sale',
        pointer: '/rules/0/set/resolutions',
        params: { regions: 'CN' },
        law: [
          { statute: 'cn-7d-no-reason', region: 'CN', article: '办法 14', term: 'resolutions', covers: 'no_reason' },
        ],
        fix: { kind: 'allow_refund', rule: 'sale' },
      },
      {
        rule: 'sale',
        terms: ['window', 'resolutions'],
        params: { regions: 'EU,UK', days: 14 },
        fix: { kind: 'limit_to_other_countries' },
      },
    ])
    expect(findings[1]?.law?.filter(({ region }) => region === 'EU').map(({ article }) => article)).toEqual([
      'CRD 9(1), 9(2)(b)',
      'CRD 13(1)',
    ])
    const limited = applyFix(policy, findings[1]!.fix!)
    expect(found(limited, 'below_statute').map(({ params }) => params['regions'])).toEqual(['CN'])
    expect(found(applyFix(limited, findings[0]!.fix!), 'below_statute')).toEqual([])
  })

  test.each<[string, Partial<Terms>, FindingCode, string]>([
    ['a restocking fee', { restockingFee: { percent: 500 } }, 'fee_forbidden', 'CN,EU,UK'],
    ['delivery that is never paid back', { outboundShipping: 'never' }, 'below_statute', 'EU,UK'],
    [
      'photos of what needs no reason',
      { evidence: { photos: 1, videos: 0, documents: 0, detailLength: 0 } },
      'below_statute',
      'CN,EU,UK',
    ],
    ['declined', { decision: 'decline' }, 'below_statute', 'CN,EU,UK'],
    ['money after inspection', { refundTrigger: 'on_inspection' }, 'deadline_beyond_statute', 'CN,EU,UK'],
    [
      'a week to send it back',
      { deadlines: { decide: 9, return: 7, inspect: 9, pay: 9, whole: 24 } },
      'deadline_beyond_statute',
      'EU,UK',
    ],
  ])('%s', (_what, set, code, regions) => {
    const policy = policyWith(lawful, [sale(set)])
    const findings = found(policy, code).filter(({ rule }) => rule === 'sale')
    expect(findings.map(({ params }) => params['regions'])).toEqual([regions])
    expect(findings[0]?.law?.every(({ article }) => article !== '')).toBe(true)
  })

  test('what is not verified says so', () => {
    const [finding] = found(policyWith(lawful, [sale({ restockingFee: { percent: 500 } })]), 'fee_forbidden')
    expect(finding?.law?.find(({ region }) => region === 'EU')?.unverified).toBe(true)
    expect(finding?.law?.find(({ region }) => region === 'CN')?.unverified).toBeUndefined()
  })

  test.each<[string, Condition]>([
    ['for shoppers elsewhere', { all: [tagged('sale'), { fact: 'customer.country', op: 'eq', value: 'US' }] }],
    [
      'for what the law excludes',
      { all: [{ fact: 'line.legalClass', op: 'contains', value: 'custom_made' }, noReason] },
    ],
    ['after the period', { fact: 'line.daysSinceDelivery', op: 'gt', value: 30 }],
    ['for payments', { fact: 'claim.reason', op: 'eq', value: 'charged_twice' }],
  ])('not %s', (_what, when) => {
    const policy = policyWith(lawful, [rule('r', when, { eligible: false })])
    expect(found(policy, 'below_statute')).toEqual([])
  })

  test('opened goods of hygiene may be refused in the EU, sealed ones may not', () => {
    const refuse = (condition: string) =>
      rule(
        'hygiene',
        {
          all: [
            { fact: 'line.legalClass', op: 'contains', value: 'sealed_hygiene' },
            { fact: 'claim.condition', op: 'eq', value: condition },
            { fact: 'customer.country', op: 'eq', value: 'DE' },
            noReason,
          ],
        },
        { eligible: false },
      )
    expect(found(policyWith(lawful, [refuse('opened')]), 'below_statute')).toEqual([])
    expect(found(policyWith(lawful, [refuse('unopened')]), 'below_statute')).toHaveLength(1)
  })

  test('not where an earlier rule gives those shoppers what the law asks', () => {
    const law = rule('law', noReason, { window: { days: 14, from: 'delivered' } })
    const policy = policyWith(lawful, [law, sale({ window: { days: 7, from: 'delivered' } })])
    expect(found(policy, 'below_statute')).toEqual([])
  })

  test('the right to reject faulty goods is another: 30 days in the UK', () => {
    const faulty = rule(
      'faulty',
      { fact: 'claim.fault', op: 'eq', value: 'merchant' },
      { window: { days: 14, from: 'delivered' } },
    )
    expect(found(policyWith(lawful, [faulty]), 'below_statute')).toMatchObject([
      { params: { regions: 'UK', days: 30 }, law: [{ statute: 'uk-reject', covers: 'faulty', unverified: true }] },
    ])
  })

  test('every statute that evaluating knows is looked at', () => {
    const harsh: Partial<Terms> = {
      eligible: false,
      restockingFee: { percent: 500 },
      decision: 'decline',
      resolutions: ['store_credit'],
    }
    const said = lint(policyWith(harsh), { locales }).flatMap(({ law = [] }) => law.map(({ statute }) => statute))
    expect([...new Set(said)].sort()).toEqual(statutes.map(({ id }) => id).sort())
  })

  test('the defaults too: raised for everybody', () => {
    const policy = policyWith({ ...lawful, window: { days: 7, from: 'delivered' } })
    const [finding] = found(policy, 'below_statute')
    expect(finding).toMatchObject({ pointer: '/terms/window', fix: { kind: 'raise_term' } })
    expect(finding?.rule).toBeUndefined()
    const fixed = applyFix(policy, finding!.fix!)
    expect(fixed.terms.window.days).toBe(30)
    expect(found(fixed, 'below_statute')).toEqual([])
  })

  test('to refuse everything has no quick fix', () => {
    const [finding] = found(policyWith({ ...lawful, eligible: false }), 'below_statute')
    expect(finding).toMatchObject({ pointer: '/terms/eligible', params: { regions: 'CN,EU,UK' } })
    expect(finding?.fix).toBeUndefined()
  })
})

describe('reasons', () => {
  const reason = (parts: Partial<Reason>): Reason => ({
    code: 'x',
    labels: words,
    fault: 'shopper',
    subject: 'line',
    asks: [],
    ...parts,
  })
  const only = (own: Reason, rules: Rule[] = [], terms: Partial<Terms> = {}) =>
    policyWith(terms, rules, { reasons: [own] })
  const isX: Condition = { fact: 'claim.reason', op: 'eq', value: 'x' }

  test.each<[string, Policy, string | undefined]>([
    ['eligible for nobody', only(reason({}), [rule('no', isX, { eligible: false })]), 'not_eligible'],
    ['declined for everybody', only(reason({}), [rule('no', isX, { decision: 'decline' })]), 'declined'],
    ['about delivery, which no form asks about', only(reason({ subject: 'shipping' })), 'not_offered'],
    [
      'good by law somewhere',
      only(reason({ noReason: true }), [], { eligible: false, decision: 'decline' }),
      undefined,
    ],
    [
      'eligible for some',
      only(reason({}), [rule('yes', { all: [isX, tagged('sale')] }, { eligible: true })], { eligible: false }),
      undefined,
    ],
    ['ordinary', only(reason({})), undefined],
  ])('%s', (_what, policy, why) => {
    expect(found(policy, 'reason_unreachable').map(({ params }) => params['why'])).toEqual(why ? [why] : [])
  })

  test('a group is not chosen itself', () => {
    const policy = policyWith({}, [], {
      reasons: [reason({ code: 'group', subject: 'shipping' }), reason({ parent: 'group' })],
    })
    expect(found(policy, 'reason_unreachable')).toEqual([])
  })

  test('payments and what never came need a rule of their own', () => {
    const own = reason({ notReceived: true })
    expect(found(only(own), 'reason_without_rule')).toMatchObject([{ params: { reason: 'x' }, severity: 'note' }])
    expect(found(only(own, [rule('x', isX)]), 'reason_without_rule')).toEqual([])
    expect(found(only(own, [rule('all', always)]), 'reason_without_rule')).toHaveLength(1)
    expect(found(defaultPolicy(), 'reason_without_rule')).toEqual([])
  })

  test('CRD 9(1): a choice of the shopper’s own that is kept apart from the right to withdraw', () => {
    const code = 'reason_without_right'
    expect(found(only(reason({ fault: 'shopper' })), code)).toMatchObject([
      { params: { reason: 'x' }, severity: 'note' },
    ])
    expect(found(only(reason({ fault: 'shopper', noReason: true })), code)).toEqual([])
    expect(found(only(reason({ fault: 'merchant' })), code)).toEqual([])
    expect(found(defaultPolicy(), code)).toEqual([])
  })
})

describe('words, questions, money and days', () => {
  test('a title in one of two languages, and names', () => {
    const policy = policyWith({ because: { en: 'Ours' } }, [], { title: { en: 'Returns' } })
    expect(found(policy, 'missing_translation').map(({ pointer, params }) => [pointer, params['languages']])).toEqual([
      ['/title', 'zh-CN'],
      ['/terms/because', 'zh-CN'],
    ])
    expect(found(policy, 'missing_translation', { locales: ['en-GB'] })).toEqual([])
    expect(found(defaultPolicy(), 'missing_translation')).toEqual([])
  })

  test('a clause without words', () => {
    expect(found(policyWith({ because: 'full_moon' }), 'unknown_clause')).toMatchObject([
      { pointer: '/terms/because', params: { clause: 'full_moon' } },
    ])
  })

  test('a bonus for credit that nobody is offered, and a share for keeping', () => {
    const terms: Partial<Terms> = { resolutions: ['refund'], creditBonusPercent: 500, keepItemPercent: 100 }
    expect(found(policyWith(terms), 'resolution_unreachable').map(({ pointer }) => pointer)).toEqual([
      '/terms/creditBonusPercent',
      '/terms/keepItemPercent',
    ])
    const some = rule('some', tagged('sale'), { resolutions: ['store_credit', 'keep_item'] })
    expect(found(policyWith(terms, [some]), 'resolution_unreachable')).toEqual([])
  })

  test('a question for reasons that do not exist, and an attribute that no rule reads', () => {
    const policy = policyWith({}, [rule('reads', { fact: 'line.attributes.batch', op: 'exists' })], {
      questions: [{ code: 'q', kind: 'text', labels: words, required: false, reasons: ['gone'] }],
      attributes: [
        { of: 'line', key: 'batch', type: 'text', labels: words },
        { of: 'order', key: 'till', type: 'text', labels: words },
      ],
    })
    expect(found(policy, 'question_never_asked')).toMatchObject([{ pointer: '/questions/0' }])
    expect(found(policy, 'attribute_unused')).toMatchObject([
      { pointer: '/attributes/1', params: { attribute: 'till' } },
    ])
  })

  test('a currency without amounts', () => {
    expect(found(policyWith({}, [], sold), 'currency_missing', { currencies: ['EUR', 'SEK'] })).toMatchObject([
      { params: { currency: 'SEK' } },
    ])
  })

  test('a year whose holidays nobody entered', () => {
    const calendar = { ...policyWith().calendar, closed: ['2026-01-01'] }
    const policy = policyWith({}, [], { calendar })
    const years = { years: [2026, 2027] }
    expect(found(policy, 'calendar_year_unknown', years)).toMatchObject([{ params: { year: 2027 } }])
    expect(found(policy, 'calendar_year_unknown', { ...years, holidaysKnown: [2027] })).toEqual([])
    expect(found(policyWith(), 'calendar_year_unknown', years)).toEqual([])
    const china = policyWith({}, [], { calendar: { ...policyWith().calendar, holidays: 'CN' } })
    expect(found(china, 'calendar_year_unknown', { ...years, years: [2026, 2027] })).toMatchObject([
      { params: { year: 2027 } },
    ])
  })

  test('warnings come before notes', () => {
    const severities = lint(policyWith({ because: 'full_moon' }, [rule('empty', always, {})]), { locales }).map(
      ({ severity }) => severity,
    )
    expect(severities).toEqual([...severities].sort((a, b) => (a === b ? 0 : a === 'warning' ? -1 : 1)))
    expect(new Set(severities).size).toBe(2)
  })
})

describe('what goods of a category count as by law', () => {
  const classed = (legalClasses: Policy['legalClasses'], rules: Rule[] = []) => policyWith({}, rules, { legalClasses })

  test.each(['Home & Garden', 'food, beverages & tobacco'])('a whole department is too much: %s', (category) => {
    expect(found(classed([{ category, legalClass: 'perishable' }]), 'class_too_broad')).toEqual([
      {
        code: 'class_too_broad',
        severity: 'warning',
        pointer: '/legalClasses/0',
        params: { category, class: 'perishable' },
      },
    ])
  })

  test('a part of it is not, nor what keeps its right', () => {
    const part = { category: 'Food, Beverages & Tobacco > Food Items > Bakery', legalClass: 'perishable' } as const
    expect(found(classed([part, { category: 'Hardware', legalClass: 'none' }]), 'class_too_broad')).toEqual([])
  })

  test.each<[string, Policy['legalClasses'] & object, string[]]>([
    ['none where nothing is around it', [{ category: 'Tins', legalClass: 'none' }], ['/legalClasses/0']],
    [
      'the same as around it',
      [
        { category: 'Fruit > Dried', legalClass: 'perishable' },
        { category: 'Fruit', legalClass: 'perishable' },
      ],
      ['/legalClasses/0'],
    ],
    [
      'taken out and put back',
      [
        { category: 'Fruit', legalClass: 'perishable' },
        { category: 'Fruit > Dried', legalClass: 'none' },
        { category: 'Fruit > Dried > Soft', legalClass: 'perishable' },
      ],
      [],
    ],
  ])('an entry that changes nothing: %s', (_what, legalClasses, pointers) => {
    expect(found(classed(legalClasses), 'class_idle').map(({ pointer }) => pointer)).toEqual(pointers)
  })

  test('a rule on goods that the law takes out is not below it; one on what keeps its right is', () => {
    const refused = (op: 'contains' | 'starts_with', value: string) =>
      rule(
        'r',
        {
          all: [
            { fact: 'line.categories', op, value },
            { fact: 'claim.noReason', op: 'eq', value: true },
          ],
        },
        { eligible: false, because: 'cannot_be_resold' },
      )
    const below = (one: Rule, legalClasses?: Policy['legalClasses']) =>
      found(classed(legalClasses, [one]), 'below_statute').filter(({ rule: of }) => of === 'r').length
    const fruit: Policy['legalClasses'] = [{ category: 'Fruit', legalClass: 'perishable' }]
    const butDried: Policy['legalClasses'] = [...fruit, { category: 'Fruit > Dried', legalClass: 'none' }]
    expect(below(refused('contains', 'Fruit'))).toBe(1)
    expect(below(refused('contains', 'Fruit'), fruit)).toBe(0)
    expect(below(refused('contains', 'Fruit > Berries'), fruit)).toBe(0)
    expect(below(refused('starts_with', 'Fruit > '), fruit)).toBe(0)
    expect(below(refused('contains', 'Fruitcake'), fruit)).toBe(1)
    expect(below(refused('contains', 'Fruit > Dried'), butDried)).toBe(1)
  })
})
