import type { OrderLine } from '../order/order.ts'
import type { CategoryClass } from './policy.ts'

/** What stands between the levels of a category: "Food > Fruit", "food/fruit". */
const separator = /^\s*[>/]/

/** The category itself, or one below it. A longer word is another category: "Food" does not hold "Food processors". */
export function isWithin(category: string, path: string): boolean {
  return category.startsWith(path) && (category.length === path.length || separator.test(category.slice(path.length)))
}

/** The entry for one category: of those that hold it, the longest. */
export function entryFor(entries: readonly CategoryClass[], category: string): CategoryClass | undefined {
  let found: CategoryClass | undefined
  for (const entry of entries) {
    if (isWithin(category, entry.category) && entry.category.length > (found?.category.length ?? -1)) found = entry
  }
  return found
}

/** The nearest entry around this one. */
export function enclosing(entries: readonly CategoryClass[], entry: CategoryClass): CategoryClass | undefined {
  return entryFor(
    entries.filter((other) => other.category !== entry.category),
    entry.category,
  )
}

/** Bound of the categories remembered. */
const seenCategories = 4096

/** Which entry of a policy classes a line; a shop's categories are few, so each is looked up once. */
export class CategoryClasses {
  private readonly entries: readonly CategoryClass[]
  private readonly seen = new Map<string, CategoryClass | undefined>()

  constructor(entries: readonly CategoryClass[]) {
    this.entries = entries
  }

  /**
   * The longest entry that holds any of its categories; of two as long, the one that stands first in the policy.
   * undefined: none does, or the line says itself what it is, if only that it is nothing.
   */
  of({ legalClass, categories }: Pick<OrderLine, 'legalClass' | 'categories'>): CategoryClass | undefined {
    if (legalClass) return undefined
    let found: CategoryClass | undefined
    for (const category of categories) {
      const entry = this.entryOf(category)
      if (entry && (!found || this.isBefore(entry, found))) found = entry
    }
    return found
  }

  private isBefore(one: CategoryClass, other: CategoryClass): boolean {
    const longer = one.category.length - other.category.length
    return longer > 0 || (longer === 0 && this.entries.indexOf(one) < this.entries.indexOf(other))
  }

  private entryOf(category: string): CategoryClass | undefined {
    if (this.seen.has(category)) return this.seen.get(category)
    const entry = entryFor(this.entries, category)
    if (this.seen.size >= seenCategories) this.seen.clear()
    this.seen.set(category, entry)
    return entry
  }
}
