import { beforeAll, describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../../../shared/policy/default-policy.ts'
import type { Because, ChangedRequest } from '../../../../shared/policy/simulate/simulation.ts'
import { startI18n } from '../../../i18n/i18n.ts'
import { becauseLines, becauseWords } from './because-words.ts'

const policy = defaultPolicy()
const [first] = policy.rules
const sides = { live: policy, draft: policy }

function changed(because: Partial<Because>, more: Partial<ChangedRequest> = {}): ChangedRequest {
  const reason: Because = {
    item: 0,
    term: 'decision',
    side: 'draft',
    source: { from: 'rule', rule: first?.id ?? '' },
    live: 'review',
    draft: 'approve',
    ...because,
  }
  return {
    number: 'R-7K4M-Q2XD',
    submittedAt: 0,
    order: '1',
    currency: 'EUR',
    reasons: ['damaged'],
    products: [],
    live: { outcome: 'review', amount: 0 },
    draft: { outcome: 'automatic', amount: 0 },
    because: [reason],
    ...more,
  }
}

describe('why an outcome changes, in one line', () => {
  beforeAll(async () => {
    const items = new Map<string, string>()
    Object.assign(globalThis, {
      localStorage: { getItem: (key: string) => items.get(key) ?? null, setItem: () => undefined },
      document: { documentElement: { lang: '' } },
    })
    await startI18n('en')
  })

  it('compares amounts in the currency of the request', () => {
    const compared = { fact: 'claim.amount', op: 'lte', value: 6000, actual: 5400, holds: true } as const
    expect(becauseWords(changed({ compared }), sides)).toBe('Rule 1 · the claim is for at most €60.00 (€54.00)')
  })

  it('says the contrary of what no longer holds', () => {
    const compared = { fact: 'claim.amount', op: 'gt', value: 3000, actual: 563, holds: false } as const
    expect(becauseWords(changed({ side: 'live', compared }), sides)).toBe(
      'Live rule 1 no longer applies · the claim is for at most €30.00 (€5.63)',
    )
  })

  it('does not repeat what a list holds', () => {
    const compared = { fact: 'line.tags', op: 'contains', value: 'sale', actual: ['sale', 'new'], holds: true } as const
    expect(becauseWords(changed({ compared }), sides)).toBe('Rule 1 · the item is tagged “sale”')
  })

  it('counts the day, names the term where nothing is compared, and the article where the law decides', () => {
    expect(becauseWords(changed({ term: 'window', day: { actual: 12, of: 7 } }), sides)).toBe('Rule 1 · day 12 of 7')
    const bonus = changed({ term: 'creditBonusPercent', source: { from: 'default' } })
    expect(becauseWords(bonus, sides)).toBe('Without a rule · Bonus on store credit')
    const held = { outcome: 'declined', amount: 900, heldByLaw: { statute: 'eu', article: 'CRD 9(1)' } } as const
    expect(becauseWords(changed({}, { draft: held }), sides)).toBe(
      'Held up by law: Directive 2011/83/EU art. 9(1), still paid',
    )
    expect(becauseLines(changed({}, { because: [...bonus.because, ...bonus.because] }), sides)).toHaveLength(1)
    expect(becauseWords(changed({}, { because: [] }), sides)).toBe('')
  })
})
