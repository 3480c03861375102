import { html, type TemplateResult } from 'lit'
import { assertNever } from '../../../shared/assert-never.ts'
import type { FailureAction } from '../../../shared/payouts/failures.ts'
import type { GlyphName } from '../../components/glyphs.ts'
import { icon } from '../../components/icon.ts'
import type { PayoutAct } from '../../data/payouts.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import type { ActWork } from './act-run.ts'
import { providerName, sumsWords } from './payout-words.ts'

export interface ActionPlace extends Omit<ActWork, 'action'> {
  /** Of the one payout; absent: it is not opened from here. */
  request?: string
  /** What is under way here; everything else waits. */
  busy: PayoutAct | undefined
  act: (work: ActWork) => void
  /** To the comparison with the provider; absent: by the address. */
  reconcile?: () => void
}

const glyphs: Partial<Record<FailureAction, GlyphName>> = { retry: 'refresh-cw', ask_provider: 'refresh-cw' }

/** What can be done next, as buttons: the likeliest large, the others quiet. */
export function actionButtons(
  actions: readonly FailureAction[],
  place: ActionPlace,
  emphasis: 'primary' | 'plain' | 'quiet',
): TemplateResult[] {
  // A request is opened from here only if it is one.
  const shown = actions.filter((action) => action !== 'open_request' || place.request !== undefined)
  return shown.map((action, index) => {
    const isFirst = index === 0 && emphasis !== 'quiet'
    const kind = isFirst ? (emphasis === 'primary' ? 'btn btn-primary' : 'btn') : 'btn btn-quiet btn-sm'
    return button(action, place, kind, isFirst)
  })
}

function button(action: FailureAction, place: ActionPlace, kind: string, isFirst: boolean): TemplateResult {
  const count = place.payouts.length
  const provider = providerName(place.provider)
  const words = t(`act.button.${action}`, { count, provider, amount: sumsWords(place.sums) })
  switch (action) {
    case 'check_connection':
      return html`<a class=${kind} href=${link('/settings/connections')} data-t="act-check_connection">${words}</a>`
    case 'open_request':
      return html`<a class=${kind} href=${link(`/requests/${place.request ?? ''}`)} data-t="act-open_request">${words}</a>`
    case 'reconcile':
      return place.reconcile
        ? html`<button class=${kind} type="button" data-t="act-reconcile" @click=${place.reconcile}>${words}</button>`
        : html`<a class=${kind} href=${link('/refunds?show=reconciliation')} data-t="act-reconcile">${words}</a>`
    case 'ask_provider':
    case 'retry':
    case 'ask_shopper':
    case 'other_method':
    case 'store_credit':
    case 'mark_paid':
    case 'confirm_paid':
    case 'confirm_unpaid': {
      const { busy, act, provider, payouts, sums } = place
      const glyph = glyphs[action]
      return html`<button
        class=${kind}
        type="button"
        data-t="act-${action}"
        aria-disabled=${busy ? 'true' : 'false'}
        @click=${() => {
          if (!busy) act({ action, provider, payouts, sums })
        }}
      >
        ${busy === action ? html`<span class="spinner" aria-hidden="true"></span>` : glyph && isFirst ? icon(glyph, 'sm') : ''}${words}
      </button>`
    }
    default:
      return assertNever(action)
  }
}
