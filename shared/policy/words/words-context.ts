import type { Policy } from '../policy.ts'
import type { Translate } from './sentence.ts'

/** What sentences about a policy are written with. */
export interface WordsContext {
  policy: Policy
  /** BCP 47, one that `t` has words for. */
  language: string
  t: Translate
  /** ISO 4217: amounts are said in this currency alone, where they are given in it. */
  currency?: string
  /** To somebody who pays by them: each amount, in every currency that it is given in. */
  amounts?: 'each'
}

/** For Intl: English as in a shop that sells to the world, so that a dollar says whose it is. */
export function intlTag(language: string): string {
  return language === 'en' ? 'en-GB' : language
}

/** A JSON pointer, one step further down. */
export function below(pointer: string, ...steps: (string | number)[]): string {
  return steps.reduce<string>(
    (path, step) => `${path}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    pointer,
  )
}
