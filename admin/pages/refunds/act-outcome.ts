import { html, nothing, type TemplateResult } from 'lit'
import type { PayoutAct } from '../../data/payouts.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import type { ActProgress, ActWork } from './act-run.ts'
import { providerName, sumsWords } from './payout-words.ts'
import { refusalWords } from './refusal-words.ts'

const withForm = ['ask_shopper', 'other_method', 'store_credit', 'mark_paid', 'confirm_paid', 'confirm_unpaid'] as const
type ActWithForm = (typeof withForm)[number]

/** Whether something has to be known, or said once more, before it is done. */
export function hasForm(action: PayoutAct): action is ActWithForm {
  return (withForm as readonly string[]).includes(action)
}

/** The words of a piece of work: how many payouts, how much money, whose. */
export function wordsOf(kind: 'title' | 'confirm', work: ActWork): string {
  const { action } = work
  if (kind === 'title') return t(`act.title.${action}`, paramsOf(work))
  return hasForm(action) ? t(`act.confirm.${action}`, paramsOf(work)) : t(`act.title.${action}`, paramsOf(work))
}

export function toastOf(work: ActWork): string {
  return t(`act.toast.${work.action}`, paramsOf(work))
}

function paramsOf({ payouts, sums, provider }: ActWork) {
  return { count: payouts.length, amount: sumsWords(sums), provider: providerName(provider) }
}

/** What became of each: how many are done, which were refused, and why. */
export function actOutcome({ results }: ActProgress): TemplateResult {
  const refused = results.filter(({ done }) => !done)
  const done = results.length - refused.length
  return html`<div class="act-outcome" data-t="act-outcome" role="status">
    ${results.length === 0 ? nothing : html`<p class="strong">${done === 0 ? t('act.noneDone') : t('act.done', { count: done })}</p>`}
    ${
      refused.length
        ? html`<p>${t('act.refused', { count: refused.length })}</p>
            <ul class="refused-list">
              ${refused.map(
                ({ payout, problem, currency }) => html`<li data-t="refused-${payout}">
                  <a class="ref link" href=${link(`/refunds/${payout}`)}>${payout}</a>
                  <span>${problem ? refusalWords(problem, currency) : nothing}</span>
                </li>`,
              )}
            </ul>`
        : nothing
    }
  </div>`
}
