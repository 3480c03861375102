import { html, nothing, type TemplateResult } from 'lit'
import { dialogView } from '../../components/dialog.ts'
import type { BatchOutcome } from '../../data/payouts.ts'
import { figure, t, wordsFor } from '../../i18n/i18n.ts'

/** What the bank's file changed, and which of its lines meant nobody. */
export function batchOutcome({ batch, paid, failed, unmatched }: BatchOutcome, onClosed: () => void): TemplateResult {
  return dialogView({
    hook: 'batch-outcome',
    label: t('batches.outcome.title', { number: batch.number }),
    body: html`<div class="dialog-fields">
      <div role="status"><dl class="parts">
        <div><dt>${t('batches.outcome.paid')}</dt><dd class="positive" data-t="outcome-paid">${figure(paid)}</dd></div>
        <div><dt>${t('batches.outcome.failed')}</dt><dd class=${failed ? 'negative' : ''} data-t="outcome-failed">${figure(failed)}</dd></div>
        <div>
          <dt>${t('batches.outcome.unmatched')}</dt>
          <dd class=${unmatched.length ? 'caution' : ''} data-t="outcome-unmatched">${figure(unmatched.length)}</dd>
        </div>
      </dl></div>
      ${failed ? html`<p class="muted">${t('batches.outcome.failedHint')}</p>` : nothing}
      ${
        unmatched.length
          ? html`<p class="muted">${t('batches.outcome.unmatchedHint')}</p>
              <ul class="refused-list">
                ${unmatched.map(({ reference, why }) => html`<li><code>${reference}</code><span>${wordsFor('admin', `batches.outcome.whyNot.${why}`) ?? why}</span></li>`)}
              </ul>`
          : nothing
      }
    </div>`,
    footer: html`<button class="btn btn-primary" type="button" data-dialog="close" data-t="outcome-close">${t('batches.outcome.close')}</button>`,
    onClosed,
  })
}
