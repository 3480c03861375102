import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { failures } from '../../../shared/payouts/failures.ts'
import { icon } from '../../components/icon.ts'
import type { PayoutCause, RefundDesk } from '../../data/payouts.ts'
import { shortDate } from '../../format/dates.ts'
import { dateStyle, dayAndClock } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import { actionButtons } from './action-buttons.ts'
import { causeGlyph, failureStaffWords, failureTitle, providerName, sentences, sumsWords } from './payout-words.ts'
import type { PayoutWork } from './payout-work.ts'
import { payoutSearch } from './payouts-filter.ts'
import { stepLink, stepWords } from './provider-step.ts'

export interface CausesPart {
  desk: RefundDesk
  work: PayoutWork
  reconcile: () => void
}

/** What failed or is in doubt, solved cause by cause rather than payout by payout. */
export function causesSection(part: CausesPart): TemplateResult {
  const { causes } = part.desk
  return html`<section aria-labelledby="causes-heading" data-t="causes">
    <div class="section-head">
      <h2 id="causes-heading">${t('cause.heading')}</h2>
      <p class="muted small">${t('cause.promise')}</p>
    </div>
    ${
      causes.length === 0
        ? html`<p class="card cause-none" data-t="no-causes">
            <span class="state state-positive">${icon('circle-check')}${t('cause.none')}</span>
            <span class="muted">${t('cause.noneHint')}</span>
          </p>`
        : html`<ul class="causes">
            ${repeat(causes, keyOf, (cause) => causeView(cause, part))}
          </ul>`
    }
    ${askedView(part.desk)}
  </section>`
}

/** What waits for an answer is no work: shown apart, and quietly. */
function askedView({ asked }: RefundDesk): TemplateResult | typeof nothing {
  if (asked.length === 0) return nothing
  return html`<div class="card asked-causes" data-t="asked">
    <h3>${icon('user-round', 'sm')}${t('cause.withShoppers')}</h3>
    <ul>
      ${asked.map(
        ({ provider, code, count, sums, since, answerBy }) => html`<li data-t="asked-${provider}-${code}">
          <span>${failureTitle(code, provider)}</span>
          <span class="muted small"
            >${sentences([
              t('cause.askedSince', { count, time: dayAndClock(since) }),
              t('cause.answerBy', { date: shortDate(answerBy, Date.now(), dateStyle()) }),
            ])}</span
          >
          <b class="money">${sumsWords(sums)}</b>
          <a class="link" href=${link(`/refunds${payoutSearch({ view: 'asked', provider, code })}`)}
            >${t('desk.countPayouts', { count })}<span class="visually-hidden">: ${failureTitle(code, provider)}</span></a
          >
        </li>`,
      )}
    </ul>
  </div>`
}

function keyOf({ provider, code, state }: PayoutCause): string {
  return `${provider} ${code} ${state}`
}

function causeView(cause: PayoutCause, { desk, work, reconcile }: CausesPart): TemplateResult {
  const { provider, code, state, count, sums, payouts } = cause
  const tone = state === 'failed' ? 'negative' : 'caution'
  const isOurs = cause.who === 'finance' || cause.who === 'manager'
  const actions = desk.may.act ? cause.actions : []
  const busy = payouts.length === 1 ? work.runningFor(payouts[0]) : undefined
  const place = { provider, payouts, sums, busy, act: work.act, reconcile }
  return html`<li class="cause card" data-t="cause-${provider}-${code}">
    <span class="cause-icon badge-${tone}">${icon(causeGlyph(code))}</span>
    <div class="cause-text">
      <h3>${titleOf(cause)}</h3>
      <p class="muted">${sentences(sentencesOf(cause))}</p>
      ${state === 'requires_action' ? stepLink(cause) : nothing}
      <p class="cause-meta">
        <span>${icon(whoActs(cause) === 'amends' ? 'bot' : 'user-round', 'sm')}${t(`payout.who.${whoActs(cause)}`)}</span>
        <code>${code}</code>
      </p>
    </div>
    <p class="cause-sum">
      <b>${sumsWords(sums)}</b>
      <a class="link" href=${link(`/refunds${payoutSearch(filterOf(cause))}`)} data-t="show-cause"
        ><span aria-hidden="true">${t('desk.countPayouts', { count })}</span
        ><span class="visually-hidden">${t('cause.show')}: ${t('desk.countPayouts', { count })}</span></a
      >
    </p>
    ${actions.length ? html`<div class="cause-do">${actionButtons(actions, place, isOurs ? 'primary' : 'plain')}</div>` : nothing}
  </li>`
}

function filterOf({ provider, code, state }: PayoutCause) {
  const view = state === 'failed' ? ('failed' as const) : ('all' as const)
  return { view, provider, ...(state === 'failed' ? { code } : { status: state }) }
}

function titleOf({ state, code, provider }: PayoutCause): string {
  if (state === 'requires_action') return t('cause.requiresAction', { provider: providerName(provider) })
  return failureTitle(code, provider)
}

function sentencesOf(cause: PayoutCause): string[] {
  const { state, code, provider, count, firstAt, nextAt, tries, untilAt } = cause
  const isGivenUp = state === 'failed' && failures[code].who === 'amends' && cause.who !== 'amends'
  const staff =
    state === 'requires_action' ? stepWords(cause, cause.payouts) : [failureStaffWords(code, provider, isGivenUp)]
  const since = t('cause.failed', { count, time: dayAndClock(firstAt) })
  const isAsking = state !== 'failed'
  // How often says nothing any more once it was long enough.
  const isCounted = isAsking && tries > 0 && (untilAt === undefined || untilAt >= Date.now())
  return [
    ...staff,
    since,
    ...(isCounted ? [t('cause.asked', { count: tries })] : []),
    ...(nextAt === undefined ? [] : [t(isAsking ? 'cause.askAt' : 'cause.tryAt', { time: dayAndClock(nextAt) })]),
    ...(untilAt === undefined ? [] : [untilWords(untilAt)]),
  ]
}

function untilWords(untilAt: number): string {
  return untilAt < Date.now() ? t('cause.withYou') : t('cause.untilAt', { time: dayAndClock(untilAt) })
}

/** What Amends has asked about long enough is for finance to look at. */
function whoActs({ who, untilAt }: PayoutCause): PayoutCause['who'] {
  return who === 'amends' && untilAt !== undefined && untilAt < Date.now() ? 'finance' : who
}
