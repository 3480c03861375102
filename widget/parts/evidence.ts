import { html, nothing, type TemplateResult } from 'lit'
import type { DraftFile } from '../flow/draft.ts'
import { icon } from './icon.ts'
import type { Ui } from './ui.ts'

/** Photos and documents as tiles: each with its progress, its fault, and the way to remove it. */
export function evidence(
  ui: Ui,
  key: string,
  files: DraftFile[],
  needed: number,
  invalid?: TemplateResult,
  title: unknown = ui.speech.t('evidence.title'),
): TemplateResult {
  const { acts, flow, speech } = ui
  const { t } = speech
  const { maxFiles = 12, types = [] } = flow.config?.evidence ?? {}
  const add = (event: Event) => {
    const input = event.target as HTMLInputElement
    acts.addFiles(key, input.files ?? [], files.length)
    input.value = ''
  }
  return html`<fieldset class="group" data-t="evidence" data-invalid=${invalid ? '' : nothing} tabindex=${invalid ? '-1' : nothing}>
    <legend class="heading between">
      <span>${title}</span>
      <span>${needed ? t('evidence.needed', { count: needed, max: maxFiles }) : t('ui.optional')}</span>
    </legend>
    <ul class="tiles">
      ${files.map((file) => tile(ui, key, file))}
      ${
        files.length < maxFiles
          ? html`<li>
              <label class="tile">
                ${icon('camera')}${t('ui.add')}
                <input
                  class="visually-hidden"
                  type="file"
                  multiple
                  accept=${types.join()}
                  data-t="evidence-input"
                  aria-label=${t('evidence.add')}
                  @change=${add}
                />
              </label>
            </li>`
          : nothing
      }
    </ul>
    ${invalid ?? nothing}
  </fieldset>`
}

function tile({ acts, speech }: Ui, key: string, file: DraftFile): TemplateResult {
  const { t } = speech
  const percent = Math.round(file.progress * 100)
  const state = file.error
    ? html`<span>${icon('circle-alert')}${speech.known(`file.${file.error}`) ?? t('evidence.failed')}</span>`
    : file.id
      ? html`<span>${icon('circle-check')}${t('evidence.saved')}</span>`
      : html`<span class="figures">${percent}% · ${(file.bytes / 1e6).toFixed(1)} MB</span
          ><progress max="100" .value=${percent} aria-label=${t('evidence.uploading')}></progress>`
  return html`<li class="tile" data-t="file" data-state=${file.error ? 'failed' : file.id ? 'saved' : 'uploading'}>
    ${acts.pictures.has(file.key) && file.type.startsWith('image/') ? html`<canvas data-file=${file.key}></canvas>` : icon('camera')}
    <div>${state}</div>
    <button type="button" aria-label=${t('evidence.remove', { name: file.name })} @click=${() => acts.removeFile(key, file.key)}>
      ${icon('x')}
    </button>
  </li>`
}

/**
 * Draws the small pictures. A canvas and not an image: a `blob:` address would need a place in the host's `img-src`.
 */
export async function drawPictures(root: ParentNode, pictures: ReadonlyMap<string, File>): Promise<void> {
  for (const canvas of root.querySelectorAll<HTMLCanvasElement>('canvas[data-file]')) {
    const file = pictures.get(canvas.dataset.file ?? '')
    if (!file || canvas.dataset.drawn === canvas.dataset.file) continue
    canvas.dataset.drawn = canvas.dataset.file
    try {
      const bitmap = await createImageBitmap(file, { resizeWidth: 240 })
      canvas.width = bitmap.width
      canvas.height = bitmap.height
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
      bitmap.close()
    } catch {
      canvas.hidden = true
    }
  }
}
