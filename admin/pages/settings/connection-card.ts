import { html, nothing, type TemplateResult } from 'lit'
import { canBeChecked, isSecretKind } from '../../../shared/payouts/credential-fields.ts'
import type { GlyphName } from '../../components/glyphs.ts'
import { icon } from '../../components/icon.ts'
import type { Tone } from '../../components/states.ts'
import type { Connection } from '../../data/connections.ts'
import { countryName, dayAndClock, listWords } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { fieldsOf, optionOf } from './connection-draft.ts'
import { noticeAddress } from './notice-address.ts'

export interface ConnectionActions {
  mayEdit: boolean
  /** What is being done with this one. */
  busy: 'check' | 'remove' | undefined
  check: () => void
  change: () => void
  remove: () => void
}

const glyphs: Record<Connection['provider'], GlyphName> = {
  stripe: 'credit-card',
  paypal: 'wallet',
  alipay: 'wallet',
  wechat_pay: 'wallet',
  adyen: 'credit-card',
  bank: 'landmark',
  gift_card: 'wallet-cards',
  coupon: 'sticky-note',
  points: 'gem',
}

/** One that is connected: what is stored, whether it works, what waits for it. */
export function connectionCard(connection: Connection, actions: ConnectionActions): TemplateResult {
  const { provider } = connection
  const name = t(`payout.provider.${provider}`)
  return html`<section class="card" aria-labelledby="${provider}-heading" data-t="connection-${provider}">
    <div class="card-head connection-head">
      ${icon(glyphs[provider])}
      <h2 id="${provider}-heading" tabindex="-1">${name}</h2>
      ${stateView(connection)}
      ${actions.mayEdit ? buttons(connection, name, actions) : nothing}
    </div>
    <div class="card-body settings-fields">
      ${noticesOf(connection, name)}
      <dl class="connection-parts">${partsOf(connection)}</dl>
      ${noticeAddress(connection, 'card')}
      ${provider === 'bank' ? html`<p class="hint">${t('connections.bankHint')}</p>` : nothing}
    </div>
  </section>`
}

/** One that is not: what it would be for. */
export function connectionRow(connection: Connection, { mayEdit, change }: ConnectionActions): TemplateResult {
  const { provider } = connection
  const name = t(`payout.provider.${provider}`)
  return html`<li class="connection-row" data-t="connection-${provider}">
    ${icon(glyphs[provider])}
    <div>
      <h3>${name}</h3>
      <p class="muted small">${t(`connections.about.${provider}`)}</p>
      ${connection.waiting > 0 ? html`<p class="state state-negative" data-t="waiting-${provider}">${icon('circle-alert')}${t('connections.waiting', { count: connection.waiting })}</p>` : nothing}
    </div>
    ${
      mayEdit
        ? html`<button class="btn btn-sm" type="button" aria-label=${t('connections.connectTo', { provider: name })} data-t="connect-${provider}" @click=${change}>
            ${t('connections.connect')}
          </button>`
        : nothing
    }
  </li>`
}

/** Nobody answered: that says nothing of the credentials. */
export function isUnreached(checked: Connection['checked']): boolean {
  return checked?.ok === false && (checked.code === 'provider_unavailable' || checked.code === 'rate_limited')
}

function stateView({ checked, health, provider }: Connection): TemplateResult {
  const view = (tone: Tone, glyph: GlyphName, word: string) =>
    html`<span class="badge badge-${tone}" role="status" data-t="state-${provider}">${icon(glyph)}${word}</span>`
  if (isUnreached(checked)) return view('caution', 'wifi-off', t('connections.state.unreached'))
  if (checked?.ok === false) return view('negative', 'circle-alert', t('connections.state.broken'))
  if (health.state === 'paused') return view('caution', 'octagon-pause', t('connections.state.paused'))
  if (health.state === 'failing') return view('caution', 'triangle-alert', t('connections.state.failing'))
  // Nobody answers for it: that its fields are well-formed does not say that it works.
  if (!canBeChecked(provider)) return view('positive', 'circle-check', t('connections.state.set'))
  if (checked?.ok || health.lastAnswerAt !== undefined)
    return view('positive', 'circle-check', t('connections.state.works'))
  return view('muted', 'circle-help', t('connections.state.unchecked'))
}

