import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { AdminElement } from '../../../components/admin-element.ts'
import { icon } from '../../../components/icon.ts'
import { ApiError } from '../../../data/http.ts'
import { type OrderHit, searchOrders } from '../../../data/policies.ts'
import { plainDate } from '../../../format/dates.ts'
import { countryName, dateStyle, money } from '../../../format/show.ts'
import { t } from '../../../i18n/i18n.ts'

const searchAfterMs = 200

/** A real order, found by its number or whose it is. */
@customElement('amends-order-picker')
export class OrderPicker extends AdminElement {
  /** What stands in the closed field. */
  @property() chosen = ''
  @state() private hits: readonly OrderHit[] | undefined
  @state() private active = 0
  @state() private text: string | undefined
  @state() private failed = false
  private timer = 0
  private asked: AbortController | undefined

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    window.clearTimeout(this.timer)
    this.asked?.abort()
  }

  protected override render() {
    const { hits, active } = this
    const open = hits !== undefined || this.failed
    return html`<div class="field picker">
      <label for="try-order">${t('editor.try.order')}</label>
      <span class="select-box"
        ><input
          class="input"
          id="try-order"
          data-t="try-order"
          role="combobox"
          aria-label=${t('editor.try.order')}
          aria-expanded=${open ? 'true' : 'false'}
          aria-controls="try-orders"
          aria-autocomplete="list"
          aria-activedescendant=${hits?.[active] ? `try-order-${active}` : nothing}
          autocomplete="off"
          spellcheck="false"
          placeholder=${t('editor.try.orderPlaceholder')}
          .value=${this.text ?? this.chosen}
          @focus=${(event: FocusEvent) => {
            ;(event.target as HTMLInputElement).select()
            this.search('')
          }}
          @input=${this.typed}
          @keydown=${this.pressed}
          @blur=${() => this.close()}
        />${icon('chevrons-up-down', 'sm')}</span
      >
      <ul class="picker-list ${open ? '' : 'is-closed'}" id="try-orders" data-t="try-orders" role="listbox" aria-label=${t('editor.try.order')}>
        ${hits?.map(
          (hit, index) => html`<li
            id="try-order-${index}"
            role="option"
            aria-selected=${index === active ? 'true' : 'false'}
            data-t="order-${hit.number}"
            @pointerdown=${(event: Event) => {
              event.preventDefault()
              this.take(hit)
            }}
          >
            <span><b>${hit.number}</b> ${hit.customer ?? t('customer.unnamed')}</span>
            <span class="muted small">${countryName(hit.country)} · ${plainDate(new Date(hit.placedAt).toISOString().slice(0, 10), Date.now(), dateStyle())} · ${money(hit.total, hit.currency)}</span>
          </li>`,
        )}
        ${
          hits?.length === 0 || this.failed
            ? html`<li class="muted picker-none" role="option" aria-selected="false" aria-disabled="true">
                ${t(this.failed ? 'editor.try.noAnswer' : 'editor.try.noOrder')}
              </li>`
            : nothing
        }
      </ul>
    </div>`
  }

  private readonly typed = (event: InputEvent) => {
    this.text = (event.target as HTMLInputElement).value
    window.clearTimeout(this.timer)
    const { text } = this
    this.timer = window.setTimeout(() => void this.search(text), searchAfterMs)
  }

  private async search(q: string): Promise<void> {
    this.asked?.abort()
    this.asked = new AbortController()
    const { signal } = this.asked
    try {
      this.hits = await searchOrders(q, signal)
      this.active = 0
      this.failed = false
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof ApiError)) throw error
      this.failed = true
    }
  }

  private readonly pressed = (event: KeyboardEvent) => {
    const { hits } = this
    if (event.key === 'Escape' && hits) this.close()
    else if (event.key === 'ArrowDown' && !hits) void this.search('')
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const count = hits?.length ?? 0
      if (count) this.active = (this.active + (event.key === 'ArrowDown' ? 1 : count - 1)) % count
    } else if (event.key === 'Enter' && hits?.[this.active]) this.take(hits[this.active] as OrderHit)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  private take(hit: OrderHit): void {
    this.close()
    this.dispatchEvent(new CustomEvent<OrderHit>('picked', { detail: hit }))
  }

  private close(): void {
    window.clearTimeout(this.timer)
    this.asked?.abort()
    this.hits = undefined
    this.failed = false
    this.text = undefined
  }
}
