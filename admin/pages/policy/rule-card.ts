import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js'
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js'
import { html, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Finding } from '../../../shared/policy/lint/finding.ts'
import type { PolicyIssue } from '../../../shared/policy/policy.schema.ts'
import type { Policy, Rule } from '../../../shared/policy/policy.ts'
import { ruleSentences } from '../../../shared/policy/words/rule-sentence.ts'
import type { Sentence } from '../../../shared/policy/words/sentence.ts'
import type { WordsContext } from '../../../shared/policy/words/words-context.ts'
import { AdminElement } from '../../components/admin-element.ts'
import { icon } from '../../components/icon.ts'
import { ownWords } from '../../format/show.ts'
import { figure, t } from '../../i18n/i18n.ts'
import type { SeenValues } from './conditions/vocabulary.ts'
import { findingCard, issueCard } from './finding-card.ts'
import { marksOf } from './marks.ts'
import { isSame } from './model/same.ts'
import { PolicyEditEvent } from './policy-edit.ts'
import { ruleForm } from './rule-form.ts'
import { type SentenceLook, sentenceView, wordsByPlace } from './sentence-view.ts'
import { readsOtherwise } from './words-context.ts'

export type RuleCommand = 'edit' | 'close' | 'up' | 'down' | 'top' | 'duplicate' | 'delete'

const differs = { hasChanged: (next: unknown, before: unknown) => !isSame(next, before) }

/** One rule as it reads. Drawn again only when it, its place, or what is said about it changes: there may be hundreds. */
@customElement('amends-rule-card')
export class RuleCard extends AdminElement {
  @property({ attribute: false }) rule: Rule | undefined
  @property({ type: Number }) index = 0
  @property({ attribute: false, hasChanged: readsOtherwise }) context: WordsContext | undefined
  /** The same rule in force; undefined: a new one. */
  @property({ attribute: false }) live: Rule | undefined
  /** What the live rule's sentences are read with. */
  @property({ attribute: false, hasChanged: readsOtherwise }) liveContext: WordsContext | undefined
  @property({ attribute: false, ...differs }) findings: readonly Finding[] = []
  @property({ attribute: false, ...differs }) issues: readonly PolicyIssue[] = []
  @property({ attribute: false, ...differs }) languages: readonly string[] = []
  @property({ attribute: false }) seen: SeenValues = new Map()
  /** Of the `recent` latest requests, how many it decides; undefined: there are none to count. */
  @property({ attribute: false }) hits: number | undefined
  @property({ type: Number }) recent = 0
  @property({ type: Boolean }) open = false
  @property() openAt = ''
  /** Reading only: agents, and the live version. */
  @property({ type: Boolean }) fixed = false

  protected override render() {
    const { rule, context, index } = this
    if (!rule || !context) return nothing
    const sentences = ruleSentences(rule, index, context)
    const look = this.look(sentences.whole)
    const heading = `rule-heading-${rule.id}`
    return html`${this.fixed ? nothing : this.grip(rule)}
      <span class="rule-no">${index + 1}</span>
      <div class="rule-body">
        <h3 id=${heading}>${ownWords(rule.name) || html`<span class="muted">${t('editor.unnamed')}</span>`}${this.badge(rule)}</h3>
        <p class="rule-sentence">${sentenceView(sentences.whole, look)}</p>
        ${rule.note && !this.open ? html`<p class="muted small rule-note">${icon('sticky-note', 'sm')}${ownWords(rule.note)}</p>` : nothing}
        ${this.issues.map((issue) => issueCard(issue))}
        ${this.findings.map((finding) => findingCard(finding, context, this.fixed ? 'fixed' : 'mendable'))}
        ${
          this.open
            ? ruleForm({
                rule,
                index,
                sentences,
                context,
                languages: this.languages,
                seen: this.seen,
                look,
                edit: this.edit,
                done: () => this.command('close'),
              })
            : nothing
        }
      </div>
      ${this.fixed ? nothing : this.menu(rule)}`
  }

