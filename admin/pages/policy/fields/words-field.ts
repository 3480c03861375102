import { html, type TemplateResult } from 'lit'
import type { Policy, PolicyText } from '../../../../shared/policy/policy.ts'
import { languageName } from '../../../format/show.ts'
import { nearestLanguage, t, tIn, type WordKey } from '../../../i18n/i18n.ts'
import { textField } from './fields.ts'

/** The merchant's words in each of the policy's languages, one field each. An emptied language is left out. */
export function wordsField(field: {
  id: string
  label: string
  value: PolicyText | undefined
  languages: readonly string[]
  rows?: number
  maxlength?: number
  change: (value: Record<string, string>) => void
}): TemplateResult {
  const { id, label, languages, rows, maxlength, change } = field
  const texts = byLanguage(field.value, languages)
  return html`<fieldset class="words-field" data-t=${id}>
    <legend class="label">${label}</legend>
    ${languages.map((language) =>
      textField({
        id: `${id}-${language}`,
        label: t('editor.inLanguage', { label, language: languageName(language) }),
        hideLabel: true,
        placeholder: languageName(language),
        value: texts[language] ?? '',
        rows,
        maxlength,
        lang: language,
        change: (text) => {
          const next = Object.fromEntries(
            Object.entries({ ...texts, [language]: text }).filter(([, words]) => words.trim() !== ''),
          )
          change(next)
        },
      }),
    )}
  </fieldset>`
}

/** A text without a language counts as the first one. */
function byLanguage(value: PolicyText | undefined, languages: readonly string[]): Record<string, string> {
  if (value === undefined) return {}
  return typeof value === 'string' ? { [languages[0] ?? 'en']: value } : value
}

/** Every language in which the policy says anything; English and Chinese where it says nothing yet. */
export function languagesOf(policy: Pick<Policy, 'title' | 'rules' | 'reasons' | 'questions'>): string[] {
  const texts: (PolicyText | undefined)[] = [
    policy.title,
    ...policy.rules.map(({ name }) => name),
    ...policy.reasons.map(({ labels }) => labels),
    ...(policy.questions ?? []).map(({ labels }) => labels),
  ]
  const found = new Set(texts.flatMap((text) => (typeof text === 'object' ? Object.keys(text) : [])))
  const known = ['en', 'zh-CN'].filter((tag) => found.has(tag) || found.size === 0)
  return [...known, ...[...found].filter((tag) => !known.includes(tag)).sort()]
}

/** Words to begin with, each language's own as far as we speak it. */
export function startWords(languages: readonly string[], key: WordKey): Record<string, string> {
  return Object.fromEntries(languages.map((tag) => [tag, tIn(nearestLanguage(tag), key)]))
}
