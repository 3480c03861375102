import { html, nothing, type TemplateResult } from 'lit'
import type { RequestView } from '../../shared/api/request-view.schema.ts'
import { laterPiece } from '../later/show.ts'
import { statusChip } from '../parts/pieces.ts'
import type { Ui } from '../parts/ui.ts'

/** The one thing that is next, on top of everything: the shopper's own action, or who acts and by when. */
export function nextCard(ui: Ui, request: RequestView): unknown {
  if (request.accountAsked) return laterPiece(ui, 'account', (account) => account.accountCard(ui, request))
  return usual(ui, request)
}

function usual(ui: Ui, request: RequestView): unknown {
  const { speech } = ui
  const { t } = speech
  const { next, currency } = request
  switch (next.action) {
    case 'decide':
    case 'receive':
    case 'inspect':
    case 'pay':
    case 'fix_payout':
      return card(
        statusChip(ui, request.status),
        t(`next.${next.action}`, { amount: speech.money(request.quote.total, currency) }),
        next.by
          ? t(next.who === 'provider' ? 'timeline.latest' : 'timeline.done', {
              time:
                next.action === 'decide' || next.action === 'inspect' ? speech.time(next.by) : speech.weekday(next.by),
            })
          : t('timeline.nothing'),
      )
    default:
      return laterPiece(ui, 'turns', (turns) => turns.turnCard(ui, request))
  }
}

export function card(state: TemplateResult, title: string, text: string, action?: unknown): TemplateResult {
  return html`<section class="card next" part="next" data-t="next">
    <div>
      ${state}
      <h3>${title}</h3>
      ${text ? html`<p class="muted small pre">${text}</p>` : nothing}
    </div>
    ${action ? html`<div>${action}</div>` : nothing}
  </section>`
}
