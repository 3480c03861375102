import { html, nothing, type TemplateResult } from 'lit'
import type { OrderView, ReasonView } from '../../shared/api/order-view.schema.ts'
import { evidenceKindOf } from '../../shared/lifecycle/evidence-kind.ts'
import { answerOf, answersOf, asksOf, isAsked, missingOf, reasonOf } from '../flow/claim.ts'
import { type DraftItem, filesOf, keyOf } from '../flow/draft.ts'
import { laterPiece } from '../later/show.ts'
import { labelOf, titleOf } from '../parts/amount.ts'
import { evidence } from '../parts/evidence.ts'
import { icon } from '../parts/icon.ts'
import { clauses, error, link, picture } from '../parts/pieces.ts'
import type { Page, Ui } from '../parts/ui.ts'
import { claimFoot } from './claim-foot.ts'

const conditions = ['unopened', 'opened', 'used', 'broken'] as const

/** Why, item by item: the second level opens in place, then only what this reason asks for. */
export function reason(ui: Ui, order: OrderView): Page {
  const { acts, flow, speech } = ui
  const { t } = speech
  const { draft, at, tried } = flow
  const item = draft?.items[at]
  if (!draft || !item) return { title: t('reason.title'), body: nothing }
  const missing = tried ? missingOf(order, draft, item) : []
  const change = (changed: Partial<DraftItem>) => acts.dispatch({ type: 'item_changed', index: at, change: changed })
  const asks = asksOf(order, item)
  const answer = item.reason ? answerOf(order, item) : undefined
  const others = draft.items.filter(
    (other, index) =>
      index > at &&
      other.line !== undefined &&
      item.line !== undefined &&
      answersOf(order, other).some((open) => open.reason === item.reason && open.eligible),
  )
  const isSame = others.length > 0 && others.every((other) => other.reason === item.reason)
  return {
    title: t('reason.title'),
    body: html`
      ${subject(ui, order, item, draft.items.length > 1 ? t('reason.count', { at: at + 1, of: draft.items.length }) : '')}
      <fieldset class="group" data-invalid=${missing.includes('reason') ? '' : nothing} tabindex=${missing.includes('reason') ? '-1' : nothing}>
        <legend class="visually-hidden">${t('reason.title')}</legend>
        <div class="card rows">${groupsOf(order, item).map((group) => choice(ui, order, item, group, change))}</div>
        ${missing.includes('reason') ? error('reason-error', t('reason.missing')) : nothing}
      </fieldset>
      ${
        answer && !answer.eligible
          ? nothing
          : html`
              ${isAsked(order, item) ? laterPiece(ui, 'asks', (asks) => asks.asked(ui, order, item, missing, change)) : nothing}
              ${
                asks.condition
                  ? html`<fieldset class="group" data-invalid=${missing.includes('condition') ? '' : nothing} tabindex="-1">
                      <legend class="heading between">
                        <span>${t('details.condition')}</span>${asks.condition === 'needed' ? nothing : html`<span>${t('ui.optional')}</span>`}
                      </legend>
                      <div class="segments">
                        ${conditions.map(
                          (name) => html`<label
                            ><input
                              type="radio"
                              name="condition"
                              data-t=${`condition-${name}`}
                              .checked=${item.condition === name}
                              @change=${() => change({ condition: name })}
                            />${t(`condition.${name}`)}</label
                          >`,
                        )}
                      </div>
                      ${missing.includes('condition') ? error('condition-error', t('details.conditionMissing')) : nothing}
                    </fieldset>`
                  : nothing
              }
              ${asks.details ? details(ui, item, asks.detailLength, missing.includes('details'), change) : nothing}
              ${
                asks.files
                  ? evidence(
                      ui,
                      keyOf(item),
                      filesOf(draft, keyOf(item)).filter(
                        ({ type }) => asks.videos === undefined || evidenceKindOf(type) !== 'videos',
                      ),
                      asks.photos,
                      missing.includes('photos') || missing.includes('documents')
                        ? error('files-error', t('evidence.missing', { count: asks.photos }))
                        : missing.includes('uploading')
                          ? error('files-error', t('evidence.wait'))
                          : undefined,
                    )
                  : nothing
              }
              ${
                item.reason && others.length
                  ? html`<label class="choice"
                      ><input
                        class="check"
                        type="checkbox"
                        data-t="same-for-all"
                        .checked=${isSame}
                        @change=${() =>
                          acts.dispatch({
                            type: 'same_for_all',
                            index: at,
                            lines: others.flatMap((other) => other.line ?? []),
                          })}
                      /><span>${t('reason.same', { count: others.length })}</span></label
                    >`
                  : nothing
              }
            `
      }
    `,
    foot: claimFoot(ui),
  }
}

