import { html, type TemplateResult } from 'lit'
import { language, setLanguage, t } from '../i18n/i18n.ts'
import { nextTheme, theme } from '../theme.ts'
import { icon } from './icon.ts'

/** Each language is named in itself; the button says which one is on and switches to the other. */
export function languageButton(size: '' | 'btn-sm' = ''): TemplateResult {
  const other = language() === 'en' ? 'zh-CN' : 'en'
  return html`<button
    class="btn btn-quiet ${size}"
    type="button"
    data-t="language"
    title=${t('preferences.language')}
    @click=${() => void setLanguage(other)}
  >
    ${icon('languages')}<span class="narrow-hidden">${language() === 'en' ? 'English' : '简体中文'}</span
    ><span class="visually-hidden">, ${t('preferences.switchLanguage')}</span>
  </button>`
}

export function themeButton(changed: () => void, size: '' | 'btn-sm' = '', withWord = false): TemplateResult {
  const word = t(`preferences.theme_${theme()}`)
  return html`<button
    class="btn btn-quiet ${size} ${withWord ? '' : 'btn-icon'}"
    type="button"
    data-t="theme"
    title=${word}
    aria-label=${t('preferences.theme', { now: word })}
    @click=${() => {
      nextTheme()
      changed()
    }}
  >
    ${icon('sun-moon')}${withWord ? html`<span>${word}</span>` : ''}
  </button>`
}
