/** What NFKD does not take apart. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'TH',
  ł: 'l',
  Ł: 'L',
  ħ: 'h',
  Ħ: 'H',
  ı: 'i',
  '&': '+',
  _: '-',
  '’': "'",
  '‘': "'",
  '–': '-',
  '—': '-',
}

/**
 * Text that every SEPA bank takes: letters without their marks, digits and / - ? : ( ) . , ' + and the space; whatever
 * else is written becomes a point. (EPC230-15, the Latin set, and the conversions of EPC217-08.)
 */
export function sepaText(text: string, most: number): string {
  const plain = [...text]
    .map((character) => letters[character] ?? character)
    .join('')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[^A-Za-z0-9/\-?:().,'+ ]/gu, '.')
    .trim()
  return plain.slice(0, most).trim()
}

/** Text of banks outside SEPA: what XML can carry, on one line. */
export function bankText(text: string, most: number): string {
  const clean = text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return [...clean].slice(0, most).join('').trim()
}

/** A payout's number as banks carry it: the underscore is not of their characters. */
export function bankReference(payout: string): string {
  return payout.replaceAll('_', '-')
}

/** The number behind a bank's reference; undefined for what is not ours. */
export function payoutOfReference(reference: string): string | undefined {
  const match = /^(po)[-_]([0-9A-Za-z]{1,29})$/.exec(reference.trim())
  return match ? `${match[1]}_${match[2]}` : undefined
}
