import { becauseKeys } from '../because-keys.ts'
import type { Policy, PolicyText, Terms } from '../policy.ts'
import type { Finding } from './finding.ts'

/** Texts that some of the merchant's shoppers or staff would read in another language than their own. */
export function missingWords(policy: Policy, locales: readonly string[]): Finding[] {
  return textsOf(policy).flatMap(({ pointer, text, rule }): Finding[] => {
    const languages = locales.filter((locale) => !isIn(text, locale))
    // A text that names no language is in one of them.
    if (languages.length === 0 || (typeof text === 'string' && locales.length < 2)) return []
    return [
      {
        code: 'missing_translation',
        severity: typeof text === 'string' ? 'note' : 'warning',
        pointer,
        ...(rule === undefined ? {} : { rule }),
        params: { languages: languages.join(',') },
      },
    ]
  })
}

function isIn(text: PolicyText, locale: string): boolean {
  if (typeof text === 'string') return false
  return Object.entries(text).some(([tag, words]) => languageOf(tag) === languageOf(locale) && words.trim() !== '')
}

function languageOf(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? ''
}

interface Text {
  pointer: string
  text: PolicyText
  rule?: string
}

function textsOf({ title, reasons, rules, terms, questions = [], attributes = [], checklists = {} }: Policy): Text[] {
  const one = (pointer: string, text: PolicyText | undefined): Text[] => (text === undefined ? [] : [{ pointer, text }])
  const list = (pointer: string, texts: readonly PolicyText[] = []): Text[] =>
    texts.map((text, index) => ({ pointer: `${pointer}/${index}`, text }))
  return [
    ...one('/title', title),
    ...reasons.flatMap(({ labels, materials, help, examples = [] }, index) => {
      const at = `/reasons/${index}`
      return [
        ...one(`${at}/labels`, labels),
        ...list(`${at}/materials`, materials),
        ...one(`${at}/help`, help),
        ...examples.flatMap(({ alt }, example) => one(`${at}/examples/${example}/alt`, alt)),
      ]
    }),
    ...clause('/terms', terms),
    ...rules.flatMap(({ id, name, set }, index) =>
      [...one(`/rules/${index}/name`, name), ...clause(`/rules/${index}/set`, set)].map((text) => ({
        ...text,
        rule: id,
      })),
    ),
    ...questions.flatMap(({ labels, hint, options = [] }, index) => [
      ...one(`/questions/${index}/labels`, labels),
      ...one(`/questions/${index}/hint`, hint),
      ...options.flatMap((option, at) => one(`/questions/${index}/options/${at}/labels`, option.labels)),
    ]),
    ...attributes.flatMap(({ labels }, index) => one(`/attributes/${index}/labels`, labels)),
    ...Object.entries(checklists).flatMap(([stage, texts]) => list(`/checklists/${stage}`, texts)),
  ]
}

/** Words of the merchant; a key has its words in every language. */
function clause(pointer: string, { because }: Partial<Terms>): Text[] {
  return typeof because === 'object' ? [{ pointer: `${pointer}/because`, text: because }] : []
}

/** Clauses that are neither the merchant's words nor a key that has some. */
export function unknownClauses({ terms, rules }: Policy): Finding[] {
  const known: ReadonlySet<string> = new Set(becauseKeys)
  const check = (pointer: string, { because }: Partial<Terms>, rule?: string): Finding[] => {
    if (typeof because !== 'string' || known.has(because)) return []
    const about = { pointer: `${pointer}/because`, ...(rule === undefined ? {} : { rule }) }
    return [{ ...about, code: 'unknown_clause', severity: 'warning', params: { clause: because }, terms: ['because'] }]
  }
  return [...check('/terms', terms), ...rules.flatMap(({ id, set }, index) => check(`/rules/${index}/set`, set, id))]
}
