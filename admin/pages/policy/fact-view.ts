import { html, type TemplateResult } from 'lit'
import { t } from '../../i18n/i18n.ts'

/** What stands there, where it is only read. */
export function factView(label: string, texts: readonly string[]): TemplateResult {
  return html`<div class="field">
    <p class="label">${label}</p>
    ${
      texts.length
        ? html`<ul class="fact-texts">
            ${texts.map((text) => html`<li>${text}</li>`)}
          </ul>`
        : html`<p class="muted">${t('editor.nothing')}</p>`
    }
  </div>`
}
