import { html, type TemplateResult } from 'lit'
import { icon } from './icon.ts'

/** The shop's own picture; a quiet tile where it has none or it does not load. */
export function picture(url: string | undefined, size: 'md' | 'lg' = 'md'): TemplateResult {
  const kind = size === 'lg' ? 'pic pic-lg' : 'pic'
  if (!url)
    return html`<span class="${kind} pic-none" aria-hidden="true">${icon('package', size === 'lg' ? 'lg' : 'sm')}</span>`
  return html`<img class=${kind} src=${url} alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer" @error=${hide} />`
}

function hide(event: Event): void {
  if (event.target instanceof HTMLImageElement) event.target.classList.add('pic-broken')
}
