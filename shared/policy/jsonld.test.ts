import fc from 'fast-check'
import { expect, test } from 'vitest'
import { policies } from './arbitrary-policies.fixtures.ts'
import { defaultPolicy } from './default-policy.ts'
import { type MerchantReturnPolicy, merchantReturnPolicyJsonLd } from './jsonld.ts'
import { policyWith } from './policy.fixtures.ts'
import type { Policy, Rule, Terms } from './policy.ts'
import { schemaOrg } from './schema-org.fixtures.ts'

const store = { name: 'Linhe Studio', url: 'https://linhe.example' }
const written = (policy: Policy, countries: string[] = ['US']) =>
  merchantReturnPolicyJsonLd(policy, { ...store, countries })
const euro = { currencies: ['EUR'] }
const terms = (set: Partial<Terms>, rules: Rule[] = []) =>
  policyWith({ returnShipping: { paidBy: 'shopper', fee: { EUR: 490 } }, ...set }, rules, euro)
const only = (policy: Policy, country = 'US') => written(policy, [country]).hasMerchantReturnPolicy[0]

const enumerationOf: Readonly<Record<string, readonly string[]>> = {
  returnPolicyCategory: schemaOrg.MerchantReturnEnumeration,
  itemCondition: schemaOrg.OfferItemCondition,
  returnMethod: schemaOrg.ReturnMethodEnumeration,
  refundType: schemaOrg.RefundTypeEnumeration,
  returnFees: schemaOrg.ReturnFeesEnumeration,
  customerRemorseReturnFees: schemaOrg.ReturnFeesEnumeration,
  itemDefectReturnFees: schemaOrg.ReturnFeesEnumeration,
  returnLabelSource: schemaOrg.ReturnLabelSourceEnumeration,
  customerRemorseReturnLabelSource: schemaOrg.ReturnLabelSourceEnumeration,
  itemDefectReturnLabelSource: schemaOrg.ReturnLabelSourceEnumeration,
}

/** Only words that schema.org has, each where it belongs. */
function expectVocabulary(policy: MerchantReturnPolicy): void {
  const properties = Object.entries(policy).filter(([name]) => name !== '@type')
  for (const [name, value] of properties) {
    expect(schemaOrg.MerchantReturnPolicy).toContain(name)
    const names = enumerationOf[name]
    for (const each of names ? [value].flat() : []) {
      expect(names).toContain(String(each).replace('https://schema.org/', ''))
    }
  }
  const category = policy.returnPolicyCategory.replace('https://schema.org/', '')
  expect(policy.merchantReturnDays !== undefined).toBe(category === 'MerchantReturnFiniteReturnWindow')
  for (const kind of ['returnFees', 'customerRemorseReturnFees', 'itemDefectReturnFees'] as const) {
    const amount = policy[kind.replace('Fees', 'ShippingFeesAmount') as 'returnShippingFeesAmount']
    expect(amount !== undefined).toBe(policy[kind] === 'https://schema.org/ReturnShippingFees')
  }
}

test('the starter policy: countries with the same terms share one', () => {
  const { hasMerchantReturnPolicy: found, ...about } = merchantReturnPolicyJsonLd(defaultPolicy(), {
    ...store,
    countries: ['DE', 'US', 'AT'],
    policyUrl: 'https://linhe.example/policy',
    returnCountry: 'IE',
  })
  expect(about).toMatchObject({ '@context': 'https://schema.org', '@type': 'OnlineStore', ...store })
  expect(found.map(({ applicableCountry }) => applicableCountry)).toEqual([['DE', 'AT'], ['US']])
  expect(found[0]).toEqual({
    '@type': 'MerchantReturnPolicy',
    applicableCountry: ['DE', 'AT'],
    returnPolicyCountry: 'IE',
    merchantReturnLink: 'https://linhe.example/policy',
    returnPolicyCategory: 'https://schema.org/MerchantReturnFiniteReturnWindow',
    merchantReturnDays: 30,
    itemCondition: ['https://schema.org/NewCondition', 'https://schema.org/UsedCondition'],
    returnMethod: 'https://schema.org/ReturnByMail',
    returnFees: 'https://schema.org/ReturnShippingFees',
    returnShippingFeesAmount: { '@type': 'MonetaryAmount', value: 3.9, currency: 'EUR' },
    customerRemorseReturnFees: 'https://schema.org/ReturnShippingFees',
    customerRemorseReturnShippingFeesAmount: { '@type': 'MonetaryAmount', value: 3.9, currency: 'EUR' },
    itemDefectReturnFees: 'https://schema.org/FreeReturn',
    refundType: ['https://schema.org/FullRefund', 'https://schema.org/StoreCreditRefund'],
  })
})

