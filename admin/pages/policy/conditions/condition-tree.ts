import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { Condition, Policy } from '../../../../shared/policy/policy.ts'
import type { WordsContext } from '../../../../shared/policy/words/words-context.ts'
import { icon } from '../../../components/icon.ts'
import { t } from '../../../i18n/i18n.ts'
import { selectField } from '../fields/fields.ts'
import {
  addCondition,
  type ConditionNode,
  type GroupMode,
  nodeOf,
  removeCondition,
  setGroupMode,
  ungroup,
} from '../model/conditions.ts'
import { stepsOf } from '../model/pointer.ts'
import { firstComparison } from './comparison-editor.ts'
import './comparison-row.ts'
import type { SeenValues } from './vocabulary.ts'

export interface ConditionTree {
  condition: Condition
  /** Of the condition, "/rules/3/when". */
  pointer: string
  context: WordsContext
  seen: SeenValues
  edit: (change: (policy: Policy) => Policy) => void
}

const modes = ['all', 'any', 'none', 'not_all'] as const

/** Comparisons and groups of them, to any depth. A single comparison is shown as a group of one, so that more can follow. */
export function conditionTree(tree: ConditionTree): TemplateResult {
  const node = nodeOf(tree.condition, tree.pointer)
  const group: Group =
    node.kind === 'group' ? node : { kind: 'group', pointer: node.pointer, mode: 'all', children: [node] }
  return groupView(group, tree, 'outermost')
}

type Group = Extract<ConditionNode, { kind: 'group' }>

function groupView(group: Group, tree: ConditionTree, where: 'outermost' | 'inner'): TemplateResult {
  const { pointer, mode, children } = group
  const { context, seen, edit } = tree
  const id = `mode${pointer.replaceAll('/', '-')}`
  const add = (added: Condition) => edit((policy) => addCondition(policy, pointer, added).policy)
  return html`<div class="condition-group" role="group" aria-label=${t('editor.groupLabel')} data-t="group${pointer}">
    <div class="group-head">
      ${selectField({
        id,
        label: t('editor.groupMode'),
        hideLabel: true,
        value: mode,
        choices: modes.map((each) => ({ value: each, words: t(`editor.mode.${each}`) })),
        change: (next: GroupMode) => edit((policy) => setGroupMode(policy, pointer, next)),
      })}
      ${
        where === 'inner'
          ? html`<span class="row-actions"
              ><button
                class="btn btn-quiet btn-sm"
                type="button"
                data-t="ungroup${pointer}"
                @click=${() => edit((policy) => (stepsOf(pointer).at(-1) === 'not' ? policy : ungroup(policy, pointer)))}
              >
                ${t('editor.ungroup')}</button
              ><button
                class="btn btn-quiet btn-sm btn-icon"
                type="button"
                aria-label=${t('editor.removeGroup')}
                title=${t('editor.removeGroup')}
                @click=${() => edit((policy) => removeCondition(policy, pointer))}
              >
                ${icon('trash-2', 'sm')}
              </button></span
            >`
          : nothing
      }
    </div>
    ${children.length === 0 ? html`<p class="muted group-empty">${t(mode === 'all' || mode === 'none' ? 'editor.holdsAlways' : 'editor.holdsNever')}</p>` : nothing}
    <ul class="group-rows">
      ${repeat(
        children,
        (child) => child.pointer,
        (child) =>
          html`<li>
            ${
              child.kind === 'group'
                ? groupView(child, tree, 'inner')
                : html`<amends-comparison-row
                    .pointer=${child.pointer}
                    .leaf=${child.leaf}
                    .context=${context}
                    .seen=${seen}
                  ></amends-comparison-row>`
            }
          </li>`,
      )}
    </ul>
    <p class="group-add">
      <button class="btn btn-quiet btn-sm" type="button" data-t="add${pointer}" @click=${() => add(firstComparison(context, seen))}>
        ${icon('plus', 'sm')}${t('editor.addComparison')}
      </button>
      <button
        class="btn btn-quiet btn-sm"
        type="button"
        data-t="add-group${pointer}"
        @click=${() => add({ any: [firstComparison(context, seen)] })}
      >
        ${icon('brackets', 'sm')}${t('editor.addGroup')}
      </button>
    </p>
  </div>`
}
