import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { ApiError } from '../data/http.ts'
import { signIn } from '../data/session.ts'
import { t } from '../i18n/i18n.ts'
import { AdminElement } from './admin-element.ts'
import { icon } from './icon.ts'
import { passwordField } from './password-field.ts'
import { errorWords } from './states-of-a-page.ts'

/**
 * E-mail and password.
 * @fires signed-in - bubbles; the session cookie is set and `me()` is loaded
 */
@customElement('amends-sign-in-form')
export class SignInForm extends AdminElement {
  /** Filled in already, such as the address of the session that ended. */
  @property() email = ''
  @state() private waiting = false
  @state() private failure: ApiError | undefined

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (this.waiting) return
    const form = event.target as HTMLFormElement
    const fields = new FormData(form)
    this.waiting = true
    this.failure = undefined
    try {
      await signIn(String(fields.get('email')).trim(), String(fields.get('password')))
      this.dispatchEvent(new CustomEvent('signed-in', { bubbles: true }))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.failure = error
      form.querySelector<HTMLInputElement>('[name=password]')?.select()
    } finally {
      this.waiting = false
    }
  }

  protected override render() {
    const { failure } = this
    const wrong = failure !== undefined && (failure.status === 401 || failure.status === 400 || failure.status === 422)
    return html`<form class="signin-form" data-t="sign-in-form" @submit=${this.submit}>
      ${
        failure
          ? html`<p class="notice notice-negative" role="alert" id="sign-in-error" data-t="sign-in-error">
              ${icon('circle-alert')}<span>${wrong ? t('signIn.wrong') : errorWords(failure)}</span>
            </p>`
          : nothing
      }
      <div class="field">
        <label for="sign-in-email">${t('signIn.email')}</label>
        <input
          class="input input-lg"
          id="sign-in-email"
          name="email"
          type="email"
          required
          autocomplete="username"
          .value=${this.email}
          data-t="email"
        />
      </div>
      ${passwordField({
        id: 'sign-in-password',
        label: t('signIn.password'),
        autocomplete: 'current-password',
        invalid: wrong,
        describedBy: failure ? 'sign-in-error' : '',
      })}
      <button class="btn btn-primary btn-lg btn-block" type="submit" aria-disabled=${this.waiting ? 'true' : 'false'} data-t="sign-in">
        ${this.waiting ? html`<span class="spinner" aria-hidden="true"></span>${t('signIn.waiting')}` : t('signIn.submit')}
      </button>
    </form>`
  }
}
