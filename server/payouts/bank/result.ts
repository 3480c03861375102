/** What the bank says of one transfer, or of a whole file. */
export interface BankResult {
  /** As the bank repeats it: an EndToEndId, or the file's message id. */
  reference: string
  of: 'transfer' | 'file'
  outcome: 'paid' | 'pending' | 'failed' | 'returned'
  /** ISO 20022 reason code. */
  reason?: string
  /** Decimal, as it was written. */
  amount?: string
  currency?: string
}

/** Why a file is not one that can be read. */
export interface UnreadableResult {
  unreadable: string
}
