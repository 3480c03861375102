import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { AdminElement } from '../../../components/admin-element.ts'
import { icon } from '../../../components/icon.ts'
import { t } from '../../../i18n/i18n.ts'
import type { Choice } from './fields.ts'
import { readFigure } from './read-figure.ts'

const figureDecimals = 3

/** Several values, typed or picked one after another; Backspace in the empty field takes the last one off. */
@customElement('amends-token-field')
export class TokenField extends AdminElement {
  @property() field = ''
  @property() label = ''
  @property({ attribute: false }) value: readonly string[] = []
  /** Values to offer, with their words. */
  @property({ attribute: false }) choices: readonly Choice[] = []
  /** Only what is offered may be taken. */
  @property({ type: Boolean }) closed = false
  /** A comma is part of a value, as in "Food, Beverages & Tobacco"; else it ends one. */
  @property({ type: Boolean }) commas = false
  /** Only numbers. */
  @property({ type: Boolean }) figures = false
  /** There has to be one. */
  @property({ type: Boolean }) needed = false
  @property() hint = ''
  @state() private text = ''
  /** What was typed cannot be taken. */
  @state() private isRefused = false

  protected override render() {
    const { field, label, hint, value, choices, isRefused } = this
    const isMissing = this.needed && value.length === 0
    const problem = isRefused
      ? t(this.figures ? 'editor.noFigure' : 'editor.notOffered')
      : isMissing
        ? t('editor.chooseOne')
        : ''
    const left = choices.filter((choice) => !value.includes(choice.value))
    return html`<div class="field">
      <label for=${field}>${label}</label>
      <div class="tokens ${problem ? 'is-wrong' : ''}">
        ${value.map(
          (each, index) => html`<span class="token" data-t="${field}-is-${each}"
            >${this.wordsOf(each)}<button
              type="button"
              aria-label=${t('editor.takeOff', { what: this.wordsOf(each) })}
              @click=${() => this.become(value.toSpliced(index, 1))}
            >
              ${icon('x', 'sm')}
            </button></span
          >`,
        )}
        <input
          id=${field}
          data-t=${field}
          autocomplete="off"
          list=${left.length ? `${field}-list` : nothing}
          aria-invalid=${problem ? 'true' : nothing}
          aria-describedby=${problem || hint ? `${field}-hint` : nothing}
          .value=${this.text}
          @input=${this.typed}
          @keydown=${this.pressed}
          @change=${() => this.take(this.text)}
        />
        ${
          left.length
            ? html`<datalist id="${field}-list">
                ${left.map((choice) => html`<option value=${choice.words}></option>`)}
              </datalist>`
            : nothing
        }
      </div>
      ${
        problem
          ? html`<p class="field-error" id="${field}-hint" role="alert">${icon('circle-alert', 'sm')}${problem}</p>`
          : hint
            ? html`<p class="hint" id="${field}-hint">${hint}</p>`
            : nothing
      }
    </div>`
  }

  private readonly typed = (event: InputEvent) => {
    this.text = (event.target as HTMLInputElement).value
    this.isRefused = false
    // A pick from the list arrives as input of a whole value.
    if (event.inputType === 'insertReplacementText' || event.inputType === undefined) this.take(this.text)
  }

  private readonly pressed = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && this.text === '' && this.value.length > 0) this.become(this.value.slice(0, -1))
    const isEnd = event.key === 'Enter' || (event.key === ',' && !this.commas)
    if (isEnd && this.text.trim() !== '') {
      event.preventDefault()
      event.stopPropagation()
      this.take(this.text)
    }
  }

  private take(text: string): void {
    const wanted = text.trim()
    if (wanted === '') return
    const lower = wanted.toLocaleLowerCase()
    const known = this.choices.find(
      ({ value, words }) => words.toLocaleLowerCase() === lower || value.toLocaleLowerCase() === lower,
    )
    const number = this.figures ? readFigure(wanted, figureDecimals) : undefined
    this.isRefused = !known && (this.closed || (this.figures && number === undefined))
    if (this.isRefused) return
    this.text = ''
    const value = known?.value ?? (number === undefined ? wanted : String(number))
    if (!this.value.includes(value)) this.become([...this.value, value])
  }

  private become(value: readonly string[]): void {
    this.dispatchEvent(new CustomEvent<readonly string[]>('taken', { detail: value }))
  }

  private wordsOf(value: string): string {
    return this.choices.find((choice) => choice.value === value)?.words ?? value
  }
}
