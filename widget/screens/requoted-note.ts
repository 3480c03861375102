import { html, type TemplateResult } from 'lit'
import type { Flow } from '../flow/flow.ts'
import type { KeyOf } from '../i18n/words.ts'
import { note } from '../parts/pieces.ts'
import type { Ui } from '../parts/ui.ts'

/** The amount moved between review and submit: both are said, and asked again. */
export function requotedNote(
  { speech }: Ui<KeyOf<'help'>>,
  { was, now }: NonNullable<Flow['requoted']>,
  currency: string,
): TemplateResult {
  const { t, money } = speech
  const text = t('requoted.text', { was: money(was, currency), now: money(now, currency) })
  return html`<div data-t="requoted" role="alert">
    ${note('circle-alert', html`<strong>${t('requoted.title')}</strong><br />${text}`, 'caution')}
  </div>`
}

/** The shop's rules give nothing for what was chosen. */
export function notEligible({ speech }: Ui<KeyOf<'help'>>): TemplateResult {
  return note('circle-alert', speech.t('problem.not_eligible'), 'negative')
}
