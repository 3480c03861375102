import { html, nothing, type TemplateResult } from 'lit'
import type { RequestView } from '../../shared/api/request-view.schema.ts'
import { evidenceKindOf } from '../../shared/lifecycle/evidence-kind.ts'
import { replyKey } from '../flow/flow.ts'
import type { RefundFlow } from '../flow/refund-flow.ts'
import type { KeyOf } from '../i18n/words.ts'
import { laterPiece } from '../later/show.ts'
import { evidence } from '../parts/evidence.ts'
import { icon } from '../parts/icon.ts'
import { error, primary, secondary } from '../parts/pieces.ts'
import { problemNote } from '../parts/problem.ts'
import type { Page, Ui } from '../parts/ui.ts'
import { outcome } from './request.ts'

type TurnUi = Ui<KeyOf<'turns'>>

const wordsOf = {
  answer: {
    title: 'answer.title',
    text: 'answer.text',
    label: 'answer.label',
    placeholder: 'answer.placeholder',
    send: 'answer.send',
  },
  appeal: {
    title: 'appeal.title',
    text: 'appeal.text',
    label: 'appeal.label',
    placeholder: 'appeal.placeholder',
    send: 'appeal.open',
  },
  message: {
    title: 'message.title',
    text: 'message.text',
    label: 'message.label',
    placeholder: 'message.placeholder',
    send: 'message.send',
  },
} as const

/** What is being written, by request and kind: it stays when the screen is left, and goes when it was sent. */
const drafts = new WeakMap<RefundFlow, Map<string, string>>()

/** Answering what staff asked, asking for a second look, or writing: words, with photos where they help. */
export function reply(ui: TurnUi, request: RequestView, kind: 'answer' | 'appeal' | 'message'): Page {
  const { acts, flow, speech } = ui
  const { t } = speech
  const { question } = request
  const photos = flow.reply.filter(({ type }) => evidenceKindOf(type) !== 'videos')
  const stored = flow.reply.flatMap((file) => file.id ?? [])
  const isUploading = flow.reply.some((file) => !file.id && !file.error)
  const texts = drafts.get(acts) ?? new Map<string, string>()
  drafts.set(acts, texts)
  const name = `${kind} ${request.number}`
  const text = (texts.get(name) ?? '').trim()
  const isOpen = flow.tried > 0 && !text
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isUploading || !text) return acts.dispatch({ type: 'continue' })
    const expectedSeq = kind === 'message' ? undefined : request.seq
    const withFiles = kind === 'message' ? {} : { evidence: stored }
    await acts.act(kind, { expectedSeq, text, question: kind === 'answer' ? question?.id : undefined, ...withFiles })
    if (!acts.flow.problem) texts.delete(name)
  }
  const words = wordsOf[kind]
  const by = request.next.by
  return {
    body: html`
      ${problemNote(ui)}
      ${
        kind === 'message'
          ? html`<div class="lead"><h3>${t(words.title)}</h3><p>${t(words.text)}</p></div>`
          : outcome(ui, request, t(words.title), by ? t(words.text, { date: speech.weekday(by) }) : '')
      }
      ${kind === 'answer' && question ? said(ui, question) : nothing}
      ${
        kind !== 'message'
          ? html`${evidence(ui, replyKey, photos, 0, isUploading && flow.tried ? error('files-error', t('evidence.wait')) : undefined)}
            ${laterPiece(ui, 'asks', (asks) => asks.videos(ui as Ui, replyKey, flow.reply))}`
          : nothing
      }
      <form id="reply" novalidate @submit=${submit}>
        <div class="field">
          <label for="text">${t(words.label)}</label>
          <textarea
            class="input"
            id="text"
            name="text"
            maxlength="2000"
            data-t="reply-text"
            placeholder=${t(words.placeholder)}
            aria-invalid=${isOpen ? 'true' : nothing}
            aria-describedby=${isOpen ? 'text-error' : nothing}
            .value=${texts.get(name) ?? ''}
            @input=${(event: InputEvent) => {
              texts.set(name, (event.target as HTMLTextAreaElement).value)
              acts.announce('')
            }}
          ></textarea>
          ${isOpen ? error('text-error', t('reply.missing')) : nothing}
        </div>
      </form>
    `,
    foot: primary(ui, `${kind}-submit`, t(words.send), undefined, 'reply'),
  }
}

