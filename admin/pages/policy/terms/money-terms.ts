import { html, nothing, type TemplateResult } from 'lit'
import type { Amounts } from '../../../../shared/policy/policy.ts'
import { t } from '../../../i18n/i18n.ts'
import { radioField } from '../fields/fields.ts'
import { moneyField } from '../fields/money-field.ts'
import { percentField } from './figures.ts'
import type { TermEdit } from './term-editor.ts'

function nothingIn(currencies: readonly string[]): Amounts {
  return Object.fromEntries(currencies.map((currency) => [currency, 0]))
}

export function returnShippingEditor({ policy, value, change }: TermEdit<'returnShipping'>): TemplateResult {
  const { paidBy, fee } = value
  return html`${radioField({
    id: 'paidBy',
    label: t('editor.term.returnShipping'),
    value: paidBy,
    choices: [
      { value: 'merchant', words: t('editor.paidBy.merchant') },
      { value: 'shopper', words: t('editor.paidBy.shopper') },
    ],
    change: (next) => change({ paidBy: next, fee: next === 'merchant' ? nothingIn(policy.currencies) : fee }),
  })}
    ${
      paidBy === 'shopper'
        ? html`${moneyField({
            id: 'labelFee',
            label: t('editor.labelFee'),
            value: fee,
            currencies: policy.currencies,
            change: (next) => change({ paidBy, fee: next }),
          })}
            <p class="hint">${t('editor.labelFeeHint')}</p>`
        : nothing
    }`
}

export function restockingEditor({ policy, value, change }: TermEdit<'restockingFee'>): TemplateResult {
  const kind = value === 'none' ? 'none' : 'percent' in value ? 'percent' : 'amount'
  return html`${radioField({
    id: 'restockingKind',
    label: t('editor.term.restockingFee'),
    value: kind,
    choices: (['none', 'percent', 'amount'] as const).map((each) => ({ value: each, words: t(`editor.fee.${each}`) })),
    change: (next) =>
      change(
        next === 'none' ? 'none' : next === 'percent' ? { percent: 1000 } : { amount: nothingIn(policy.currencies) },
      ),
  })}
    ${value !== 'none' && 'percent' in value ? percentField('restockingPercent', value.percent, (percent) => change({ percent })) : nothing}
    ${
      value !== 'none' && 'amount' in value
        ? moneyField({
            id: 'restockingAmount',
            label: t('editor.amount'),
            value: value.amount,
            currencies: policy.currencies,
            change: (amount) => change({ amount }),
          })
        : nothing
    }`
}

export function processingEditor({ policy, value, change }: TermEdit<'processingFee'>): TemplateResult {
  return html`${radioField({
    id: 'processingKind',
    label: t('editor.term.processingFee'),
    value: value === 'none' ? 'none' : 'amount',
    choices: (['none', 'amount'] as const).map((each) => ({ value: each, words: t(`editor.fee.${each}`) })),
    change: (next) => change(next === 'none' ? 'none' : nothingIn(policy.currencies)),
  })}
    ${
      value === 'none'
        ? nothing
        : moneyField({
            id: 'processingAmount',
            label: t('editor.amount'),
            value,
            currencies: policy.currencies,
            change,
          })
    }`
}
