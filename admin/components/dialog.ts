import '@awesome.me/webawesome/dist/components/dialog/dialog.js'
import type WaDialog from '@awesome.me/webawesome/dist/components/dialog/dialog.js'
import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../i18n/i18n.ts'
import { icon } from './icon.ts'

export interface DialogParts {
  /** data-t of the dialog. */
  hook: string
  label: string
  body: unknown
  footer?: unknown
  size?: 'md' | 'lg' | 'full'
  /** After it has gone, however that came about: leave it out of the next render. */
  onClosed: () => void
}

/** A modal dialog; present in the template means open. Focus goes back to where it came from. */
export function dialogView(parts: DialogParts): TemplateResult {
  const closed = (event: Event) => {
    if (event.target === event.currentTarget) parts.onClosed()
  }
  return html`<wa-dialog
    class="dialog dialog-${parts.size ?? 'md'}"
    data-t=${parts.hook}
    label=${parts.label}
    without-header
    open
    @wa-after-hide=${closed}
  >
    <div class="dialog-head">
      <h2>${parts.label}</h2>
      <button class="btn btn-quiet btn-icon" type="button" data-dialog="close" aria-label=${t('action.close')}>
        ${icon('x')}
      </button>
    </div>
    <div class="dialog-body">${parts.body}</div>
    ${parts.footer ? html`<div class="dialog-foot">${parts.footer}</div>` : nothing}
  </wa-dialog>`
}

/** Asks the open dialog inside `host` to close; `onClosed` follows. */
export function closeDialog(host: ParentNode): void {
  const dialog = host.querySelector<WaDialog>('wa-dialog[open]')
  if (dialog) dialog.open = false
}
