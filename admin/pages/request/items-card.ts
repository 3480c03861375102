import { html, nothing, type TemplateResult } from 'lit'
import type { RequestItem } from '../../../shared/lifecycle/request.ts'
import { icon } from '../../components/icon.ts'
import { picture } from '../../components/picture.ts'
import type { AdminRequest } from '../../data/requests.ts'
import { articleWords } from '../../format/law.ts'
import { capitalized, money, ownWords } from '../../format/show.ts'
import { figure, t } from '../../i18n/i18n.ts'
import { type Choices, declineLock } from './decision-model.ts'
import { evidenceName, evidencePicture } from './evidence-tile.ts'

type AdminItem = AdminRequest['items'][number]

export interface ItemsCard {
  request: AdminRequest
  choices: Choices
  /** Whether staff may decide now. */
  deciding: boolean
  decide: (item: string, decision: 'approve' | 'decline') => void
  look: (evidence: string) => void
}

export function itemsCard(card: ItemsCard): TemplateResult {
  const { request } = card
  const claimed = new Set(request.state.items.flatMap(({ subject }) => (subject.kind === 'line' ? [subject.line] : [])))
  return html`<section class="card" aria-labelledby="items-heading" data-t="items">
    <div class="card-head">
      <h2 id="items-heading">${t('items.heading')}</h2>
      <span class="muted small pad-end"
        >${t('items.ofOrder', { count: request.order.lines.length, claimed: claimed.size })}</span
      >
    </div>
    <ul class="items">
      ${request.state.items.map((item) => itemView(card, item))}
    </ul>
  </section>`
}

function itemView(card: ItemsCard, item: RequestItem): TemplateResult {
  const { request } = card
  const shown = request.items.find(({ id }) => id === item.id)
  const { subject } = item
  const line = subject.kind === 'line' ? request.order.lines.find(({ id }) => id === subject.line) : undefined
  const facts = [
    shown?.variant,
    line && line.quantity > 1 ? t('items.quantityOf', { quantity: item.quantity, of: line.quantity }) : undefined,
    shown?.sku,
    item.condition ? t(`condition.${item.condition}`) : undefined,
  ].filter(Boolean)
  return html`<li class="item" data-t="item-${item.id}">
    ${picture(shown?.image, 'lg')}
    <div class="item-main">
      <p class="item-title">
        <span class="strong">${shown?.title}</span
        ><span class="money strong">${shown?.amount || item.decision !== 'declined' ? money(shown?.amount ?? 0, request.order.currency) : nothing}</span>
      </p>
      <p class="muted">${facts.join(' · ')}</p>
      <p class="item-reason">
        <b>${shown ? ownWords(shown.reasonLabels) : item.reason}</b> ${
          item.duty?.noReason ? t('items.withdrawal') : nothing
        }
      </p>
      ${item.details ? html`<blockquote>${t('items.quoted', { text: item.details })}</blockquote>` : nothing}
      ${shown?.answers ? answers(shown.answers) : nothing}
      ${item.resolution === 'refund' ? nothing : html`<p class="muted">${capitalized(t(`resolution.${item.resolution}`))}</p>`}
    </div>
    ${shown?.evidence.length ? evidence(card, shown) : nothing} ${decision(card, item)} ${tracks(item)}
  </li>`
}

/** The merchant's own questions with what the shopper answered; photos are among the files. */
function answers(given: NonNullable<AdminItem['answers']>): TemplateResult {
  return html`<dl class="item-answers">
    ${given.map(
      ({ code, labels, value, option }) => html`<div data-t="answer-${code}">
        <dt>${ownWords(labels)}</dt>
        <dd>${option ? ownWords(option) : answerWords(value)}</dd>
      </div>`,
    )}
  </dl>`
}

function answerWords(value: string | number | string[]): string {
  if (typeof value === 'number') return figure(value)
  return typeof value === 'string' ? value : t('items.answerPhotos', { count: value.length })
}

function evidence({ look }: ItemsCard, shown: AdminItem): TemplateResult {
  const of = shown.evidence.length
  return html`<div class="evidence" role="group" aria-label=${t('items.evidence', { count: of })}>
    ${shown.evidence.map(
      (file, index) => html`<button
        class="photo"
        type="button"
        data-t="evidence-${file.id}"
        aria-label=${evidenceName(file, index + 1, of)}
        @click=${() => look(file.id)}
      >
        ${evidencePicture(file)}
      </button>`,
    )}
  </div>`
}

function decision(
  { request, choices, deciding, decide }: ItemsCard,
  item: RequestItem,
): TemplateResult | typeof nothing {
  if (item.decision !== 'pending') {
    const yes = item.decision === 'approved'
    return html`<p class="item-decided" data-t="decided-${item.id}">
      <span class="state state-${yes ? 'positive' : 'muted'}">${icon(yes ? 'circle-check' : 'circle-x')}${t(`decided.${item.decision}`)}</span>
      ${item.declineReason ? html`<span class="muted">${item.declineReason}</span>` : nothing}
    </p>`
  }
  if (!deciding) return nothing
  const lock = declineLock(item)
  const declined = choices.declined.has(item.id)
  const title = request.items.find(({ id }) => id === item.id)?.title ?? item.id
  return html`<fieldset class="segmented item-decision">
      <legend class="visually-hidden">${title}</legend>
      <label
        ><input
          type="radio"
          name="decide-${item.id}"
          value="approve"
          data-t="approve-${item.id}"
          .checked=${!declined}
          @change=${() => decide(item.id, 'approve')}
        /><span>${icon('check', 'sm')}${t('action.approve')}</span></label
      >
      <label class=${lock ? 'is-locked' : ''}
        ><input
          type="radio"
          name="decide-${item.id}"
          value="decline"
          data-t="decline-${item.id}"
          .checked=${declined}
          ?disabled=${Boolean(lock)}
          aria-describedby=${lock ? `lock-${item.id}` : nothing}
          @change=${() => decide(item.id, 'decline')}
        /><span>${icon(lock ? 'lock' : 'x', 'sm')}${t('action.decline')}</span></label
      >
    </fieldset>
    ${
      lock
        ? html`<p class="item-locked law" id="lock-${item.id}" data-t="lock-${item.id}">
            ${icon('scale')}${t('items.locked', { article: articleWords(lock.article) })}
          </p>`
        : nothing
    }
    ${
      item.terms.approvals > 1
        ? html`<p class="item-locked muted small">
            ${t('items.approvals', { count: item.approvedBy.length, of: item.terms.approvals })}
          </p>`
        : nothing
    }`
}

/** Where the goods are and what was found, once there is something to say. */
function tracks(item: RequestItem): TemplateResult | typeof nothing {
  if (item.decision !== 'approved' || item.goods === 'none') return nothing
  return html`<p class="item-tracks muted small">
    ${icon(item.goods === 'inspected' ? 'package-check' : 'package-open', 'sm')} ${t(`goods.${item.goods}`)}
    ${item.inspection ? html`· ${t(`inspection.${item.inspection.result}`)}${item.inspection.note ? `: ${item.inspection.note}` : ''}` : nothing}
    ${item.unreturned ? html`· <span class="negative">${t('goods.unreturned')}</span>` : nothing}
  </p>`
}
