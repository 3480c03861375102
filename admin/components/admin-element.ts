import { LitElement } from 'lit'
import { onLanguageChange } from '../i18n/i18n.ts'

/**
 * Base of every element of the admin. It renders into the light DOM: the admin owns its page, so one stylesheet, one
 * label-to-field namespace and one accessibility tree serve it better than a shadow root each.
 */
export class AdminElement extends LitElement {
  private unsubscribe: (() => void) | undefined
  private readonly endings: (() => void)[] = []

  protected override createRenderRoot(): this {
    return this
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.unsubscribe = onLanguageChange(() => this.requestUpdate())
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.unsubscribe?.()
    for (const end of this.endings.splice(0)) end()
  }

  /** Runs when the element leaves the page: timers, listeners on the window, subscriptions. */
  protected whileConnected(end: () => void): void {
    this.endings.push(end)
  }

  protected listen<K extends keyof WindowEventMap>(type: K, listener: (event: WindowEventMap[K]) => void): void {
    window.addEventListener(type, listener)
    this.whileConnected(() => window.removeEventListener(type, listener))
  }

  protected every(ms: number, run: () => void): void {
    const timer = window.setInterval(run, ms)
    this.whileConnected(() => window.clearInterval(timer))
  }
}
