import type { PolicyText } from './policy.ts'

/** The words for a reader of `tag` (BCP 47): that tag, else its language, else English, else the first there are. */
export function textIn(text: PolicyText, tag: string): string {
  if (typeof text === 'string') return text
  const written = Object.entries(text)
  const wanted = tag.toLowerCase()
  const found =
    written.find(([own]) => own.toLowerCase() === wanted) ??
    written.find(([own]) => own.toLowerCase() === languageOf(wanted)) ??
    written.find(([own]) => languageOf(own.toLowerCase()) === languageOf(wanted)) ??
    written.find(([own]) => own.toLowerCase() === 'en') ??
    written[0]
  return found?.[1] ?? ''
}

function languageOf(tag: string): string {
  return tag.split('-')[0] ?? tag
}
