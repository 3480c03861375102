import { html, nothing } from 'lit'
import { Problem } from '../api/problem.ts'
import { error, note, primary, row, rows } from '../parts/pieces.ts'
import { problemNote, problemText } from '../parts/problem.ts'
import type { Page, Ui } from '../parts/ui.ts'

/** Order or request number, and the contact on it. The answer is the same whether the order exists or not. */
export function find(ui: Ui, prefilled: string | undefined): Page {
  const { acts, flow, speech } = ui
  const { t } = speech
  const { challenge } = flow
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    const fields = new FormData(form)
    if (form.checkValidity())
      void acts.lookUp(String(fields.get('number')).trim(), String(fields.get('contact')).trim())
    else acts.dispatch({ type: 'failed', problem: new Problem('validation_failed') })
    form.querySelector<HTMLElement>(':invalid')?.focus()
  }
  return {
    title: t('find.title'),
    body: html`
      <div class="lead">
        <h3>${t('find.lead')}</h3>
        <p>${t('find.text')}</p>
      </div>
      ${problemNote(ui)}
      <form class="group" id="find" novalidate @submit=${submit}>
        <div class="field">
          <label for="number">${t('find.number')}</label>
          <input
            class="input figures"
            id="number"
            name="number"
            required
            maxlength="100"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            data-t="find-number"
            aria-describedby="number-hint"
            value=${challenge?.number ?? prefilled ?? nothing}
          />
          <p class="hint" id="number-hint">${t('find.hint')}</p>
        </div>
        <div class="field">
          <label for="contact">${t('find.contact')}</label>
          <input
            class="input"
            id="contact"
            name="contact"
            required
            minlength="3"
            maxlength="254"
            autocomplete="email"
            autocapitalize="none"
            spellcheck="false"
            data-t="find-contact"
            value=${challenge?.contact ?? nothing}
          />
        </div>
      </form>
      ${note('mail', t('find.safe'), 'plain')}
      ${rows(row('contact-row', 'message-circle', t('find.help'), () => acts.dispatch({ type: 'contact', open: true })))}
    `,
    foot: primary(ui, 'find-submit', t('find.send'), undefined, 'find'),
  }
}

/** Six digits: typed, pasted, or filled in by the phone. The sixth sends them. */
export function code(ui: Ui, nowMs: number): Page {
  const { acts, flow, speech } = ui
  const { t } = speech
  const { contact = '', number = '', resendAt = 0 } = flow.challenge ?? {}
  const seconds = Math.max(0, Math.ceil((resendAt - nowMs) / 1000))
  const wrong = flow.problem
  const isShort = flow.tried && acts.code.length < 6
  const type = (event: InputEvent) => {
    const input = event.target as HTMLInputElement
    input.value = acts.code = input.value.replace(/\D/g, '').slice(0, 6)
    ui.acts.announce('')
    if (acts.code.length === 6) void acts.verify()
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (acts.code.length === 6) void acts.verify()
    else acts.dispatch({ type: 'continue' })
  }
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return {
    title: t('find.title'),
    body: html`
      <div class="lead">
        <h3>${t('code.lead')}</h3>
        <p>${t('code.text', { contact })}</p>
      </div>
      <form class="group" id="code" @submit=${submit}>
        <div class="code" data-wrong=${wrong || isShort ? '' : nothing}>
          <label class="visually-hidden" for="digits">${t('code.label')}</label>
          <input
            id="digits"
            inputmode="numeric"
            autocomplete="one-time-code"
            maxlength="12"
            data-t="code-input"
            aria-invalid=${wrong || isShort ? 'true' : nothing}
            aria-describedby="code-hint"
            .value=${acts.code}
            @input=${type}
          />
          <div aria-hidden="true">
            ${[0, 1, 2, 3, 4, 5].map(
              (index) =>
                html`<span class=${index === acts.code.length ? 'caret' : ''}>${acts.code[index] ?? ''}</span>`,
            )}
          </div>
        </div>
        ${
          wrong && flow.phase === 'idle'
            ? problemText(ui, (text) => error('code-hint', text))
            : isShort
              ? error('code-hint', t('code.label'))
              : html`<p class="muted small" id="code-hint">${t('code.valid')}</p>`
        }
      </form>
      ${rows(
        row(
          'code-resend',
          'rotate-cw',
          t('code.again'),
          () => void acts.lookUp(number, contact),
          undefined,
          seconds ? html`<span class="amount muted" role="timer">${clock}</span>` : undefined,
          seconds > 0,
        ),
        row('code-other', 'pencil', t('code.other'), () => acts.dispatch({ type: 'back' }), t('code.otherHint')),
        row('contact-row', 'message-circle', t('code.help'), () => acts.dispatch({ type: 'contact', open: true })),
      )}
    `,
    foot: primary(ui, 'code-submit', t('ui.continue'), undefined, 'code'),
  }
}
