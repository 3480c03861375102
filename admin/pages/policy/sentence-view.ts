import { html, nothing, type TemplateResult } from 'lit'
import type { Part, Sentence } from '../../../shared/policy/words/sentence.ts'
import { icon } from '../../components/icon.ts'
import { t } from '../../i18n/i18n.ts'
import { isInside } from './model/pointer.ts'

/** What is to be said about a place in the policy. */
export type Mark = 'issue' | 'lint'

export interface SentenceLook {
  /** Absent: nothing can be changed. */
  edit?: (pointer: string, chip: HTMLElement) => void
  /** What the live version says, by pointer. */
  was?: ReadonlyMap<string, string>
  marks?: ReadonlyMap<string, Mark>
  /** The place that is being edited. */
  openAt?: string
}

/** A sentence with its editable parts as buttons, each named by its own words. */
export function sentenceView(sentence: Sentence, look: SentenceLook): TemplateResult {
  return html`${sentence.map((part) => (isChip(part, sentence) ? chip(part, look) : plain(part)))}`
}

function plain({ text, said }: Part): string {
  return said ? t('editor.quoted', { text }) : text
}

/** Values and terms can be pressed; where a comparison has no value, its operator; where there is none, "always". */
function isChip({ slot }: Part, sentence: Sentence): boolean {
  if (!slot) return false
  switch (slot.kind) {
    case 'term':
    case 'value':
      return true
    case 'op': {
      const value = slot.pointer.replace(/\/op$/, '/value')
      return !sentence.some((other) => other.slot?.pointer === value)
    }
    case 'join':
      return !sentence.some((other) => other.slot && other.slot !== slot && isInside(other.slot.pointer, slot.pointer))
    case 'fact':
      return false
  }
}

function chip({ text, slot }: Part, { edit, was, marks, openAt }: SentenceLook): TemplateResult {
  const pointer = slot?.pointer ?? ''
  const before = was?.get(pointer)
  const changed = before !== undefined && before !== text
  const mark = markAt(pointer, marks)
  const width = widthOf(text) + (changed ? widthOf(before) : 0)
  const kind = `slot${width <= shortWidth ? ' nowrap' : ''}${mark ? ` slot-${mark}` : changed ? ' slot-changed' : ''}`
  const words = html`${text}${
    changed
      ? html`<span class="visually-hidden">, ${t('editor.was', { before })}</span><span class="slot-was" aria-hidden="true">${before}</span>`
      : nothing
  }${mark === 'issue' ? html`<span class="visually-hidden">, ${t('editor.hasIssue')}</span>${icon('circle-alert', 'sm')}` : nothing}`
  if (!edit) return html`<span class=${kind} data-slot=${pointer}>${words}</span>`
  // No <button>: that never breaks over lines, and a sentence has to.
  return html`<span
    class=${kind}
    role="button"
    tabindex="0"
    data-slot=${pointer}
    aria-haspopup="dialog"
    aria-expanded=${openAt === pointer ? 'true' : 'false'}
    @click=${(event: MouseEvent) => edit(pointer, event.currentTarget as HTMLElement)}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      edit(pointer, event.currentTarget as HTMLElement)
    }}
    >${words}</span
  >`
}

/** What stays on one line, in letters: a phone is wider than that. */
const shortWidth = 18

/** In letters; Chinese characters are as wide as two. */
function widthOf(text: string): number {
  return text.length + (text.match(/[\u3000-\u9fff\uff00-\uffef]/g)?.length ?? 0)
}

/** A finding about a term marks every part of it, an issue about a part only that. */
function markAt(pointer: string, marks: SentenceLook['marks']): Mark | undefined {
  if (!marks) return undefined
  for (const [place, mark] of marks) if (isInside(pointer, place) || isInside(place, pointer)) return mark
  return undefined
}

/** The words of each place, to be compared with another version's. */
export function wordsByPlace(sentences: readonly Sentence[]): Map<string, string> {
  const words = new Map<string, string>()
  for (const { text, slot } of sentences.flat()) if (slot) words.set(slot.pointer, text)
  return words
}
