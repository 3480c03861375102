import { toDecimal } from '../../../../shared/money/format.ts'
import { minorUnitDigits } from '../../../../shared/money/minor-units.ts'
import { figure, intlTag, t } from '../../../i18n/i18n.ts'

const minus = '−'

/** "+652", "−722", "0" */
export function signedFigure(value: number): string {
  return signed(value, figure(Math.abs(value)))
}

/** "8.9 %", "100 %"; of nothing: "–" */
export function percent(part: number, of: number): string {
  if (of === 0) return '–'
  const share = (part / of) * 100
  const digits = part === 0 || part === of ? 0 : 1
  const text = share.toLocaleString(intlTag(), { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return t('simulate.percent', { share: text })
}

/** An amount under a heading that names the currency: "3,214,806.40". Minor units. */
export function plainAmount(amountMinor: number, currency: string): string {
  const digits = minorUnitDigits(currency)
  const text = new Intl.NumberFormat(intlTag(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(toDecimal(Math.abs(amountMinor), currency))
  return amountMinor < 0 ? `${minus}${text}` : text
}

/** "+4,315.00" */
export function signedAmount(amountMinor: number, currency: string): string {
  return signed(amountMinor, plainAmount(Math.abs(amountMinor), currency))
}

function signed(value: number, text: string): string {
  if (value === 0) return text
  return value > 0 ? `+${text}` : `${minus}${text}`
}
