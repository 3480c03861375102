import { factRow } from '../../../../shared/policy/facts-table.ts'
import type { Amounts, Policy } from '../../../../shared/policy/policy.ts'
import type { Because, ChangedRequest, ComparedFact } from '../../../../shared/policy/simulate/simulation.ts'
import { leafSentence } from '../../../../shared/policy/words/leaf-sentence.ts'
import { sentenceText } from '../../../../shared/policy/words/sentence.ts'
import { valueWords } from '../../../../shared/policy/words/value-words.ts'
import type { WordsContext } from '../../../../shared/policy/words/words-context.ts'
import { articleWords } from '../../../format/law.ts'
import { listWords } from '../../../format/show.ts'
import { t } from '../../../i18n/i18n.ts'
import { wordsContext } from '../../policy/words-context.ts'

export interface Sides {
  live: Policy
  draft: Policy
}

/** Why its outcome changes, in one line: the weightiest reason. "Rule 2 · the item costs at most €60.00 (€54.00)" */
export function becauseWords({ because, currency, draft, live }: ChangedRequest, policies: Sides): string {
  if (draft.heldByLaw && !live.heldByLaw) {
    return t('simulate.because.law', { article: articleWords(draft.heldByLaw.article) })
  }
  const [first] = because
  return first ? becauseLine(first, currency, policies) : ''
}

/** All that makes a difference, each once. */
export function becauseLines({ because, currency }: ChangedRequest, policies: Sides): string[] {
  return [...new Set(because.map((each) => becauseLine(each, currency, policies)))]
}

function becauseLine(reason: Because, currency: string, policies: Sides): string {
  const policy = policies[reason.side]
  const parts = [sourceWords(reason, policy)]
  if (reason.day) parts.push(t('simulate.because.day', { day: reason.day.actual, of: reason.day.of }))
  else if (reason.compared) parts.push(comparedWords(reason.compared, currency, wordsContext(policy)))
  else parts.push(t(`editor.term.${reason.term}`))
  return parts.join(' · ')
}

function sourceWords({ source, side }: Because, { rules }: Policy): string {
  switch (source.from) {
    case 'rule': {
      const number = rules.findIndex(({ id }) => id === source.rule) + 1
      return t(side === 'draft' ? 'simulate.because.rule' : 'simulate.because.liveRule', { number })
    }
    case 'statute':
      return articleWords(source.article)
    case 'default':
      return t(side === 'draft' ? 'simulate.because.default' : 'simulate.because.liveDefault')
  }
}

/** The comparison as it holds for this request, and what it was compared with where that says more. */
function comparedWords(
  { fact, op, value, actual, holds }: ComparedFact,
  currency: string,
  context: WordsContext,
): string {
  const row = factRow(fact, context.policy)
  const inCurrency = (amount: unknown): unknown =>
    row?.unit === 'minor' && typeof amount === 'number' ? ({ [currency]: amount } satisfies Amounts) : amount
  const compared = (Array.isArray(value) ? value.map(inCurrency) : inCurrency(value)) as string
  const sentence = sentenceText(leafSentence({ fact, op, value: compared }, '', context, !holds))
  // That a list holds what it is asked for says enough; of a figure, how far off it is says more.
  const saysEnough = holds && typeof actual !== 'number'
  if (saysEnough || typeof actual === 'boolean' || op === 'eq' || op === 'exists') return sentence
  const said = Array.isArray(actual)
    ? listWords(actual.map((each) => valueWords(fact, each, context).text))
    : valueWords(fact, inCurrency(actual), context).text
  return said === '' ? sentence : t('simulate.because.compared', { sentence, actual: said })
}
