import { language } from '../i18n/i18n.ts'

/** Chinese laws are cited in Chinese; readers of English know them by these names. The longer one first. */
const englishNames: readonly [cited: RegExp, name: string][] = [
  [/消保法/g, 'PRC Consumer Law'],
  [/处罚办法/g, 'Penalty Measures'],
  [/办法/g, 'Return Measures'],
  [/实施条例/g, 'Consumer Law Regulations'],
  [/电子商务法/g, 'PRC E-Commerce Law'],
  [/民法典/g, 'PRC Civil Code'],
  [/特定商取引法/g, 'Act on Specified Commercial Transactions'],
]

/** An article as the language on screen cites it. */
export function articleWords(article: string): string {
  if (language() === 'zh-CN') return article
  return englishNames.reduce((text, [cited, name]) => text.replace(cited, name), article)
}
