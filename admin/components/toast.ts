import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { t } from '../i18n/i18n.ts'
import { link } from '../router.ts'
import { AdminElement } from './admin-element.ts'
import { icon } from './icon.ts'

export interface Toast {
  tone: 'positive' | 'negative' | 'info'
  text: string
  /** The request it speaks of, one press away. */
  request?: string
}

const shownMs = 8_000
let show: ((toast: Toast) => void) | undefined

/** Says what was done, where it does not cover what comes next. */
export function toast(next: Toast): void {
  show?.(next)
}

@customElement('amends-toasts')
export class Toasts extends AdminElement {
  @state() private current: Toast | undefined
  private timer = 0

  override connectedCallback(): void {
    super.connectedCallback()
    show = (next) => {
      this.current = next
      window.clearTimeout(this.timer)
      this.timer = window.setTimeout(() => (this.current = undefined), shownMs)
    }
    this.whileConnected(() => window.clearTimeout(this.timer))
  }

  protected override render() {
    const { current } = this
    const glyph = current?.tone === 'negative' ? 'circle-alert' : current?.tone === 'info' ? 'info' : 'circle-check'
    return html`<div class="toasts" role="status" data-t="toast">
      ${
        current
          ? html`<p class="toast toast-${current.tone}">
              ${icon(glyph)}
              <span>${current.text}</span>
              ${
                current.request
                  ? html`<a class="link" href=${link(`/requests/${current.request}`)}>${t('toast.show')}</a>`
                  : nothing
              }
              <button
                class="btn btn-quiet btn-sm btn-icon"
                type="button"
                aria-label=${t('action.close')}
                @click=${() => (this.current = undefined)}
              >
                ${icon('x', 'sm')}
              </button>
            </p>`
          : nothing
      }
    </div>`
  }
}
