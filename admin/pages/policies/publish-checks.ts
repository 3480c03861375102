import { html, nothing, type TemplateResult } from 'lit'
import type { Finding } from '../../../shared/policy/lint/finding.ts'
import type { Policy } from '../../../shared/policy/policy.ts'
import type { WordsContext } from '../../../shared/policy/words/words-context.ts'
import { icon } from '../../components/icon.ts'
import { loadingView } from '../../components/states-of-a-page.ts'
import type { CaseResult } from '../../data/policy-versions.ts'
import { capitalized, ownWords } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import { languagesOf } from '../policy/fields/words-field.ts'
import { findingCard } from '../policy/finding-card.ts'
import { expectedWords, gotWords } from './case-words.ts'

export async function findingsOf(policy: Policy): Promise<Finding[]> {
  const { lint } = await import('../../../shared/policy/lint/lint.ts')
  const year = new Date().getFullYear()
  return lint(policy, { locales: languagesOf(policy), years: [year, year + 1] })
}

/** What lint says of the draft: warnings in full, notes behind one press. */
export function findingsCard(findings: readonly Finding[] | undefined, context: WordsContext): TemplateResult {
  const warnings = findings?.filter(({ severity }) => severity === 'warning') ?? []
  const notes = findings?.filter(({ severity }) => severity === 'note') ?? []
  const cards = (some: readonly Finding[]) =>
    html`<div class="lints">${some.map((finding) => html`${ruleOf(finding, context)}${findingCard(finding, context, 'fixed')}`)}</div>`
  return html`<section class="card" aria-labelledby="findings-heading" data-t="publish-findings">
    <div class="card-head">
      <h2 id="findings-heading">${t('publish.findings')}</h2>
      ${findings ? checkState(warnings.length === 0, t('publish.findingsNone'), t('publish.findingsSome', { count: warnings.length })) : nothing}
    </div>
    ${findings ? nothing : loadingView()} ${warnings.length ? cards(warnings) : nothing}
    ${
      notes.length
        ? html`<details class="publish-notes">
            <summary>${icon('chevron-right', 'sm')}${t('publish.notes', { count: notes.length })}</summary>
            ${cards(notes)}
          </details>`
        : nothing
    }
    ${findings && warnings.length === 0 && notes.length === 0 ? html`<p class="card-body muted">${t('publish.findingsNoneHint')}</p>` : nothing}
  </section>`
}

/** Here it stands away from its rule, so that is named. */
export function ruleOf({ rule }: { rule?: string }, { policy }: WordsContext): TemplateResult | typeof nothing {
  const index = rule === undefined ? -1 : policy.rules.findIndex(({ id }) => id === rule)
  const found = policy.rules[index]
  if (!found) return nothing
  const words = t('editor.ruleNamed', { number: index + 1, name: ownWords(found.name) })
  return html`<p class="finding-of">${capitalized(words)}</p>`
}

/** The kept cases on the draft: those that fail with what they came to. */
export function casesCard(
  results: readonly CaseResult[] | undefined,
  currencyOf: (id: string) => string | undefined,
): TemplateResult {
  const failing = results?.filter(({ passed }) => !passed) ?? []
  return html`<section class="card" aria-labelledby="cases-heading" data-t="publish-cases">
    <div class="card-head">
      <h2 id="cases-heading">${t('policyPages.cases')}</h2>
      ${
        results && results.length > 0
          ? checkState(
              failing.length === 0,
              t('publish.casesPass', { count: results.length }),
              t('publish.casesFail', { count: failing.length }),
            )
          : nothing
      }
    </div>
    ${results ? nothing : loadingView()}
    ${
      failing.length
        ? html`<ul class="failing">
            ${failing.map(
              (result) => html`<li data-t="failing-${result.id}">
                <b>${result.name}</b>
                <span class="muted">${t('policyCases.expected')}${t('editor.gap')}${expectedWords(result.expected, currencyOf(result.id))}</span>
                <span class="negative">${t('policyCases.got')}${t('editor.gap')}${gotWords(result, currencyOf(result.id))}</span>
              </li>`,
            )}
          </ul>`
        : nothing
    }
    ${results?.length === 0 ? html`<p class="card-body muted">${t('publish.casesNone')}</p>` : nothing}
    <p class="card-foot"><a class="link" href=${link('/policies/cases')}>${t('publish.toCases')}</a></p>
  </section>`
}

function checkState(isGood: boolean, good: string, bad: string): TemplateResult {
  return isGood
    ? html`<span class="state state-positive pad-end">${icon('circle-check')}${good}</span>`
    : html`<span class="state state-caution pad-end">${icon('triangle-alert')}${bad}</span>`
}
