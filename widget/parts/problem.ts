import { html, nothing, type TemplateResult } from 'lit'
import { laterPiece } from '../later/show.ts'
import { note } from './pieces.ts'
import type { Ui } from './ui.ts'

/** What went wrong with the last press: what happened and what is safe, above the thing to press again. */
export function problemNote(ui: Ui): TemplateResult | typeof nothing {
  const { problem, phase } = ui.flow
  if (!problem || phase !== 'idle') return nothing
  return html`<div data-t="problem" data-code=${problem.code} role="alert">
    ${problemText(ui, (text) => note('circle-alert', text, 'negative'))}
  </div>`
}

/** What has a common cause is in the first words, the rest comes when it is needed. */
export function problemText(ui: Ui, show: (text: string) => unknown): unknown {
  const { flow, speech } = ui
  const { code = 'internal', requestId } = flow.problem ?? {}
  // Two ways of losing the same race.
  const find = () => speech.known(`problem.${code === 'conflict' ? 'stale' : code}`)
  const known = find()
  if (known) return show(known)
  const rest = () => show(find() ?? speech.known('broken.named', { id: requestId ?? '' }) ?? '')
  return laterPiece(ui, 'help', rest)
}
