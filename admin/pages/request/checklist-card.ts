import { html, nothing, type TemplateResult } from 'lit'
import type { AdminRequest } from '../../data/requests.ts'
import { ownWords } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'

/** What the policy asks colleagues to go through at this stage. */
export function checklistCard({ policy: { checklist } }: AdminRequest): TemplateResult | typeof nothing {
  if (!checklist) return nothing
  return html`<section class="card" aria-labelledby="checklist-heading" data-t="checklist">
    <div class="card-head">
      <h2 id="checklist-heading">${t(`checklist.${checklist.stage}`)}</h2>
    </div>
    <ul class="checklist">
      ${checklist.steps.map((step) => html`<li>${ownWords(step)}</li>`)}
    </ul>
  </section>`
}
