import { html, nothing, type TemplateResult } from 'lit'
import type { OrderView } from '../../shared/api/order-view.schema.ts'
import { evidenceKindOf } from '../../shared/lifecycle/evidence-kind.ts'
import { asksOf, type Missing } from '../flow/claim.ts'
import { type DraftFile, type DraftItem, filesOf, keyOf } from '../flow/draft.ts'
import type { KeyOf } from '../i18n/words.ts'
import { icon } from '../parts/icon.ts'
import { error } from '../parts/pieces.ts'
import type { Ui } from '../parts/ui.ts'

type VideoUi = Ui<KeyOf<'asks'>>

/** Where the reason asks for videos. */
export function askedVideos(ui: VideoUi, order: OrderView, item: DraftItem, missing: readonly Missing[]): unknown {
  const { draft } = ui.flow
  const { videos: needed } = asksOf(order, item)
  const key = keyOf(item)
  return draft && needed !== undefined ? videos(ui, key, filesOf(draft, key), needed, missing) : nothing
}

/** What is taken is said before one is chosen, and each may be cancelled or sent again. */
export function videos(
  ui: VideoUi,
  key: string,
  files: readonly DraftFile[],
  needed = 0,
  missing: readonly Missing[] = [],
): unknown {
  const { acts, flow, speech } = ui
  const { t } = speech
  const limits = flow.config?.evidence.videos
  if (!limits) return nothing
  const { maxFiles, maxBytes, maxSeconds, types } = limits
  const list = files.filter(({ type }) => evidenceKindOf(type) === 'videos')
  const said = { mb: Math.floor(maxBytes / 1_048_576), minutes: Math.floor(maxSeconds / 60) }
  const add = (chosen: Iterable<File>, present: number) => acts.addFiles(key, chosen, present, limits)
  const retry = (file: File, { key: old }: DraftFile) => {
    acts.removeFile(key, old)
    add([file], list.length - 1)
  }
  const fault = missing.includes('videos')
    ? t('asks.videoMissing', { count: needed })
    : missing.includes('uploading') && list.some(({ id, error }) => !id && !error) && t('evidence.wait')
  return html`<fieldset class="group" data-t="videos" data-invalid=${fault ? '' : nothing} tabindex=${fault ? '-1' : nothing}>
    <legend class="heading between">
      <span>${t('asks.video')}</span>
      <span>${needed ? t('asks.videos', { count: needed }) : t('ui.optional')}</span>
    </legend>
    <p class="muted small" id="video-limits" data-t="video-limits">${t('asks.videoLimits', said)}</p>
    <ul class="tiles">
      ${list.map((file) => video(ui, file, said, () => acts.removeFile(key, file.key), retry))}
      ${
        list.length < maxFiles
          ? html`<li>
              <label class="tile">
                ${play}${t('ui.add')}
                <input
                  class="visually-hidden"
                  type="file"
                  multiple
                  accept=${types.join()}
                  data-t="video-input"
                  aria-label=${t('asks.addVideo')}
                  aria-describedby="video-limits"
                  @change=${(event: Event) => {
                    const input = event.target as HTMLInputElement
                    add(input.files ?? [], list.length)
                    input.value = ''
                  }}
                />
              </label>
            </li>`
          : nothing
      }
    </ul>
    ${fault ? error('video-error', fault) : nothing}
  </fieldset>`
}

/** A sign and no picture of it: a video that is played needs a `blob:` address, and that a place in the host's `media-src`. */
function video(
  { acts, speech }: VideoUi,
  file: DraftFile,
  said: Record<string, number>,
  remove: () => void,
  retry: (file: File, old: DraftFile) => void,
): TemplateResult {
  const { t } = speech
  const { error: fault, id, name } = file
  const percent = Math.round(file.progress * 100)
  const chosen = acts.pictures.get(file.key)
  const again = chosen && fault && !/^(unsup|pay)/.test(fault)
  return html`<li class="tile" data-t="video" data-state=${fault ? 'failed' : id ? 'saved' : 'uploading'}>
    ${play}
    ${
      again
        ? html`<button class="again" type="button" data-t="video-retry" aria-label=${`${t('ui.retry')}, ${name}`} @click=${() => retry(chosen, file)}>
            ${icon('rotate-cw')}
          </button>`
        : nothing
    }
    <div>
      ${
        fault
          ? html`<span>${icon('circle-alert')}${speech.known(`video.${fault}`, said) ?? t('asks.videoFailed')}</span>`
          : id
            ? html`<span>${icon('circle-check')}${t('evidence.saved')}</span>`
            : html`<span class="figures">${percent}% · ${(file.bytes / 1e6).toFixed(1)} MB</span
                ><progress max="100" .value=${percent} aria-label=${t('evidence.uploading')}></progress>`
      }
    </div>
    <button type="button" data-t="video-remove" aria-label=${t('evidence.remove', { name })} @click=${remove}>${icon('x')}</button>
  </li>`
}

const play = html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M16 13l5.2 3.5a.5.5 0 0 0 .8-.4V7.9a.5.5 0 0 0-.8-.4L16 11M4 6h10a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2z" /></svg>`
