import { html, nothing, type TemplateResult } from 'lit'
import { assertNever } from '../../../../shared/assert-never.ts'
import { maxFilesPerItem, maxVideosPerOrder } from '../../../../shared/lifecycle/evidence-limits.ts'
import {
  type Amounts,
  type Deadlines,
  type Policy,
  refundTriggers,
  resolutions,
  type Terms,
} from '../../../../shared/policy/policy.ts'
import { t } from '../../../i18n/i18n.ts'
import { type Choice, checkField, checkListField, radioField, selectField, textField } from '../fields/fields.ts'
import { isReadable } from '../fields/money-field.ts'
import { becauseEditor } from './because-editor.ts'
import { figure, percentField } from './figures.ts'
import { processingEditor, restockingEditor, returnShippingEditor } from './money-terms.ts'

export interface TermEdit<T extends keyof Terms = keyof Terms> {
  policy: Policy
  languages: readonly string[]
  value: Terms[T]
  change: (value: Terms[T]) => void
}

/** What one term is set with. A figure that cannot be read is NaN: `isTermReadable` says no, and nothing is applied. */
export function termEditor(term: keyof Terms, edit: TermEdit): TemplateResult {
  switch (term) {
    case 'eligible': {
      const { value, change } = of<'eligible'>(edit)
      return either('eligible', value, change)
    }
    case 'because':
      return becauseEditor(of<'because'>(edit))
    case 'window':
      return windowEditor(of<'window'>(edit))
    case 'resolutions': {
      const { value, change } = of<'resolutions'>(edit)
      return checkListField({
        id: 'resolutions',
        label: t('editor.term.resolutions'),
        value,
        choices: resolutions.map((each) => ({ value: each, words: t(`editor.resolution.${each}`) })),
        problem: value.length === 0 ? t('editor.chooseOne') : undefined,
        change,
      })
    }
    case 'returnItem': {
      const { value, change } = of<'returnItem'>(edit)
      return either('returnItem', value, change)
    }
    case 'returnShipping':
      return returnShippingEditor(of<'returnShipping'>(edit))
    case 'restockingFee':
      return restockingEditor(of<'restockingFee'>(edit))
    case 'processingFee':
      return processingEditor(of<'processingFee'>(edit))
    case 'outboundShipping': {
      const { value, change } = of<'outboundShipping'>(edit)
      return oneOf('outboundShipping', value, ['never', 'whole_order', 'proportional'], change)
    }
    case 'promotion': {
      const { value, change } = of<'promotion'>(edit)
      return oneOf('promotion', value, ['keep', 'resettle'], change)
    }
    case 'gifts': {
      const { value, change } = of<'gifts'>(edit)
      return oneOf('gifts', value, ['keep', 'return_or_pay'], change)
    }
    case 'packaging': {
      const { value, change } = of<'packaging'>(edit)
      return oneOf('packaging', value, ['own', 'free'], change)
    }
    case 'creditBonusPercent': {
      const { value, change } = of<'creditBonusPercent'>(edit)
      return percentField('creditBonusPercent', value, change)
    }
    case 'keepItemPercent': {
      const { value, change } = of<'keepItemPercent'>(edit)
      return percentField('keepItemPercent', value, change)
    }
    case 'evidence':
      return evidenceEditor(of<'evidence'>(edit))
    case 'decision': {
      const { value, change } = of<'decision'>(edit)
      return oneOf('decision', value, ['approve', 'review', 'decline'], change)
    }
    case 'approvals': {
      const { value, change } = of<'approvals'>(edit)
      return figure('approvals', t('editor.term.approvals'), value, 1, 10, change)
    }
    case 'lane':
      return laneEditor(of<'lane'>(edit))
    case 'refundTrigger': {
      const { value, change } = of<'refundTrigger'>(edit)
      return oneOf('refundTrigger', value, refundTriggers, change)
    }
    case 'deadlines':
      return deadlinesEditor(of<'deadlines'>(edit))
    default:
      return assertNever(term)
  }
}

/** The switch above has just said which term it is. */
function of<T extends keyof Terms>(edit: TermEdit): TermEdit<T> {
  return edit as unknown as TermEdit<T>
}

/** Whether every figure and amount in it can be read, and nothing needed is missing. */
export function isTermReadable(value: Terms[keyof Terms]): boolean {
  if (typeof value === 'number') return !Number.isNaN(value)
  if (Array.isArray(value)) return value.length > 0
  if (typeof value === 'string') return value.trim() !== ''
  if (typeof value !== 'object') return true
  return Object.keys(value).length > 0 && Object.values(value as Record<string, unknown>).every(isPartReadable)
}

