import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../components/icon.ts'
import { errorWords } from '../../components/states-of-a-page.ts'
import type { ApiError } from '../../data/http.ts'
import { t } from '../../i18n/i18n.ts'
import type { Editing } from './model/editing.ts'

/** What was done here is not with the server: why, and what becomes of it. */
export function unsavedNote({ saving }: Editing, failure: ApiError | undefined): TemplateResult | typeof nothing {
  if (saving !== 'failed' || !failure) return nothing
  return html`<p class="notice notice-negative" role="alert" data-t="not-saved">
    ${icon('circle-alert')}<span><strong>${t('editor.unsavedNote.title')}</strong> ${errorWords(failure)} ${t('editor.unsavedNote.hint')}</span>
  </p>`
}
