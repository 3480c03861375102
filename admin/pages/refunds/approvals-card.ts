import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { RefundDesk } from '../../data/payouts.ts'
import { listWords, money, ownWords } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import { accountSigns } from './account-signs.ts'
import { approvalsSoFar, approveButton } from './approve-view.ts'
import { sumsWords } from './payout-words.ts'
import type { PayoutWork } from './payout-work.ts'

/** More limits than these would crowd the heading. */
const limitsNamed = 2

type Waiting = RefundDesk['approvals'][number]

export interface ApprovalsPart {
  desk: RefundDesk
  work: PayoutWork
}

/** Large payouts that wait for two different people. */
export function approvalsCard(part: ApprovalsPart): TemplateResult {
  const { approvals, controls } = part.desk
  const limits = Object.entries(controls.secondPersonAbove).map(([currency, amount]) => ({ currency, amount }))
  const heading =
    limits.length === 0
      ? t('approvals.headingPlain')
      : limits.length > limitsNamed
        ? t('approvals.headingMany')
        : t('approvals.heading', { amounts: listWords(limits.map((limit) => sumsWords([limit]))) })
  return html`<section class="card" aria-labelledby="approvals-heading" data-t="approvals">
    <div class="card-head">
      <h2 id="approvals-heading">${heading}</h2>
      ${approvals.length ? html`<span class="muted small pad-end nowrap">${t('approvals.waiting', { count: approvals.length })}</span>` : nothing}
    </div>
    ${
      approvals.length
        ? html`<ul>
            ${repeat(
              approvals,
              ({ id }) => id,
              (waiting) => approvalView(waiting, part),
            )}
          </ul>`
        : html`<p class="card-body muted">${limits.length ? t('approvals.none') : t('approvals.noLimit')}</p>`
    }
  </section>`
}

function approvalView(waiting: Waiting, part: ApprovalsPart): TemplateResult {
  const { id, request, customer, amount, currency, reasonLabels, approvals } = waiting
  const reason = ownWords(reasonLabels)
  return html`<li class="approval" data-t="approval-${id}">
    <p class="approval-top">
      <a class="strong" href=${link(`/refunds/${id}`)}>${customer ?? t('customer.unnamed')}</a>
      <b class="money">${money(amount, currency)}</b>
    </p>
    <p class="ref approval-request">
      <a href=${link(`/requests/${request}`)}>${request}</a>${reason ? html` · ${reason}` : nothing}
    </p>
    ${approvalsSoFar(approvals)} ${accountSigns(waiting.account)}
    ${approveButton(waiting, { mayApprove: part.desk.may.approve, work: part.work })}
  </li>`
}
