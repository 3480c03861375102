import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../components/icon.ts'
import type { PayoutRow } from '../../data/payouts.ts'
import { me } from '../../data/session.ts'
import { dayAndClock, money } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import type { PayoutWork } from './payout-work.ts'

type Waiting = Pick<PayoutRow, 'id' | 'amount' | 'currency' | 'provider' | 'approvals'>

interface Approving {
  mayApprove: boolean
  work: PayoutWork
}

/** How many of the two people said yes, and who was the last. */
export function approvalsSoFar(approvals: PayoutRow['approvals']): TemplateResult {
  const last = approvals.at(-1)
  return html`<p class="approval-who">
    <span class="steps" aria-hidden="true"
      ><i class=${approvals.length > 0 ? 'is-done' : ''}></i><i class=${approvals.length > 1 ? 'is-done' : ''}></i
    ></span>
    <b>${t('approvals.of', { count: approvals.length })}</b>
    <span class="muted">${last ? whoWords(last) : t('approvals.nobody')}</span>
  </p>`
}

function whoWords({ id, name, at }: { id: string; name: string; at: number }): string {
  const time = dayAndClock(at)
  return id === me()?.id ? t('approvals.you', { time }) : t('approvals.by', { name, time })
}

/** The button for the one who looks, or why there is none. */
export function approveButton(waiting: Waiting, { mayApprove, work }: Approving): TemplateResult {
  const { id, amount, currency, approvals, provider } = waiting
  if (approvals.some((one) => one.id === me()?.id)) return locked(t('approvals.mine'))
  if (!mayApprove) return locked(t('approvals.notYours'))
  const isBusy = work.runningFor(id) !== undefined
  return html`<button
    class="btn btn-sm ${approvals.length > 0 ? 'btn-primary' : ''}"
    type="button"
    data-t="approve-${id}"
    aria-disabled=${isBusy ? 'true' : 'false'}
    @click=${() => {
      if (!isBusy) work.act({ action: 'approve', provider, payouts: [id], sums: [{ currency, amount }] })
    }}
  >
    ${isBusy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${t('act.button.approve', { amount: money(amount, currency) })}
  </button>`
}

function locked(words: string): TemplateResult {
  return html`<p class="muted small approval-wait">${icon('lock', 'sm')}${words}</p>`
}
