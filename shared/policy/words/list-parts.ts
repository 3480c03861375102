import { listFormat } from './intl.ts'
import { type Part, type Sentence, sentenceText, type Translate } from './sentence.ts'

/** "a, b and c" or "a, b or c", as the language lists, each its own part. */
export function listParts(
  parts: readonly (Part | Sentence)[],
  type: 'conjunction' | 'disjunction',
  language: string,
): Sentence {
  let index = 0
  return listFormat(language, type)
    .formatToParts(parts.map(() => '-'))
    .flatMap(({ type: kind, value }): Sentence => {
      if (kind === 'literal') return [{ text: value }]
      const part = parts[index++]
      return part === undefined ? [] : Array.isArray(part) ? part : [part]
    })
}

export function listWords(words: readonly string[], type: 'conjunction' | 'disjunction', language: string): string {
  return sentenceText(
    listParts(
      words.map((text) => ({ text })),
      type,
      language,
    ),
  )
}

/** Clauses that may hold commas of their own: "a and b", "a, b, and c". */
export function listClauses(clauses: readonly Sentence[], t: Translate): Sentence {
  return clauses.flatMap((clause, index): Sentence => {
    if (index === 0) return clause
    const key = clauses.length === 2 ? 'clausesTwo' : index === clauses.length - 1 ? 'clausesLast' : 'clauses'
    return [{ text: t(`join.${key}`) }, ...clause]
  })
}
