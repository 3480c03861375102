/** Every language has a file in locales/; the first is what an unknown one gets. */
export const languages = ['en', 'zh-CN'] as const
export type Language = (typeof languages)[number]

/** The language we have words in for a BCP 47 tag: its own, else one with the same primary subtag. */
export function languageFor(tag: string | null | undefined): Language | undefined {
  const wanted = (tag ?? '').toLowerCase()
  const primary = wanted.split('-')[0]
  return (
    languages.find((language) => language.toLowerCase() === wanted) ??
    languages.find((language) => language.toLowerCase().split('-')[0] === primary)
  )
}

/** What the page says around an element, across shadow roots: the closest `lang`. */
export function closestLang(element: Element | null): string | undefined {
  for (let at = element; at; ) {
    const found = at.closest('[lang]')
    if (found) return found.getAttribute('lang') || undefined
    const root = at.getRootNode()
    at = root instanceof ShadowRoot ? root.host : null
  }
  return undefined
}

/** Attribute, then the page, then the browser. `format` keeps the region for dates and amounts (en-GB, en-US). */
export function chooseLanguage(candidates: readonly (string | null | undefined)[]): {
  words: Language
  format: string
} {
  for (const tag of candidates) {
    const words = languageFor(tag)
    if (words && tag) return { words, format: tag.includes('-') ? tag : words === 'en' ? 'en-GB' : words }
  }
  return { words: languages[0], format: 'en-GB' }
}
