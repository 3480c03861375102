import { html, nothing, type TemplateResult } from 'lit'
import type { Finding } from '../../../shared/policy/lint/finding.ts'
import type { PolicyIssue } from '../../../shared/policy/policy.schema.ts'
import { icon } from '../../components/icon.ts'
import { t } from '../../i18n/i18n.ts'
import { link, place } from '../../router.ts'
import { stepsOf } from './model/pointer.ts'

const sections = ['rules', 'reasons', 'questions', 'hours', 'settings'] as const
export type Section = (typeof sections)[number]

/** Which part of the policy the address names. */
export function sectionNow(): Section {
  const named = place().search.get('part')
  return sections.find((section) => section === named) ?? 'rules'
}

/** Where a place of the policy is edited. */
export function sectionOf(pointer: string): Section {
  switch (stepsOf(pointer)[0]) {
    case 'rules':
    case 'terms':
      return 'rules'
    case 'reasons':
      return 'reasons'
    case 'questions':
    case 'attributes':
      return 'questions'
    case 'calendar':
    case 'checklists':
      return 'hours'
    default:
      return 'settings'
  }
}

export function sectionPath(section: Section, showing: 'live' | 'draft'): string {
  const search = new URLSearchParams()
  if (section !== 'rules') search.set('part', section)
  if (showing === 'live') search.set('version', 'live')
  const text = search.toString()
  return text ? `/policies?${text}` : '/policies'
}

/** The parts of the policy, each with how much there is to look at in it. */
export function sectionTabs(
  showing: 'live' | 'draft',
  findings: readonly Finding[],
  issues: readonly PolicyIssue[],
): TemplateResult {
  const now = sectionNow()
  const count = (section: Section) =>
    [...issues, ...findings.filter(({ severity }) => severity === 'warning')].filter(
      ({ pointer }) => sectionOf(pointer) === section,
    ).length
  return html`<nav class="tabs section-tabs" aria-label=${t('editor.sections')}>
    ${sections.map((section) => {
      const open = count(section)
      return html`<a
        class="tab"
        href=${link(sectionPath(section, showing))}
        aria-current=${section === now ? 'page' : nothing}
        data-t="part-${section}"
        >${t(`editor.section.${section}`)}${
          open
            ? html`<span class="tab-count tab-findings">${icon('triangle-alert', 'sm')}${open}<span class="visually-hidden"> ${t('editor.toLookAt')}</span></span>`
            : nothing
        }</a
      >`
    })}
  </nav>`
}
