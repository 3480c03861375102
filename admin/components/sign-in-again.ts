import { html } from 'lit'
import { customElement } from 'lit/decorators.js'
import { me } from '../data/session.ts'
import { t } from '../i18n/i18n.ts'
import { navigate } from '../router.ts'
import { AdminElement } from './admin-element.ts'
import { dialogView } from './dialog.ts'
import './sign-in-form.ts'

/**
 * The session ended while somebody was at work: the page stays as it is, with everything typed, below this dialog.
 * @fires signed-in - the same person is back
 * @fires given-up - closed without signing in
 */
@customElement('amends-sign-in-again')
export class SignInAgain extends AdminElement {
  private sessionOf: string | undefined
  private done = false

  override connectedCallback(): void {
    super.connectedCallback()
    this.sessionOf = me()?.id
  }

  private signedIn(event: Event): void {
    event.stopPropagation()
    this.done = true
    if (this.sessionOf && me()?.id !== this.sessionOf) {
      // Somebody else: what the first one had open is not theirs to send.
      navigate('/', 'replace')
      location.reload()
      return
    }
    this.dispatchEvent(new CustomEvent('signed-in'))
  }

  protected override render() {
    return dialogView({
      hook: 'sign-in-again',
      label: t('signIn.againTitle'),
      body: html`<p class="muted">${t('signIn.againHint')}</p>
        <amends-sign-in-form .email=${me()?.email ?? ''} @signed-in=${this.signedIn}></amends-sign-in-form>`,
      onClosed: () => {
        if (!this.done) this.dispatchEvent(new CustomEvent('given-up'))
      },
    })
  }
}