test('whatever a policy says, only schema.org’s own words are used', () => {
  fc.assert(
    fc.property(policies, (policy) => {
      const { hasMerchantReturnPolicy, makesOffer = [] } = written(policy, ['US', 'DE', 'CN', 'JP'])
      const all = [...hasMerchantReturnPolicy, ...makesOffer.flatMap((offer) => offer.hasMerchantReturnPolicy)]
      for (const each of all) expectVocabulary(each)
      expect(hasMerchantReturnPolicy.flatMap(({ applicableCountry }) => applicableCountry).sort()).toEqual([
        'CN',
        'DE',
        'JP',
        'US',
      ])
    }),
    { numRuns: 25 },
  )
})

const cases: [name: string, set: Partial<Terms>, expected: object][] = [
  [
    'no end',
    { window: { days: 'none', from: 'delivered' } },
    { returnPolicyCategory: 'https://schema.org/MerchantReturnUnlimitedWindow' },
  ],
  [
    'days that do not count from the delivery are left out',
    { window: { days: 30, from: 'placed' } },
    { returnPolicyCategory: 'https://schema.org/MerchantReturnUnspecified' },
  ],
  ['no returns', { eligible: false }, { returnPolicyCategory: 'https://schema.org/MerchantReturnNotPermitted' }],
  [
    'at the shopper’s own cost',
    { returnShipping: { paidBy: 'shopper', fee: { EUR: 0 } } },
    {
      returnFees: 'https://schema.org/ReturnFeesCustomerResponsibility',
      returnLabelSource: 'https://schema.org/ReturnLabelCustomerResponsibility',
    },
  ],
  [
    'kept',
    { returnItem: false },
    { returnMethod: 'https://schema.org/KeepProduct', returnFees: 'https://schema.org/FreeReturn' },
  ],
  ['a fee in percent of the price', { restockingFee: { percent: 1250 } }, { restockingFee: 12.5 }],
  [
    'a fee of an amount',
    { restockingFee: { amount: { EUR: 250 } } },
    { restockingFee: [{ '@type': 'MonetaryAmount', value: 2.5, currency: 'EUR' }] },
  ],
  [
    'credit only',
    { resolutions: ['store_credit', 'keep_item'] },
    { refundType: ['https://schema.org/StoreCreditRefund'] },
  ],
]

test.each(cases)('%s', (_name, set, expected) => {
  expect(only(terms(set))).toMatchObject(expected)
})

test('the law is applied: a withdrawal is free of fees and paid back', () => {
  const harsh = terms({ eligible: false, restockingFee: { percent: 1000 }, resolutions: ['store_credit'] })
  expect(only(harsh, 'US')).toEqual({
    '@type': 'MerchantReturnPolicy',
    applicableCountry: ['US'],
    returnPolicyCategory: 'https://schema.org/MerchantReturnNotPermitted',
  })
  const france = only(harsh, 'FR')
  expect(france).toMatchObject({
    merchantReturnDays: 14,
    refundType: ['https://schema.org/FullRefund', 'https://schema.org/StoreCreditRefund'],
  })
  expect(france).not.toHaveProperty('restockingFee')
})

test('what is so only for the days of the law, or only after them, is left out', () => {
  const found = only(terms({ restockingFee: { percent: 1000 }, resolutions: ['store_credit'] }), 'FR')
  expect(found).toMatchObject({ merchantReturnDays: 30, returnFees: 'https://schema.org/ReturnShippingFees' })
  expect(found).not.toHaveProperty('restockingFee')
  expect(found).not.toHaveProperty('refundType')
})