function said({ speech }: TurnUi, question: NonNullable<RequestView['question']>): TemplateResult {
  return html`<article class="message">
    <span aria-hidden="true">${[...question.by][0] ?? ''}</span>
    <div><strong>${question.by}</strong><time datetime=${new Date(question.askedAt).toISOString()}>${speech.time(question.askedAt)}</time></div>
    <p class="said">${question.text}</p>
  </article>`
}

/** Ending a request asks once more, and says what stays. */
export function cancel(ui: TurnUi, request: RequestView): Page {
  const { acts, speech } = ui
  const { t } = speech
  return {
    body: html`${problemNote(ui)}
      <div class="state">
        <span>${icon('x')}</span>
        <h3>${t('cancel.ask')}</h3>
        <p>${t('cancel.text')}</p>
      </div>`,
    foot: html`<button
        class="button danger"
        type="button"
        data-t="cancel-submit"
        aria-disabled=${ui.flow.phase === 'sending' || nothing}
        @click=${() => void acts.act('cancel', { expectedSeq: request.seq })}
      >
        ${t('cancel.title')}
      </button>
      ${secondary('cancel-keep', t('cancel.keep'), () => acts.dispatch({ type: 'back' }))}`,
  }
}

const tags = ['quick', 'clear', 'friendly', 'steps', 'posting'] as const
const stars = [1, 2, 3, 4, 5] as const

export function rate(ui: TurnUi, request: RequestView): Page {
  const { acts, flow, speech } = ui
  const { t } = speech
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const fields = new FormData(event.target as HTMLFormElement)
    const given = Number(fields.get('stars'))
    if (!given) return acts.dispatch({ type: 'continue' })
    void acts.act('rate', {
      expectedSeq: request.seq,
      stars: given,
      tags: fields.getAll('tag'),
      comment: String(fields.get('comment')).trim() || undefined,
    })
  }
  const choose = (star: number) => () => acts.announce(t(`stars.${star as 1}`))
  return {
    title: t('rate.title'),
    body: html`
      <div class="lead">
        <h3>${t('rate.lead')}</h3>
        <p>${t('rate.text', { amount: speech.money(request.quote.total, request.currency) })}</p>
      </div>
      ${problemNote(ui)}
      <form class="group rate" id="rate" @submit=${submit}>
        <fieldset class="card pad" data-invalid=${flow.tried ? '' : nothing} tabindex="-1">
          <legend class="visually-hidden">${t('rate.stars')}</legend>
          <div class="stars">
            ${stars.map(
              (star) => html`<label
                ><input type="radio" name="stars" value=${star} data-t=${`star-${star}`} aria-label=${t(`stars.${star}`)} @change=${choose(star)} />${icon('star')}</label
              >`,
            )}
          </div>
          <p aria-hidden="true">${acts.announced}</p>
          ${flow.tried ? error('stars-error', t('rate.missing')) : nothing}
        </fieldset>
        <fieldset class="group">
          <legend class="heading">${t('rate.tags')}</legend>
          <div class="pills">
            ${tags.map(
              (tag) =>
                html`<label class="pill"><input type="checkbox" name="tag" value=${tag} />${icon('check')}${t(`tag.${tag}`)}</label>`,
            )}
          </div>
        </fieldset>
        <div class="field">
          <label for="comment">${t('rate.comment')} <small>${t('ui.optional')}</small></label>
          <textarea class="input" id="comment" name="comment" maxlength="2000" data-t="rate-comment"></textarea>
        </div>
      </form>
    `,
    foot: primary(ui, 'rate-submit', t('rate.send'), undefined, 'rate'),
  }
}
