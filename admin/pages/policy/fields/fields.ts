import { html, noChange, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { icon } from '../../../components/icon.ts'
import { figure, t } from '../../../i18n/i18n.ts'
import { readFigure } from './read-figure.ts'

const defaultLength = 500

export interface Choice<T extends string = string> {
  value: T
  words: string
  hint?: string
}

interface Field {
  /** Unique on the page. */
  id: string
  label: string
  hint?: string
  problem?: string
}

/** A number as somebody types it; `change` hears undefined while it is none, and what was typed stays to be mended. */
export function numberField(
  field: Field & {
    value: number | undefined
    min: number
    max: number
    /** Decimal places that may be typed; whole numbers unless said. */
    step?: number
    unit?: string
    disabled?: boolean
    change: (value: number | undefined) => void
  },
): TemplateResult {
  const { id, label, value, min, max, unit, problem, change, step = 1 } = field
  const parse = (text: string) => {
    const number = readFigure(text, step < 1 ? Math.round(-Math.log10(step)) : 0)
    return number !== undefined && number >= min && number <= max ? number : undefined
  }
  return html`<div class="field field-number">
    <label for=${id}>${label}</label>
    <span class="with-unit"
      ><input
        class="input"
        id=${id}
        data-t=${id}
        inputmode=${step < 1 ? 'decimal' : 'numeric'}
        autocomplete="off"
        aria-invalid=${problem ? 'true' : nothing}
        aria-describedby=${problem || field.hint ? `${id}-hint` : nothing}
        ?disabled=${field.disabled ?? false}
        .value=${value === undefined ? noChange : String(value)}
        @input=${(event: InputEvent) => change(parse((event.target as HTMLInputElement).value))}
      />${unit ? html`<span class="unit">${unit}</span>` : nothing}</span
    >
    ${below(field)}
  </div>`
}

export function textField(
  field: Field & {
    value: string
    rows?: number
    maxlength?: number
    lang?: string
    list?: string
    placeholder?: string
    hideLabel?: boolean
    change: (value: string) => void
  },
): TemplateResult {
  const { id, label, value, rows, change, maxlength = defaultLength } = field
  // Not cut off while it is pasted: what would be lost is not seen.
  const problem = field.problem ?? tooLong(value, maxlength)
  const typed = (event: InputEvent) => change((event.target as HTMLInputElement | HTMLTextAreaElement).value)
  return html`<div class="field">
    <label for=${id} class=${field.hideLabel ? 'visually-hidden' : ''}>${label}</label>
    ${
      rows
        ? html`<textarea
            class="input textarea"
            id=${id}
            data-t=${id}
            rows=${rows}
            lang=${field.lang ?? nothing}
            placeholder=${field.placeholder ?? nothing}
            aria-invalid=${problem ? 'true' : nothing}
            aria-describedby=${problem || field.hint ? `${id}-hint` : nothing}
            .value=${live(value)}
            @input=${typed}
          ></textarea>`
        : html`<input
            class="input"
            id=${id}
            data-t=${id}
            lang=${field.lang ?? nothing}
            list=${field.list ?? nothing}
            placeholder=${field.placeholder ?? nothing}
            autocomplete="off"
            aria-invalid=${problem ? 'true' : nothing}
            aria-describedby=${problem || field.hint ? `${id}-hint` : nothing}
            .value=${live(value)}
            @input=${typed}
          />`
    }
    ${below({ ...field, problem })}
  </div>`
}

/** What is wrong with a text that has to be there; undefined: nothing. */
export function wrongText(text: string, missing: string, maxlength = defaultLength): string | undefined {
  const typed = text.trim()
  return typed === '' ? missing : tooLong(typed, maxlength)
}

/** What is said of more than a field may hold; undefined: it fits. */
function tooLong(value: string, maxlength: number): string | undefined {
  const over = value.length - maxlength
  return over > 0 ? t('editor.tooLong', { max: figure(maxlength), count: over, over: figure(over) }) : undefined
}

export function selectField<T extends string>(
  field: Field & {
    value: T
    choices: readonly (Choice<T> | { group: string; choices: readonly Choice<T>[] })[]
    hideLabel?: boolean
    disabled?: boolean
    change: (value: T) => void
  },
): TemplateResult {
  const { id, label, value, choices, change } = field
  const option = (choice: Choice<T>) =>
    html`<option value=${String(choice.value)} .selected=${live(choice.value === value)}>${choice.words}</option>`
  return html`<div class="field">
    <label for=${id} class=${field.hideLabel ? 'visually-hidden' : ''}>${label}</label>
    <span class="select-box"
      ><select
        class="input"
        id=${id}
        data-t=${id}
        aria-invalid=${field.problem ? 'true' : nothing}
        aria-describedby=${field.problem || field.hint ? `${id}-hint` : nothing}
        ?disabled=${field.disabled ?? false}
        @change=${(event: Event) => change((event.target as HTMLSelectElement).value as T)}
      >
        ${choices.map((each) =>
          'group' in each ? html`<optgroup label=${each.group}>${each.choices.map(option)}</optgroup>` : option(each),
        )}</select
      >${icon('chevron-down', 'sm')}</span
    >
    ${below(field)}
  </div>`
}

/** One of a few, all in sight. */
export function radioField<T extends string>(
  field: Field & { value: T; choices: readonly Choice<T>[]; change: (value: T) => void },
): TemplateResult {
  const { id, label, value, choices, change } = field
  return html`<fieldset class="option-list" aria-describedby=${field.problem || field.hint ? `${id}-hint` : nothing}>
    <legend class="label">${label}</legend>
    ${choices.map(
      (choice) => html`<label class="option"
        ><input
          type="radio"
          name=${id}
          value=${String(choice.value)}
          data-t="${id}-${choice.value}"
          .checked=${live(choice.value === value)}
          @change=${() => change(choice.value)}
        /><span>${choice.words}${choice.hint ? html`<span class="muted small">${choice.hint}</span>` : nothing}</span></label
      >`,
    )}
    ${below(field)}
  </fieldset>`
}

/** Any of a few, in the order in which they are listed. */
export function checkListField<T extends string>(
  field: Field & { value: readonly T[]; choices: readonly Choice<T>[]; change: (value: T[]) => void },
): TemplateResult {
  const { id, label, value, choices, change } = field
  const toggle = (one: T) =>
    change(
      choices
        .map((choice) => choice.value)
        .filter((each) => (each === one ? !value.includes(each) : value.includes(each))),
    )
  return html`<fieldset class="option-list" aria-describedby=${field.problem || field.hint ? `${id}-hint` : nothing}>
    <legend class="label">${label}</legend>
    ${choices.map(
      (choice) => html`<label class="option"
        ><input
          class="check"
          type="checkbox"
          data-t="${id}-${choice.value}"
          .checked=${live(value.includes(choice.value))}
          @change=${() => toggle(choice.value)}
        /><span>${choice.words}</span></label
      >`,
    )}
    ${below(field)}
  </fieldset>`
}

export function checkField(field: {
  id: string
  label: string
  hint?: string
  value: boolean
  change: (value: boolean) => void
}): TemplateResult {
  return html`<label class="option"
    ><input
      class="check"
      type="checkbox"
      data-t=${field.id}
      .checked=${live(field.value)}
      @change=${() => field.change(!field.value)}
    /><span>${field.label}${field.hint ? html`<span class="muted small">${field.hint}</span>` : nothing}</span></label
  >`
}

function below({ id, hint, problem }: Field): TemplateResult | typeof nothing {
  if (problem) return html`<p class="field-error" id="${id}-hint">${icon('circle-alert', 'sm')}${problem}</p>`
  return hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing
}
