import { html } from 'lit'
import { quoteOf } from '../flow/claim.ts'
import { amountBar } from '../parts/amount.ts'
import { primary } from '../parts/pieces.ts'
import type { Ui } from '../parts/ui.ts'

/** The amount, always, and the way on. */
export function claimFoot(ui: Ui, hint?: string): unknown {
  const { flow, acts, speech } = ui
  const { order, draft } = flow
  const quoted = order && draft?.items.length ? quoteOf(order, draft, draft.way) : undefined
  return html`${amountBar(ui, quoted, hint)}
  ${primary(ui, 'continue', speech.t('ui.continue'), () => acts.dispatch({ type: 'continue' }))}`
}
