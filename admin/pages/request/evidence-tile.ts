import { html, type TemplateResult } from 'lit'
import { icon } from '../../components/icon.ts'
import { evidenceUrl } from '../../data/requests.ts'
import { t } from '../../i18n/i18n.ts'

interface SentFile {
  id: string
  type: string
}

export function isVideo({ type }: SentFile): boolean {
  return type.startsWith('video/')
}

/** "Photo 2 of 5" */
export function evidenceName(file: SentFile | undefined, number: number, of: number): string {
  const key = !file
    ? 'items.file'
    : isVideo(file)
      ? 'items.video'
      : file.type.startsWith('image/')
        ? 'items.photo'
        : 'items.file'
  return t(key, { number, of })
}

/** The small picture of a file; of a video its beginning, which costs a part of it. */
export function evidencePicture(file: SentFile): TemplateResult {
  if (isVideo(file)) {
    return html`<video src="${evidenceUrl(file.id)}#t=0.1" preload="metadata" muted playsinline tabindex="-1"></video>
      <span class="photo-play">${icon('play')}</span>`
  }
  if (file.type.startsWith('image/')) {
    return html`<img src=${evidenceUrl(file.id)} alt="" loading="lazy" decoding="async" />`
  }
  return html`<span class="photo-file"
    >${icon('file-text', 'lg')}${file.type === 'application/pdf' ? 'PDF' : t('items.fileWord')}</span
  >`
}
