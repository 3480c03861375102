import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Finding } from '../../../shared/policy/lint/finding.ts'
import type { PolicyIssue } from '../../../shared/policy/policy.schema.ts'
import type { Policy, Rule } from '../../../shared/policy/policy.ts'
import type { WordsContext } from '../../../shared/policy/words/words-context.ts'
import { AdminElement } from '../../components/admin-element.ts'
import { icon } from '../../components/icon.ts'
import { isTyping } from '../../components/keys.ts'
import { ownWords } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import type { SeenValues } from './conditions/vocabulary.ts'
import { startWords } from './fields/words-field.ts'
import { isInside, pointerOf } from './model/pointer.ts'
import { addRule, duplicateRule, moveRule, removeRule } from './model/rules.ts'
import { PolicyEditEvent } from './policy-edit.ts'
import './rule-card.ts'
import type { RuleCommand } from './rule-card.ts'
import { RuleDrag } from './rule-drag.ts'

const none: readonly never[] = []
/** From here on those out of sight are not laid out. */
const manyRules = 40

/** The rules in their order: chosen and moved by keyboard or hand, one of them open. */
@customElement('amends-rules-section')
export class RulesSection extends AdminElement {
  @property({ attribute: false }) context: WordsContext | undefined
  @property({ attribute: false }) liveContext: WordsContext | undefined
  @property({ attribute: false }) findings: readonly Finding[] = none
  @property({ attribute: false }) issues: readonly PolicyIssue[] = none
  @property({ attribute: false }) languages: readonly string[] = none
  @property({ attribute: false }) seen: SeenValues = new Map()
  @property({ attribute: false }) hits: ReadonlyMap<string, number> | undefined
  /** How many requests the hits are out of. */
  @property({ type: Number }) recent = 0
  @property() openAt = ''
  @property({ type: Boolean }) fixed = false
  /** The id of the rule that is taken apart. */
  @state() private openRule: string | undefined
  @state() private dropAt: number | undefined
  private wanted: number | undefined
  private readonly drag = new RuleDrag({
    cards: () => this.cards(),
    show: (dropAt) => (this.dropAt = dropAt),
    move: (from, to) => this.move(from, to),
  })

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.drag.stop()
  }

  /** Once what was changed is drawn: a rule that moved is another element's neighbour by then. */
  focusRule(index: number): void {
    this.wanted = index
    this.requestUpdate()
  }

  protected override updated(): void {
    const { wanted } = this
    if (wanted === undefined) return
    this.wanted = undefined
    const card = this.cards()[wanted]
    card?.focus()
    card?.scrollIntoView({ block: 'nearest' })
  }

  addRule(): void {
    const { policy } = this
    if (!policy || this.fixed) return
    const name = startWords(this.languages, 'editor.newRule')
    const after = this.focused()
    const { index } = addRule(policy, name, after)
    this.edit((now) => addRule(now, name, after).policy, t('editor.added', { number: index + 1 }))
    this.focusRule(index)
    void this.updateComplete.then(() => (this.openRule = this.policy?.rules[index]?.id))
  }

  private get policy(): Policy | undefined {
    return this.context?.policy
  }

  protected override render() {
    const { policy, fixed } = this
    if (!policy) return nothing
    const { rules } = policy
    return html`<section aria-labelledby="rules-heading" data-t="policy-rules">
      <div class="section-head">
        <h2 id="rules-heading">${t('policy.rules')}</h2>
        <p class="muted small">${t('policy.rulesHint')}</p>
        ${
          fixed
            ? nothing
            : html`<button class="btn btn-sm" type="button" data-t="add-rule" @click=${() => this.addRule()}>
                ${icon('plus', 'sm')}${t('editor.addRule')} <kbd aria-hidden="true">N</kbd>
              </button>`
        }
      </div>
      ${
        rules.length
          ? html`<ol
              class="rules ${rules.length > manyRules ? 'rules-many' : ''}"
              @keydown=${this.pressed}
              @pointerdown=${this.drag.pressed}
            >
              ${repeat(rules, keyOf, (rule, index) => this.card(rule, index))}
            </ol>`
          : html`<p class="card card-body muted">${t('policy.noRules')}</p>`
      }
      ${
        fixed || rules.length === 0
          ? nothing
          : html`<p class="keys rules-keys" aria-hidden="true">
              <span><kbd>↑</kbd><kbd>↓</kbd> ${t('editor.keysChoose')}</span
              ><span><kbd>⌥</kbd><kbd>↑</kbd> ${t('editor.keysMove')}</span><span><kbd>↵</kbd> ${t('editor.keysEdit')}</span
              >${this.recent > 0 ? html`<span>${t('editor.hitsLegend', { count: this.recent })}</span>` : nothing}
            </p>`
      }
    </section>`
  }

  private card(rule: Rule, index: number) {
    const { context, liveContext, dropAt } = this
    const place = pointerOf('rules', index)
    const findings = this.findings.filter(({ pointer }) => isInside(pointer, place))
    const issues = this.issues.filter(({ pointer }) => isInside(pointer, place))
    const drop = dropAt === index ? ' drop-before' : dropAt === index + 1 ? ' drop-after' : ''
    return html`<li class=${`rule-place${drop}`}>
      <amends-rule-card
        class=${`rule card${findings.length || issues.length ? ' has-lint' : ''}`}
        role="group"
        tabindex="0"
        aria-labelledby="rule-heading-${rule.id}"
        data-t="rule-${rule.id}"
        data-index=${index}
        .rule=${rule}
        .index=${index}
        .context=${context}
        .live=${liveContext?.policy.rules.find(({ id }) => id === rule.id)}
        .liveContext=${liveContext}
        .findings=${findings}
        .issues=${issues}
        .languages=${this.languages}
        .seen=${this.seen}
        .hits=${this.recent > 0 ? this.hits?.get(rule.id) : undefined}
        .recent=${this.recent}
        .open=${this.openRule === rule.id}
        .openAt=${isInside(this.openAt, place) ? this.openAt : ''}
        .fixed=${this.fixed}
        @slot=${(event: CustomEvent) => this.dispatchEvent(new CustomEvent('slot', { detail: event.detail as unknown }))}
        @rule-command=${(event: CustomEvent<{ command: RuleCommand }>) => this.run(event.detail.command, rule, index)}
      ></amends-rule-card>
    </li>`
  }

  private cards(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('amends-rule-card')]
  }

  /** The place of the card that has the focus, or holds what has it. */
  private focused(): number | undefined {
    const index = this.cards().findIndex((card) => card.contains(document.activeElement))
    return index === -1 ? undefined : index
  }

  private readonly pressed = (event: KeyboardEvent) => {
    const index = this.focused()
    const rule = index === undefined ? undefined : this.policy?.rules[index]
    if (index === undefined || !rule || event.isComposing || event.defaultPrevented) return
    const onCard = event.target === this.cards()[index]
    const inForm = event.target instanceof Element && event.target.closest('.rule-form') !== null
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (step && event.altKey && !isTyping(event) && !this.fixed) this.run(step < 0 ? 'up' : 'down', rule, index)
    else if (inForm && event.key === 'Escape') {
      // A figure tells only when its field is left.
      if (event.target instanceof HTMLElement) event.target.blur()
      this.run('close', rule, index)
    } else if (!onCard) return
    else if (step) this.cards()[index + step]?.focus()
    else if (this.fixed) return
    else if (event.key === 'Enter') this.run(this.openRule === rule.id ? 'close' : 'edit', rule, index)
    else if (event.key === 'Escape' && this.openRule === rule.id) this.run('close', rule, index)
    else if (event.key === 'Delete') this.run('delete', rule, index)
    else return
    event.preventDefault()
  }

  private run(command: RuleCommand, rule: Rule, index: number): void {
    const count = this.policy?.rules.length ?? 0
    const name = ownWords(rule.name)
    switch (command) {
      case 'edit':
        this.openRule = rule.id
        void this.updateComplete.then(() =>
          this.cards()[index]?.querySelector<HTMLElement>('.rule-form .input')?.focus(),
        )
        return
      case 'close':
        this.openRule = undefined
        this.focusRule(index)
        return
      case 'up':
        return this.move(index, index - 1)
      case 'down':
        return this.move(index, index + 1)
      case 'top':
        return this.move(index, 0)
      case 'duplicate': {
        const words = typeof rule.name === 'string' ? { en: rule.name } : rule.name
        const copy = Object.fromEntries(
          Object.entries(words).map(([tag, text]) => [tag, t('editor.copyOf', { name: text })]),
        )
        this.edit((policy) => duplicateRule(policy, index, copy).policy, t('editor.duplicated', { name }))
        return this.focusRule(index + 1)
      }
      case 'delete':
        this.edit((policy) => removeRule(policy, index), t('editor.deleted', { name }), true)
        return this.focusRule(Math.min(index, count - 2))
    }
  }

  private move(from: number, to: number): void {
    const rules = this.policy?.rules ?? []
    const rule = rules[from]
    if (!rule || to < 0 || to >= rules.length || to === from) return
    const say = t('editor.movedTo', { name: ownWords(rule.name), number: to + 1, count: rules.length })
    this.edit((policy) => moveRule(policy, from, to), say)
    this.focusRule(to)
  }

  private edit(change: (policy: Policy) => Policy, say: string, shown?: true): void {
    this.dispatchEvent(new PolicyEditEvent({ change, say, shown }))
  }
}

/** A draft from elsewhere may name two rules alike: they are told apart by their place. */
function keyOf(rule: Rule, index: number): string {
  return rule.id === '' ? `#${index}` : rule.id
}
