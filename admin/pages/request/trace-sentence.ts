import type { Words } from '../../../shared/api/common.schema.ts'
import { shortDate } from '../../format/dates.ts'
import { dateStyle, listWords, money, ownWords } from '../../format/show.ts'
import { t, type WordParams, wordsFor } from '../../i18n/i18n.ts'

/**
 * A sentence of the policy's trace. Its parameters travel as values: `endsAt` in epoch ms, `amountMinor` with `currency`,
 * `list` of resolutions with commas; here they become words of the language on screen.
 */
export function traceWords(words: Words, currency: string): string {
  if (words.text) return ownWords(words.text)
  return (
    wordsFor('trace', words.key, shownParams(words.params ?? {}, currency)) ?? t('trace.unknown', { key: words.key })
  )
}

function shownParams(params: WordParams, currency: string): WordParams {
  const { endsAt, amountMinor, list } = params
  return {
    ...params,
    ...(typeof endsAt === 'number' ? { date: shortDate(endsAt, Date.now(), dateStyle()) } : { date: '' }),
    ...(typeof amountMinor === 'number'
      ? { amount: money(amountMinor, typeof params.currency === 'string' ? params.currency : currency) }
      : {}),
    ...(typeof list === 'string'
      ? {
          list: listWords(
            list.split(',').map((name) => wordsFor('admin', `resolution.${name}`) ?? name),
            'disjunction',
          ),
        }
      : {}),
    ...(typeof params.daysLeft === 'number' ? { count: params.daysLeft } : {}),
    ...(typeof params.days === 'number' && params.daysLeft === undefined ? { count: params.days } : {}),
  }
}
