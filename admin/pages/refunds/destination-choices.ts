import { html, nothing, type TemplateResult } from 'lit'
import type { GlyphName } from '../../components/glyphs.ts'
import { icon } from '../../components/icon.ts'
import type { PayoutWay, PayoutWays } from '../../data/payouts.ts'
import { t, wordsFor } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import { paymentGlyph } from '../request/request-words.ts'
import { accountSigns } from './account-signs.ts'
import { refusalWords } from './refusal-words.ts'

type OwnKind = Exclude<PayoutWay['kind'], 'payment'>
const glyphs: Record<OwnKind, GlyphName> = {
  store_credit: 'wallet-cards',
  account: 'landmark',
  gift_card: 'wallet-cards',
  coupon: 'scroll-text',
  points: 'star',
  manual: 'banknote',
}

interface DestinationChoices {
  ways: PayoutWays
  chosen: string
  choose: (destination: string) => void
}

/** Every way the server knows for these payouts; what is not possible says why. */
export function destinationChoices(parts: DestinationChoices): TemplateResult {
  const ways = [...parts.ways.ways].sort((a, b) => Number(b.possible > 0) - Number(a.possible > 0))
  const chosen = ways.find(({ destination }) => destination === parts.chosen)
  return html`<fieldset class="choices">
      <legend class="label">${t('act.where')}</legend>
      ${ways.map((way) => choice(parts, way))}
      ${ways.some(isNotConnected) ? html`<a class="link" href=${link('/settings/connections')}>${t('act.toConnections')}</a>` : nothing}
    </fieldset>
    ${accountSigns(chosen?.account)}`
}

function isNotConnected({ kind, refusals }: PayoutWay): boolean {
  return kind !== 'payment' && refusals.some(({ code }) => code === 'unknown_payment')
}

function choice({ ways, chosen, choose }: DestinationChoices, way: PayoutWay): TemplateResult {
  const { destination, kind, method, possible } = way
  const isOff = possible === 0
  const glyph = kind === 'payment' ? paymentGlyph(method ?? 'other') : glyphs[kind]
  return html`<label class="choice ${isOff ? 'is-off' : ''}"
    ><input
      type="radio"
      name="destination"
      value=${destination}
      ?disabled=${isOff}
      .checked=${destination === chosen}
      @change=${() => choose(destination)}
      data-t="destination-${destination}"
    />${icon(glyph)}<span><b>${labelOf(way)}</b><span class="muted small">${hintOf(way, ways.count)}</span></span></label
  >`
}

function labelOf({ kind, destination, method, label }: PayoutWay): string {
  if (kind === 'payment') return label ?? wordsFor('admin', `method.${method}`) ?? destination
  const words = t(`act.destination.${kind}`)
  return label ? t('act.destination.named', { kind: words, label }) : words
}

function hintOf({ kind, possible, refusals }: PayoutWay, count: number): string {
  const hint = t(`act.destination.${kind}Hint`)
  const [why] = refusals
  if (!why) return hint
  const reason =
    kind !== 'payment' && why.code === 'unknown_payment' ? t('act.notConnected') : refusalWords(why, why.currency)
  if (possible === 0) return reason
  return `${t('act.someCan', { possible, count })} ${reason}`
}
