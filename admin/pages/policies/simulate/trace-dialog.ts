import { html, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { StaffClause } from '../../../../shared/policy/trace-words.ts'
import { AdminElement } from '../../../components/admin-element.ts'
import { dialogView } from '../../../components/dialog.ts'
import type { GlyphName } from '../../../components/glyphs.ts'
import { icon } from '../../../components/icon.ts'
import { loadingView } from '../../../components/states-of-a-page.ts'
import { articleWords } from '../../../format/law.ts'
import { money, ownWords } from '../../../format/show.ts'
import { figure, t } from '../../../i18n/i18n.ts'
import { rich } from '../../../i18n/rich.ts'
import { link } from '../../../router.ts'
import type { Explanation } from '../../../workers/explain.ts'
import { traceWords } from '../../request/trace-sentence.ts'
import { outcomeState } from './outcome.ts'

const glyphs: Record<StaffClause['tone'], GlyphName> = {
  yes: 'check',
  no: 'x',
  person: 'eye',
  law: 'scale',
  note: 'info',
}
type Item = Explanation['items'][number]

/**
 * One request on both policies, clause by clause, side by side; what only one side says is marked.
 * @fires closed
 */
@customElement('amends-trace-dialog')
export class TraceDialog extends AdminElement {
  @property() number = ''
  @property({ attribute: false }) explanation: Explanation | undefined
  /** What makes the difference, in sentences. */
  @property({ attribute: false }) lines: readonly string[] = []
  @property({ attribute: false }) versions = { live: 0, draft: 0 }

  protected override render() {
    const { explanation, number } = this
    return dialogView({
      hook: 'trace-dialog',
      label: number,
      size: 'full',
      body: explanation ? this.content(explanation) : loadingView(),
      footer: html`<a class="btn" href=${link(`/requests/${number}`)} data-t="to-request">${icon('arrow-up-right', 'sm')}${t('simulate.openRequest')}</a>
        <button class="btn btn-primary" type="button" data-dialog="close">${t('action.close')}</button>`,
      onClosed: () => this.dispatchEvent(new CustomEvent('closed')),
    })
  }

  private content(explanation: Explanation) {
    const { versions } = this
    return html`<div class="trace-sides">
        ${this.verdict('live', t('simulate.column.liveVersion', { version: versions.live }), explanation)}
        ${this.verdict('draft', t('simulate.column.draftVersion', { version: versions.draft }), explanation)}
      </div>
      ${
        this.lines.length
          ? html`<div class="trace-why" data-t="trace-why">
              <h3>${t('simulate.why')}</h3>
              <ul>
                ${this.lines.map((line) => html`<li>${line}</li>`)}
              </ul>
            </div>`
          : nothing
      }
      ${explanation.items.map((item) => this.item(item, explanation))}`
  }

  private verdict(side: 'live' | 'draft', heading: string, explanation: Explanation) {
    const { outcome, amount, heldByLaw } = explanation[side]
    return html`<div class="trace-side" data-t="verdict-${side}">
      <h3>${heading}</h3>
      <p class="trace-verdict">${outcomeState(outcome)} <b class="money">${money(amount, explanation.currency)}</b></p>
      ${
        heldByLaw
          ? html`<p class="law">${icon('scale')}${t('simulate.because.law', { article: articleWords(heldByLaw.article) })}${heldByLaw.unverified ? ` · ${t('trace.unverified')}` : ''}</p>`
          : nothing
      }
    </div>`
  }

  private item(item: Item, { currency }: Explanation) {
    const title = item.title ?? t('editor.try.delivery')
    return html`<section class="trace-pair">
      <h3>${title}${item.quantity > 1 ? ` × ${figure(item.quantity)}` : ''}</h3>
      <div class="trace-sides">
        ${this.side('live', item, currency)} ${this.side('draft', item, currency)}
      </div>
    </section>`
  }

  private side(side: 'live' | 'draft', item: Item, currency: string) {
    const own = item[side].clauses
    const others = item[side === 'live' ? 'draft' : 'live'].clauses
    const said = new Set(others.map((clause) => fingerprint(clause, currency)))
    const heading = t(side === 'live' ? 'editor.live' : 'editor.draft')
    return html`<ol class="trace trace-side" aria-label=${heading} data-t="clauses-${side}">
      ${own.map((clause) => clauseView(clause, currency, !said.has(fingerprint(clause, currency))))}
    </ol>`
  }
}

function clauseView(clause: StaffClause, currency: string, isOwn: boolean): TemplateResult {
  const source = sourceOf(clause)
  return html`<li class="trace-${clause.tone} ${isOwn ? 'is-own' : ''}">
    ${icon(glyphs[clause.tone])}
    <p>
      ${rich(traceWords(clause, currency))}${isOwn ? html`<span class="visually-hidden"> (${t('simulate.onlyHere')})</span>` : nothing}${
        source ? html`<span class="trace-src">${source}</span>` : nothing
      }
    </p>
  </li>`
}

function sourceOf({ ruleName, article, unverified }: StaffClause): string {
  return [
    ruleName && ownWords(ruleName),
    article && articleWords(article),
    unverified ? t('trace.unverified') : undefined,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** What it says, wherever it comes from. */
function fingerprint(clause: StaffClause, currency: string): string {
  return traceWords(clause, currency)
}
