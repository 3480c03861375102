import { html } from 'lit'
import { customElement } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { mark } from '../../components/brand.ts'
import { languageButton, themeButton } from '../../components/preferences.ts'
import '../../components/sign-in-form.ts'
import { t } from '../../i18n/i18n.ts'
import { navigate, place } from '../../router.ts'

@customElement('amends-sign-in-page')
export class SignInPage extends AdminElement {
  private go(): void {
    const next = place().search.get('next')
    navigate(next?.startsWith('/') ? next : '/', 'replace')
  }

  protected override render() {
    return html`<main class="signin" id="main" data-t="sign-in-page">
      <header class="signin-brand">${mark()}<span>Amends</span></header>
      <div class="signin-cards">
        <section class="signin-card" aria-labelledby="sign-in-heading">
          <h1 id="sign-in-heading">${t('signIn.heading')}</h1>
          <p class="muted">${t('signIn.hint')}</p>
          <amends-sign-in-form @signed-in=${this.go}></amends-sign-in-form>
          <p class="signin-help muted">${t('signIn.help')}</p>
        </section>
      </div>
      <footer class="signin-foot">
        ${languageButton('btn-sm')} ${themeButton(() => this.requestUpdate(), 'btn-sm', true)}
      </footer>
    </main>`
  }
}
