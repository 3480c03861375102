import { html, nothing } from 'lit'
import type { KeyOf } from '../i18n/words.ts'
import { icon } from '../parts/icon.ts'
import { row, rows, shopName } from '../parts/pieces.ts'
import type { Page, Ui } from '../parts/ui.ts'

/** A person to turn to, on every screen. */
export function contact(ui: Ui<KeyOf<'help'>>): Page {
  const { flow, speech } = ui
  const { t } = speech
  const { email, phone, hours } = flow.config?.contact ?? {}
  const case_ = flow.request?.number ?? flow.order?.number
  const way = (href: string, name: 'headset' | 'mail', text: string, small: string) =>
    html`<li>
      <a class="row" href=${href} data-t=${`contact-${name === 'mail' ? 'email' : 'phone'}`}>${icon(name)}<span>${text}<small>${small}</small></span></a>
    </li>`
  return {
    title: t('ui.help'),
    body: html`
      <div class="lead" data-t="contact">
        <h3>${t('contact.lead', { merchant: shopName(ui) })}</h3>
        <p>${case_ ? t('contact.name', { number: case_ }) : t('contact.text')}</p>
      </div>
      ${rows(
        phone
          ? way(`tel:${phone.replace(/[^+\d]/g, '')}`, 'headset', phone, hours ? speech.pick(hours) : t('contact.call'))
          : nothing,
        email
          ? way(`mailto:${email}?subject=${encodeURIComponent(case_ ?? '')}`, 'mail', email, t('contact.write'))
          : nothing,
        flow.request?.commands.includes('message')
          ? row('message-row', 'message-circle', t('message.title'), () =>
              ui.acts.dispatch({ type: 'go', to: 'message' }),
            )
          : nothing,
      )}
    `,
  }
}
