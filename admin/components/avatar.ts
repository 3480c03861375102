import { html, type TemplateResult } from 'lit'
import { icon } from './icon.ts'

const hues = 8

/** The same person always has the same colour. */
export function hueOf(id: string): number {
  let hash = 0
  for (const char of id) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 997
  return hash % hues
}

/** "Mei Chen" -> "MC", "陈玫" -> "陈" */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const first = [...(words[0] ?? '?')][0] ?? '?'
  if (words.length < 2 || first.charCodeAt(0) > 0x2e80) return first.toUpperCase()
  return (first + ([...(words.at(-1) ?? '')][0] ?? '')).toUpperCase()
}

export function avatar(person: { id: string; name: string }, size: 'md' | 'lg' | 'xs' = 'md'): TemplateResult {
  const kind = size === 'md' ? 'avatar' : `avatar avatar-${size}`
  return html`<span class="${kind} hue-${hueOf(person.id)}" title=${person.name} aria-hidden="true"
    >${initialsOf(person.name)}</span
  >`
}

export function nobody(title: string): TemplateResult {
  return html`<span class="avatar avatar-none" title=${title}>${icon('user-round', 'sm')}<span class="visually-hidden">${title}</span></span>`
}
