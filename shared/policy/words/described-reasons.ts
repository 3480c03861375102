import type { Policy, Reason } from '../policy.ts'
import { textIn } from '../policy-text.ts'
import type { WordsContext } from './words-context.ts'

/** A reason that can be chosen. */
export interface DescribedReason {
  code: string
  label: string
  /** The label of the kind it belongs to. */
  group?: string
  /** What the form asks for: "photos", "a description". */
  asks: string[]
  /** What the merchant wants to know besides. */
  questions: string[]
  /** What to have at hand. */
  materials: string[]
  /** What usually helps, before anything is sent. */
  help?: string
  examples: { image: string; alt: string }[]
}

/** Reasons that can be chosen: a kind with reasons below it is only their heading. */
export function describedReasons(
  { reasons, questions = [] }: Policy,
  { t, language }: WordsContext,
): DescribedReason[] {
  const label = (reason: Reason) => textIn(reason.labels, language)
  return reasons
    .filter(({ code }) => !reasons.some(({ parent }) => parent === code))
    .map((reason) => {
      const group = reasons.find(({ code }) => code === reason.parent)
      return {
        code: reason.code,
        label: label(reason),
        ...(group ? { group: label(group) } : {}),
        asks: reason.asks.map((ask) => t(`ask.${ask}`)),
        questions: questions
          .filter(
            ({ reasons: asked }) => !asked || asked.some((code) => code === reason.code || code === reason.parent),
          )
          .map(({ labels }) => textIn(labels, language)),
        materials: (reason.materials ?? []).map((text) => textIn(text, language)),
        ...(reason.help ? { help: textIn(reason.help, language) } : {}),
        examples: (reason.examples ?? []).map(({ image, alt }) => ({ image, alt: textIn(alt, language) })),
      }
    })
}
