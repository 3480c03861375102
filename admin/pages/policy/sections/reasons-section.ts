import { html, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Policy, Reason } from '../../../../shared/policy/policy.ts'
import { icon } from '../../../components/icon.ts'
import { isTyping } from '../../../components/keys.ts'
import { ownWords } from '../../../format/show.ts'
import { t } from '../../../i18n/i18n.ts'
import { startWords } from '../fields/words-field.ts'
import { findingCard, issueCard } from '../finding-card.ts'
import { pointerOf } from '../model/pointer.ts'
import { addReason, moveReason, removeReason } from '../model/reasons.ts'
import { reasonForm } from './reason-form.ts'
import { SectionHost } from './section-host.ts'

/** The reasons a shopper can give, in two levels and in the order in which they are offered. */
@customElement('amends-reasons-section')
export class ReasonsSection extends SectionHost {
  /** Codes of the version in force: requests carry them, so they do not change any more. */
  @property({ attribute: false }) liveCodes: ReadonlySet<string> = new Set()
  @state() private openCode: string | undefined
  /** What stands in the field of the open one's code while it cannot be one. */
  @state() private codeTyped: string | undefined

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('openCode')) this.codeTyped = undefined
  }

  protected override render() {
    const { policy } = this.context ?? {}
    if (!policy) return nothing
    const top = policy.reasons.filter(({ parent }) => parent === undefined)
    return html`<section aria-labelledby="reasons-heading" data-t="policy-reasons">
      <div class="section-head">
        <h2 id="reasons-heading">${t('policy.reasons')}</h2>
        <p class="muted small">${t('editor.reason.hint')}</p>
        ${
          this.fixed
            ? nothing
            : html`<button class="btn btn-sm" type="button" data-t="add-reason" @click=${() => this.add()}>
                ${icon('plus', 'sm')}${t('editor.reason.addTop')}
              </button>`
        }
      </div>
      <ul class="item-list">
        ${repeat(
          top,
          ({ code }) => code,
          (reason) => {
            const below = policy.reasons.filter(({ parent }) => parent === reason.code)
            return html`<li>
              ${this.row(reason, policy)}
              ${
                below.length
                  ? html`<ul class="item-list item-list-inner">
                      ${repeat(
                        below,
                        ({ code }) => code,
                        (each) => html`<li>${this.row(each, policy)}</li>`,
                      )}
                    </ul>`
                  : nothing
              }
            </li>`
          },
        )}
      </ul>
    </section>`
  }

  private row(reason: Reason, policy: Policy): TemplateResult {
    const { code, labels } = reason
    const index = policy.reasons.indexOf(reason)
    const { findings, issues } = this.about(pointerOf('reasons', index))
    const isOpen = this.openCode === code
    const name = ownWords(labels) || t('editor.unnamed')
    return html`<div
      class="card item-card"
      role="group"
      tabindex="0"
      aria-labelledby="reason-${code}"
      data-t="reason-${code}"
      @keydown=${(event: KeyboardEvent) => this.pressed(event, reason)}
    >
      <div class="item-head">
        <div>
          <h3 id="reason-${code}">${name}</h3>
          <p class="muted small">${factsOf(reason)}</p>
        </div>
        ${this.fixed ? nothing : this.actions(reason, name, isOpen)}
      </div>
      ${issues.map((issue) => issueCard(issue))}
      ${this.context ? findings.map((finding) => findingCard(finding, this.context as NonNullable<typeof this.context>)) : nothing}
      ${
        isOpen
          ? reasonForm({
              reason,
              index,
              policy,
              languages: this.languages,
              isNew: !this.liveCodes.has(code),
              edit: (change, joins) => this.edit(change, joins),
              codeTyped: this.codeTyped,
              typedCode: (typed) => (this.codeTyped = typed),
              renamed: (to) => (this.openCode = to),
              done: () => (this.openCode = undefined),
            })
          : nothing
      }
    </div>`
  }

  private actions(reason: Reason, name: string, isOpen: boolean): TemplateResult {
    const { code, parent } = reason
    const act = (glyph: Parameters<typeof icon>[0], label: string, hook: string, run: () => void, expanded?: boolean) =>
      html`<button
        class="btn btn-quiet btn-sm btn-icon"
        type="button"
        title=${label}
        aria-label="${label}: ${name}"
        aria-expanded=${expanded === undefined ? nothing : String(expanded)}
        data-t="${hook}-${code}"
        @click=${run}
      >
        ${icon(glyph, 'sm')}
      </button>`
    return html`<span class="row-actions">
      ${parent === undefined ? act('plus', t('editor.reason.addBelow'), 'add-below', () => this.add(code)) : nothing}
      ${act('arrow-up', t('editor.command.up'), 'reason-up', () => this.move(reason, -1))}
      ${act('arrow-down', t('editor.command.down'), 'reason-down', () => this.move(reason, 1))}
      ${act('pencil', t('editor.edit'), 'edit-reason', () => (this.openCode = isOpen ? undefined : code), isOpen)}
      ${act('trash-2', t('editor.command.delete'), 'delete-reason', () =>
        this.removeItem((policy) => removeReason(policy, code), name),
      )}
    </span>`
  }

  private add(parent?: string): void {
    const { policy } = this.context ?? {}
    if (!policy) return
    const labels = startWords(this.languages, 'editor.reason.new')
    const { code } = addReason(policy, labels, parent)
    this.edit((now) => addReason(now, labels, parent).policy, undefined, t('editor.reason.added'))
    this.openCode = code
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>(`[data-t="reason-${code}"] .item-form .input`)?.focus(),
    )
  }

  private move({ code, labels }: Reason, step: -1 | 1): void {
    this.edit(
      (policy) => moveReason(policy, code, step),
      undefined,
      t('editor.reason.moved', { name: ownWords(labels) }),
    )
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`[data-t="reason-${code}"]`)?.focus())
  }

  private pressed(event: KeyboardEvent, reason: Reason): void {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined
    if (this.fixed || isTyping(event) || event.defaultPrevented) return
    if (step && event.altKey) this.move(reason, step)
    else if (event.key === 'Enter' && event.target === event.currentTarget)
      this.openCode = this.openCode === reason.code ? undefined : reason.code
    else return
    event.preventDefault()
  }
}

function factsOf(reason: Reason): string {
  return [
    t(`policy.fault.${reason.fault}`),
    reason.subject === 'line' ? '' : t(`editor.reason.about_${reason.subject}`),
    reason.noReason ? t('policy.noReason') : '',
    ...reason.asks.map((ask) => t(`policy.asks.${ask}`)),
    reason.materials?.length ? t('editor.reason.materialsCount', { count: reason.materials.length }) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}
