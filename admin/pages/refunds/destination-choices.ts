import { html, nothing, type TemplateResult } from 'lit'
import { orderBalances } from '../../../shared/order/remaining.ts'
import type { GlyphName } from '../../components/glyphs.ts'
import { icon } from '../../components/icon.ts'
import type { Connection } from '../../data/connections.ts'
import type { AdminRequest } from '../../data/requests.ts'
import { money } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import { paymentGlyph, paymentLabel } from '../request/request-words.ts'

/** Ways that hang on no payment of the order. */
const otherWays = ['store_credit', 'account', 'gift_card', 'coupon', 'points'] as const
const glyphs: Record<(typeof otherWays)[number], GlyphName> = {
  store_credit: 'wallet-cards',
  account: 'landmark',
  gift_card: 'wallet-cards',
  coupon: 'scroll-text',
  points: 'star',
}

interface DestinationChoices {
  /** Of `connectedWays`; absent: not known, so nothing is ruled out. */
  connected: ReadonlySet<string> | undefined
  /** With one payout: its order knows other payments. */
  request: AdminRequest | undefined
  payout: string
  amount: number
  chosen: string
  choose: (destination: string) => void
}

export function destinationChoices(parts: DestinationChoices): TemplateResult {
  return html`<fieldset class="choices">
    <legend class="label">${t('act.where')}</legend>
    ${payments(parts)}
    ${otherWays.map((way) => otherWay(parts, way))}
    ${
      otherWays.some((way) => isMissing(parts.connected, way))
        ? html`<a class="link" href=${link('/settings/connections')}>${t('act.toConnections')}</a>`
        : nothing
    }
  </fieldset>`
}

/** Providers that are connected, and `account` where one of them pays to accounts. */
export function connectedWays(connections: readonly Connection[]): ReadonlySet<string> {
  return new Set(
    connections.flatMap(({ isConnected, provider, shown }) => {
      if (!isConnected) return []
      return provider === 'bank' || shown.transfers === 'on' ? [provider, 'account'] : [provider]
    }),
  )
}

/** Store credit is ours; the others need their connection. */
function isMissing(connected: ReadonlySet<string> | undefined, way: (typeof otherWays)[number]): boolean {
  return way !== 'store_credit' && connected?.has(way) === false
}

function otherWay(parts: DestinationChoices, way: (typeof otherWays)[number]): TemplateResult {
  const isOff = isMissing(parts.connected, way)
  const hint = isOff ? t('act.notConnected') : t(`act.destination.${way}Hint`)
  return choice(parts, { id: way, glyph: glyphs[way], label: t(`act.destination.${way}`), hint, isOff })
}

function payments(parts: DestinationChoices): TemplateResult[] {
  const { request, payout, amount } = parts
  if (!request) return []
  const from = request.payouts.find(({ id }) => id === payout)?.destination
  const { byKey } = orderBalances(request.order, request.holdings)
  return request.order.payments
    .filter(({ id }) => id !== from)
    .map((payment) => {
      const left = byKey.get(`payment:${payment.id}`)?.remaining ?? 0
      const hint = t('method.left', { amount: money(left, request.state.currency) })
      const label = paymentLabel(payment, payment.id)
      return choice(parts, { id: payment.id, glyph: paymentGlyph(payment.method), label, hint, isOff: left < amount })
    })
}

interface Choice {
  id: string
  glyph: GlyphName
  label: string
  hint: string
  isOff?: boolean
}

function choice({ chosen, choose }: DestinationChoices, { id, glyph, label, hint, isOff = false }: Choice) {
  return html`<label class="choice ${isOff ? 'is-off' : ''}"
    ><input
      type="radio"
      name="destination"
      value=${id}
      ?disabled=${isOff}
      .checked=${id === chosen}
      @change=${() => choose(id)}
      data-t="destination-${id}"
    />${icon(glyph)}<span><b>${label}</b><span class="muted small">${hint}</span></span></label
  >`
}
