import { html, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import { type CredentialField, canBeChecked, isSecretKind } from '../../../shared/payouts/credential-fields.ts'
import { AdminElement } from '../../components/admin-element.ts'
import { closeDialog, dialogView } from '../../components/dialog.ts'
import { icon } from '../../components/icon.ts'
import { errorWords } from '../../components/states-of-a-page.ts'
import { type Connection, saveConnection } from '../../data/connections.ts'
import { ApiError } from '../../data/http.ts'
import { countryCodes } from '../../format/countries.ts'
import { countryName } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { radioField, selectField, textField } from '../policy/fields/fields.ts'
import {
  type ConnectionDraft,
  credentialsOf,
  draftOf,
  type FieldProblem,
  fieldsOf,
  type KeyDraft,
  missingIn,
  newSecret,
  optionOf,
  problemsFrom,
} from './connection-draft.ts'
import { noticeAddress } from './notice-address.ts'

/** Asks for one provider's credentials. `saved` carries the connection; what was typed is in no other place. */
@customElement('amends-connection-form')
export class ConnectionForm extends AdminElement {
  @property({ attribute: false }) connection: Connection | undefined
  @state() private draft: ConnectionDraft = { texts: {}, keys: [] }
  @state() private problems: ReadonlyMap<string, FieldProblem> = new Map()
  @state() private problem = ''
  @state() private busy = false
  /** Secrets that are read while one types. */
  @state() private readable: ReadonlySet<string> = new Set()

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.connection) this.draft = draftOf(this.connection)
  }

  protected override render() {
    const { connection } = this
    if (!connection) return nothing
    const { provider, isConnected } = connection
    const name = t(`payout.provider.${provider}`)
    return dialogView({
      hook: 'connection-form',
      label: t(isConnected ? 'connections.form.change' : 'connections.form.connect', { provider: name }),
      body: html`<form novalidate id="connection-fields" class="dialog-fields" autocomplete="off" @submit=${this.submit}>
        <p class="muted">${t(`connections.form.about.${provider}`)}</p>
        ${noticeAddress(connection, 'form')}
        ${fieldsOf(provider).map((field) => this.field(field, connection))}
        <p class="notice notice-info">${icon('lock')}<span>${t('connections.form.sealed')}</span></p>
        ${this.problem ? html`<p class="notice notice-negative" role="alert" data-t="form-problem">${icon('circle-alert')}<span>${this.problem}</span></p>` : nothing}
      </form>`,
      footer: html`<button class="btn" type="button" data-dialog="close">${t('action.cancel')}</button>
        <button class="btn btn-primary" type="submit" form="connection-fields" data-t="save-connection" aria-disabled=${this.busy ? 'true' : 'false'}>
          ${this.busy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${t(canBeChecked(provider) ? 'connections.form.save' : 'connections.form.saveOnly')}
        </button>`,
      onClosed: () => this.dispatchEvent(new CustomEvent('closed')),
    })
  }

  private field(field: CredentialField, connection: Connection): TemplateResult {
    const { name, kind, options = [], isOptional } = field
    const id = `credential-${name}`
    const label = isOptional
      ? t('connections.form.optional', { field: t(`connections.field.${name}`) })
      : t(`connections.field.${name}`)
    const value = this.draft.texts[name] ?? ''
    const hint = t(`connections.hint.${name}`)
    const problem = this.problemOf(name, hint)
    const change = (text: string) => this.become(name, text)
    switch (kind) {
      case 'choice':
        return radioField({
          id,
          label,
          value,
          hint,
          choices: options.map((option) => ({
            value: option,
            words: t(`connections.option.${optionOf(option)}`),
          })),
          change,
        })
      case 'country': {
        const choices = countryCodes().map((code) => ({ value: code, words: countryName(code) }))
        return selectField({
          id,
          label,
          value,
          choices: value ? choices : [{ value: '', words: '—' }, ...choices],
          hint,
          change,
          ...problem,
        })
      }
      case 'public_key':
        return textField({ id, label, value, rows: 4, maxlength: 10_000, hint, change, ...problem })
      case 'key_list':
        return this.keyList(label, hint, problem)
      case 'secret':
      case 'private_key':
        return this.secretField(field, { id, label, value, hint, connection, ...problem })
      default:
        return textField({ id, label, value, hint, maxlength: 2000, change, ...problem })
    }
  }

  private secretField(
    { name, kind }: CredentialField,
    parts: { id: string; label: string; value: string; hint: string; connection: Connection; problem?: string },
  ): TemplateResult {
    const { id, label, value, problem, connection } = parts
    const stored = connection.isConnected && isSecretKind(kind) ? connection.shown[name] : undefined
    const hint = typeof stored === 'string' ? t('connections.form.keep', { shown: stored }) : parts.hint
    const typed = (event: Event) => this.become(name, (event.target as HTMLInputElement | HTMLTextAreaElement).value)
    const isReadable = this.readable.has(name)
    const below = problem
      ? html`<p class="field-error" id="${id}-hint">${icon('circle-alert', 'sm')}${problem}</p>`
      : html`<p class="hint" id="${id}-hint">${hint}</p>`
    if (kind === 'private_key') {
      return html`<div class="field">
        <label for=${id}>${label}</label>
        <textarea class="input textarea key-text" id=${id} data-t=${id} rows="4" maxlength="10000" spellcheck="false" autocomplete="off" aria-invalid=${problem ? 'true' : nothing} aria-describedby="${id}-hint" .value=${live(value)} @input=${typed}></textarea>
        ${below}
      </div>`
    }
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <span class="secret-field">
        <input class="input" id=${id} data-t=${id} type=${isReadable ? 'text' : 'password'} maxlength="2000" spellcheck="false" autocomplete="new-password" aria-invalid=${problem ? 'true' : nothing} aria-describedby="${id}-hint" .value=${live(value)} @input=${typed} />
        <button class="btn btn-icon" type="button" aria-label=${t('connections.form.read', { field: label })} aria-pressed=${isReadable ? 'true' : 'false'} @click=${() => this.read(name)}>${icon('eye', 'sm')}</button>
        ${name === 'secret' ? html`<button class="btn" type="button" data-t="new-secret" @click=${() => this.makeSecret(name)}>${icon('sparkles', 'sm')}${t('connections.form.make')}</button>` : nothing}
      </span>
      ${below}
    </div>`
  }

  private keyList(label: string, hint: string, { problem }: { problem?: string }): TemplateResult {
    const { keys } = this.draft
    const become = (next: readonly KeyDraft[]) => {
      this.draft = { ...this.draft, keys: next }
    }
    return html`<fieldset class="option-list key-list-field">
      <legend class="label">${label}</legend>
      <p class="hint">${hint}</p>
      ${keys.map(
        (key, index) => html`<div class="key-row">
          ${textField({ id: `key-${index}-serial`, label: t('connections.form.keySerial'), value: key.serial, change: (serial) => become(keys.with(index, { ...key, serial })) })}
          ${textField({ id: `key-${index}-key`, label: t('connections.form.keyText'), value: key.publicKey, rows: 4, maxlength: 10_000, change: (publicKey) => become(keys.with(index, { ...key, publicKey })) })}
          ${keys.length > 1 ? html`<button class="btn btn-quiet btn-sm btn-danger" type="button" @click=${() => become(keys.toSpliced(index, 1))}>${icon('trash-2', 'sm')}${t('connections.form.removeKey')}</button>` : nothing}
        </div>`,
      )}
      <button class="btn btn-sm" type="button" data-t="add-key" @click=${() => become([...keys, { serial: '', publicKey: '' }])}>${icon('plus', 'sm')}${t('connections.form.addKey')}</button>
      ${problem ? html`<p class="field-error" data-invalid="key-0-serial">${icon('circle-alert', 'sm')}${problem}</p>` : nothing}
    </fieldset>`
  }

  private problemOf(name: string, hint: string): { problem?: string } {
    const found = this.problems.get(name)
    if (!found) return {}
    return { problem: found === 'missing' ? t('connections.form.missing') : t('connections.form.wrong', { hint }) }
  }

  private become(name: string, text: string): void {
    this.draft = { ...this.draft, texts: { ...this.draft.texts, [name]: text } }
    if (!this.problems.has(name)) return
    this.problems = new Map([...this.problems].filter(([other]) => other !== name))
    this.problem = ''
  }

  private read(name: string): void {
    const isReadable = this.readable.has(name)
    this.readable = new Set(
      isReadable ? [...this.readable].filter((other) => other !== name) : [...this.readable, name],
    )
  }

  /** It is read once, to be put into the merchant's own server. */
  private makeSecret(name: string): void {
    this.become(name, newSecret())
    this.readable = new Set([...this.readable, name])
  }

  private readonly submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const { connection, draft } = this
    if (!connection || this.busy) return
    this.problem = ''
    this.problems = missingIn(connection, draft)
    if (this.problems.size > 0) return this.showProblems()
    this.busy = true
    try {
      const saved = await saveConnection(connection, credentialsOf(connection.provider, draft))
      this.dispatchEvent(new CustomEvent<Connection>('saved', { detail: saved }))
      closeDialog(this)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      await this.refused(error)
    } finally {
      this.busy = false
    }
  }

  /** What was typed stays. */
  private async refused(error: ApiError): Promise<void> {
    if (error.code === 'validation_failed') {
      this.problems = problemsFrom(error.problem?.errors ?? [], this.draft)
      if (this.problems.size > 0) return this.showProblems()
    }
    this.problem = error.code === 'stale' ? t('connections.form.stale') : errorWords(error)
  }

  private async showProblems(): Promise<void> {
    this.problem = t('connections.form.notSaved')
    await this.updateComplete
    const wrong = this.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]')
    const field = wrong?.dataset.invalid ? this.querySelector<HTMLElement>(`#${wrong.dataset.invalid}`) : wrong
    field?.focus()
  }
}
