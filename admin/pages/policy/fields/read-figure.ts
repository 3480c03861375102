/**
 * What somebody typed -> a number with at most so many decimals, or undefined. Full-width digits count, as Chinese
 * keyboards give them. A whole number may be grouped by thousands: "36,500" is not 36 and a half. With decimals a point or
 * a comma begins them, but "1,234" could mean two things where three are allowed, so it is neither.
 */
export function readFigure(text: string, decimals: number): number | undefined {
  const typed = text.normalize('NFKC').replace('−', '-').trim()
  if (decimals === 0) {
    if (!/^-?(?:\d+|\d{1,3}(?:([,.' ’])\d{3})(?:\1\d{3})*)$/.test(typed)) return undefined
    return whole(typed.replaceAll(/[,.' ’]/g, ''))
  }
  const [, digits = '', sign = '', fraction = ''] = /^(-?\d*)(?:([.,])(\d*))?$/.exec(typed) ?? []
  if (digits.replace('-', '') === '' && fraction === '') return undefined
  if (fraction.length > decimals) return undefined
  if (sign === ',' && fraction.length === 3 && /^-?[1-9]\d{0,2}$/.test(digits)) return undefined
  return whole(`${digits}.${fraction}0`)
}

/** Without the zero below zero. */
function whole(text: string): number {
  return Number(text) + 0
}
