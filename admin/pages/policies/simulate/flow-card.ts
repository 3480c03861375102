import { html, svg, type TemplateResult } from 'lit'
import type { Outcome, Simulation } from '../../../../shared/policy/simulate/simulation.ts'
import { icon } from '../../../components/icon.ts'
import { figure, t } from '../../../i18n/i18n.ts'
import { percent, signedFigure } from './figures.ts'
import { type FlowBand, type FlowNode, flowDrawing, flowHeight, outcomeOrder } from './flow-model.ts'
import { outcomeTone } from './outcome.ts'

const [leftEdge, rightEdge, middle, nodeWidth] = [158, 490, 324, 8]

/** Where the requests go: a drawing, and the same as a table. */
export function flowCard(card: {
  simulation: Simulation
  showTable: boolean
  toggleTable: () => void
}): TemplateResult {
  const { simulation, showTable } = card
  const { requests, changed } = simulation
  return html`<section class="card" aria-labelledby="flow-heading" data-t="simulate-flow">
    <div class="card-head">
      <h2 id="flow-heading">${t('simulate.flow', { count: requests, requests: figure(requests) })}</h2>
      <span class="badge badge-accent" data-t="changed-badge">${t('simulate.changedShare', { count: changed.length, changed: figure(changed.length), share: percent(changed.length, requests) })}</span>
      <button class="btn btn-quiet btn-sm flow-toggle" type="button" aria-pressed=${showTable ? 'true' : 'false'} data-t="flow-table-toggle" @click=${card.toggleTable}>
        ${icon('list-checks', 'sm')}${t('simulate.asTable')}
      </button>
    </div>
    <div class="card-body flow ${showTable ? 'is-table' : ''}">${drawing(simulation)} ${table(simulation)}</div>
    ${footnotes(simulation)}
  </section>`
}

function drawing(simulation: Simulation): TemplateResult {
  const { left, right, bands, named } = flowDrawing(simulation)
  return html`<svg viewBox="0 0 640 ${flowHeight}" aria-hidden="true">
    ${bands.map(band)} ${left.map((node) => leftNode(node, simulation))} ${right.map((node) => rightNode(node, simulation))}
    ${
      named
        ? svg`<text class="t-label t-${outcomeTone[named.to]}" x=${middle} y=${(named.fromY + named.toY + named.height) / 2 + 4} text-anchor="middle">${t(`simulate.goes.${named.to}`, { count: named.count, requests: figure(named.count) })}</text>`
        : ''
    }
  </svg>`
}

function band({ from, to, fromY, toY, height }: FlowBand): TemplateResult {
  const kind = from === to ? 'same' : outcomeTone[to]
  const [a, b] = [fromY + height, toY + height]
  return svg`<path class="band-${kind}" d=${`M${leftEdge} ${fromY}C${middle} ${fromY} ${middle} ${toY} ${rightEdge} ${toY}V${b}C${middle} ${b} ${middle} ${a} ${leftEdge} ${a}Z`} />`
}

function leftNode({ outcome, count, y, height, wordsY }: FlowNode, { requests }: Simulation): TemplateResult {
  return svg`<rect class="node-${outcomeTone[outcome]}" x=${leftEdge - nodeWidth} y=${y} width=${nodeWidth} height=${height} rx="3" />
    <text class="t-strong" x="138" y=${wordsY - 4} text-anchor="end">${t(`simulate.outcome.${outcome}`)}</text>
    <text class="t-muted" x="138" y=${wordsY + 12} text-anchor="end">${figure(count)} · ${percent(count, requests)}</text>`
}

function rightNode({ outcome, count, y, height, wordsY }: FlowNode, simulation: Simulation): TemplateResult {
  const difference = count - simulation.live.outcomes[outcome]
  return svg`<rect class="node-${outcomeTone[outcome]}" x=${rightEdge} y=${y} width=${nodeWidth} height=${height} rx="3" />
    <text class="t-strong" x="510" y=${wordsY - 4}>${t(`simulate.outcome.${outcome}`)}</text>
    <text class="t-muted" x="510" y=${wordsY + 12}>${figure(count)} · ${percent(count, simulation.requests)}</text>
    <text class="t-strong" x="636" y=${wordsY - 4} text-anchor="end">${signedFigure(difference)}</text>`
}

/** Rows: what live does. Columns: what the draft would do. */
function table({ flows, live, draft, requests }: Simulation): TemplateResult {
  const count = (from: Outcome, to: Outcome) => flows.find((flow) => flow.from === from && flow.to === to)?.count ?? 0
  return html`<table class="table is-short stacks stacks-4 flow-table" data-t="flow-table">
    <caption class="visually-hidden">${t('simulate.flowCaption')}</caption>
    <thead>
      <tr>
        <th scope="col">${t('simulate.liveToDraft')}</th>
        ${outcomeOrder.map((to) => html`<th scope="col" class="num">${t(`simulate.outcome.${to}`)}</th>`)}
        <th scope="col" class="num">${t('simulate.column.total')}</th>
      </tr>
    </thead>
    <tbody>
      ${outcomeOrder.map(
        (from) => html`<tr>
          <th scope="row" data-label=${t('editor.live')} data-then=${`→ ${t('editor.draft')}`}>${t(`simulate.outcome.${from}`)}</th>
          ${outcomeOrder.map((to) => html`<td class="num ${from === to ? 'muted' : ''}" data-label=${t(`simulate.outcome.${to}`)}>${figure(count(from, to))}</td>`)}
          <td class="num" data-label=${t('simulate.column.total')}>${figure(live.outcomes[from])}</td>
        </tr>`,
      )}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row" data-then=${`→ ${t('editor.draft')}`}>${t('simulate.column.total')}</th>
        ${outcomeOrder.map((to) => html`<td class="num" data-label=${t(`simulate.outcome.${to}`)}>${figure(draft.outcomes[to])}</td>`)}
        <td class="num" data-label=${t('simulate.column.total')}>${figure(requests)}</td>
      </tr>
    </tfoot>
  </table>`
}

/** What the bands do not show. */
function footnotes({ live, draft, unanswered }: Simulation): TemplateResult | '' {
  const asked = draft.asksForMore - live.asksForMore
  const unknown = unanswered.draft - unanswered.live
  if (asked === 0 && unknown <= 0) return ''
  return html`<p class="card-foot">
    ${asked === 0 ? '' : html`<span>${t(asked > 0 ? 'simulate.asksMore' : 'simulate.asksLess', { count: Math.abs(asked) })}</span> `}
    ${unknown > 0 ? html`<span class="negative" data-t="simulate-unanswered">${t('simulate.unanswered', { count: unknown })}</span>` : ''}
  </p>`
}
