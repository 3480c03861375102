import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js'
import type WaDropdownItem from '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js'
import type { WaSelectEvent } from '@awesome.me/webawesome/dist/events/select.js'
import { html, nothing, type TemplateResult } from 'lit'
import { avatar } from '../../components/avatar.ts'
import type { GlyphName } from '../../components/glyphs.ts'
import { icon } from '../../components/icon.ts'
import { requestState } from '../../components/states.ts'
import { toast } from '../../components/toast.ts'
import { type Neighbours, queuePlace } from '../../data/queue-place.ts'
import type { AdminRequest, StaffCommand } from '../../data/requests.ts'
import { type Colleague, me } from '../../data/session.ts'
import { shortDate } from '../../format/dates.ts'
import { dateStyle, listWords, timeView } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'

type MenuItem = 'offer' | 'cancel' | 'reopen'

export interface RequestHead {
  request: AdminRequest
  lookingToo: AdminRequest['lookingToo']
  colleagues: readonly Colleague[]
  neighbours: Neighbours | undefined
  busy: StaffCommand | undefined
  assign: (to: string | undefined) => void
  menu: (what: MenuItem) => void
}

export function requestHead(head: RequestHead): TemplateResult {
  const { request } = head
  return html`<header class="request-head">
    <a class="btn btn-quiet btn-sm btn-icon" href=${link(`/${queuePlace()?.search ?? ''}`)} aria-label=${t('request.back')} data-t="back"
      >${icon('arrow-left')}</a
    >
    <div class="request-title">
      <h1>${request.customer.name ?? t('customer.unnamed')}</h1>
      <span class="ref"
        ><span data-t="number">${request.number}</span>
        <button class="btn btn-quiet btn-icon btn-copy" type="button" aria-label=${t('request.copy')} @click=${() => void copy(request.number)}>
          ${icon('copy', 'sm')}
        </button></span
      >
      ${requestState(request.status, 'badge')}
      <span class="muted small nowrap request-order">${orderLine(request)}</span>
    </div>
    <div class="page-actions">${viewers(head.lookingToo)} ${assignee(head)} ${menu(head)} ${pager(head.neighbours)}</div>
  </header>`
}

function orderLine(request: AdminRequest): TemplateResult {
  const { order } = request
  const now = Date.now()
  const placed = Date.parse(order.placedAt)
  const deliveries = order.fulfillments.flatMap(({ deliveredAt }) => (deliveredAt ? [Date.parse(deliveredAt)] : []))
  const delivered = deliveries.length ? Math.max(...deliveries) : undefined
  return html`${t('request.order', { number: order.number })} ·
  ${timeView(placed, t('request.placed', { date: shortDate(placed, now, dateStyle()) }))}
  ${delivered === undefined ? nothing : html`· ${timeView(delivered, t('request.delivered', { date: shortDate(delivered, now, dateStyle()) }))}`}`
}

function viewers(lookingToo: AdminRequest['lookingToo']): TemplateResult {
  const others = lookingToo.filter(({ id }) => id !== me()?.id)
  const words = others.length
    ? t('request.lookingToo', { names: listWords(others.map(({ name }) => name)), count: others.length })
    : ''
  return html`<span class="viewer" role="status" data-t="looking-too" title=${words}
    >${others.slice(0, 2).map((person) => avatar(person))}<span>${words}</span></span
  >`
}

function assignee({ request, colleagues, busy, assign }: RequestHead): TemplateResult | typeof nothing {
  if (!request.commands.includes('assign')) return nothing
  const current = request.state.assignee
  const person = colleagues.find(({ id }) => id === current)
  const change = (event: Event) => assign((event.target as HTMLSelectElement).value || undefined)
  return html`<label class="chip chip-select chip-square">
    ${person ? avatar(person, 'xs') : icon('user-round')}<span class="visually-hidden">${t('request.assignee')}</span>
    <select data-t="assign" ?disabled=${busy !== undefined} @change=${change}>
      <option value="" ?selected=${!current}>${t('request.unassigned')}</option>
      ${colleagues.map((each) => html`<option value=${each.id} ?selected=${each.id === current}>${each.id === me()?.id ? t('request.me', { name: each.name }) : each.name}</option>`)}
    </select>
    ${icon('chevron-down')}
  </label>`
}

/** What is rarely done has no button of its own. */
function menu({ request, menu: chosen }: RequestHead): TemplateResult | typeof nothing {
  const entries: { what: MenuItem; glyph: GlyphName }[] = (
    [
      { what: 'offer', glyph: 'handshake' },
      { what: 'reopen', glyph: 'rotate-ccw' },
      { what: 'cancel', glyph: 'ban' },
    ] as const
  ).filter(({ what }) => request.commands.includes(what))
  if (entries.length === 0) return nothing
  return html`<wa-dropdown placement="bottom-end" @wa-select=${(event: WaSelectEvent) => chosen((event.detail.item as WaDropdownItem).value as MenuItem)}>
    <button slot="trigger" class="btn btn-sm btn-icon" type="button" aria-label=${t('request.more')} data-t="more">${icon('ellipsis')}</button>
    ${entries.map(
      ({ what, glyph }) =>
        html`<wa-dropdown-item value=${what} data-t="menu-${what}" variant=${what === 'cancel' ? 'danger' : 'default'}
          ><span slot="icon">${icon(glyph)}</span>${t(`request.menu.${what}`)}</wa-dropdown-item
        >`,
    )}
  </wa-dropdown>`
}

function pager(neighbours: Neighbours | undefined): TemplateResult | typeof nothing {
  if (!neighbours) return nothing
  const { previous, next, position, total } = neighbours
  return html`<span class="pager">
    ${step(previous, 'chevron-up', t('request.previous'), 'previous-request')}
    <span class="muted small" data-t="position">${t('request.position', { position, total })}</span>
    ${step(next, 'chevron-down', t('request.next'), 'next-request')}
  </span>`
}

function step(number: string | undefined, glyph: GlyphName, label: string, hook: string): TemplateResult {
  if (!number) {
    return html`<button class="btn btn-quiet btn-sm btn-icon" type="button" disabled aria-label=${label} data-t=${hook}>${icon(glyph)}</button>`
  }
  return html`<a class="btn btn-quiet btn-sm btn-icon" href=${link(`/requests/${number}`)} aria-label=${label} data-t=${hook}>${icon(glyph)}</a>`
}

async function copy(number: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(number)
    toast({ tone: 'positive', text: t('done.copied', { number }) })
  } catch {
    // Some browsers keep the clipboard from pages that are not served over TLS.
    toast({ tone: 'negative', text: t('done.notCopied', { number }) })
  }
}
