import { html, nothing, type TemplateResult } from 'lit'
import { declaredFacts, type FactRow, factRow, factsTable } from '../../../../shared/policy/facts-table.ts'
import type { Amounts, FactValue } from '../../../../shared/policy/policy.ts'
import { factLabel } from '../../../../shared/policy/words/fact-words.ts'
import { leafSentence } from '../../../../shared/policy/words/leaf-sentence.ts'
import { sentenceText } from '../../../../shared/policy/words/sentence.ts'
import type { WordsContext } from '../../../../shared/policy/words/words-context.ts'
import { capitalized } from '../../../format/show.ts'
import { t } from '../../../i18n/i18n.ts'
import { type Choice, checkListField, numberField, selectField, textField } from '../fields/fields.ts'
import { isReadable, moneyField } from '../fields/money-field.ts'
import '../fields/token-field.ts'
import {
  type Leaf,
  leafFor,
  type OperatorChoice,
  operatorChoiceOf,
  operatorChoices,
  shapeOf,
  withFact,
  withOperator,
} from '../model/conditions.ts'
import { type SeenValues, type Vocabulary, vocabularyOf } from './vocabulary.ts'

export interface ComparisonEdit {
  /** Unique on the page: fields are named after it. */
  id: string
  leaf: Leaf
  context: WordsContext
  seen: SeenValues
  change: (leaf: Leaf) => void
}

/** Fact, operator and value of one comparison, each offered by its type. */
export function comparisonEditor(edit: ComparisonEdit): TemplateResult {
  const { id, leaf, context, seen, change } = edit
  const { policy } = context
  const row = factRow(leaf.fact, policy)
  return html`<div class="comparison" data-t=${id}>
    ${selectField({
      id: `${id}-fact`,
      label: t('editor.fact'),
      value: leaf.fact,
      choices: factChoices(leaf, context),
      change: (fact) => {
        const next = factRow(fact, policy)
        if (next) change(withFact(leaf, next, policy, firstValue(next, context, seen)))
      },
    })}
    ${
      row
        ? html`${hidesOperator(row, leaf) ? nothing : operatorField(edit, row)} ${valueField(edit, row)}`
        : html`<p class="field-error">${t('editor.unknownFact', { fact: leaf.fact })}</p>`
    }
  </div>`
}

/** Whether it can be applied: every figure reads, and there is something to compare with. */
export function isComparisonReadable({ op, value }: Leaf): boolean {
  if (op === 'exists') return typeof value === 'boolean'
  const values: readonly unknown[] = Array.isArray(value) ? (value as readonly unknown[]) : [value]
  return (
    values.length > 0 &&
    values.every((each) => {
      if (typeof each === 'number') return !Number.isNaN(each)
      if (typeof each === 'string') return each.trim() !== ''
      return typeof each === 'boolean' || (typeof each === 'object' && each !== null && isReadable(each as Amounts))
    })
  )
}

/** The comparison that a new row begins with: the reason, which most rules ask first. */
export function firstComparison(context: WordsContext, seen: SeenValues): Leaf {
  const row = factRow('claim.reason', context.policy) ?? (factsTable[0] as FactRow)
  return leafFor(row, context.policy, firstValue(row, context, seen))
}

function firstValue(row: FactRow, context: WordsContext, seen: SeenValues): FactValue | undefined {
  if (row.type !== 'string' && row.type !== 'list') return undefined
  return vocabularyOf(row.name, context, seen).choices[0]?.value
}

const scopes = ['order', 'customer', 'line', 'claim', 'payment'] as const

function factChoices({ fact }: Leaf, context: WordsContext): (Choice | { group: string; choices: Choice[] })[] {
  const choice = ({ name }: FactRow): Choice => ({ value: name, words: capitalized(factLabel(name, context)) })
  const declared = declaredFacts(context.policy)
  const groups = scopes.map((scope) => ({
    group: t(`editor.scope.${scope}`),
    choices: factsTable.filter(({ name }) => name.startsWith(`${scope}.`)).map(choice),
  }))
  const known = factRow(fact, context.policy) !== undefined
  return [
    ...(known ? [] : [{ value: fact, words: fact }]),
    ...groups,
    ...(declared.length ? [{ group: t('editor.scope.declared'), choices: declared.map(choice) }] : []),
  ]
}

/** Yes or no needs no operator between. */
function hidesOperator(row: FactRow, { op }: Leaf): boolean {
  return row.type === 'boolean' && op === 'eq'
}

function operatorField({ id, leaf, context, seen, change }: ComparisonEdit, row: FactRow): TemplateResult {
  return selectField({
    id: `${id}-op`,
    label: t('editor.operator'),
    value: operatorChoiceOf(leaf),
    choices: operatorChoices(row, leaf).map((op) => ({ value: op, words: operatorWords(op, row) })),
    change: (op) =>
      change(
        op === 'missing'
          ? { fact: leaf.fact, op: 'exists', value: false }
          : op === 'exists'
            ? { fact: leaf.fact, op, value: true }
            : withOperator(leaf, row, op, context.policy, firstValue(row, context, seen)),
      ),
  })
}

function operatorWords(op: OperatorChoice, { type }: FactRow): string {
  if (type === 'list' && op === 'contains') return t('editor.op.includes')
  if (type === 'list' && op === 'in') return t('editor.op.includesAny')
  if (type === 'list' && op === 'not_in') return t('editor.op.includesNone')
  return t(`editor.op.${op}`)
}

