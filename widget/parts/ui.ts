import type { Flow } from '../flow/flow.ts'
import type { RefundFlow } from '../flow/refund-flow.ts'
import type { Speech } from '../i18n/speech.ts'

/** What every screen gets: the state, what can be done, and how to say it. */
export interface Ui {
  flow: Flow
  acts: RefundFlow
  speech: Speech
}

/** A screen: its content, and what stays at the foot. */
export interface Page {
  /** Read as the page's heading; absent: the request's number. */
  title?: string
  body: unknown
  foot?: unknown
}
