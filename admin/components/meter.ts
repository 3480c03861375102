import { html, type TemplateResult } from 'lit'

/** How much of a ceiling is used; the figures stand beside it in words. */
export function meter(used: number, of: number): TemplateResult {
  const percent = of > 0 ? Math.min(100, (used / of) * 100) : 0
  return html`<svg class="meter" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 4">
    <rect class=${used > of ? 'meter-over' : 'meter-used'} width=${percent} height="4" />
  </svg>`
}
