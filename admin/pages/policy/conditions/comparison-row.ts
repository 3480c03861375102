import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { WordsContext } from '../../../../shared/policy/words/words-context.ts'
import { AdminElement } from '../../../components/admin-element.ts'
import { icon } from '../../../components/icon.ts'
import { t } from '../../../i18n/i18n.ts'
import type { Leaf } from '../model/conditions.ts'
import { removeCondition, wrapCondition } from '../model/conditions.ts'
import { withValue } from '../model/pointer.ts'
import { isSame } from '../model/same.ts'
import { PolicyEditEvent } from '../policy-edit.ts'
import { comparisonEditor, isComparisonReadable } from './comparison-editor.ts'
import type { SeenValues } from './vocabulary.ts'

/** One comparison among others. Half-typed figures stay here; only what reads goes into the policy. */
@customElement('amends-comparison-row')
export class ComparisonRow extends AdminElement {
  @property() pointer = ''
  @property({ attribute: false }) leaf: Leaf | undefined
  @property({ attribute: false }) context: WordsContext | undefined
  @property({ attribute: false }) seen: SeenValues = new Map()
  @state() private typed: Leaf | undefined

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('leaf') && !isSame(changed.get('leaf'), this.leaf)) this.typed = this.leaf
  }

  protected override render() {
    const { typed, context, pointer } = this
    if (!typed || !context) return nothing
    return html`<div class="comparison-row">
      ${comparisonEditor({
        id: `at${pointer.replaceAll('/', '-')}`,
        leaf: typed,
        context,
        seen: this.seen,
        change: this.changed,
      })}
      <span class="row-actions">
        <button
          class="btn btn-quiet btn-sm btn-icon"
          type="button"
          title=${t('editor.wrap')}
          aria-label=${t('editor.wrap')}
          data-t="wrap${pointer}"
          @click=${() => this.edit((policy) => wrapCondition(policy, pointer, 'any'))}
        >
          ${icon('brackets', 'sm')}
        </button>
        <button
          class="btn btn-quiet btn-sm btn-icon"
          type="button"
          title=${t('editor.removeComparison')}
          aria-label=${t('editor.removeComparison')}
          data-t="remove${pointer}"
          @click=${() => this.edit((policy) => removeCondition(policy, pointer))}
        >
          ${icon('trash-2', 'sm')}
        </button>
      </span>
      ${
        isBlank(typed)
          ? html`<p class="field-error" role="status" data-t="not-taken${pointer}">${icon('circle-alert', 'sm')}${t('editor.notTaken')}</p>`
          : nothing
      }
    </div>`
  }

  private readonly changed = (leaf: Leaf) => {
    this.typed = leaf
    if (!isComparisonReadable(leaf)) return
    this.leaf = leaf
    this.edit((policy) => withValue(policy, this.pointer, leaf), this.pointer)
  }

  private edit(change: (policy: WordsContext['policy']) => WordsContext['policy'], joins?: string): void {
    this.dispatchEvent(new PolicyEditEvent({ change, joins }))
  }
}

/** What is wrong with a figure is said at the figure; where nothing stands yet, only here. */
function isBlank({ value }: Leaf): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0)
}