function valueField(edit: ComparisonEdit, row: FactRow): TemplateResult | typeof nothing {
  const { id, leaf, context, seen } = edit
  if (leaf.op === 'exists') return nothing
  switch (row.type) {
    case 'boolean':
      return booleanField(edit)
    case 'money':
      return amountFields(edit)
    case 'number':
      return numberFields(edit, row)
    case 'string':
    case 'list':
      return textFields(edit, vocabularyOf(leaf.fact, context, seen), id)
  }
}

function booleanField({ id, leaf, context, change }: ComparisonEdit): TemplateResult {
  const holds = (value: boolean) =>
    capitalized(sentenceText(leafSentence({ fact: leaf.fact, op: 'eq', value }, '', context, false)))
  return selectField({
    id: `${id}-value`,
    label: t('editor.value'),
    value: leaf.value === true ? 'yes' : 'no',
    choices: [
      { value: 'yes', words: holds(true) },
      { value: 'no', words: holds(false) },
    ],
    change: (next) => change({ ...leaf, value: next === 'yes' }),
  })
}

function amountFields({ id, leaf, context, change }: ComparisonEdit): TemplateResult {
  const { currencies } = context.policy
  const values: readonly unknown[] = Array.isArray(leaf.value) ? (leaf.value as readonly unknown[]) : [leaf.value]
  const field = (place: number, label: string) =>
    moneyField({
      id: `${id}-value-${place}`,
      label,
      value: isAmounts(values[place]) ? values[place] : {},
      currencies,
      change: (next) =>
        change({
          ...leaf,
          value: leaf.op === 'between' ? (values.with(place, next) as readonly Amounts[]) : next,
        }),
    })
  return leaf.op === 'between'
    ? html`${field(0, t('editor.atLeast'))}${field(1, t('editor.atMost'))}`
    : field(0, t('editor.amount'))
}

function isAmounts(value: unknown): value is Amounts {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const largest = 1_000_000_000

function numberFields({ id, leaf, change }: ComparisonEdit, row: FactRow): TemplateResult {
  const unit = row.unit && row.unit !== 'minor' ? t(`editor.unit.${row.unit}`) : undefined
  const values = (Array.isArray(leaf.value) ? leaf.value : [leaf.value]) as readonly number[]
  const field = (place: number, label: string) =>
    numberField({
      id: `${id}-value-${place}`,
      label,
      unit,
      min: -largest,
      max: largest,
      step: row.unit ? 1 : 0.001,
      value: Number.isNaN(values[place]) ? undefined : values[place],
      problem: Number.isNaN(values[place]) ? t('editor.noFigure') : undefined,
      change: (next = Number.NaN) =>
        change({ ...leaf, value: shapeOf(leaf.op) === 'one' ? next : values.with(place, next) }),
    })
  switch (shapeOf(leaf.op)) {
    case 'two':
      return html`${field(0, t('editor.atLeast'))}${field(1, t('editor.atMost'))}`
    case 'many':
      return html`<amends-token-field
        .field="${id}-value"
      .needed=${true}
        .label=${t('editor.values')}
        .value=${values.map(String)}
        .figures=${true}
        @taken=${({ detail }: CustomEvent<readonly string[]>) => change({ ...leaf, value: detail.map(Number) })}
      ></amends-token-field>`
    default:
      return field(0, t('editor.value'))
  }
}

/** So few that all can be seen at once. */
const fewChoices = 8

function textFields({ leaf, change }: ComparisonEdit, { isClosed, choices }: Vocabulary, id: string): TemplateResult {
  const values = (Array.isArray(leaf.value) ? leaf.value : [leaf.value]).map(String)
  if (shapeOf(leaf.op) === 'many') {
    if (isClosed && choices.length <= fewChoices) {
      return checkListField({
        id: `${id}-value`,
        label: t('editor.values'),
        value: values,
        choices,
        problem: values.length === 0 ? t('editor.chooseOne') : undefined,
        change: (value) => change({ ...leaf, value }),
      })
    }
    return html`<amends-token-field
      .field="${id}-value"
      .needed=${true}
      .label=${t('editor.values')}
      .value=${values}
      .choices=${choices}
      .closed=${isClosed}
      .commas=${!isClosed}
      @taken=${({ detail }: CustomEvent<readonly string[]>) => change({ ...leaf, value: detail })}
    ></amends-token-field>`
  }
  const [value = ''] = values
  const isText = leaf.op === 'starts_with' || (leaf.op === 'contains' && !isClosed)
  if (isClosed && !isText) {
    const known = choices.some((choice) => choice.value === value)
    return selectField({
      id: `${id}-value`,
      label: t('editor.value'),
      value,
      choices: known ? choices : [{ value, words: value || t('editor.choose') }, ...choices],
      change: (next) => change({ ...leaf, value: next }),
    })
  }
  return html`${textField({
    id: `${id}-value`,
    label: t('editor.value'),
    value,
    maxlength: 200,
    list: `${id}-known`,
    change: (next) => change({ ...leaf, value: next }),
  })}<datalist id="${id}-known">
      ${choices.map((choice) => html`<option value=${choice.value}>${choice.words}</option>`)}
    </datalist>`
}