function isPartReadable(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? isReadable(value as Amounts) : !Number.isNaN(value)
}

function either(term: 'eligible' | 'returnItem', value: boolean, change: (value: boolean) => void): TemplateResult {
  return radioField({
    id: term,
    label: t(`editor.term.${term}`),
    value: value ? 'yes' : 'no',
    choices: [
      { value: 'yes', words: t(`editor.${term}.yes`) },
      { value: 'no', words: t(`editor.${term}.no`) },
    ],
    change: (next) => change(next === 'yes'),
  })
}

type ChoiceTerm = 'outboundShipping' | 'promotion' | 'gifts' | 'packaging' | 'decision' | 'refundTrigger'

function oneOf<T extends string>(
  term: ChoiceTerm,
  value: T,
  values: readonly T[],
  change: (value: T) => void,
): TemplateResult {
  const choices = values.map((each): Choice<T> => ({ value: each, words: choiceWords(term, each) }))
  return radioField({ id: term, label: t(`editor.term.${term}`), value, choices, change })
}

function choiceWords(term: ChoiceTerm, value: string): string {
  return t(`editor.${term}.${value}` as 'editor.packaging.own')
}

const maxDays = 36_500

function windowEditor({ value, change }: TermEdit<'window'>): TemplateResult {
  const { days, from } = value
  return html`${
    days === 'none'
      ? nothing
      : figure(
          'windowDays',
          t('editor.term.window'),
          days,
          0,
          maxDays,
          (next) => change({ days: next, from }),
          t('editor.unit.days'),
        )
  }
    ${checkField({
      id: 'windowNone',
      label: t('editor.windowNone'),
      value: days === 'none',
      change: (none) => change({ days: none ? 'none' : 30, from }),
    })}
    ${
      days === 'none'
        ? nothing
        : selectField({
            id: 'windowFrom',
            label: t('editor.countedFrom'),
            value: from,
            choices: (['delivered', 'fulfilled', 'placed'] as const).map((each) => ({
              value: each,
              words: t(`editor.from.${each}`),
            })),
            change: (next) => change({ days, from: next }),
          })
    }`
}

const fileKinds = ['photos', 'videos', 'documents'] as const
type Evidence = Terms['evidence']

/** What the files asked for beside these leave of what an item can hold. */
function mostFiles(kind: (typeof fileKinds)[number], asked: Evidence): number {
  const others = fileKinds.filter((other) => other !== kind).map((other) => asked[other] || 0)
  const left = others.reduce((room, files) => room - files, maxFilesPerItem)
  return Math.max(0, kind === 'videos' ? Math.min(maxVideosPerOrder, left) : left)
}

function evidenceEditor({ value, change }: TermEdit<'evidence'>): TemplateResult {
  const field = (kind: keyof Evidence, most: number) =>
    figure(`evidence-${kind}`, t(`editor.evidence.${kind}`), value[kind], 0, most, (next) =>
      change({ ...value, [kind]: next }),
    )
  return html`<fieldset class="figures">
    <legend class="label">${t('editor.term.evidence')}</legend>
    ${fileKinds.map((kind) => field(kind, mostFiles(kind, value)))} ${field('detailLength', 5000)}
  </fieldset>`
}

const deadlineKinds = [
  ['decide', 'businessHours'],
  ['inspect', 'businessHours'],
  ['pay', 'businessHours'],
  ['return', 'days'],
  ['whole', 'hours'],
] as const satisfies readonly (readonly [keyof Deadlines, string])[]

function deadlinesEditor({ value, change }: TermEdit<'deadlines'>): TemplateResult {
  return html`<fieldset class="figures">
    <legend class="label">${t('editor.term.deadlines')}</legend>
    ${deadlineKinds.map(([kind, unit]) =>
      figure(
        `deadline-${kind}`,
        t(`editor.deadline.${kind}`),
        value[kind],
        0,
        kind === 'return' ? maxDays : 100_000,
        (next) => change({ ...value, [kind]: next }),
        t(`editor.unit.${unit}`),
      ),
    )}
  </fieldset>`
}

function laneEditor({ policy, value, change }: TermEdit<'lane'>): TemplateResult {
  const lanes = new Set([policy.terms.lane, ...policy.rules.flatMap(({ set }) => (set.lane ? [set.lane] : []))])
  return html`${textField({
    id: 'lane',
    label: t('editor.term.lane'),
    hint: t('editor.laneHint'),
    problem: value.trim() === '' ? t('editor.laneMissing') : undefined,
    value,
    maxlength: 60,
    list: 'lane-list',
    change,
  })}<datalist id="lane-list">${[...lanes].map((lane) => html`<option value=${lane}></option>`)}</datalist>`
}