test('where only defects are taken back, damaged goods are', () => {
  const fault: Rule = {
    id: 'f',
    name: 'F',
    when: { fact: 'claim.fault', op: 'ne', value: 'shopper' },
    set: { eligible: true },
  }
  const found = only(terms({ eligible: false }, [fault]))
  expect(found).toMatchObject({ merchantReturnDays: 30, itemCondition: ['https://schema.org/DamagedCondition'] })
  expect(found).not.toHaveProperty('customerRemorseReturnFees')
})

test('used goods that are refused are left out', () => {
  const used: Rule = {
    id: 'u',
    name: 'U',
    when: { fact: 'claim.condition', op: 'eq', value: 'used' },
    set: { eligible: false },
  }
  expect(only(terms({}, [used]))?.itemCondition).toEqual(['https://schema.org/NewCondition'])
})

test('a category with terms of its own is an offer with a policy of its own', () => {
  const policy = defaultPolicy()
  const { makesOffer } = written(policy)
  expect(makesOffer).toHaveLength(1)
  expect(makesOffer?.[0]).toMatchObject({
    '@type': 'Offer',
    category: 'electronics',
    hasMerchantReturnPolicy: [{ applicableCountry: ['US'], merchantReturnDays: 14 }],
  })
  expect(written({ ...policy, rules: [] })).not.toHaveProperty('makesOffer')
})

test('used goods of a category that are refused are left out of its offer alone', () => {
  const used: Rule = {
    id: 'u',
    name: 'U',
    when: {
      all: [
        { fact: 'line.categories', op: 'contains', value: 'electronics' },
        { fact: 'claim.condition', op: 'eq', value: 'used' },
      ],
    },
    set: { eligible: false },
  }
  const { hasMerchantReturnPolicy, makesOffer } = written(terms({}, [used]))
  expect(hasMerchantReturnPolicy[0]?.itemCondition).toHaveLength(2)
  expect(makesOffer?.[0]?.hasMerchantReturnPolicy[0]?.itemCondition).toEqual(['https://schema.org/NewCondition'])
})

test('the law is not applied to a category that it takes out, and a rule on what goods are by law is', () => {
  const fresh: Rule = {
    id: 'f',
    name: 'F',
    when: { fact: 'line.legalClass', op: 'contains', value: 'perishable' },
    set: { eligible: false },
  }
  const policy = { ...terms({}, [fresh]), legalClasses: [{ category: 'Fruit', legalClass: 'perishable' as const }] }
  const { makesOffer } = written(policy, ['DE', 'US'])
  expect(makesOffer).toHaveLength(1)
  expect(makesOffer?.[0]).toMatchObject({ category: 'Fruit' })
  expect(makesOffer?.[0]?.hasMerchantReturnPolicy).toMatchObject([
    { returnPolicyCategory: 'https://schema.org/MerchantReturnNotPermitted' },
  ])
})

test('countries that a rule tells apart have a policy each, in their order', () => {
  const austria: Rule = {
    id: 'a',
    name: 'A',
    when: { fact: 'order.country', op: 'in', value: ['AT', 'CH'] },
    set: { window: { days: 60, from: 'delivered' } },
  }
  const found = written(terms({}, [austria]), ['FR', 'AT', 'DE', 'CH', 'US', 'JP']).hasMerchantReturnPolicy
  expect(found.map(({ applicableCountry }) => applicableCountry)).toEqual([['FR', 'DE'], ['AT'], ['CH'], ['US', 'JP']])
})

test('of very many categories, those that are named first', () => {
  const rules = Array.from({ length: 60 }, (_, index): Rule => {
    const value = Array.from({ length: 1000 }, (_category, place) => `c${index}-${place}`)
    const when = { fact: 'line.categories', op: 'in' as const, value }
    return { id: `r${index}`, name: 'R', when, set: { window: { days: index, from: 'delivered' } } }
  })
  const { makesOffer = [] } = written(terms({}, rules), ['US', 'JP', 'KR', 'CA', 'BR'])
  expect(makesOffer).toHaveLength(200)
  expect(makesOffer.at(-1)?.category).toBe('c0-199')
})
