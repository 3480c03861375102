import { html, nothing, type TemplateResult } from 'lit'
import type { Finding } from '../../../shared/policy/lint/finding.ts'
import type { PolicyIssue } from '../../../shared/policy/policy.schema.ts'
import { icon } from '../../components/icon.ts'
import { t } from '../../i18n/i18n.ts'

/** How much there is to look at, and the way to the first of it. Notes do no harm and are not counted. */
export function lintBanner(
  findings: readonly Finding[],
  issues: readonly PolicyIssue[],
  show: (pointer: string) => void,
): TemplateResult {
  const warnings = findings.filter(({ severity }) => severity === 'warning')
  const below = warnings.filter(({ law }) => law?.length).length
  const first = issues[0]?.pointer ?? warnings[0]?.pointer
  return html`<div role="status" class="lint-banner" id="lint-sum">
    ${
      first === undefined
        ? nothing
        : html`<p class="notice ${issues.length ? 'notice-negative' : 'notice-caution'}" data-t="lint-sum">
            ${icon(issues.length ? 'circle-alert' : 'triangle-alert')}
            <span
              >${
                issues.length
                  ? html`<strong>${t('editor.mustMend', { count: issues.length })}</strong> `
                  : html`<strong>${t('editor.lookBefore', { things: t('editor.things', { count: warnings.length }) })}</strong> `
              }${below ? html`${t('editor.belowLaw', { count: below })} ` : nothing}<button
                class="link link-button"
                type="button"
                data-t="show-first"
                @click=${() => show(first)}
              >
                ${t('editor.showFirst')}
              </button></span
            >
          </p>`
    }
  </div>`
}
