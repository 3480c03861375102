import { html, nothing, type TemplateResult } from 'lit'
import { assertNever } from '../../../shared/assert-never.ts'
import type { Finding, LawSource } from '../../../shared/policy/lint/finding.ts'
import type { PolicyIssue } from '../../../shared/policy/policy.schema.ts'
import { factLabel } from '../../../shared/policy/words/fact-words.ts'
import { valueWords } from '../../../shared/policy/words/value-words.ts'
import type { WordsContext } from '../../../shared/policy/words/words-context.ts'
import type { GlyphName } from '../../components/glyphs.ts'
import { icon } from '../../components/icon.ts'
import { articleWords } from '../../format/law.ts'
import { languageName, listWords, ownWords } from '../../format/show.ts'
import { t, type WordParams, wordsFor } from '../../i18n/i18n.ts'
import { foreseenIssue } from './model/foreseen-issue.ts'

/** Asks the page to mend it. */
export class MendEvent extends CustomEvent<Finding> {
  constructor(finding: Finding) {
    super('mend', { detail: finding, bubbles: true })
  }
}

declare global {
  interface HTMLElementEventMap {
    mend: MendEvent
  }
}

const glyphs: Record<'law' | 'dead' | 'words' | 'look', GlyphName> = {
  law: 'scale',
  dead: 'ban',
  words: 'languages',
  look: 'triangle-alert',
}

/** What is worth a second look, with the law's article where there is one, and one press that mends it. */
export function findingCard(
  finding: Finding,
  context: WordsContext,
  how: 'mendable' | 'fixed' = 'mendable',
): TemplateResult {
  const { title, detail } = findingWords(finding, context)
  const tone = toneOf(finding)
  return html`<div class="lint ${finding.severity === 'note' ? 'lint-note' : ''}" data-t="finding-${finding.code}">
    ${icon(glyphs[tone])}
    <div>
      <p><strong>${title}</strong> ${detail}</p>
      ${finding.law?.length ? html`<p class="law">${lawWords(finding.law)}</p>` : nothing}
    </div>
    ${
      finding.fix && how === 'mendable'
        ? html`<button
            class="btn btn-sm"
            type="button"
            data-t="mend-${finding.code}"
            @click=${(event: Event) => event.currentTarget?.dispatchEvent(new MendEvent(finding))}
          >
            ${fixWords(finding.fix, context)}
          </button>`
        : nothing
    }
  </div>`
}

/** What has to be put right before it can be published. The checks' own message is English, for what nobody edits here. */
export function issueCard(issue: PolicyIssue): TemplateResult {
  const { code, message, field } = issue
  const foreseen = foreseenIssue(issue)
  const words = foreseen ? t(`editor.foreseen.${foreseen}`) : (wordsFor('admin', `editor.issue.${code}`) ?? message)
  return html`<div class="lint lint-issue" data-t="issue-${code}">
    ${icon('circle-alert')}
    <div>
      <p><strong>${t('editor.mustBeMended')}</strong> ${words}</p>
      ${foreseen || words === message ? nothing : html`<p class="law">${field ? `${field}: ` : ''}${message}</p>`}
    </div>
  </div>`
}

function toneOf({ code, law }: Finding): keyof typeof glyphs {
  if (law?.length) return 'law'
  switch (code) {
    case 'never_matches':
    case 'shadowed':
    case 'sets_nothing':
      return 'dead'
    case 'missing_translation':
    case 'unknown_clause':
      return 'words'
    default:
      return 'look'
  }
}

/** A finding as a sentence: what it is, then what it means. */
function findingWords({ code, params, terms, law }: Finding, context: WordsContext): { title: string; detail: string } {
  const said: WordParams = { ...params }
  const { by, languages, reason, years, resolution, attribute, question, fact } = params
  if (typeof by === 'string') said['by'] = ruleWords(by, context)
  if (typeof languages === 'string') said['languages'] = listWords(languages.split(',').map(languageName))
  if (typeof reason === 'string') said['reason'] = reasonWords(reason, context)
  if (typeof resolution === 'string')
    said['resolution'] = wordsFor('admin', `editor.resolution.${resolution}`) ?? resolution
  if (typeof question === 'string') said['question'] = questionWords(question, context)
  if (typeof attribute === 'string') said['attribute'] = attribute
  if (typeof fact === 'string') said['fact'] = factLabel(fact, context)
  if (typeof years === 'string') said['years'] = years
  if (typeof params['class'] === 'string') said['class'] = valueWords('line.legalClass', params['class'], context).text
  said['regions'] = regionWords(law ?? [])
  said['terms'] = listWords((terms ?? []).map((term) => t(`editor.term.${term}`)))
  const why = typeof params['why'] === 'string' ? `_${params['why']}` : ''
  const detail =
    wordsFor('admin', `editor.finding.${code}.detail${why}`, said) ??
    wordsFor('admin', `editor.finding.${code}.detail`, said) ??
    ''
  return { title: wordsFor('admin', `editor.finding.${code}.title`, said) ?? code, detail }
}

function ruleWords(id: string, { policy }: WordsContext): string {
  const index = policy.rules.findIndex((rule) => rule.id === id)
  const rule = policy.rules[index]
  return rule ? t('editor.ruleNamed', { number: index + 1, name: ownWords(rule.name) }) : id
}

function reasonWords(code: string, { policy }: WordsContext): string {
  const reason = policy.reasons.find((each) => each.code === code)
  return reason ? ownWords(reason.labels) : code
}

function questionWords(code: string, { policy }: WordsContext): string {
  const question = policy.questions?.find((each) => each.code === code)
  return question ? ownWords(question.labels) : code
}

function regionWords(law: readonly LawSource[]): string {
  return listWords([...new Set(law.map(({ region }) => region))].map((region) => t(`editor.region.${region}`)))
}

/** Each law once, with its articles. */
function lawWords(law: readonly LawSource[]): string {
  const articles = articleWords(...law.map(({ article }) => article))
  return law.some(({ unverified }) => unverified) ? `${articles} · ${t('trace.unverified')}` : articles
}

function fixWords(fix: NonNullable<Finding['fix']>, context: WordsContext): string {
  switch (fix.kind) {
    case 'limit_to_other_countries':
    case 'allow_refund':
    case 'raise_term':
    case 'remove_rule':
      return t(`editor.fix.${fix.kind}`)
    case 'move_above':
      return t('editor.fix.move_above', { number: context.policy.rules.findIndex(({ id }) => id === fix.above) + 1 })
    default:
      return assertNever(fix)
  }
}
