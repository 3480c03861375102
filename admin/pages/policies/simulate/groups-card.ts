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

/** What a row says: one group's figures, or those of several together. */
interface Figures {
  requests: number
  changed: number
  to: Group['to']
  /** Minor units of the column's currency. */
  refunded: number
}

interface Column {
  label: string
  words: (figures: Figures) => string
  /** Of one group alone: sums stay plain. */
  tone?: (figures: Figures) => string
}

/** What changes, by one trait of the requests; the least changed behind one press. */
export function groupsCard(card: GroupsCard): TemplateResult {
  const { simulation, kind, currency, showsAll } = card
  const groups: readonly (Group | ProductGroup)[] = simulation.by[kind]
  const shown = showsAll ? groups : groups.slice(0, few[kind])
  const rest = groups.slice(shown.length)
  const columns = columnsOf(kind, currency)
  const cells = (figures: Figures, isOne: boolean) =>
    columns.map(
      ({ label, words, tone }) =>
        html`<td class="num ${isOne && tone ? tone(figures) : ''}" data-label=${label}>${words(figures)}</td>`,
    )
  const total = {
    requests: simulation.requests,
    changed: simulation.changed.length,
    to: changedTo(simulation),
    refunded: refundedIn(groups, currency),
  }
  return html`<section class="card" aria-labelledby="by-${kind}" data-t="by-${kind}">
    <div class="card-head"><h2 id="by-${kind}">${t(`simulate.by.${kind}`)}</h2></div>
    <table class="table is-short stacks ${kind === 'product' ? 'stacks-2' : ''}" aria-labelledby="by-${kind}">
      <thead>
        <tr>
          <th scope="col">${t(`simulate.kind.${kind}`)}</th>
          ${columns.map(({ label }) => html`<th scope="col" class="num">${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          (group) => html`<tr>
            <th scope="row">${nameCell(group, kind, card.nameOf)}</th>
            ${cells(sumOf([group], currency), true)}
          </tr>`,
        )}
        ${
          rest.length
            ? html`<tr>
                <th scope="row">
                  <button class="link link-button" type="button" data-t="all-${kind}" @click=${card.showAll}>${t('simulate.others', { count: rest.length })}</button>
                </th>
                ${cells(sumOf(rest, currency), false)}
              </tr>`
            : nothing
        }
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${t('simulate.column.total')}</th>
          ${cells(total, false)}
        </tr>
      </tfoot>
    </table>
  </section>`
}

function columnsOf(kind: GroupKind, currency: string | undefined): Column[] {
  const outcomes = outcomeOrder.map(
    (outcome): Column => ({
      label: t(`simulate.to.${outcome}`),
      words: ({ to }) => figure(to[outcome]),
      tone: (figures) => toneOf(outcome, figures),
    }),
  )
  return [
    ...(kind === 'product'
      ? []
      : [{ label: t('simulate.column.requests'), words: ({ requests }: Figures) => figure(requests) }]),
    {
      label: t('simulate.column.changed'),
      words: ({ changed }) => figure(changed),
      tone: ({ changed }) => (changed === 0 ? 'muted' : ''),
    },
    ...(kind === 'reason' ? outcomes : []),
    ...(currency === undefined
      ? []
      : [
          {
            label: t('simulate.column.refunds', { currency }),
            words: ({ refunded }: Figures) => signedAmount(refunded, currency),
            tone: ({ refunded }: Figures) => (refunded === 0 ? 'muted' : ''),
          },
        ]),
  ]
}

function sumOf(groups: readonly Group[], currency: string | undefined): Figures {
  const sum = (of: (group: Group) => number) => groups.reduce((total, group) => total + of(group), 0)
  return {
    requests: sum(({ requests }) => requests),
    changed: sum(({ changed }) => changed),
    to: {
      automatic: sum(({ to }) => to.automatic),
      review: sum(({ to }) => to.review),
      declined: sum(({ to }) => to.declined),
    },
    refunded: refundedIn(groups, currency),
  }
}

function refundedIn(groups: readonly Group[], currency: string | undefined): number {
  return currency === undefined ? 0 : groups.reduce((total, { refunded }) => total + (refunded[currency] ?? 0), 0)
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
function toneOf(outcome: 'automatic' | 'review' | 'declined', { to, requests }: Figures): string {
  if (to[outcome] === 0) return 'muted'
  if (to[outcome] < requests / 50) return ''
  return outcome === 'automatic' ? 'strong positive' : outcome === 'declined' ? 'strong negative' : ''
}
