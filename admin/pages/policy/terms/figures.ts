import type { TemplateResult } from 'lit'
import { t } from '../../../i18n/i18n.ts'
import { numberField } from '../fields/fields.ts'

/** A whole number; NaN while it cannot be read. */
export function figure(
  id: string,
  label: string,
  value: number,
  min: number,
  max: number,
  change: (value: number) => void,
  unit?: string,
): TemplateResult {
  return numberField({
    id,
    label,
    value: Number.isNaN(value) ? undefined : value,
    min,
    max,
    unit,
    problem: Number.isNaN(value) ? t('editor.between', { min, max }) : undefined,
    change: (next) => change(next ?? Number.NaN),
  })
}

const basisPoints = 100

/** Basis points as a percentage of two decimals; NaN while it cannot be read. */
export function percentField(
  id: 'creditBonusPercent' | 'keepItemPercent' | 'restockingPercent',
  value: number,
  change: (value: number) => void,
): TemplateResult {
  return numberField({
    id,
    label: t(`editor.term.${id}`),
    value: Number.isNaN(value) ? undefined : value / basisPoints,
    min: 0,
    max: 100,
    step: 0.01,
    unit: '%',
    problem: Number.isNaN(value) ? t('editor.between', { min: 0, max: 100 }) : undefined,
    change: (next) => change(next === undefined ? Number.NaN : Math.round(next * basisPoints)),
  })
}
