import type { RequestStatus } from '../shared/lifecycle/request.ts'

/**
 * What a page may listen for on `<amends-refunds>` and `<amends-launcher>`. All bubble and cross shadow roots. They carry
 * numbers and amounts, never who the shopper is.
 */

/** A request was sent and stored. */
export class AmendsRequestSubmittedEvent extends Event {
  static readonly eventName = 'amends-request-submitted'
  /** R-XXXX-XXXX */
  readonly number: string
  readonly order: string
  /** Minor units of `currency`. */
  readonly total: number
  readonly currency: string
  readonly status: RequestStatus

  constructor(request: { number: string; order: string; total: number; currency: string; status: RequestStatus }) {
    super(AmendsRequestSubmittedEvent.eventName, { bubbles: true, composed: true })
    this.number = request.number
    this.order = request.order
    this.total = request.total
    this.currency = request.currency
    this.status = request.status
  }
}

/** The request on the screen reached another state, by the shopper or live from the shop. */
export class AmendsRequestChangedEvent extends Event {
  static readonly eventName = 'amends-request-changed'
  readonly number: string
  readonly status: RequestStatus

  constructor(number: string, status: RequestStatus) {
    super(AmendsRequestChangedEvent.eventName, { bubbles: true, composed: true })
    this.number = number
    this.status = status
  }
}

/** The shopper pressed Close. The launcher closes its dialog unless the page prevents it. */
export class AmendsCloseEvent extends Event {
  static readonly eventName = 'amends-close'

  constructor() {
    super(AmendsCloseEvent.eventName, { bubbles: true, composed: true, cancelable: true })
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'amends-request-submitted': AmendsRequestSubmittedEvent
    'amends-request-changed': AmendsRequestChangedEvent
    'amends-close': AmendsCloseEvent
  }
}
