import type { AskedAnswer } from '../../shared/api/shop.schema.ts'
import type { ItemCondition } from '../../shared/lifecycle/request.ts'
import type { Resolution } from '../../shared/policy/policy.ts'

/** Answers by the code of the question. */
export type Said = Record<string, string | number | string[]>

/** One thing the shopper claims. Which of the two it is decides the key of its files. */
export interface DraftItem {
  line?: string
  payment?: string
  quantity: number
  /** A leaf of the reason tree. `group` names the first level while no leaf is chosen. */
  reason?: string
  group?: string
  details: string
  condition?: ItemCondition
  /** By the code of the question; photos of one are files, under `questionKey`. */
  answers?: Said
  /** What the policy gives for what was said: the answer of the server, and to what. */
  judged?: { said: string; quantity: number; answer: AskedAnswer }
}

/** A photo or document: on its way (`progress` 0 to 1), stored (`id`), or refused (`error`). */
export interface DraftFile {
  key: string
  name: string
  type: string
  bytes: number
  id?: string
  progress: number
  error?: string
}

/** What survives a reload. No contact data: who the shopper is lives in the session alone. */
export interface Draft {
  order: string
  items: DraftItem[]
  /** By `keyOf(item)`. */
  files: Record<string, DraftFile[]>
  way: Resolution
  /** The last one named, where the money may go to another account: its id, and its name with the last digits. */
  account?: { id: string; label: string }
  truthful: boolean
  /** Kept from sending until the answer: pressing again, or a reload, repeats the same call under the same key. */
  pending?: { key: string; body: object }
  /** The request that this changes, as it was seen. */
  editing?: { number: string; seq: number }
}

export function newDraft(order: string): Draft {
  return { order, items: [], files: {}, way: 'refund', truthful: false }
}

export function keyOf(item: Pick<DraftItem, 'line' | 'payment'>): string {
  return item.line === undefined ? `payment:${item.payment}` : `line:${item.line}`
}

/** Under which the files of one question lie. */
export function questionKey(item: Pick<DraftItem, 'line' | 'payment'>, code: string): string {
  return `${keyOf(item)}:${code}`
}

export function filesOf(draft: Draft, key: string): DraftFile[] {
  return draft.files[key] ?? []
}

const prefix = 'amends:draft:'

/** Storage of the page we are a guest in: it may be blocked, full, or hold what another version wrote. */
export class DraftStore {
  private readonly merchant: string
  private readonly storage: () => Storage

  constructor(merchant: string, storage: () => Storage = () => localStorage) {
    this.merchant = merchant
    this.storage = storage
  }

  load(order: string): Draft | undefined {
    try {
      const draft: Draft = JSON.parse(this.storage().getItem(this.nameOf(order)) ?? '')
      return draft.order === order && Array.isArray(draft.items) && typeof draft.files === 'object' ? draft : undefined
    } catch {
      return undefined
    }
  }

  save(draft: Draft): void {
    const files: Draft['files'] = {}
    for (const [key, list] of Object.entries(draft.files)) files[key] = list.filter((file) => file.id)
    try {
      this.storage().setItem(this.nameOf(draft.order), JSON.stringify({ ...draft, files }))
    } catch {
      // Without storage the draft lives as long as the page.
    }
  }

  forget(order: string): void {
    try {
      this.storage().removeItem(this.nameOf(order))
    } catch {
      // Nothing was stored either.
    }
  }

  private nameOf(order: string): string {
    return `${prefix}${this.merchant}:${order}`
  }
}