function buttons(connection: Connection, name: string, { busy, check, change, remove }: ConnectionActions) {
  const { provider } = connection
  return html`<div class="connection-actions">
    ${
      canBeChecked(provider)
        ? html`<button class="btn btn-sm" type="button" aria-disabled=${busy ? 'true' : 'false'} aria-label=${t('connections.checkOf', { provider: name })} data-t="check-${provider}" @click=${check}>
            ${busy === 'check' ? html`<span class="spinner" aria-hidden="true"></span>` : icon('refresh-cw', 'sm')}${t(busy === 'check' ? 'connections.checking' : 'connections.check')}
          </button>`
        : nothing
    }
    <button class="btn btn-sm" type="button" aria-label=${t('connections.changeOf', { provider: name })} data-t="change-${provider}" @click=${change}>${icon('pencil', 'sm')}${t('connections.change')}</button>
    <button class="btn btn-quiet btn-sm btn-icon btn-danger" type="button" aria-label=${t('connections.removeOf', { provider: name })} title=${t('connections.removeOf', { provider: name })} data-t="remove-${provider}" @click=${remove}>
      ${icon('trash-2', 'sm')}
    </button>
  </div>`
}

/** What is wrong, and what that means for money. */
function noticesOf(connection: Connection, provider: string): TemplateResult | typeof nothing {
  const { checked, health, waiting } = connection
  const isBroken = checked?.ok === false
  if (!isBroken && waiting === 0 && health.state === 'well') return nothing
  const code = isBroken ? (checked.code ?? 'invalid_request') : health.state === 'well' ? undefined : health.lastCode
  const isGrave = (isBroken && !isUnreached(checked)) || waiting > 0
  return html`<div
    class="notice ${isGrave ? 'notice-negative' : 'notice-caution'}"
    role="status"
    data-t="trouble-${connection.provider}"
  >
    ${icon(isGrave ? 'circle-alert' : 'triangle-alert')}
    <p>
      ${code ? html`<strong>${t('connections.because', { what: t(`payout.failure.${code}.title`, { provider }) })}</strong>` : nothing}
      ${isBroken ? t(isUnreached(checked) ? 'connections.tryLater' : 'connections.lookAt') : nothing}
      ${health.pausedUntil === undefined ? nothing : t('connections.paused', { provider, time: dayAndClock(health.pausedUntil) })}
      ${waiting > 0 ? t('connections.waiting', { count: waiting }) : nothing}
    </p>
    ${isBroken && !isUnreached(checked) && checked.providerCode ? html`<p class="muted small">${t('connections.theirCode', { provider })} <code>${checked.providerCode}</code></p>` : nothing}
  </div>`
}

function partsOf({ provider, shown, savedAt, savedBy, checked, lastNoticeAt, noticeUrl }: Connection) {
  const part = (label: string, value: unknown, hook: string = '') =>
    html`<div data-t=${hook || nothing}><dt>${label}</dt><dd>${value}</dd></div>`
  return html`${fieldsOf(provider).map(({ name, kind }) => {
    const value = shown[name]
    if (value === undefined) return nothing
    if (Array.isArray(value))
      return part(t(`connections.field.${name}`), html`<code>${listWords(value.map(({ serial }) => serial))}</code>`)
    if (kind === 'choice') return part(t(`connections.field.${name}`), t(`connections.option.${optionOf(value)}`))
    if (kind === 'country') return part(t(`connections.field.${name}`), countryName(value))
    if (kind === 'public_key') return part(t(`connections.field.${name}`), t('connections.stored'))
    return part(
      t(`connections.field.${name}`),
      html`<code data-secret=${isSecretKind(kind) ? 'yes' : nothing}>${value}</code>`,
    )
  })}
  ${savedAt === undefined ? nothing : part(t('connections.saved'), t('connections.savedBy', { name: savedBy?.name ?? '', time: dayAndClock(savedAt) }))}
  ${canBeChecked(provider) ? part(t('connections.lastCheck'), checkWords(checked), `checked-${provider}`) : nothing}
  ${noticeUrl ? part(t('connections.lastNotice'), lastNoticeAt === undefined ? t('connections.noNotice') : dayAndClock(lastNoticeAt), `noticed-${provider}`) : nothing}`
}

function checkWords(checked: Connection['checked']): string {
  if (!checked) return t('connections.notChecked')
  const time = dayAndClock(checked.at)
  if (isUnreached(checked)) return t('connections.checkedUnreached', { time })
  return t(checked.ok ? 'connections.checkedWell' : 'connections.checkedBroken', { time })
}
