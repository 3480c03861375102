import { html, type TemplateResult } from 'lit'
import { languageName } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { textField } from '../policy/fields/fields.ts'
import { problemAt, type SettingsEditor } from './settings-editor.ts'

/** How shoppers reach the shop. */
export function contactSection(editor: SettingsEditor): TemplateResult {
  const { contact } = editor.draft
  const become = (more: Partial<typeof contact>) => editor.change({ contact: { ...contact, ...more } })
  return html`<section class="card" aria-labelledby="contact-heading" data-t="settings-contact">
    <div class="card-head"><h2 id="contact-heading">${t('settings.contact.heading')}</h2></div>
    <div class="card-body settings-fields">
      <p class="muted">${t('settings.contact.hint')}</p>
      <div class="settings-columns">
        ${textField({
          id: 'contact-email',
          label: t('settings.contact.email'),
          value: contact.email,
          maxlength: 254,
          change: (email) => become({ email }),
          ...problemAt(editor, '/contact/email'),
        })}
        ${textField({
          id: 'contact-phone',
          label: t('settings.contact.phone'),
          value: contact.phone,
          change: (phone) => become({ phone }),
          ...problemAt(editor, '/contact/phone'),
        })}
        ${Object.entries(contact.hours).map(([tag, words]) =>
          textField({
            id: `contact-hours-${tag}`,
            label: t('settings.contact.hours', { language: languageName(tag) }),
            value: words,
            lang: tag,
            change: (next) => become({ hours: { ...contact.hours, [tag]: next } }),
            ...problemAt(editor, `/contact/hours/${tag}`),
          }),
        )}
      </div>
    </div>
  </section>`
}

/** The shop's name, in each of its languages. */
export function namesSection(editor: SettingsEditor): TemplateResult {
  const { names } = editor.draft
  return html`<section class="card" aria-labelledby="names-heading" data-t="settings-names">
    <div class="card-head"><h2 id="names-heading">${t('settings.names.heading')}</h2></div>
    <div class="card-body settings-fields">
      <p class="muted">${t('settings.names.hint')}</p>
      <div class="settings-columns">
        ${Object.entries(names).map(([tag, name]) =>
          textField({
            id: `names-${tag}`,
            label: t('settings.names.name', { language: languageName(tag) }),
            value: name,
            lang: tag,
            change: (next) => editor.change({ names: { ...names, [tag]: next } }),
            ...problemAt(editor, `/names/${tag}`),
          }),
        )}
      </div>
    </div>
  </section>`
}
