import '@awesome.me/webawesome/dist/components/popup/popup.js'
import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Terms } from '../../../shared/policy/policy.ts'
import type { WordsContext } from '../../../shared/policy/words/words-context.ts'
import { AdminElement } from '../../components/admin-element.ts'
import { icon } from '../../components/icon.ts'
import { toast } from '../../components/toast.ts'
import { t } from '../../i18n/i18n.ts'
import { comparisonEditor, isComparisonReadable } from './conditions/comparison-editor.ts'
import type { SeenValues } from './conditions/vocabulary.ts'
import type { Leaf } from './model/conditions.ts'
import { valueAt } from './model/pointer.ts'
import type { SlotTarget } from './slot-target.ts'
import { isTermReadable, termEditor } from './terms/term-editor.ts'

export interface SlotChange {
  pointer: string
  /** undefined: taken out of its rule. */
  value: unknown
}

/** The small editor at a part of a sentence. Leaving it applies, Escape does not; what cannot be read is never applied. */
@customElement('amends-slot-popover')
export class SlotPopover extends AdminElement {
  @property({ attribute: false }) target: Exclude<SlotTarget, { kind: 'group' }> | undefined
  @property({ attribute: false }) anchor: HTMLElement | undefined
  @property({ attribute: false }) context: WordsContext | undefined
  @property({ attribute: false }) languages: readonly string[] = []
  @property({ attribute: false }) seen: SeenValues = new Map()
  @state() private value: unknown
  private isOver = false

  override connectedCallback(): void {
    super.connectedCallback()
    this.listen('pointerdown', (event) => {
      if (!event.composedPath().includes(this)) this.leave()
    })
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('target') && this.target && this.context)
      this.value = valueAt(this.context.policy, this.target.pointer)
  }

  protected override firstUpdated(): void {
    // Once the popup has placed itself: focus must not scroll the page to where it was before.
    requestAnimationFrame(() => this.firstField()?.focus({ preventScroll: true }))
  }

  private firstField(): HTMLElement | null {
    return (
      this.querySelector<HTMLElement>(
        '.popover-body :is(input:checked, .comparison :is(input, select):not([id$="-fact"], [id$="-op"]))',
      ) ?? this.querySelector<HTMLElement>('.popover-body :is(input, select, textarea)')
    )
  }

  protected override render() {
    const { target, anchor, context } = this
    if (!target || !anchor || !context) return nothing
    return html`<wa-popup
      .anchor=${anchor}
      active
      placement="bottom-start"
      flip
      shift
      shift-padding="8"
      flip-padding="8"
      distance="6"
      auto-size="vertical"
      auto-size-padding="8"
      ><div
        role="dialog"
        aria-label=${this.label()}
        data-t="slot-popover"
        @keydown=${this.pressed}
        @focusout=${this.focusLeft}
      >
        <form class="popover" novalidate @submit=${this.submit}>
        <div class="popover-body">${this.fields(context)}</div>
        <div class="popover-foot">
          ${
            this.canRemove()
              ? html`<button class="btn btn-quiet btn-sm" type="button" data-t="slot-remove" @click=${this.takeOut}>
                  ${icon('trash-2', 'sm')}${t(target.kind === 'term' ? 'editor.removeTerm' : 'editor.removeComparison')}
                </button>`
              : nothing
          }
          <button class="btn btn-primary btn-sm" type="submit" data-t="slot-apply" aria-disabled=${this.isReadable() ? 'false' : 'true'}>
            ${t('editor.apply')}
          </button>
        </div>
      </form></div></wa-popup
    >`
  }

  private label(): string {
    const { target } = this
    if (target?.kind === 'term') return t(`editor.term.${target.term}`)
    return t('editor.comparison')
  }

  private fields(context: WordsContext) {
    const { target, languages, seen } = this
    if (target?.kind === 'comparison') {
      return comparisonEditor({
        id: 'slot',
        leaf: this.value as Leaf,
        context,
        seen,
        change: (leaf) => (this.value = leaf),
      })
    }
    if (!target) return nothing
    return termEditor(target.term, {
      policy: context.policy,
      languages,
      value: this.value as Terms[keyof Terms],
      change: (value) => (this.value = value),
    })
  }

  private canRemove(): boolean {
    return this.target?.kind === 'comparison' || this.target?.rule !== undefined
  }

  private isReadable(): boolean {
    if (this.target?.kind === 'comparison') return isComparisonReadable(this.value as Leaf)
    return isTermReadable(this.value as Terms[keyof Terms])
  }

  private readonly submit = (event: SubmitEvent) => {
    event.preventDefault()
    // A field that tells only when it is left has to be left first.
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.dispatchEvent(new Event('change'))
    if (this.isReadable()) this.end(true)
    else void this.updateComplete.then(() => this.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }

  private readonly pressed = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key !== 'Escape') return
    event.preventDefault()
    this.end(false)
  }

  private readonly focusLeft = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Node && !this.contains(relatedTarget)) this.leave()
  }

  private leave(): void {
    const isReadable = this.isReadable()
    if (!isReadable && !this.isOver) toast({ tone: 'negative', text: t('editor.notApplied', { what: this.label() }) })
    this.end(isReadable)
  }

  private readonly takeOut = () => {
    this.tell(undefined)
  }

  private end(apply: boolean): void {
    const { target } = this
    if (!target) return
    if (apply) this.tell(this.value)
    else this.close()
  }

  private tell(value: unknown): void {
    if (this.isOver || !this.target) return
    const detail: SlotChange = { pointer: this.target.pointer, value }
    this.dispatchEvent(new CustomEvent<SlotChange>('applied', { detail }))
    this.close()
  }

  private close(): void {
    if (this.isOver) return
    this.isOver = true
    this.dispatchEvent(new CustomEvent('closed'))
  }
}
