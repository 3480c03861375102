import { html, nothing, type TemplateResult } from 'lit'
import type { Finding } from '../../../shared/policy/lint/finding.ts'
import type { PolicyIssue } from '../../../shared/policy/policy.schema.ts'
import type { Terms } from '../../../shared/policy/policy.ts'
import { termSentences } from '../../../shared/policy/words/term-sentence.ts'
import type { WordsContext } from '../../../shared/policy/words/words-context.ts'
import { t } from '../../i18n/i18n.ts'
import { findingCard, issueCard } from './finding-card.ts'
import { marksOf } from './marks.ts'
import { type SentenceLook, sentenceView, wordsByPlace } from './sentence-view.ts'

/** What is read together. */
const paragraphs: readonly (readonly (keyof Terms)[])[] = [
  ['eligible', 'window'],
  ['resolutions', 'creditBonusPercent', 'keepItemPercent'],
  ['returnItem', 'returnShipping', 'packaging'],
  ['restockingFee', 'processingFee', 'outboundShipping'],
  ['promotion', 'gifts'],
  ['decision', 'approvals', 'evidence', 'lane'],
  ['refundTrigger', 'deadlines'],
  ['because'],
]

/** What holds where no rule says otherwise, as sentences; a sentence that only repeats what another has said is left out. */
export function defaultsCard(card: {
  context: WordsContext
  /** Of the version in force; undefined: it is the one shown. */
  live: WordsContext | undefined
  findings: readonly Finding[]
  issues: readonly PolicyIssue[]
  look: Pick<SentenceLook, 'edit' | 'openAt'>
}): TemplateResult {
  const { context, live, findings, issues } = card
  const was = live && wordsByPlace(termSentences(live.policy.terms, '/terms', live).map(({ sentence }) => sentence))
  const look: SentenceLook = { ...card.look, was, marks: marksOf(findings, issues) }
  // Chinese sentences follow each other without a space.
  const gap = context.language.startsWith('zh') ? '' : ' '
  const sentences = termSentences(context.policy.terms, '/terms', context)
  return html`<section class="card" aria-labelledby="defaults-heading" data-t="policy-defaults">
    <div class="card-head">
      <h2 id="defaults-heading">${t('policy.defaults')}</h2>
      <span class="muted small pad-end">${t('policy.defaultsHint')}</span>
    </div>
    <div class="sentences">
      ${paragraphs.map((terms) => {
        const said = sentences.filter(({ term }) => terms.includes(term))
        return said.length
          ? html`<p>${said.map(({ sentence }) => html`<span>${sentenceView(sentence, look)}</span>${gap}`)}</p>`
          : nothing
      })}
    </div>
    ${
      findings.length || issues.length
        ? html`<div class="lints">
            ${issues.map((issue) => issueCard(issue))}
            ${findings.map((finding) => findingCard(finding, context, card.look.edit ? 'mendable' : 'fixed'))}
          </div>`
        : nothing
    }
  </section>`
}
