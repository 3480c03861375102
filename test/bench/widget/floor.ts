import i18next from 'i18next'
import { html, LitElement } from 'lit'

// The least that any widget of this kind made of well-known parts carries: an element, words, and calls that can fail.

class Problem extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string) {
    super(code)
    this.status = status
    this.code = code
  }
}

async function call<T>(method: string, path: string, token: string | undefined, body?: unknown): Promise<T> {
  const response = await fetch(new URL(path, import.meta.url), {
    method,
    headers: {
      Accept: 'application/json',
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  })
  const answer = await response.json()
  if (!response.ok) throw new Problem(response.status, answer.code)
  return answer
}

class FloorRefunds extends LitElement {
  static override properties = { order: {}, problem: { state: true }, number: { state: true } }
  declare order: string
  declare problem: string | undefined
  declare number: string | undefined

  override render() {
    if (this.number) return html`<p>${i18next.t('submitted', { number: this.number })}</p>`
    return html`
      <h1>${i18next.t('title')}</h1>
      ${this.problem ? html`<p role="alert">${i18next.t(this.problem)}</p>` : ''}
      <button @click=${this.submit}>${i18next.t('submit')}</button>
    `
  }

  private async submit() {
    try {
      const { number } = await call<{ number: string }>('POST', 'shop/requests', undefined, { order: this.order })
      this.number = number
    } catch (error) {
      this.problem = error instanceof Problem ? error.code : 'offline'
    }
  }
}

await i18next.init({
  lng: document.documentElement.lang,
  fallbackLng: 'en',
  resources: {
    en: { translation: { title: 'Refund', submit: 'Send', submitted: 'Sent: {{number}}', offline: 'Offline' } },
  },
})
customElements.define('floor-refunds', FloorRefunds)
