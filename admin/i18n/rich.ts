import { html, type TemplateResult } from 'lit'

export interface RichPart {
  text: string
  strong: boolean
}

/** Splits a translation at its `<b>…</b>`. Nothing else in it is markup: words travel as text. */
export function richParts(sentence: string): RichPart[] {
  const parts: RichPart[] = []
  let rest = sentence
  while (rest !== '') {
    const match = /<b>(.*?)<\/b>/s.exec(rest)
    const plain = match ? rest.slice(0, match.index) : rest
    if (plain) parts.push({ text: plain, strong: false })
    if (!match) break
    parts.push({ text: match[1] ?? '', strong: true })
    rest = rest.slice(match.index + match[0].length)
  }
  return parts
}

export function rich(sentence: string, strongClass?: string): TemplateResult {
  return html`${richParts(sentence).map(({ text, strong }) =>
    strong ? (strongClass ? html`<span class=${strongClass}>${text}</span>` : html`<b>${text}</b>`) : text,
  )}`
}
