import { html, nothing, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import UniversalRouter from 'universal-router'
import './components/shell.ts'
import './components/sign-in-again.ts'
import './components/toast.ts'
import { AdminElement } from './components/admin-element.ts'
import { errorView, loadingView } from './components/states-of-a-page.ts'
import { ApiError, onSessionOver } from './data/http.ts'
import { loadMe, me } from './data/session.ts'
import { onLanguageChange, startI18n, t } from './i18n/i18n.ts'
import { loadPartWords } from './i18n/part-words.ts'
import { followLinks, navigate, onNavigate, place } from './router.ts'
import { type Page, routes } from './routes.ts'
import { applyTheme } from './theme.ts'

const outside = ['/sign-in', '/welcome']

/** The whole admin: who is signed in, which page is on, and what floats above it. */
@customElement('amends-admin')
export class AdminApp extends AdminElement {
  @state() private page: Page | undefined
  @state() private failure: ApiError | undefined
  @state() private ready = false
  @state() private askSignIn: { resolve: () => void; reject: (error: Error) => void } | undefined
  private readonly router = new UniversalRouter<Page>(routes)
  private visit = 0

  override connectedCallback(): void {
    super.connectedCallback()
    applyTheme()
    onSessionOver(() => this.signInAgain())
    this.whileConnected(() => onSessionOver(undefined))
    this.whileConnected(onLanguageChange(() => this.nameDocument()))
    this.whileConnected(onNavigate(() => void this.open()))
    this.addEventListener('click', followLinks)
    void this.start()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.removeEventListener('click', followLinks)
  }

  private async start(): Promise<void> {
    await startI18n()
    await loadPartWords()
    this.ready = true
    await this.open()
  }

  private async open(): Promise<void> {
    const visit = ++this.visit
    const { path } = place()
    this.failure = undefined
    if (!me() && !outside.includes(path)) {
      try {
        await loadMe()
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        if (error.status === 401) {
          const search = path === '/' ? '' : `?next=${encodeURIComponent(path)}`
          navigate(`/sign-in${search}`, 'replace')
        } else this.failure = error
        return
      }
    }
    const page = await this.router.resolve(path).catch((error: unknown) => {
      if (error instanceof Error && 'status' in error && error.status === 404) return undefined
      throw error
    })
    if (visit !== this.visit) return
    if (!page) {
      navigate('/', 'replace')
      return
    }
    this.page = page
    this.nameDocument()
  }

  private nameDocument(): void {
    if (!this.page) return
    const { title } = this.page
    document.title = `${typeof title === 'string' ? t(title) : title.text} · Amends`
  }

  private signInAgain(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.askSignIn = { resolve, reject }
    })
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.ready) return nothing
    return html`${this.content()}<amends-toasts></amends-toasts>${this.signInDialog()}`
  }

  private content(): TemplateResult {
    if (this.failure) return html`<main class="main-alone">${errorView(this.failure, () => void this.open())}</main>`
    if (!this.page) return html`<main class="main-alone">${loadingView()}</main>`
    if (this.page.area === 'outside') return this.page.view
    return html`<amends-shell .area=${this.page.area} .content=${this.page.view}></amends-shell>`
  }

  private signInDialog() {
    if (!this.askSignIn) return nothing
    const { resolve, reject } = this.askSignIn
    return html`<amends-sign-in-again
      @signed-in=${() => {
        this.askSignIn = undefined
        resolve()
      }}
      @given-up=${() => {
        this.askSignIn = undefined
        reject(new ApiError('unauthenticated', 401))
      }}
    ></amends-sign-in-again>`
  }
}
