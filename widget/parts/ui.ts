import type { Flow } from '../flow/flow.ts'
import type { RefundFlow } from '../flow/refund-flow.ts'
import type { Speech } from '../i18n/speech.ts'
import type { Key } from '../i18n/words.ts'
import type { Later } from '../later/later.ts'

/** What every screen gets: the state, what can be done, how to say it (`K`: with which words), and the later screens. */
export interface Ui<K extends string = Key> {
  flow: Flow
  acts: RefundFlow
  speech: Speech<K>
  later: Later
}

/** A screen: its content, and what stays at the foot. */
export interface Page {
  /** Read as the page's heading; absent: the request's number. */
  title?: string
  body: unknown
  foot?: unknown
}
