/** What the ledger reads of an order. Amounts are minor units. */
export interface LedgerOrder {
  number: string
  currency: string
  customer?: { id?: string }
  lines: { id: string; quantity: number; unitPrice: number; discount: number }[]
  payments: { id: string; provider: string; reference: string; amount: number }[]
}

/** A request as the API shows it; only what is money. */
export interface SeenRequest {
  number: string
  order: string
  seq: number
  status: string
  items: { id: string; line?: string; quantity: number; decision: string; goods: string; money: string }[]
  quote: {
    items: { line?: string; quantity: number; amount: number }[]
    shipping: { amount: number }
    fees: { kind: string; item?: number; amount: number }[]
    promotions?: { amount: number }[]
    goodwill: number
    bonus: number
    total: number
    payments: { payment: string; amount: number }[]
  }
  payouts: { id: string; destination: string; amount: number; status: string }[]
  accountAsked?: { payouts: string[] }
}

export interface SeenEvent {
  seq: number
  at: number
  type: string
  payout?: string
  destination?: string
  amount?: number
  replaces?: string
  account?: { id: string }
  status?: string
  amounts?: Record<string, number>
  shipping?: number
  actor?: { kind: string; id?: string }
}
