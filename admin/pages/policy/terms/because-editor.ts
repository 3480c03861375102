import { html, nothing, type TemplateResult } from 'lit'
import { t, wordsFor } from '../../../i18n/i18n.ts'
import { selectField } from '../fields/fields.ts'
import { wordsField } from '../fields/words-field.ts'
import type { TermEdit } from './term-editor.ts'

const own = 'own'
/** Clauses that a policy may name; the words for them are the core's. */
const clauses = [
  'within_window',
  'covered',
  'final_sale',
  'cannot_be_resold',
  'payment_checked',
  'carrier_checked',
] as const

/** Why, as the shopper reads it: one of the clauses that have words in every language, or the merchant's own. */
export function becauseEditor({ value, languages, change }: TermEdit<'because'>): TemplateResult {
  const isOwn = typeof value !== 'string'
  const listed: readonly string[] =
    isOwn || (clauses as readonly string[]).includes(value) ? clauses : [value, ...clauses]
  return html`${selectField({
    id: 'because',
    label: t('editor.term.because'),
    value: isOwn ? own : value,
    choices: [
      ...listed.map((key) => ({ value: key, words: wordsFor('admin', `editor.clause.${key}`) ?? key })),
      { value: own, words: t('editor.ownWords') },
    ],
    change: (next) => change(next === own ? {} : next),
  })}
    ${isOwn ? wordsField({ id: 'becauseWords', label: t('editor.ownWords'), value, languages, maxlength: 500, rows: 2, change }) : nothing}`
}