  private look(whole: Sentence): SentenceLook {
    const { live, liveContext, fixed } = this
    // Only of a rule that was changed: comparing the sentences of hundreds costs more than drawing them.
    const was =
      live && liveContext && !isSame(live, this.rule)
        ? wordsByPlace([ruleSentences(live, this.index, liveContext).whole])
        : undefined
    return {
      edit: fixed ? undefined : (pointer, chip) => this.tell('slot', { pointer, chip }),
      was: was && sameShape(was, whole),
      marks: marksOf(this.findings, this.issues),
      openAt: this.openAt,
    }
  }

  private badge(rule: Rule): TemplateResult | typeof nothing {
    if (this.fixed || !this.liveContext) return nothing
    if (!this.live) return html` <span class="badge badge-info">${icon('plus')}${t('editor.new')}</span>`
    if (isSame(this.live, rule)) return nothing
    return html` <span class="badge badge-info">${icon('pencil-line')}${t('editor.changed')}</span>`
  }

  private grip(rule: Rule): TemplateResult {
    return html`<button
      class="rule-grip"
      type="button"
      tabindex="-1"
      title=${t('editor.dragHint')}
      aria-label=${t('editor.move', { number: this.index + 1, name: ownWords(rule.name) })}
      data-t="grip-${rule.id}"
      @keydown=${(event: KeyboardEvent) => {
        const command = event.key === 'ArrowUp' ? 'up' : event.key === 'ArrowDown' ? 'down' : undefined
        if (!command) return
        event.preventDefault()
        event.stopPropagation()
        this.command(command)
      }}
    >
      ${icon('grip-vertical')}
    </button>`
  }

  private menu(rule: Rule): TemplateResult {
    const { hits } = this
    return html`<span class="rule-end">
      ${
        hits === undefined
          ? nothing
          : html`<span class="rule-hits" title=${t('editor.hits', { hits, count: this.recent })}
              >${figure(hits)}<span class="visually-hidden"> ${t('editor.hits', { hits, count: this.recent })}</span></span
            >`
      }
      <button
        class="btn btn-quiet btn-sm btn-icon"
        type="button"
        aria-expanded=${this.open ? 'true' : 'false'}
        aria-label=${t('editor.editNamed', { name: ownWords(rule.name) })}
        title=${t('editor.edit')}
        data-t="edit-${rule.id}"
        @click=${() => this.command(this.open ? 'close' : 'edit')}
      >
        ${icon('pencil', 'sm')}
      </button>
      <wa-dropdown placement="bottom-end" @wa-select=${this.selected}>
        <button
          slot="trigger"
          class="btn btn-quiet btn-sm btn-icon"
          type="button"
          aria-label=${t('editor.menuNamed', { name: ownWords(rule.name) })}
          data-t="menu-${rule.id}"
        >
          ${icon('ellipsis', 'sm')}
        </button>
        ${this.item('up', 'arrow-up')} ${this.item('down', 'arrow-down')} ${this.item('top', 'arrow-up-to-line')}
        ${this.item('duplicate', 'copy')} ${this.item('delete', 'trash-2')}
      </wa-dropdown>
    </span>`
  }

  private item(command: 'up' | 'down' | 'top' | 'duplicate' | 'delete', glyph: Parameters<typeof icon>[0]) {
    return html`<wa-dropdown-item value=${command} data-t="${command}-${this.rule?.id}"
      >${t(`editor.command.${command}`)}<span slot="icon">${icon(glyph)}</span></wa-dropdown-item
    >`
  }

  private readonly selected = (event: CustomEvent<{ item: { value: string } }>) => {
    this.command(event.detail.item.value as RuleCommand)
  }

  private readonly edit = (change: (policy: Policy) => Policy, joins?: string) => {
    this.dispatchEvent(new PolicyEditEvent({ change, joins }))
  }

  private command(command: RuleCommand): void {
    this.tell('rule-command', { command })
  }

  private tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }))
  }
}

/** What was said at places that the new sentence has too. */
function sameShape(was: ReadonlyMap<string, string>, whole: Sentence): ReadonlyMap<string, string> {
  const places = new Set(whole.flatMap(({ slot }) => (slot ? [slot.pointer] : [])))
  return new Map([...was].filter(([pointer]) => places.has(pointer)))
}
