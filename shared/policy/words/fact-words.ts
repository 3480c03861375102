import { type FactRow, factRow } from '../facts-table.ts'
import type { AttributeFact } from '../policy.ts'
import { textIn } from '../policy-text.ts'
import type { WordsContext } from './words-context.ts'

/** How sentences speak of a fact. */
export interface FactWords {
  row: FactRow | undefined
  /** For a list to choose from: "Price of the item". */
  label: string
  /** What the sentence begins with: "the item". */
  noun: string
  /** The noun is the merchant's own words. */
  said?: true
  /** What stands between it and a value: "costs", "is tagged". */
  verb: string
  not: string
  /** The noun where the verb does not fit: "the price of the item" is known. */
  thing: string
  /** Words of this fact alone: `some`, `none`, `yes`, `no`; undefined: the usual ones. */
  own(name: string): string | undefined
  isTime: boolean
}

export function factWords(name: string, { policy, language, t }: WordsContext): FactWords {
  const row = factRow(name, policy)
  const usual = usualVerb(row, t)
  const attribute = attributeOf(name, policy)
  const question = name.startsWith('answer.')
    ? policy.questions?.find(({ code }) => code === name.slice('answer.'.length))
    : undefined
  const common = { row, ...usual, isTime: attribute?.type === 'time' }
  if (attribute) {
    const label = textIn(attribute.labels, language) || attribute.key
    return { ...common, label, noun: label, thing: label, said: true, own: () => undefined }
  }
  if (question) {
    const label = textIn(question.labels, language) || question.code
    const noun = t(question.kind === 'photo' ? 'answerPhotos' : 'answer', { question: label })
    return { ...common, label, noun, thing: noun, own: () => undefined }
  }
  const key = `fact.${name.replaceAll('.', '_')}`
  const own = (part: string) => {
    const words = t(`${key}.${part}`)
    return words === `${key}.${part}` ? undefined : words
  }
  const noun = own('noun') ?? name
  return {
    ...common,
    label: own('label') ?? name,
    noun,
    verb: own('verb') ?? usual.verb,
    not: own('not') ?? usual.not,
    thing: own('thing') ?? noun,
    own,
  }
}

/** The name of a fact in a list to choose from. */
export function factLabel(name: string, context: WordsContext): string {
  return factWords(name, context).label
}

function usualVerb(row: FactRow | undefined, t: WordsContext['t']): { verb: string; not: string } {
  const isFigure = row?.type === 'number' || row?.type === 'money'
  return { verb: t(isFigure ? 'verb.isFigure' : 'verb.is'), not: t('verb.isNot') }
}

function attributeOf(name: string, policy: WordsContext['policy']): AttributeFact | undefined {
  return policy.attributes?.find(({ of, key }) => name === `${of}.attributes.${key}`)
}
