import { html, type TemplateResult } from 'lit'
import type { Policy, Rule, Terms } from '../../../shared/policy/policy.ts'
import type { RuleSentences } from '../../../shared/policy/words/rule-sentence.ts'
import type { WordsContext } from '../../../shared/policy/words/words-context.ts'
import { icon } from '../../components/icon.ts'
import { ownWords } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { conditionTree } from './conditions/condition-tree.ts'
import type { SeenValues } from './conditions/vocabulary.ts'
import { selectField } from './fields/fields.ts'
import { wordsField } from './fields/words-field.ts'
import { pointerOf, withoutValue, withValue } from './model/pointer.ts'
import { openTerms, setTerm } from './model/rules.ts'
import { type SentenceLook, sentenceView } from './sentence-view.ts'

export interface RuleForm {
  rule: Rule
  index: number
  sentences: RuleSentences
  context: WordsContext
  languages: readonly string[]
  seen: SeenValues
  look: SentenceLook
  edit: (change: (policy: Policy) => Policy, joins?: string) => void
  done: () => void
}

/** A rule taken apart: its name, when it holds, what it sets, and a note for colleagues. */
export function ruleForm(form: RuleForm): TemplateResult {
  const { rule, index, context, languages, edit } = form
  const at = (...steps: string[]) => pointerOf('rules', index, ...steps)
  return html`<div class="rule-form" data-t="rule-form-${rule.id}">
    ${wordsField({
      id: `name-${rule.id}`,
      label: t('editor.ruleName'),
      value: rule.name,
      languages,
      maxlength: 200,
      change: (name) => edit((policy) => withValue(policy, at('name'), name), at('name')),
    })}
    <div class="form-part">
      <h4>${t('editor.whenHeading')}</h4>
      ${conditionTree({ condition: rule.when, pointer: at('when'), context, seen: form.seen, edit })}
    </div>
    <div class="form-part">
      <h4>${t('editor.thenHeading')}</h4>
      ${thenList(form)}
    </div>
    ${wordsField({
      id: `note-${rule.id}`,
      label: t('editor.ruleNote'),
      value: rule.note,
      languages,
      rows: 2,
      maxlength: 2000,
      change: (note) =>
        edit(
          (policy) =>
            Object.keys(note).length ? withValue(policy, at('note'), note) : withoutValue(policy, at('note')),
          at('note'),
        ),
    })}
    <p class="form-end">
      <button class="btn btn-sm" type="button" data-t="rule-done" @click=${form.done}>${t('editor.done')}</button>
    </p>
  </div>`
}

function thenList({ rule, index, sentences, look, edit }: RuleForm): TemplateResult {
  const open = openTerms(rule)
  const set = Object.keys(rule.set) as (keyof Terms)[]
  return html`<ul class="then-list">
      ${set.map((term) => {
        const said = sentences.terms.find((each) => each.term === term || each.with?.includes(term))
        const own = said && said.term === term
        return html`<li>
          <span>${own ? sentenceView(said.sentence, look) : t(`editor.term.${term}`)}</span>
          <button
            class="btn btn-quiet btn-sm btn-icon"
            type="button"
            data-t="unset-${term}"
            aria-label=${t('editor.removeNamed', { what: t(`editor.term.${term}`) })}
            @click=${() => edit((policy) => withoutValue(policy, pointerOf('rules', index, 'set', term)))}
          >
            ${icon('trash-2', 'sm')}
          </button>
        </li>`
      })}
    </ul>
    ${
      open.length
        ? selectField<keyof Terms | ''>({
            id: `set-${rule.id}`,
            label: t('editor.alsoSet', { rule: ownWords(rule.name) }),
            hideLabel: true,
            value: '',
            choices: [
              { value: '', words: t('editor.alsoSetChoose') },
              ...open.map((term) => ({ value: term, words: t(`editor.term.${term}`) })),
            ],
            change: (term) => {
              if (term) edit((policy) => setTerm(policy, index, term))
            },
          })
        : ''
    }`
}
