import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../components/icon.ts'
import { countryCodes } from '../../format/countries.ts'
import { countryName } from '../../format/show.ts'
import { intlTag, t } from '../../i18n/i18n.ts'
import { type Choice, radioField, selectField, textField } from '../policy/fields/fields.ts'
import '../policy/fields/token-field.ts'
import type { AddressDraft } from './settings-draft.ts'
import { problemAt, type SettingsEditor } from './settings-editor.ts'

/** Where goods go back to, by the countries that each address serves. */
export function addressesSection(editor: SettingsEditor, mayEdit: boolean): TemplateResult {
  const { addresses } = editor.draft
  const choices = countryChoices()
  const catchesAll = addresses.length === 0 || addresses.some(({ countries }) => countries === undefined)
  return html`<section class="card" aria-labelledby="addresses-heading" data-t="settings-addresses">
    <div class="card-head">
      <h2 id="addresses-heading" tabindex="-1">${t('settings.addresses.heading')}</h2>
      ${
        mayEdit
          ? html`<button class="btn btn-sm" type="button" data-t="add-address" @click=${() => add(editor)}>
              ${icon('plus', 'sm')}${t('settings.addresses.add')}
            </button>`
          : nothing
      }
    </div>
    <div class="card-body settings-fields">
      <p class="muted">${t(addresses.length ? 'settings.addresses.hint' : 'settings.addresses.none')}</p>
      ${addresses.map((address, index) => addressView(editor, address, { index, choices, mayEdit }))}
      ${
        catchesAll
          ? nothing
          : html`<p class="notice notice-caution" data-t="no-catch-all">${icon('triangle-alert')}<span>${t('settings.addresses.noCatchAll')}</span></p>`
      }
    </div>
  </section>`
}

function addressView(
  editor: SettingsEditor,
  address: AddressDraft,
  { index, choices, mayEdit }: { index: number; choices: readonly Choice[]; mayEdit: boolean },
): TemplateResult {
  const id = `address-${index}`
  const at = `/returnAddresses/${index}`
  const { addresses } = editor.draft
  const become = (more: Partial<AddressDraft>) =>
    editor.change({ addresses: addresses.with(index, { ...address, ...more }) })
  const { problem } = problemAt(editor, `${at}/countries`)
  return html`<div class="address" role="group" aria-labelledby="${id}-title" data-t=${id}>
    <div class="address-head">
      <h3 id="${id}-title">${address.name.trim() || t('settings.addresses.new')}</h3>
      ${
        mayEdit
          ? html`<button
              class="btn btn-quiet btn-sm btn-icon btn-danger"
              type="button"
              aria-label=${t('settings.addresses.remove', { name: address.name.trim() || t('settings.addresses.unnamed') })}
              data-t="${id}-remove"
              @click=${(event: Event) => remove(editor, index, event.currentTarget as HTMLElement)}
            >
              ${icon('trash-2', 'sm')}
            </button>`
          : nothing
      }
    </div>
    <div class="settings-columns">
      ${textField({ id: `${id}-name`, label: t('settings.addresses.name'), value: address.name, change: (name) => become({ name }), ...problemAt(editor, `${at}/name`) })}
      ${selectField({
        id: `${id}-country`,
        label: t('settings.addresses.country'),
        value: address.country,
        choices: address.country === '' ? [{ value: '', words: '—' }, ...choices] : choices,
        change: (country) => become({ country }),
        ...problemAt(editor, `${at}/country`),
      })}
      ${textField({ id: `${id}-lines`, label: t('settings.addresses.lines'), value: address.lines, rows: 3, maxlength: 2100, change: (lines) => become({ lines }), ...problemAt(editor, `${at}/lines`) })}
      ${textField({ id: `${id}-phone`, label: t('settings.addresses.phone'), value: address.phone, change: (phone) => become({ phone }), ...problemAt(editor, `${at}/phone`) })}
    </div>
    ${radioField({
      id: `${id}-serves`,
      label: t('settings.addresses.serves'),
      value: address.countries ? 'some' : 'all',
      choices: [
        { value: 'all', words: t('settings.addresses.servesAll') },
        { value: 'some', words: t('settings.addresses.servesSome') },
      ],
      change: (serves) => become({ countries: serves === 'some' ? (address.countries ?? []) : undefined }),
    })}
    ${
      address.countries
        ? html`<amends-token-field
              field="${id}-countries"
              label=${t('settings.addresses.countries')}
              .value=${address.countries}
              .choices=${choices}
              closed
              @taken=${({ detail }: CustomEvent<readonly string[]>) => become({ countries: detail })}
            ></amends-token-field>
            ${problem ? html`<p class="field-error" data-invalid="${id}-countries">${icon('circle-alert', 'sm')}${problem}</p>` : nothing}`
        : nothing
    }
  </div>`
}

function add(editor: SettingsEditor): void {
  const { addresses } = editor.draft
  const hasAll = addresses.some(({ countries }) => countries === undefined)
  const fresh = { name: '', lines: '', country: '', phone: '', countries: hasAll ? [] : undefined }
  editor.change({ addresses: [...addresses, fresh] })
  focusSoon(`#address-${addresses.length}-name`)
}

/** Focus goes to the heading: the button that was pressed is gone. */
function remove(editor: SettingsEditor, index: number, pressed: HTMLElement): void {
  pressed.blur()
  editor.change({ addresses: editor.draft.addresses.toSpliced(index, 1) })
  focusSoon('#addresses-heading')
}

function focusSoon(selector: string): void {
  setTimeout(() => document.querySelector<HTMLElement>(selector)?.focus())
}

function countryChoices(): Choice[] {
  const named = countryCodes().map((code) => ({ value: code, words: countryName(code) }))
  return named.sort((a, b) => a.words.localeCompare(b.words, intlTag()))
}
