import { html, nothing, type TemplateResult } from 'lit'
import { type Icon, icon } from './icon.ts'
import type { Tone } from './pieces.ts'

/** A slip with an icon, what happened, and what it means. */
export function state(name: Icon, title: string, text: unknown, tone?: Tone): TemplateResult {
  return html`<div class="state" data-tone=${tone ?? nothing} role=${tone === 'negative' ? 'alert' : nothing}>
    <span>${icon(name)}</span>
    <h3>${title}</h3>
    <p>${text}</p>
  </div>`
}

const bone = html`<span class="bone"></span>`

/** The blocks have the size of what they stand for, so that nothing jumps when it comes. */
export function skeleton(label: string): TemplateResult {
  const item = html`<div class="card item"><div><span class="bone pic"></span>${bone}${bone}${bone}</div></div>`
  return html`<p class="visually-hidden">${label}</p>
    <div class="group" aria-hidden="true">${bone}${item}${item}${item}</div>`
}
