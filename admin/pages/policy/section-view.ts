import { html, type TemplateResult } from 'lit'
import type { Finding } from '../../../shared/policy/lint/finding.ts'
import type { PolicyIssue } from '../../../shared/policy/policy.schema.ts'
import type { WordsContext } from '../../../shared/policy/words/words-context.ts'
import type { SeenValues } from './conditions/vocabulary.ts'
import { defaultsCard } from './defaults-card.ts'
import { languagesOf } from './fields/words-field.ts'
import { lawsCard } from './laws-card.ts'
import { isInside } from './model/pointer.ts'
import './rules-section.ts'
import type { Section } from './section-tabs.ts'
import './sections/classes-section.ts'
import './sections/hours-section.ts'
import './sections/questions-section.ts'
import './sections/reasons-section.ts'
import type { ShownPart } from './sections/section-host.ts'
import './sections/settings-section.ts'

export interface SectionView {
  context: WordsContext
  /** The version in force, to show what was; undefined: it is the one on screen. */
  live: WordsContext | undefined
  findings: readonly Finding[]
  issues: readonly PolicyIssue[]
  seen: SeenValues
  /** How many of the `recent` latest requests each rule decides. */
  hits: ReadonlyMap<string, number> | undefined
  recent: number
  /** Reading only. */
  fixed: boolean
  /** The part of a sentence that is being edited. */
  openAt: string
  openSlot: (pointer: string, chip: HTMLElement) => void
}

/** One part of the policy. */
export function sectionView(section: Section, view: SectionView): TemplateResult {
  const { context, live, findings, issues, seen, fixed } = view
  const languages = languagesOf(context.policy)
  const shown: ShownPart = { context, languages, findings, issues, seen, fixed }
  switch (section) {
    case 'rules':
      return rulesView(view, languages)
    case 'reasons':
      return html`<amends-reasons-section
        .shown=${shown}
        .liveCodes=${new Set((live ?? context).policy.reasons.map(({ code }) => code))}
      ></amends-reasons-section>`
    case 'questions':
      return html`<amends-questions-section .shown=${shown}></amends-questions-section>`
    case 'hours':
      return html`<amends-hours-section .shown=${shown}></amends-hours-section>`
    case 'settings':
      return html`<amends-settings-section .shown=${shown}></amends-settings-section>
        <amends-classes-section .shown=${shown}></amends-classes-section>
        ${lawsCard()}`
  }
}

function rulesView(view: SectionView, languages: readonly string[]): TemplateResult {
  const { context, live, findings, issues, openAt, openSlot, fixed } = view
  const ofTerms = ({ pointer }: { pointer: string }) => isInside(pointer, '/terms')
  return html`${defaultsCard({
    context,
    live,
    findings: findings.filter(ofTerms),
    issues: issues.filter(ofTerms),
    look: { edit: fixed ? undefined : openSlot, openAt },
  })}
    <amends-rules-section
      .context=${context}
      .liveContext=${live}
      .findings=${findings}
      .issues=${issues}
      .languages=${languages}
      .seen=${view.seen}
      .hits=${view.hits}
      .recent=${view.recent}
      .fixed=${fixed}
      .openAt=${openAt}
      @slot=${({ detail }: CustomEvent<{ pointer: string; chip: HTMLElement }>) => openSlot(detail.pointer, detail.chip)}
    ></amends-rules-section>`
}
