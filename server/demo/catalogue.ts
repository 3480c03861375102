import type { LegalClass } from '../../shared/order/order.ts'
import { type Category, categoryOf, legalClassesOf, tagsOf, titleOf } from './categories.ts'
import type { DemoData } from './demo-data.ts'

export interface Product {
  sku: string
  /** The source's words, which colours and patterns are read from. */
  description: string
  title: string
  category: Category
  tags: string[]
  legalClass: LegalClass[]
  /** The median of what it was sold for, in pence. */
  pence: number
  /** In how many orders it was. */
  sold: number
}

/** Every product of the cut, by sku. */
export function catalogueOf(data: DemoData): Map<string, Product> {
  const prices = new Map<string, number[]>()
  for (const order of data.orders) {
    for (const line of order.lines) {
      const list = prices.get(line.sku) ?? []
      list.push(line.pence)
      prices.set(line.sku, list)
    }
  }
  return new Map(
    data.products.map(({ sku, description }) => {
      const sold = (prices.get(sku) ?? []).sort((a, b) => a - b)
      return [
        sku,
        {
          sku,
          description,
          title: titleOf(description),
          category: categoryOf(description),
          tags: tagsOf(description),
          legalClass: legalClassesOf(description),
          pence: sold[Math.floor(sold.length / 2)] ?? 0,
          sold: sold.length,
        },
      ]
    }),
  )
}
