import { html, type TemplateResult } from 'lit'
import { type GlyphName, glyphs } from './glyphs.ts'

/** Decoration only: the word beside it says the same. */
export function icon(name: GlyphName, size: 'md' | 'sm' | 'lg' = 'md'): TemplateResult {
  const kind = size === 'md' ? 'icon' : `icon icon-${size}`
  return html`<svg class=${kind} viewBox="0 0 24 24" aria-hidden="true">${glyphs[name]}</svg>`
}
