import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { mark } from '../../components/brand.ts'
import { icon } from '../../components/icon.ts'
import { passwordField } from '../../components/password-field.ts'
import { languageButton, themeButton } from '../../components/preferences.ts'
import { errorWords } from '../../components/states-of-a-page.ts'
import { ApiError } from '../../data/http.ts'
import { makeFirstAccount, signIn } from '../../data/session.ts'
import { t } from '../../i18n/i18n.ts'
import { link, navigate } from '../../router.ts'

/** `#token=…`, which browsers do not send to servers or write to their logs; `?token=…` is read too. */
export function tokenIn(url: { hash: string; search: string }): string | undefined {
  const inHash = new URLSearchParams(url.hash.replace(/^#\??/, '').replace(/^\/?\?/, '')).get('token')
  return inHash ?? new URLSearchParams(url.search).get('token') ?? undefined
}

/** The first staff account, made with the one-time link that the server prints at its first start. */
@customElement('amends-welcome-page')
export class WelcomePage extends AdminElement {
  @state() private waiting = false
  @state() private failure: ApiError | undefined
  private readonly token = tokenIn(location)

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (this.waiting || !this.token) return
    const fields = new FormData(event.target as HTMLFormElement)
    const email = String(fields.get('email')).trim()
    const password = String(fields.get('password'))
    this.waiting = true
    this.failure = undefined
    try {
      await makeFirstAccount({ token: this.token, name: String(fields.get('name')).trim(), email, password })
      await signIn(email, password)
      navigate('/', 'replace')
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.failure = error
    } finally {
      this.waiting = false
    }
  }

  protected override render() {
    return html`<main class="signin" id="main" data-t="welcome-page">
      <header class="signin-brand">${mark()}<span>Amends</span></header>
      <div class="signin-cards">
        <section class="signin-card" aria-labelledby="welcome-heading">
          <h1 id="welcome-heading">${t('welcome.heading')}</h1>
          <p class="muted">${t('welcome.hint')}</p>
          ${this.token ? this.form() : this.noToken()}
        </section>
      </div>
      <footer class="signin-foot">
        ${languageButton('btn-sm')} ${themeButton(() => this.requestUpdate(), 'btn-sm', true)}
      </footer>
    </main>`
  }

  private noToken() {
    return html`<p class="notice notice-caution" role="alert">
        ${icon('triangle-alert')}<span>${t('welcome.noToken')}</span>
      </p>
      <a class="btn btn-lg btn-block" href=${link('/sign-in')}>${t('welcome.toSignIn')}</a>`
  }

  private form() {
    const { failure } = this
    const words = failure?.code === 'forbidden' ? t('welcome.used') : failure ? errorWords(failure) : ''
    return html`<form class="signin-form" data-t="welcome-form" @submit=${this.submit}>
      ${
        failure
          ? html`<p class="notice notice-negative" role="alert" id="welcome-error">${icon('circle-alert')}<span>${words}</span></p>`
          : nothing
      }
      <div class="field">
        <label for="welcome-name">${t('welcome.name')}</label>
        <input class="input input-lg" id="welcome-name" name="name" required maxlength="100" autocomplete="name" data-t="name" />
      </div>
      <div class="field">
        <label for="welcome-email">${t('signIn.email')}</label>
        <input
          class="input input-lg"
          id="welcome-email"
          name="email"
          type="email"
          required
          maxlength="254"
          autocomplete="username"
          data-t="email"
        />
      </div>
      ${passwordField({
        id: 'welcome-password',
        label: t('signIn.password'),
        autocomplete: 'new-password',
        minLength: 12,
        hint: t('welcome.passwordHint'),
      })}
      <button class="btn btn-primary btn-lg btn-block" type="submit" aria-disabled=${this.waiting ? 'true' : 'false'} data-t="make-account">
        ${this.waiting ? html`<span class="spinner" aria-hidden="true"></span>${t('signIn.waiting')}` : t('welcome.submit')}
      </button>
    </form>`
  }
}