export function subject(ui: Ui, order: OrderView, item: DraftItem, end: string): TemplateResult {
  const bought = order.order.lines.find(({ id }) => id === item.line)
  const title = item.payment ? labelOf(ui, order.order, item.payment).text : titleOf(ui, order.order, item)
  return html`<div class="subject">
    ${item.payment ? html`<span class="pic small">${icon('credit-card')}</span>` : picture(bought?.image, 'small')}
    <div><strong class="name">${title}</strong><span class="muted small">${bought?.variant ?? ''}</span></div>
    <span class="muted small figures">${end}</span>
  </div>`
}

/** The first level of the tree, as far as the policy has an answer below it. */
function groupsOf(order: OrderView, item: DraftItem): ReasonView[] {
  const answered = new Set(answersOf(order, item).map((answer) => answer.reason))
  return order.reasons.filter(
    ({ code, parent }) =>
      !parent && (answered.has(code) || order.reasons.some((leaf) => leaf.parent === code && answered.has(leaf.code))),
  )
}

function choice(
  ui: Ui,
  order: OrderView,
  item: DraftItem,
  group: ReasonView,
  change: (changed: Partial<DraftItem>) => void,
): TemplateResult {
  const { acts, speech } = ui
  const answered = new Set(answersOf(order, item).map((answer) => answer.reason))
  const leaves = order.reasons.filter((leaf) => leaf.parent === group.code && answered.has(leaf.code))
  const open = item.group ?? reasonOf(order, item.reason)?.parent ?? item.reason
  const isOpen = open === group.code
  const answer = isOpen && item.reason ? answerOf(order, item) : undefined
  return html`<div class="reason">
    <label
      ><input
        class="radio"
        type="radio"
        name="reason"
        data-t="reason"
        data-reason=${group.code}
        .checked=${isOpen}
        @change=${() => change(leaves.length ? { group: group.code, reason: undefined } : { group: undefined, reason: group.code })}
      /><span>${speech.pick(group.labels)}</span></label
    >
    ${
      isOpen && leaves.length
        ? html`<fieldset class="pills">
            <legend class="visually-hidden">${speech.pick(group.labels)}</legend>
            ${leaves.map(
              (leaf) => html`<label class="pill"
                ><input
                  type="radio"
                  name="leaf"
                  data-t="reason"
                  data-reason=${leaf.code}
                  .checked=${item.reason === leaf.code}
                  @change=${() => change({ group: group.code, reason: leaf.code })}
                />${icon('check')}${speech.pick(leaf.labels)}</label
              >`,
            )}
          </fieldset>`
        : nothing
    }
    ${
      answer && !answer.eligible
        ? html`<div class="group small" data-t="reason-closed" data-invalid tabindex="-1">
            <div>${clauses(ui, [answer.because, ...answer.clauses])}</div>
            <div>${link('reason-contact', speech.t('ui.help'), () => acts.dispatch({ type: 'contact', open: true }), true)}</div>
          </div>`
        : nothing
    }
  </div>`
}

function details(
  { speech }: Ui,
  item: DraftItem,
  least: number,
  isMissing: boolean,
  change: (changed: Partial<DraftItem>) => void,
): TemplateResult {
  const { t } = speech
  return html`<div class="field">
    <label for="details">${t('details.label')} ${least ? nothing : html`<small>${t('ui.optional')}</small>`}</label>
    <textarea
      class="input"
      id="details"
      maxlength="2000"
      data-t="details"
      aria-describedby="details-hint"
      aria-invalid=${isMissing ? 'true' : nothing}
      .value=${item.details}
      @input=${(event: InputEvent) => change({ details: (event.target as HTMLTextAreaElement).value })}
    ></textarea>
    ${
      isMissing
        ? error('details-hint', t('details.missing', { count: least }))
        : html`<p class="hint between" id="details-hint">
            <span>${t('details.hint')}</span><span class="figures">${item.details.length}/2000</span>
          </p>`
    }
  </div>`
}
