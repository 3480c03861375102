import type { Terms } from '../policy.ts'

/** What is worth a second look although the policy may be published. */
export interface Finding {
  code: FindingCode
  /** warning: shoppers get something else than is written, or nothing. note: it does no harm. */
  severity: 'warning' | 'note'
  /** JSON pointer into the policy. */
  pointer: string
  /** The rule's id. */
  rule?: string
  /** What the sentence about it needs; names of rules and reasons are their ids and codes. */
  params: Record<string, string | number>
  /** The terms it is about, each at `<pointer of the rule>/set/<term>` or `/terms/<term>`. */
  terms?: (keyof Terms)[]
  law?: LawSource[]
  fix?: Fix
}

export type FindingCode =
  /** No claim satisfies the condition. */
  | 'never_matches'
  /** Whatever it sets is set by earlier rules whenever it matches. `by`: the first of these; `count`: how many. */
  | 'shadowed'
  /** `fact` is never missing, so that asking whether it is there holds for every claim, or for none. `why`: always, never. */
  | 'presence_idle'
  /** It sets no term. */
  | 'sets_nothing'
  /** Terms that the law does not allow to be so harsh: it is applied instead. `regions`; for what may go back and until when, `days` of the period. */
  | 'below_statute'
  /** A fee that the law forbids: none is taken. `regions`. */
  | 'fee_forbidden'
  /** Money or goods would take longer than the law allows. `regions`, `days` within which the money must be back. */
  | 'deadline_beyond_statute'
  /** `languages` without words, joined by a comma. */
  | 'missing_translation'
  /** `clause`: a key without words in any language. */
  | 'unknown_clause'
  /** `reason`; `why`: not_eligible (for every claim), declined (every claim), not_offered (no form asks for it). */
  | 'reason_unreachable'
  /** `reason`: about a payment or about what never came, and judged by terms that were made for returns. */
  | 'reason_without_rule'
  /** `reason`: the shopper's own, but not `noReason`: no law's right to withdraw covers it, though it asks for none. */
  | 'reason_without_right'
  /** `question`: none of its reasons can be chosen. */
  | 'question_never_asked'
  /** `attribute`: no rule reads it. */
  | 'attribute_unused'
  /** `category`, a whole department of the taxonomies that shops use, of which all would lose a right as `class`. */
  | 'class_too_broad'
  /** `category` is already what the entry says, by the one around it or by none. */
  | 'class_idle'
  /** `currency` of the merchant in which the policy names no amounts. */
  | 'currency_missing'
  /** `year` without closed or open days although other years have some. */
  | 'calendar_year_unknown'
  /** `resolution` that the term is about, and that is offered to nobody. */
  | 'resolution_unreachable'

export type LawRegion = 'CN' | 'EU' | 'UK' | 'AU'

export interface LawSource {
  statute: string
  region: LawRegion
  article: string
  unverified?: true
  /** A return without a reason, or of what is faulty. */
  covers: 'no_reason' | 'faulty'
  term: keyof Terms
}

/** One press that mends it; `applyFix` does it. */
export type Fix =
  /** The rule no longer holds for shoppers of these countries. */
  | { kind: 'limit_to_other_countries'; rule: string; countries: string[] }
  /** The original payment is offered too. `rule` absent: in the defaults. */
  | { kind: 'allow_refund'; rule?: string }
  /** These terms are raised to what the law asks. `rule` absent: in the defaults. */
  | { kind: 'raise_term'; rule?: string; set: Partial<Terms> }
  | { kind: 'move_above'; rule: string; above: string }
  | { kind: 'remove_rule'; rule: string }

export interface LintOptions {
  /** Languages that the merchant's shoppers read, BCP 47. */
  locales: readonly string[]
  /** Currencies the merchant sells in; absent: those of the policy. */
  currencies?: readonly string[]
  /** Years whose holidays should be known, such as this one and the next. */
  years?: readonly number[]
  /** Years whose holidays are known though the calendar names no day of them. */
  holidaysKnown?: readonly number[]
}
