import { html, nothing, type TemplateResult } from 'lit'
import type { Order } from '../../../../shared/order/order.ts'
import type { Policy } from '../../../../shared/policy/policy.ts'
import type { JudgedItem } from '../../../../shared/policy/simulate/judge-request.ts'
import { shopperClauses } from '../../../../shared/policy/trace-words.ts'
import type { GlyphName } from '../../../components/glyphs.ts'
import { icon } from '../../../components/icon.ts'
import { picture } from '../../../components/picture.ts'
import { shortDate } from '../../../format/dates.ts'
import { articleWords } from '../../../format/law.ts'
import { dateStyle, listWords, money } from '../../../format/show.ts'
import { figure, t } from '../../../i18n/i18n.ts'
import { rich } from '../../../i18n/rich.ts'
import { traceWords } from '../../request/trace-sentence.ts'
import { lineOf, originOf } from './trial.ts'

const looks: Record<JudgedItem['outcome'], { glyph: GlyphName; tone: 'positive' | 'info' | 'muted' }> = {
  automatic: { glyph: 'circle-check', tone: 'positive' },
  review: { glyph: 'eye', tone: 'info' },
  declined: { glyph: 'circle-x', tone: 'muted' },
}

/** What one line would get and why, as the shopper reads it, and where that stands. */
export function tryLine(judged: JudgedItem, order: Order, policy: Policy, isUnpaid: boolean): TemplateResult {
  const line = lineOf(order, judged)
  const payment = order.payments.find(({ id }) => id === judged.item.payment)
  const title = line?.title ?? payment?.label ?? t('editor.try.delivery')
  const { quantity } = judged.item
  const look = looks[judged.outcome]
  return html`<li class="try-line" data-t="try-line-${judged.item.line ?? judged.item.payment ?? 'shipping'}">
    ${picture(line?.image)}
    <div>
      <p class="try-title">
        <b>${title}${quantity > 1 ? ` × ${figure(quantity)}` : ''}</b>
        <span class="money">${judged.outcome === 'declined' || isUnpaid ? '–' : money(judged.amount, order.currency)}</span>
      </p>
      <p class="state state-${look.tone}">${icon(look.glyph)}${verdict(judged)}</p>
      <p class="muted">${reasons(judged, order)}</p>
      ${origin(judged, policy)}
    </div>
  </li>`
}

function verdict({ outcome, evaluation: { windowEndsAt } }: JudgedItem): string {
  if (outcome === 'declined') return t('editor.try.declined')
  const date = windowEndsAt === undefined ? undefined : shortDate(windowEndsAt, Date.now(), dateStyle())
  if (outcome === 'review') return date ? t('editor.try.reviewUntil', { date }) : t('editor.try.review')
  return date ? t('editor.try.automaticUntil', { date }) : t('editor.try.automatic')
}

/** The window stands in the verdict; what the shopper pays, and what comes back, stands here. */
const inVerdict: ReadonlySet<string> = new Set(['because.within_window', 'because.covered'])
const told = ['because.', 'return.', 'fee.', 'evidence.', 'promotion.', 'gifts.', 'packaging.']

function reasons({ evaluation }: JudgedItem, order: Order): TemplateResult {
  const clauses = shopperClauses(evaluation, order.currency).filter(
    ({ key, text }) => text || (told.some((part) => key.startsWith(part)) && !inVerdict.has(key)),
  )
  return html`${clauses.map((clause) => html`${rich(traceWords(clause, order.currency))}${t('editor.gap')}`)}`
}

function origin(judged: JudgedItem, policy: Policy): TemplateResult {
  const { rules, raised, articles, unverified, excludedBy, excludedAs } = originOf(judged, policy)
  const cited = [articleWords(...articles), unverified ? t('trace.unverified') : ''].filter(Boolean).join(' · ')
  const sources = [
    rules.length
      ? t('editor.try.rules', { count: rules.length, rules: listWords(rules.map(String)) })
      : t('editor.try.defaults'),
    excludedBy ? excludedWords(articleWords(excludedBy), excludedAs) : '',
  ].filter(Boolean)
  return html`${
    raised.length
      ? html`<p class="try-raise" data-t="try-raised">
            ${icon('scale', 'sm')}<span
              ><b>${t('editor.try.raised')}</b> ${listWords(raised.map((term) => t(`editor.term.${term}`)))}${t('policy.stop')}
              <span class="law">${cited}</span></span
            >
          </p>`
      : nothing
  }
    <p class="trace-src">${sources.join(' · ')}</p>`
}

function excludedWords(article: string, category: string | undefined): string {
  return category === undefined
    ? t('editor.try.excluded', { article })
    : t('editor.try.excludedCategory', { article, category })
}
