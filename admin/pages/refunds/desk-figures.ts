import { html, nothing, type TemplateResult } from 'lit'
import { meter } from '../../components/meter.ts'
import type { RefundDesk } from '../../data/payouts.ts'
import { money } from '../../format/show.ts'
import { figure, t } from '../../i18n/i18n.ts'
import { percent } from '../policies/simulate/figures.ts'
import { ageWords, sumsWords } from './payout-words.ts'

/** What went out today and how well: five figures, each with what explains it. */
export function deskFigures(desk: RefundDesk): TemplateResult {
  return html`<section class="card" aria-label=${t('desk.today')} data-t="desk-figures">
    <dl class="desk-figures">${paid(desk)} ${onTheWay(desk)} ${failed(desk)} ${firstTry(desk)} ${caps(desk)}</dl>
  </section>`
}

function paid({ paidToday }: RefundDesk): TemplateResult {
  const [first, ...others] = paidToday
  return html`<div>
    <dt>${t('desk.paidToday')}</dt>
    <dd>${first ? money(first.amount, first.currency) : html`<span class="muted">${t('desk.nothingPaid')}</span>`}</dd>
    ${others.length ? html`<dd class="delta">+ ${sumsWords(others)}</dd>` : nothing}
  </div>`
}

function onTheWay({ onTheWay: { count, oldestSentAt } }: RefundDesk): TemplateResult {
  return html`<div>
    <dt>${t('desk.onTheWay')}</dt>
    <dd>${figure(count)} <small>${t('desk.payouts', { count })}</small></dd>
    <dd class="delta">
      ${oldestSentAt === undefined ? t('desk.noneOnTheWay') : t('desk.oldestSent', { age: ageWords(oldestSentAt) })}
    </dd>
  </div>`
}

function failed({ failed: { count, oldestAt }, views }: RefundDesk): TemplateResult {
  return html`<div data-t="figure-failed">
    <dt>${t('desk.failed')}</dt>
    <dd><span class=${count > 0 ? 'negative' : ''}>${figure(count)}</span> <small>${t('desk.payouts', { count })}</small></dd>
    <dd class="delta">${oldestAt === undefined ? t('desk.noneFailed') : t('desk.oldest', { age: ageWords(oldestAt) })}</dd>
    ${views.asked > 0 ? html`<dd class="delta">${t('desk.waitingToo', { count: views.asked })}</dd>` : nothing}
  </div>`
}

function firstTry({ firstTry: { paid, settled } }: RefundDesk): TemplateResult {
  return html`<div>
    <dt>${t('desk.firstTry')}</dt>
    <dd>${percent(paid, settled)}</dd>
    <dd class="delta">
      ${settled === 0 ? t('desk.noneSettled') : t('desk.firstTryOf', { paid: figure(paid), settled: figure(settled) })}
    </dd>
  </div>`
}

/** Each currency has its own cap; the one that is used up most stands large. */
function caps({ caps }: RefundDesk): TemplateResult {
  const [first, ...others] = [...caps].sort((a, b) => b.used / b.cap - a.used / a.cap)
  if (!first) {
    return html`<div>
      <dt>${t('desk.cap')}</dt>
      <dd class="muted">${t('desk.capNone')}</dd>
      <dd class="delta">${t('desk.capNoneHint')}</dd>
    </div>`
  }
  return html`<div>
    <dt>${t('desk.cap')}</dt>
    <dd>${wholePercent(first.used, first.cap)} <small>${t('desk.capUsed')}</small></dd>
    ${[first, ...others].map(
      ({ currency, used, cap }) =>
        html`<dd class="delta">${t('desk.capOf', { used: money(used, currency), cap: money(cap, currency) })} ${meter(used, cap)}</dd>`,
    )}
  </div>`
}

function wholePercent(used: number, cap: number): string {
  if (cap === 0) return t('simulate.percent', { share: '100' })
  return t('simulate.percent', { share: figure(Math.round((used / cap) * 100)) })
}
