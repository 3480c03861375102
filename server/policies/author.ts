import { Failure } from '../failure.ts'
import type { Caller } from '../http/call.ts'
import type { Merchant } from '../merchants/index.ts'

/** Who drafted or published: a colleague, or without an id the merchant's own server. */
export interface Author {
  id?: string
  name: string
}

const editors: readonly string[] = ['owner', 'manager']

/** Owners, managers and the merchant's own server change policies; everybody else reads. @throws Failure forbidden */
export function requireEditor(merchant: Merchant, caller: Caller): Author {
  if (caller.kind === 'merchant') return { name: merchant.name }
  if (caller.kind !== 'staff' || !editors.includes(caller.role)) throw new Failure('forbidden')
  return { id: caller.id, name: caller.name }
}
