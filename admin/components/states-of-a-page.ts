import { html, type TemplateResult } from 'lit'
import type { ApiError } from '../data/http.ts'
import { t, wordsFor } from '../i18n/i18n.ts'
import type { GlyphName } from './glyphs.ts'
import { icon } from './icon.ts'

/** What went wrong, in words; a code nobody wrote words for still gives its name and the number to ask with. */
export function errorWords(error: ApiError): string {
  const words = wordsFor('admin', `error.${error.code}`, {
    detail: error.problem?.errors?.map(({ pointer, message }) => `${pointer} ${message}`).join('; ') ?? '',
  })
  const sentence = words ?? t('error.other', { code: error.code })
  const requestId = error.status >= 500 ? error.problem?.requestId : undefined
  return requestId ? `${sentence} ${t('error.reference', { id: requestId })}` : sentence
}

export function errorView(error: ApiError, again?: () => void): TemplateResult {
  return html`<div class="page-state" role="alert" data-t="error">
    <span class="page-state-icon tone-negative">${icon(error.code === 'offline' ? 'wifi-off' : 'triangle-alert', 'lg')}</span>
    <p class="strong">${errorWords(error)}</p>
    <p class="muted">${t('error.safe')}</p>
    ${again ? html`<button class="btn" type="button" @click=${again}>${icon('refresh-cw', 'sm')}${t('action.tryAgain')}</button>` : ''}
  </div>`
}

export function emptyView(glyph: GlyphName, title: string, hint: string, action?: TemplateResult): TemplateResult {
  return html`<div class="page-state" data-t="empty">
    <span class="page-state-icon">${icon(glyph, 'lg')}</span>
    <p class="strong">${title}</p>
    <p class="muted">${hint}</p>
    ${action ?? ''}
  </div>`
}

export function loadingView(): TemplateResult {
  return html`<div class="page-state" role="status"><span class="spinner" aria-hidden="true"></span><p class="muted">${t('state.loading')}</p></div>`
}
