import { html, nothing, type TemplateResult } from 'lit'
import type { Group, ProductGroup, Simulation } from '../../../../shared/policy/simulate/simulation.ts'
import { picture } from '../../../components/picture.ts'
import { figure, t } from '../../../i18n/i18n.ts'
import { signedAmount } from './figures.ts'
import { outcomeOrder } from './flow-model.ts'

export type GroupKind = keyof Simulation['by']
const few: Record<GroupKind, number> = { reason: 8, product: 5, country: 5, tier: 5 }

export interface GroupsCard {
  simulation: Simulation
  kind: GroupKind
  /** Of the money column. */
  currency: string | undefined
  nameOf: (group: Group) => string
  showsAll: boolean
  showAll: () => void
}

/** What changes, by one trait of the requests; the least changed behind one press. */
export function groupsCard(card: GroupsCard): TemplateResult {
  const { simulation, kind, currency, showsAll } = card
  const groups: readonly (Group | ProductGroup)[] = simulation.by[kind]
  const shown = showsAll ? groups : groups.slice(0, few[kind])
  const rest = groups.slice(shown.length)
  const isFull = kind === 'reason'
  const moneyOf = (some: readonly Group[]) =>
    currency === undefined ? 0 : some.reduce((total, { refunded }) => total + (refunded[currency] ?? 0), 0)
  const to = changedTo(simulation)
  return html`<section class="card" aria-labelledby="by-${kind}" data-t="by-${kind}">
    <div class="card-head"><h2 id="by-${kind}">${t(`simulate.by.${kind}`)}</h2></div>
    <table class="table is-short" aria-labelledby="by-${kind}">
      <thead>
        <tr>
          <th scope="col">${t(`simulate.kind.${kind}`)}</th>
          ${kind === 'product' ? nothing : html`<th scope="col" class="num">${t('simulate.column.requests')}</th>`}
          <th scope="col" class="num">${t('simulate.column.changed')}</th>
          ${isFull ? outcomeOrder.map((outcome) => html`<th scope="col" class="num">${t(`simulate.to.${outcome}`)}</th>`) : nothing}
          ${currency === undefined ? nothing : html`<th scope="col" class="num">${t('simulate.column.refunds', { currency })}</th>`}
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          (group) => html`<tr>
            <th scope="row">${nameCell(group, kind, card.nameOf)}</th>
            ${kind === 'product' ? nothing : html`<td class="num">${figure(group.requests)}</td>`}
            <td class="num ${group.changed === 0 ? 'muted' : ''}">${figure(group.changed)}</td>
            ${isFull ? outcomeOrder.map((outcome) => html`<td class="num ${toneOf(outcome, group)}">${figure(group.to[outcome])}</td>`) : nothing}
            ${currency === undefined ? nothing : html`<td class="num ${moneyOf([group]) === 0 ? 'muted' : ''}">${signedAmount(moneyOf([group]), currency)}</td>`}
          </tr>`,
        )}
        ${
          rest.length
            ? html`<tr>
                <th scope="row">
                  <button class="link link-button" type="button" data-t="all-${kind}" @click=${card.showAll}>${t('simulate.others', { count: rest.length })}</button>
                </th>
                ${kind === 'product' ? nothing : html`<td class="num">${figure(sum(rest, ({ requests }) => requests))}</td>`}
                <td class="num">${figure(sum(rest, ({ changed }) => changed))}</td>
                ${isFull ? outcomeOrder.map((outcome) => html`<td class="num">${figure(sum(rest, (group) => group.to[outcome]))}</td>`) : nothing}
                ${currency === undefined ? nothing : html`<td class="num">${signedAmount(moneyOf(rest), currency)}</td>`}
              </tr>`
            : nothing
        }
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${t('simulate.column.total')}</th>
          ${kind === 'product' ? nothing : html`<td class="num">${figure(simulation.requests)}</td>`}
          <td class="num">${figure(simulation.changed.length)}</td>
          ${isFull ? outcomeOrder.map((outcome) => html`<td class="num">${figure(to[outcome])}</td>`) : nothing}
          ${currency === undefined ? nothing : html`<td class="num">${signedAmount(moneyOf(groups), currency)}</td>`}
        </tr>
      </tfoot>
    </table>
  </section>`
}

/** Each request once: one with two reasons counts with both above. */
export function changedTo({ flows }: Pick<Simulation, 'flows'>): Group['to'] {
  const to = { automatic: 0, review: 0, declined: 0 }
  for (const flow of flows) if (flow.from !== flow.to) to[flow.to] += flow.count
  return to
}

function nameCell(
  group: Group | ProductGroup,
  kind: GroupKind,
  nameOf: (group: Group) => string,
): TemplateResult | string {
  if (kind !== 'product') return nameOf(group)
  const image = 'image' in group ? group.image : undefined
  return html`<span class="with-pic">${picture(image)}<span class="clip-text" title=${nameOf(group)}>${nameOf(group)}</span></span>`
}

/** Only what stands out. */
function toneOf(outcome: 'automatic' | 'review' | 'declined', { to, requests }: Group): string {
  if (to[outcome] === 0) return 'muted'
  if (to[outcome] < requests / 50) return ''
  return outcome === 'automatic' ? 'strong positive' : outcome === 'declined' ? 'strong negative' : ''
}

function sum(groups: readonly Group[], of: (group: Group) => number): number {
  return groups.reduce((total, group) => total + of(group), 0)
}
