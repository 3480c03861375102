import { figure } from './intl.ts'
import type { Translate } from './sentence.ts'

export type WordTree = { readonly [key: string]: string | WordTree }

/**
 * What i18next does with the same file, without it: `{{name}}` is filled in, and where `count` is a number the key gets
 * the ending of its plural (`_one`, `_other`). Numbers are written as the language groups them. A key without words comes
 * back as it is.
 */
export function translator(words: WordTree, language: string): Translate {
  const flat = new Map<string, string>()
  flatten(words, '', flat)
  const plural = new Intl.PluralRules(language)
  return (key, params = {}) => {
    const { count } = params
    const counted = typeof count === 'number' ? flat.get(`${key}_${plural.select(count)}`) : undefined
    const found = counted ?? flat.get(`${key}_other`) ?? flat.get(key)
    const written = (value: string | number) => (typeof value === 'number' ? figure(value, language) : value)
    return found?.replace(/\{\{(\w+)\}\}/g, (hole, name: string) => written(params[name] ?? hole)) ?? key
  }
}

function flatten(tree: WordTree, path: string, flat: Map<string, string>): void {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') flat.set(path + key, value)
    else flatten(value, `${path}${key}.`, flat)
  }
}
