import type { MailTemplate } from './mail-templates.ts'

export type Tone = 'positive' | 'caution' | 'negative' | 'info'

/** Everything the words may use; amounts and dates are already written in the reader's language. */
export interface MailFacts {
  shop: string
  name?: string
  /** Request number; of a code: the number the shopper typed. */
  number: string
  order: string
  /** "Linen shirt, White × 2". */
  items: string[]
  amount?: string
  /** Where the money goes: "Visa •••• 4242", with its arrival days once it was sent, and until then the working days it takes. */
  payouts: {
    to: string
    amount: string
    earliest?: string
    latest?: string
    isCalendarUnknown?: true
    workingDays?: readonly [earliest: number, latest: number]
  }[]
  /** Who confirmed this payout: a payment service or bank, the shop's own books, or a person who paid by hand. */
  paidBy?: 'provider' | 'shop' | 'hand'
  /** It had arrived, and the bank sent it back. */
  wasReturned?: boolean
  /** Why a payout failed, in the shopper's words. */
  failure?: string
  accountBy?: string
  decideBy?: string
  answerBy?: string
  returnBy?: string
  inspectBy?: string
  /** Of `decideBy`, `inspectBy` and `returnBy` the one that this mail names may be early: holidays until it are not known. */
  isCalendarUnknown?: boolean
  appealBy?: string
  returnTo?: string[]
  /** `taken_off`: a fee for the way back is already subtracted from the amount. */
  returnPaidBy?: 'merchant' | 'shopper' | 'taken_off'
  /** What staff wrote: a question, a refusal, an offer, a message. */
  text?: string
  /** The policy or law clause of a refusal, in words. */
  clause?: string
  wantsPhotos?: boolean
  why?: 'unanswered' | 'not_returned'
  endedBy?: 'shopper' | 'shop'
  reminderOf?: 'answer' | 'return' | 'account'
  code?: string
  minutes?: number
  contact?: string
}

export interface MailContent {
  subject: string
  /** State is always mark + word + colour. */
  state: { tone: Tone; mark: string; word: string }
  heading: string
  paragraphs: string[]
  /** Label and value; a value may have several lines. */
  details: [label: string, value: string[]][]
  quote?: string
  code?: string
  action?: string
  footer: string[]
}

export type MailWords = { [T in MailTemplate]: (facts: MailFacts) => MailContent }
