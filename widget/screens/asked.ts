import { html, nothing, type TemplateResult } from 'lit'
import type { OrderView, QuestionView } from '../../shared/api/order-view.schema.ts'
import type { PolicyText } from '../../shared/policy/policy.ts'
import { textIn } from '../../shared/policy/policy-text.ts'
import { answerOf, answersSaid, type Missing, reasonOf, termsOf } from '../flow/claim.ts'
import { type Draft, type DraftItem, filesOf, questionKey, type Said } from '../flow/draft.ts'
import type { KeyOf } from '../i18n/words.ts'
import { evidence } from '../parts/evidence.ts'
import { icon } from '../parts/icon.ts'
import { error, note } from '../parts/pieces.ts'
import type { Ui } from '../parts/ui.ts'
import { askedVideos } from './videos.ts'

type AskUi = Ui<KeyOf<'asks'>>
type Change = (changed: Partial<DraftItem>) => void

/** More than this many options are a list to open. */
const mostCards = 5

/** What usually helps with this reason, what to have at hand, and what the shop wants to know. */
export function asked(
  ui: AskUi,
  order: OrderView,
  item: DraftItem,
  missing: readonly Missing[],
  change: Change,
): TemplateResult | typeof nothing {
  const { draft } = ui.flow
  if (!draft) return nothing
  const questions = (answerOf(order, item)?.questions ?? []).flatMap(({ code, required }) => {
    const found = order.questions?.find((question) => question.code === code)
    return found ? { ...found, required } : []
  })
  const said = answersSaid(order, draft, item)
  return html`${hints(ui, order, item)} ${documents(ui, order, item)} ${askedVideos(ui, order, item, missing)}
  ${questions.map((question) => {
    const isOpen = missing.includes('answers') && question.required && said?.[question.code] === undefined
    return field(ui, draft, item, question, isOpen, change)
  })}`
}

function hints({ speech }: AskUi, order: OrderView, item: DraftItem): unknown {
  const { t } = speech
  const { help, materials = [], examples = [] } = reasonOf(order, item.reason) ?? {}
  const say = (text: PolicyText) => textIn(text, speech.lang)
  return html`
    ${help ? html`<div data-t="help-text">${note('circle-check', html`<strong>${t('asks.help')}</strong><br />${say(help)}`, 'info')}</div>` : nothing}
    ${
      materials.length
        ? html`<div class="group" data-t="materials">
            <p class="heading" id="materials">${t('asks.materials')}</p>
            <ul class="materials" aria-labelledby="materials">
              ${materials.map((text) => html`<li>${icon('check')}<span>${say(text)}</span></li>`)}
            </ul>
          </div>`
        : nothing
    }
    ${
      examples.length
        ? html`<div class="group" data-t="examples">
            <p class="heading">${t('asks.examples')}</p>
            <ul class="examples">
              ${examples.map(({ image, alt }) => html`<li><img src=${image} alt=${say(alt)} loading="lazy" /></li>`)}
            </ul>
          </div>`
        : nothing
    }
  `
}

/** Photos alone are told beside their tiles, and so are videos. */
function documents(ui: AskUi, order: OrderView, item: DraftItem): unknown {
  const { t } = ui.speech
  const needed = termsOf(order, item)?.evidence
  if (!needed?.documents) return nothing
  const kinds = ['photos', 'documents'] as const
  const parts = kinds.flatMap((kind) => (needed[kind] ? t(`asks.${kind}`, { count: needed[kind] }) : []))
  return note('camera', t('asks.files', { list: parts.join(t('list.comma')) }), 'plain')
}

function field(
  ui: AskUi,
  draft: Draft,
  item: DraftItem,
  question: QuestionView & { required: boolean },
  isOpen: boolean,
  change: Change,
): TemplateResult {
  const { speech } = ui
  const { code, kind, hint, required } = question
  const id = `question-${code}`
  const label = html`${speech.pick(question.labels)}`
  const more = required ? nothing : html` <small>${speech.t('ui.optional')}</small>`
  const answer = (value: Said[string] | undefined) => {
    const { [code]: _, ...rest } = item.answers ?? {}
    change({ answers: value === undefined ? rest : { ...rest, [code]: value } })
  }
  const below = isOpen
    ? error(`${id}-below`, speech.t('asks.missing'))
    : hint
      ? html`<p class="hint" id="${id}-below">${textIn(hint, speech.lang)}</p>`
      : undefined
  const value = item.answers?.[code]
  if (kind === 'photo') {
    const key = questionKey(item, code)
    return html`<div data-t=${id}>${evidence(ui, key, filesOf(draft, key), required ? 1 : 0, below, label)}</div>`
  }
  const { options = [] } = question
  if (kind === 'choice' && options.length <= mostCards) {
    return html`<fieldset class="group" data-t=${id} data-invalid=${isOpen ? '' : nothing} tabindex=${isOpen ? '-1' : nothing}>
      <legend class="heading between">
        <span>${label}</span>${required ? nothing : html`<span>${speech.t('ui.optional')}</span>`}
      </legend>
      <div class="card rows">
        ${options.map(
          (option) => html`<div class="reason">
            <label
              ><input
                class="radio"
                type="radio"
                name=${id}
                data-t="option"
                data-value=${option.value}
                aria-describedby=${below ? `${id}-below` : nothing}
                .checked=${value === option.value}
                @change=${() => answer(option.value)}
              /><span>${speech.pick(option.labels)}</span></label
            >
          </div>`,
        )}
      </div>
      ${below ?? nothing}
    </fieldset>`
  }
  const describedBy = below ? `${id}-below` : nothing
  const invalid = isOpen ? 'true' : nothing
  return html`<div class="field" data-t=${id}>
    <label for=${id}>${label}${more}</label>
    ${
      kind === 'choice'
        ? html`<select
            class="input"
            id=${id}
            aria-describedby=${describedBy}
            aria-invalid=${invalid}
            @change=${(event: Event) => answer((event.target as HTMLSelectElement).value || undefined)}
          >
            <option value="">${speech.t('asks.choose')}</option>
            ${options.map(
              (option) =>
                html`<option value=${option.value} ?selected=${value === option.value}>${speech.pick(option.labels)}</option>`,
            )}
          </select>`
        : html`<input
            class="input"
            id=${id}
            type=${kind === 'number' ? 'number' : 'text'}
            step=${kind === 'number' ? 'any' : nothing}
            maxlength=${kind === 'number' ? nothing : 2000}
            autocomplete="off"
            aria-describedby=${describedBy}
            aria-invalid=${invalid}
            .value=${String(value ?? '')}
            @input=${(event: Event) => answer(typed(event.target as HTMLInputElement))}
          />`
    }
    ${below ?? nothing}
  </div>`
}

function typed({ type, value, valueAsNumber }: HTMLInputElement): Said[string] | undefined {
  if (type !== 'number') return value || undefined
  return Number.isFinite(valueAsNumber) ? valueAsNumber : undefined
}
