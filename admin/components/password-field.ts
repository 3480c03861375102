import { html, type TemplateResult } from 'lit'
import { t } from '../i18n/i18n.ts'
import { icon } from './icon.ts'

/** A password with a button to read it; the field keeps what password managers look for. */
export function passwordField(field: {
  id: string
  label: string
  autocomplete: 'current-password' | 'new-password'
  minLength?: number
  hint?: string
  invalid?: boolean
  describedBy?: string
}): TemplateResult {
  const reveal = (event: Event) => {
    const button = event.currentTarget as HTMLButtonElement
    const input = button.parentElement?.querySelector('input')
    if (!input) return
    const shown = input.type === 'text'
    input.type = shown ? 'password' : 'text'
    button.setAttribute('aria-pressed', String(!shown))
  }
  const hintId = field.hint ? `${field.id}-hint` : undefined
  return html`<div class="field">
    <label for=${field.id}>${field.label}</label>
    <span class="with-end">
      <input
        class="input input-lg"
        id=${field.id}
        name="password"
        type="password"
        required
        minlength=${field.minLength ?? 1}
        maxlength="128"
        autocomplete=${field.autocomplete}
        aria-invalid=${field.invalid ? 'true' : 'false'}
        aria-describedby=${[hintId, field.describedBy].filter(Boolean).join(' ')}
        data-t="password"
      />
      <button
        class="btn btn-quiet btn-sm btn-icon"
        type="button"
        aria-label=${t('signIn.showPassword')}
        aria-pressed="false"
        @click=${reveal}
      >
        ${icon('eye')}
      </button>
    </span>
    ${field.hint ? html`<p class="hint" id=${hintId ?? ''}>${field.hint}</p>` : ''}
  </div>`
}
