import { html, nothing, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { AttributeFact, Policy, PolicyQuestion } from '../../../../shared/policy/policy.ts'
import { icon } from '../../../components/icon.ts'
import { ownWords } from '../../../format/show.ts'
import { t } from '../../../i18n/i18n.ts'
import { selectField, textField } from '../fields/fields.ts'
import { startWords, wordsField } from '../fields/words-field.ts'
import { findingCard, issueCard } from '../finding-card.ts'
import { freeName, moved } from '../model/lists.ts'
import { pointerOf, withoutValue, withValue } from '../model/pointer.ts'
import { addQuestion } from '../model/reasons.ts'
import { questionForm } from './question-form.ts'
import { SectionHost } from './section-host.ts'

/** The merchant's own questions, whose answers rules can read, and what its orders say beyond the model. */
@customElement('amends-questions-section')
export class QuestionsSection extends SectionHost {
  @state() private openCode: string | undefined

  protected override render() {
    const { policy } = this.context ?? {}
    if (!policy) return nothing
    return html`${this.questions(policy)} ${this.attributeList(policy)}`
  }

  private questions(policy: Policy): TemplateResult {
    const questions = policy.questions ?? []
    return html`<section aria-labelledby="questions-heading" data-t="policy-questions">
      <div class="section-head">
        <h2 id="questions-heading">${t('editor.question.heading')}</h2>
        <p class="muted small">${t('editor.question.hint')}</p>
        ${this.fixed ? nothing : this.adder('add-question', t('editor.question.add'), () => this.addQuestion())}
      </div>
      ${
        questions.length
          ? html`<ul class="item-list">
              ${repeat(
                questions,
                ({ code }) => code,
                (question, index) => html`<li>${this.question(question, index, policy)}</li>`,
              )}
            </ul>`
          : html`<p class="card card-body muted">${t('editor.question.none')}</p>`
      }
    </section>`
  }

  private question(question: PolicyQuestion, index: number, policy: Policy): TemplateResult {
    const { code } = question
    const at = pointerOf('questions', index)
    const { findings, issues } = this.about(at)
    const isOpen = this.openCode === code
    const name = ownWords(question.labels) || t('editor.unnamed')
    const facts = [
      t(`editor.question.kind_${question.kind}`),
      question.required ? t('editor.question.isRequired') : '',
      ...(question.reasons ?? []).map((each) => reasonName(policy, each)),
      ...(question.categories ?? []),
    ]
    return html`<div class="card item-card" data-t="question-${code}">
      <div class="item-head">
        <div>
          <h3>${name}</h3>
          <p class="muted small">${facts.filter(Boolean).join(' · ')}</p>
        </div>
        ${
          this.fixed
            ? nothing
            : html`<span class="row-actions">
                ${this.action('arrow-up', t('editor.command.up'), name, () => this.move(index, -1))}
                ${this.action('arrow-down', t('editor.command.down'), name, () => this.move(index, 1))}
                ${this.action('pencil', t('editor.edit'), name, () => (this.openCode = isOpen ? undefined : code), `edit-question-${code}`)}
                ${this.action('trash-2', t('editor.command.delete'), name, () =>
                  this.removeItem((now) => withoutValue(now, at), name),
                )}
              </span>`
        }
      </div>
      ${issues.map((issue) => issueCard(issue))} ${this.findingCards(findings)}
      ${
        isOpen
          ? questionForm({
              question,
              policy,
              languages: this.languages,
              categories: [...(this.seen.get('line.categories') ?? [])],
              change: (next, joins) => {
                if (next.code !== code) this.openCode = next.code
                this.edit((now) => withValue(now, at, next), joins && `${at} ${joins}`)
              },
              done: () => (this.openCode = undefined),
            })
          : nothing
      }
    </div>`
  }

  private attributeList(policy: Policy): TemplateResult {
    const list = policy.attributes ?? []
    return html`<section aria-labelledby="attributes-heading" data-t="policy-attributes">
      <div class="section-head">
        <h2 id="attributes-heading">${t('editor.attribute.heading')}</h2>
        <p class="muted small">${t('editor.attribute.hint')}</p>
        ${this.fixed ? nothing : this.adder('add-attribute', t('editor.attribute.add'), () => this.addAttribute(list))}
      </div>
      ${
        list.length
          ? html`<ul class="item-list">
              ${list.map((attribute, index) => html`<li>${this.attribute(attribute, index)}</li>`)}
            </ul>`
          : html`<p class="card card-body muted">${t('editor.attribute.none')}</p>`
      }
    </section>`
  }

  private attribute(attribute: AttributeFact, index: number): TemplateResult {
    const at = pointerOf('attributes', index)
    const { findings, issues } = this.about(at)
    const id = `attribute-${index}`
    const set = (field: keyof AttributeFact, value: unknown) =>
      this.edit((policy) => withValue(policy, `${at}/${field}`, value), `${at} ${field}`)
    return html`<div class="card item-card" data-t=${id}>
      ${
        this.fixed
          ? html`<h3>${ownWords(attribute.labels)}</h3><p class="muted small">${attribute.of}.attributes.${attribute.key}</p>`
          : html`<div class="form-columns">
                ${selectField({
                  id: `${id}-of`,
                  label: t('editor.attribute.of'),
                  value: attribute.of,
                  choices: (['line', 'order'] as const).map((each) => ({
                    value: each,
                    words: t(`editor.scope.${each}`),
                  })),
                  change: (of) => set('of', of),
                })}
                ${textField({
                  id: `${id}-key`,
                  label: t('editor.attribute.key'),
                  value: attribute.key,
                  maxlength: 60,
                  change: (key) => set('key', key),
                })}
                ${selectField({
                  id: `${id}-type`,
                  label: t('editor.attribute.type'),
                  value: attribute.type,
                  choices: (['text', 'number', 'boolean', 'time'] as const).map((each) => ({
                    value: each,
                    words: t(`editor.attribute.type_${each}`),
                  })),
                  change: (type) => set('type', type),
                })}
                <button
                  class="btn btn-quiet btn-sm"
                  type="button"
                  @click=${() => this.edit((policy) => withoutValue(policy, at))}
                >
                  ${icon('trash-2', 'sm')}${t('editor.command.delete')}
                </button>
              </div>
              ${wordsField({
                id: `${id}-labels`,
                label: t('editor.attribute.label'),
                value: attribute.labels,
                languages: this.languages,
                change: (labels) => set('labels', labels),
              })}`
      }
      ${issues.map((issue) => issueCard(issue))} ${this.findingCards(findings)}
    </div>`
  }

  private findingCards(findings: readonly Parameters<typeof findingCard>[0][]) {
    const { context } = this
    return context ? findings.map((finding) => findingCard(finding, context)) : nothing
  }

  private adder(hook: string, words: string, run: () => void): TemplateResult {
    return html`<button class="btn btn-sm" type="button" data-t=${hook} @click=${run}>${icon('plus', 'sm')}${words}</button>`
  }

  private action(
    glyph: Parameters<typeof icon>[0],
    label: string,
    name: string,
    run: () => void,
    hook?: string,
  ): TemplateResult {
    return html`<button
      class="btn btn-quiet btn-sm btn-icon"
      type="button"
      title=${label}
      aria-label="${label}: ${name}"
      data-t=${hook ?? nothing}
      @click=${run}
    >
      ${icon(glyph, 'sm')}
    </button>`
  }

  private addQuestion(): void {
    const { policy } = this.context ?? {}
    if (!policy) return
    const labels = startWords(this.languages, 'editor.question.new')
    const { code } = addQuestion(policy, labels)
    this.edit((now) => addQuestion(now, labels).policy)
    this.openCode = code
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>(`[data-t="question-${code}"] .item-form .input`)?.focus(),
    )
  }

  private move(index: number, step: -1 | 1): void {
    this.edit((policy) => ({ ...policy, questions: moved(policy.questions ?? [], index, index + step) }))
  }

  private addAttribute(list: readonly AttributeFact[]): void {
    const key = freeName(
      'attribute',
      list.map((each) => each.key),
    )
    const labels = startWords(this.languages, 'editor.attribute.new')
    this.edit((policy) => ({
      ...policy,
      attributes: [...(policy.attributes ?? []), { of: 'line', key, type: 'text', labels }],
    }))
  }
}

function reasonName({ reasons }: Policy, code: string): string {
  const reason = reasons.find((each) => each.code === code)
  return reason ? ownWords(reason.labels) : code
}
