import { html, nothing, type TemplateResult } from 'lit'
import type { Words } from '../../shared/api/common.schema.ts'
import type { RequestStatus } from '../../shared/lifecycle/request.ts'
import { badgeOf } from '../../shared/lifecycle/status-badge.ts'
import { type Icon, icon } from './icon.ts'
import type { Ui } from './ui.ts'

export type Tone = 'positive' | 'caution' | 'negative' | 'info'

export function chip(tone: Tone | undefined, name: Icon, text: unknown): TemplateResult {
  return html`<span class="chip" data-tone=${tone ?? nothing}>${icon(name)}<span>${text}</span></span>`
}

/** The same triple of icon, word and colour wherever a request's state is named. */
export function statusChip({ speech }: Ui, status: RequestStatus, more = ''): TemplateResult {
  const { tone, icon: name } = badgeOf(status)
  return chip(tone, name, speech.t(`status.${status}`) + more)
}

export function note(name: Icon, text: unknown, look?: Tone | 'plain'): TemplateResult {
  const tone = look === 'plain' ? undefined : look
  return html`<p class=${look === 'plain' ? 'note plain' : 'note'} data-tone=${tone ?? nothing}>
    ${icon(name)}<span>${text}</span>
  </p>`
}

/** A row that does something. `end` takes the chevron's place. */
export function row(
  hook: string,
  name: Icon,
  text: string,
  press: () => void,
  small?: string,
  end?: unknown,
  disabled?: boolean,
): TemplateResult {
  return html`<li>
    <button class="row" type="button" data-t=${hook} aria-disabled=${disabled || nothing} @click=${disabled ? nothing : press}>
      ${icon(name)}<span>${text}${small && html`<small>${small}</small>`}</span>${end ?? icon('chevron-right', 'flip')}
    </button>
  </li>`
}

export function rows(...items: unknown[]): TemplateResult {
  return html`<ul class="card rows">${items}</ul>`
}

export function link(hook: string, text: string, press: () => void, arrow = false): TemplateResult {
  return html`<button class="link" type="button" data-t=${hook} @click=${press}
    >${text}${arrow ? icon('chevron-right', 'flip') : ''}</button
  >`
}

/** The one primary action; while something is being sent it cannot be pressed again. */
export function primary(ui: Ui, hook: string, text: string, press?: () => void, form?: string): TemplateResult {
  const busy = ui.flow.phase === 'sending'
  return html`<button
    class="button primary"
    part="primary"
    data-t=${hook}
    type=${form ? 'submit' : 'button'}
    form=${form ?? nothing}
    aria-disabled=${busy || nothing}
    @click=${busy || !press ? nothing : press}
  >
    ${busy ? ui.speech.t('ui.sending') : text}
  </button>`
}

export function secondary(hook: string, text: string, press: () => void): TemplateResult {
  return html`<button class="button" type="button" data-t=${hook} @click=${press}>${text}</button>`
}

/** The shop's photograph, or a quiet tile where there is none or it does not load. */
export function picture(src: string | undefined, small?: 'small'): TemplateResult {
  return html`<span class=${small ? 'pic small' : 'pic'} aria-hidden="true">
    ${src ? html`<img src=${src} alt="" loading="lazy" @error=${dropPicture} />` : icon('package')}
  </span>`
}

function dropPicture(event: Event): void {
  const image = event.target as HTMLImageElement
  image.hidden = true
}

export function error(id: string, text: string): TemplateResult {
  return html`<p class="error" id=${id}>${icon('circle-alert')}<span>${text}</span></p>`
}

/** The clauses, most decisive first, without saying one sentence twice. */
export function clauses({ speech }: Ui, list: readonly Words[], said?: string): TemplateResult[] {
  const texts = new Set(list.map((words) => speech.say(words)))
  if (said) texts.delete(said)
  return [...texts].map((text) => html`<p>${text}</p>`)
}

/** The shop as the shopper calls it. */
export function shopName({ flow, speech }: Ui): string {
  const { merchant } = flow.config ?? {}
  return merchant ? speech.pick(merchant.names) || merchant.name : ''
}

/** A value that can be taken along with one press. */
export function copyButton(ui: Ui, label: string, value: string): TemplateResult {
  const copy = () => {
    navigator.clipboard?.writeText(value).then(
      () => ui.acts.announce(ui.speech.t('ui.copied')),
      () => undefined,
    )
  }
  return html`<button class="icon-button" type="button" aria-label=${label} data-t="copy" @click=${copy}>
    ${icon(ui.acts.announced === ui.speech.t('ui.copied') ? 'check' : 'copy')}
  </button>`
}
