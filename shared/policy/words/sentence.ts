/** Where a part of a sentence stands in the policy: what is changed when the part is. */
export interface Slot {
  /** JSON pointer inside the policy: "/terms/window/days", "/rules/2/when/all/0/value". */
  pointer: string
  kind: SlotKind
}
/** `join`: the word between conditions, whose pointer is their list. */
export type SlotKind = 'term' | 'fact' | 'op' | 'value' | 'join'

export interface Part {
  text: string
  slot?: Slot
  /** Somebody's own words (a label, a text to look for): quoted where the part stands in running text. */
  said?: true
}

export type Sentence = Part[]

/** i18next's `t` over shared/locales/policy.<language>.json, or `translator` of the same. An unknown key comes back as it is. */
export type Translate = (key: string, params?: Record<string, string | number>) => string

export type SentenceParams = Record<string, string | number | Part | Sentence>

const open = '\uE000'
const close = '\uE001'
const held = new RegExp(`${open}(\\d+)${close}`)

/** A translated sentence whose parameters may be parts: the language decides where they stand. */
export function say(t: Translate, key: string, params: SentenceParams = {}): Sentence {
  const kept: Sentence[] = []
  const words: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(params)) {
    if (typeof value !== 'object') words[name] = value
    else words[name] = `${open}${kept.push(Array.isArray(value) ? value : [value]) - 1}${close}`
  }
  const pieces = t(key, words).split(held)
  return pieces.flatMap((piece, index) =>
    index % 2 === 1 ? (kept[Number(piece)] ?? []) : piece === '' ? [] : [{ text: piece }],
  )
}

const han = /\p{Script=Han}/u
const latin = /[\p{Script=Latin}\d€£$¥%]/u

/** The sentence as running text. Between Chinese and Latin writing goes a space. */
export function sentenceText(sentence: Sentence): string {
  return sentence.reduce((text, { text: words, said }) => {
    const next = said ? `“${words}”` : words
    const last = text.at(-1) ?? ''
    const first = next.at(0) ?? ''
    const apart = (han.test(last) && latin.test(first)) || (latin.test(last) && han.test(first))
    return `${text}${apart ? ' ' : ''}${next}`
  }, '')
}

/** Standing alone: first letter large, and a full stop. Chinese knows no large letters. */
export function asSentence(clause: Sentence, t: Translate, language: string): Sentence {
  const [first, ...rest] = clause
  if (!first) return []
  const large = first.said
    ? first
    : { ...first, text: first.text.charAt(0).toLocaleUpperCase(language) + first.text.slice(1) }
  const stopped = /[.。！？!?]$/u.test(clause.at(-1)?.text ?? '')
  return [large, ...rest, ...(stopped ? [] : [{ text: t('stop') }])]
}

/** A translated sentence as running text, what is filled in set apart as `sentenceText` does. */
export function phrase(t: Translate, key: string, params: Record<string, string | number> = {}): string {
  const parts = Object.entries(params).map(([name, value]): [string, number | Part] => [
    name,
    typeof value === 'string' ? { text: value } : value,
  ])
  return sentenceText(say(t, key, Object.fromEntries(parts)))
}
