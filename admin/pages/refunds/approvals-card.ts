import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { icon } from '../../components/icon.ts'
import type { RefundDesk } from '../../data/payouts.ts'
import { me } from '../../data/session.ts'
import { dayAndClock, listWords, money, ownWords } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import { accountSigns } from './account-signs.ts'
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
  const last = approvals.at(-1)
  return html`<li class="approval" data-t="approval-${id}">
    <p class="approval-top">
      <a class="strong" href=${link(`/refunds/${id}`)}>${customer ?? t('customer.unnamed')}</a>
      <b class="money">${money(amount, currency)}</b>
    </p>
    <p class="ref approval-request">
      <a href=${link(`/requests/${request}`)}>${request}</a>${reason ? html` · ${reason}` : nothing}
    </p>
    <p class="approval-who">
      <span class="steps" aria-hidden="true"
        ><i class=${approvals.length > 0 ? 'is-done' : ''}></i><i class=${approvals.length > 1 ? 'is-done' : ''}></i
      ></span>
      <b>${t('approvals.of', { count: approvals.length })}</b>
      <span class="muted">${last ? whoWords(last) : t('approvals.nobody')}</span>
    </p>
    ${accountSigns(waiting.account)} ${approveView(waiting, part)}
  </li>`
}

function whoWords({ id, name, at }: { id: string; name: string; at: number }): string {
  const time = dayAndClock(at)
  return id === me()?.id ? t('approvals.you', { time }) : t('approvals.by', { name, time })
}

function approveView(waiting: Waiting, { desk, work }: ApprovalsPart): TemplateResult {
  const { id, amount, currency, approvals, mine, provider } = waiting
  if (mine) return locked(t('approvals.mine'))
  if (!desk.may.approve) return locked(t('approvals.notYours'))
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
