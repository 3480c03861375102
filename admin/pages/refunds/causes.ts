import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { icon } from '../../components/icon.ts'
import type { PayoutAct, PayoutCause, RefundDesk } from '../../data/payouts.ts'
import { shortDate } from '../../format/dates.ts'
import { dateStyle, dayAndClock } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import type { ActWork } from './act-run.ts'
import { actionButtons } from './action-buttons.ts'
import { causeGlyph, failureTitle, providerName, sentences, sumsWords } from './payout-words.ts'
import { payoutSearch } from './payouts-filter.ts'

export interface CausesPart {
  desk: RefundDesk
  /** What is under way, and for which cause. */
  busy: { key: string; action: PayoutAct } | undefined
  act: (work: ActWork, key: string) => void
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
  </section>`
}

function keyOf({ provider, code, state }: PayoutCause): string {
  return `${provider} ${code} ${state}`
}

function causeView(cause: PayoutCause, { desk, busy, act, reconcile }: CausesPart): TemplateResult {
  const { provider, code, state, count, sums, payouts } = cause
  const key = keyOf(cause)
  const tone = state === 'failed' ? 'negative' : 'caution'
  const isOurs = cause.who === 'finance' || cause.who === 'manager'
  // Nobody is asked twice.
  const isAsked = cause.asked >= count
  const actions = desk.may.act ? cause.actions.filter((action) => action !== 'ask_shopper' || !isAsked) : []
  const place = {
    provider,
    payouts,
    sums,
    busy: busy?.key === key ? busy.action : undefined,
    act: (work: ActWork) => act(work, key),
    reconcile,
  }
  return html`<li class="cause card" data-t="cause-${provider}-${code}">
    <span class="cause-icon badge-${tone}">${icon(causeGlyph(code))}</span>
    <div class="cause-text">
      <h3>${titleOf(cause)}</h3>
      <p class="muted">${sentences(sentencesOf(cause))}</p>
      <p class="cause-meta">
        <span>${icon(whoActs(cause) === 'amends' ? 'bot' : 'user-round', 'sm')}${whoWords(cause)}</span>
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
  const { state, code, provider, count, firstAt, nextAt, tries, untilAt, asked } = cause
  const staff =
    state === 'requires_action'
      ? t('cause.requiresActionStaff')
      : t(`payout.failure.${code}.staff`, { provider: providerName(provider) })
  const since = t('cause.failed', { count, time: dayAndClock(firstAt) })
  const isAsking = state !== 'failed'
  return [
    staff,
    since,
    ...(isAsking && tries > 0 ? [t('cause.asked', { count: tries })] : []),
    ...(nextAt === undefined ? [] : [t(isAsking ? 'cause.askAt' : 'cause.tryAt', { time: dayAndClock(nextAt) })]),
    ...(untilAt === undefined ? [] : [untilWords(untilAt)]),
    ...(asked > 0 ? [t('cause.shoppersAsked', { count: asked })] : []),
  ]
}

function untilWords(untilAt: number): string {
  return untilAt < Date.now() ? t('cause.withYou') : t('cause.untilAt', { time: dayAndClock(untilAt) })
}

/** What Amends has asked about long enough is for finance to look at. */
function whoActs({ who, untilAt }: PayoutCause): PayoutCause['who'] {
  return who === 'amends' && untilAt !== undefined && untilAt < Date.now() ? 'finance' : who
}

function whoWords(cause: PayoutCause): string {
  const { answerBy } = cause
  const words = t(`payout.who.${whoActs(cause)}`)
  if (answerBy === undefined) return words
  return t('cause.whoBy', { who: words, date: shortDate(answerBy, Date.now(), dateStyle()) })
}
