import { html, type TemplateResult } from 'lit'

export function mark(): TemplateResult {
  return html`<svg class="brand-mark" viewBox="0 0 28 28" aria-hidden="true">
    <rect width="28" height="28" rx="8" fill="currentColor" />
    <path
      class="brand-line"
      d="M9.5 12.5h7a3.75 3.75 0 010 7.5H11M12.5 9l-3.5 3.5 3.5 3.5"
      fill="none"
      stroke-width="2.2"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>`
}
