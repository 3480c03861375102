import { test } from 'vitest'
import { checkManyRules } from '../bench/policy-many-rules-figure.ts'
import { benchOrders } from '../bench/policy-orders.ts'
import { checkAgreement, read } from '../bench/policy-variants.ts'

const orders = 400

test.each(['one', 'five'] as const)(
  'the policies that are timed against ours decide as ours does, of %s asked',
  async (reasons) => {
    await checkAgreement(read(benchOrders(orders, reasons)))
  },
)

test('200 rules decide as asking them one after the other does', () => {
  checkManyRules(benchOrders(orders, 'one'))
})
