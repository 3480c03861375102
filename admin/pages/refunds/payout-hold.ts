import { html, nothing, type TemplateResult } from 'lit'
import type { PayoutDetail, RefundDesk } from '../../data/payouts.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import { approvalsSoFar, approveButton } from './approve-view.ts'
import type { PayoutWork } from './payout-work.ts'

interface HoldPart {
  payout: PayoutDetail
  hold: NonNullable<PayoutDetail['hold']>
  /** Absent until it is known what this person may do. */
  may: RefundDesk['may'] | undefined
  work: PayoutWork
}

/** What a payout waits for here, and what lets it go. */
export function payoutHold({ payout, hold, may, work }: HoldPart): TemplateResult {
  return html`<section class="card payout-stands" aria-labelledby="hold-heading" data-t="payout-hold">
    <h2 id="hold-heading">${t(`payout.hold.${hold}`)}</h2>
    <p class="muted">${t(`payoutPage.hold.${hold}`)}</p>
    ${payout.person ? html`<p class="muted">${t(`payout.person.${payout.person.why}`)}</p>` : nothing}
    ${
      hold === 'approval'
        ? html`${approvalsSoFar(payout.approvals)}
            ${may ? html`<div class="payout-do">${approveButton(payout, { mayApprove: may.approve, work })}</div>` : nothing}`
        : html`<div class="payout-do"><a class="btn" href=${link('/refunds')} data-t="hold-to-desk">${t('payoutPage.toDesk')}</a></div>`
    }
  </section>`
}
