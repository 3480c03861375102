import { html, nothing, type TemplateResult } from 'lit'
import { customElement } from 'lit/decorators.js'
import { type LegalClass, legalClasses } from '../../../../shared/order/order.ts'
import type { LawRegion } from '../../../../shared/policy/lint/finding.ts'
import type { CategoryClass } from '../../../../shared/policy/policy.ts'
import { statuteById } from '../../../../shared/policy/statutes/statute-for.ts'
import { valueWords } from '../../../../shared/policy/words/value-words.ts'
import type { WordsContext } from '../../../../shared/policy/words/words-context.ts'
import { icon } from '../../../components/icon.ts'
import { listWords } from '../../../format/show.ts'
import { t } from '../../../i18n/i18n.ts'
import { selectField, textField } from '../fields/fields.ts'
import { findingCard, issueCard } from '../finding-card.ts'
import { pointerOf, withoutValue, withValue } from '../model/pointer.ts'
import { SectionHost } from './section-host.ts'

const classes: readonly CategoryClass['legalClass'][] = [...legalClasses, 'none']
const noReasonLaws: readonly [LawRegion, string][] = [
  ['CN', 'cn-7d-no-reason'],
  ['EU', 'eu-withdrawal'],
  ['UK', 'uk-cancel'],
]

/** What goods of a category are by law: shops' orders carry categories, and seldom what the law calls them. */
@customElement('amends-classes-section')
export class ClassesSection extends SectionHost {
  protected override render() {
    const { context } = this
    if (!context) return nothing
    const entries = context.policy.legalClasses ?? []
    return html`<section aria-labelledby="classes-heading" data-t="policy-classes">
      <div class="section-head">
        <h2 id="classes-heading">${t('editor.classes.heading')}</h2>
        <p class="muted small">${t('editor.classes.hint')}</p>
        ${
          this.fixed
            ? nothing
            : html`<button class="btn btn-sm" type="button" data-t="add-class" @click=${() => this.add(entries)}>
                ${icon('plus', 'sm')}${t('editor.classes.add')}
              </button>`
        }
      </div>
      ${
        entries.length
          ? html`<ul class="item-list">
                ${entries.map((entry, index) => html`<li>${this.row(entry, index, context)}</li>`)}
              </ul>
              <datalist id="seen-categories">
                ${[...(this.seen.get('line.categories') ?? [])].sort().map((category) => html`<option value=${category}></option>`)}
              </datalist>`
          : html`<p class="card card-body muted">${t('editor.classes.none')}</p>`
      }
    </section>`
  }

  private row(entry: CategoryClass, index: number, context: WordsContext): TemplateResult {
    const at = pointerOf('legalClasses', index)
    const id = `class-${index}`
    const { findings, issues } = this.about(at)
    return html`<div class="card item-card" data-t=${id}>
      ${this.fixed ? html`<p>${sentence(entry, context)}</p>` : this.fields(entry, at, id, context)}
      <p class="muted small">${effect(entry.legalClass)}</p>
      ${issues.map((issue) => issueCard(issue))} ${findings.map((finding) => findingCard(finding, context))}
    </div>`
  }

  private fields(entry: CategoryClass, at: string, id: string, context: WordsContext): TemplateResult {
    const { category, legalClass } = entry
    return html`<div class="form-columns">
      ${textField({
        id: `${id}-category`,
        label: t('editor.classes.category'),
        value: category,
        maxlength: 200,
        list: 'seen-categories',
        change: (text) => this.edit((policy) => withValue(policy, `${at}/category`, text), `${at} category`),
      })}
      ${selectField({
        id: `${id}-of`,
        label: t('editor.classes.countsAs'),
        value: legalClass,
        choices: classes.map((each) => ({ value: each, words: classWords(each, context) })),
        change: (next) => this.edit((policy) => withValue(policy, `${at}/legalClass`, next)),
      })}
      <button
        class="btn btn-quiet btn-sm"
        type="button"
        data-t="remove-${id}"
        @click=${() => this.removeItem((policy) => withoutValue(policy, at), category)}
      >
        ${icon('trash-2', 'sm')}${t('editor.command.delete')}<span class="visually-hidden">, ${category}</span>
      </button>
    </div>`
  }

  private add(entries: readonly CategoryClass[]): void {
    const entry: CategoryClass = { category: '', legalClass: 'perishable' }
    this.edit((policy) => ({ ...policy, legalClasses: [...(policy.legalClasses ?? []), entry] }))
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`#class-${entries.length}-category`)?.focus())
  }
}

function sentence({ category, legalClass }: CategoryClass, context: WordsContext): string {
  return t('editor.classes.sentence', { category, class: classWords(legalClass, context) })
}

function classWords(legalClass: CategoryClass['legalClass'], context: WordsContext): string {
  return valueWords('line.legalClass', legalClass, context).text
}

/** What follows by law: where a return without a reason is no right, or only while the seal is whole. */
function effect(legalClass: CategoryClass['legalClass']): string {
  if (legalClass === 'none') return t('editor.classes.keeps')
  const [always, opened] = [false, true].map((once) => regionsOf(legalClass, once))
  return [
    always?.length ? t('editor.classes.loses', { regions: listWords(always) }) : '',
    opened?.length ? t('editor.classes.losesOpened', { regions: listWords(opened) }) : '',
  ]
    .filter(Boolean)
    .join(' ')
}

function regionsOf(legalClass: LegalClass, onceOpened: boolean): string[] {
  return noReasonLaws.flatMap(([region, id]) => {
    const exclusion = statuteById(id)?.excludedClasses[legalClass]
    return exclusion && (exclusion.unlessUnopened === true) === onceOpened ? [t(`editor.region.${region}`)] : []
  })
}
