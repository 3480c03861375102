import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../components/icon.ts'
import { localDate, plainDate } from '../../format/dates.ts'
import { dateStyle } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { creditDaysOf } from './settings-draft.ts'
import { problemAt, type SettingsEditor } from './settings-editor.ts'

const dayMs = 86_400_000
/** What a first choice to let it expire begins with. */
const usualDays = '365'

/** Whether store credit that is given as a refund ends one day. */
export function storeCreditSection(editor: SettingsEditor, nowMs: number): TemplateResult {
  const { creditDays } = editor.draft
  const become = (days: string | undefined) => editor.change({ creditDays: days })
  const expires = creditDays !== undefined
  const choice = (value: 'never' | 'after', checked: boolean, choose: () => void) => html`<label class="choice"
    ><input
      type="radio"
      name="credit-expiry"
      value=${value}
      .checked=${checked}
      @change=${choose}
      data-t="credit-${value}"
    /><span
      ><b>${t(`settings.credit.${value}`)}</b><span class="muted small">${t(`settings.credit.${value}Hint`)}</span></span
    ></label
  >`
  return html`<section class="card" aria-labelledby="credit-heading" data-t="settings-credit">
    <div class="card-head"><h2 id="credit-heading">${t('settings.credit.heading')}</h2></div>
    <div class="card-body settings-fields">
      <p class="muted">${t('settings.credit.hint')}</p>
      <fieldset class="choices">
        <legend class="visually-hidden">${t('settings.credit.heading')}</legend>
        ${choice('never', !expires, () => become(undefined))}
        ${choice('after', expires, () => become(editor.saved.storeCredit ? String(editor.saved.storeCredit.expiresAfterDays) : usualDays))}
      </fieldset>
      ${expires ? daysField(editor, creditDays, nowMs, become) : nothing}
    </div>
  </section>`
}

function daysField(
  editor: SettingsEditor,
  typed: string,
  nowMs: number,
  become: (days: string) => void,
): TemplateResult {
  const { problem } = problemAt(editor, '/storeCredit/expiresAfterDays')
  const days = creditDaysOf(typed)
  const ends = Number.isNaN(days)
    ? ''
    : plainDate(localDate(nowMs + days * dayMs, editor.saved.timezone), nowMs, dateStyle())
  return html`<div class="field field-number">
      <label for="credit-days">${t('settings.credit.days')}</label>
      <span class="with-unit"
        ><input
          class="input"
          id="credit-days"
          data-t="credit-days"
          inputmode="numeric"
          autocomplete="off"
          maxlength="4"
          aria-invalid=${problem ? 'true' : nothing}
          aria-describedby="credit-ends"
          .value=${typed}
          @input=${(event: InputEvent) => become((event.target as HTMLInputElement).value)}
        /><span class="unit">${t('settings.credit.unit')}</span></span
      >
      <p id="credit-ends" data-t="credit-ends">
        ${
          problem
            ? html`<span class="field-error">${icon('circle-alert', 'sm')}${problem}</span>`
            : html`<span class="muted small">${ends && t('settings.credit.ends', { date: ends })}</span>`
        }
      </p>
    </div>
    <p class="notice notice-caution" data-t="credit-law">${icon('scale')}<span>${t('settings.credit.law')}</span></p>`
}
