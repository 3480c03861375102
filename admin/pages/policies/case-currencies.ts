import { ApiError } from '../../data/http.ts'
import { readOrder } from '../../data/policies.ts'
import { listCases } from '../../data/policy-versions.ts'

/** The currency of each case's order, by the case's id; orders that are gone are left out. */
export async function caseCurrencies(): Promise<ReadonlyMap<string, string>> {
  const cases = await listCases()
  const numbers = [...new Set(cases.map(({ order }) => order))]
  const known = new Map<string, string>()
  await Promise.all(
    numbers.map(async (number) => {
      try {
        known.set(number, (await readOrder(number)).order.currency)
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
      }
    }),
  )
  return new Map(
    cases.flatMap(({ id, order }) => {
      const currency = known.get(order)
      return currency === undefined ? [] : [[id, currency] as const]
    }),
  )
}
