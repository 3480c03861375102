import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../components/icon.ts'
import type { PolicyVersionRow } from '../../data/policy-versions.ts'
import { dayAndClock } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'

/** One that is scheduled: no draft is published before it is live, or cancelled. */
export function waitingNote(versions: readonly PolicyVersionRow[]): TemplateResult | typeof nothing {
  const waiting = versions.find(({ state }) => state === 'scheduled')
  if (!waiting) return nothing
  const { version, effectiveAt } = waiting
  return html`<p class="notice notice-info" data-t="version-waits">
    ${icon('calendar-clock')}<span
      ><strong>${t('editor.waiting.title', { version, date: dayAndClock(effectiveAt) })}</strong>
      ${t('editor.waiting.hint')} <a class="link" href=${link('/policies/history')}>${t('editor.waiting.toHistory')}</a></span
    >
  </p>`
}
