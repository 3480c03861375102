import { html, type TemplateResult } from 'lit'
import { keyed } from 'lit/directives/keyed.js'
import { dialogView } from '../../components/dialog.ts'
import { icon } from '../../components/icon.ts'
import { type AdminRequest, evidenceUrl } from '../../data/requests.ts'
import { t } from '../../i18n/i18n.ts'
import { evidenceName, isVideo } from './evidence-tile.ts'

/** One photo, video or document at its full size, and the ones beside it. */
export function evidenceDialog(
  { items }: Pick<AdminRequest, 'items'>,
  id: string,
  { show, closed }: { show: (id: string) => void; closed: () => void },
): TemplateResult {
  const all = items.flatMap((item) => item.evidence)
  const at = all.findIndex((file) => file.id === id)
  const file = all[at]
  const turnTo = (index: number) => {
    const other = all[index]
    if (other) show(other.id)
  }
  const name = evidenceName(file, at + 1, all.length)
  return dialogView({
    hook: 'evidence-dialog',
    size: 'full',
    label: name,
    body:
      file && isVideo(file)
        ? keyed(id, player(id, name))
        : file?.type.startsWith('image/')
          ? photo(id, name)
          : opening(id),
    footer:
      all.length > 1
        ? html`<button class="btn" type="button" ?disabled=${at <= 0} @click=${() => turnTo(at - 1)}>${icon('chevron-left', 'sm')}${t('items.previousPhoto')}</button>
            <button class="btn" type="button" ?disabled=${at >= all.length - 1} @click=${() => turnTo(at + 1)}>${t('items.nextPhoto')}${icon('chevron-right', 'sm')}</button>`
        : undefined,
    onClosed: closed,
  })
}

function photo(id: string, name: string): TemplateResult {
  return html`<img class="evidence-full" src=${evidenceUrl(id)} alt=${name} />`
}

/** Phones record what not every browser plays: then another player may. */
function player(id: string, name: string): TemplateResult {
  return html`<video
      class="evidence-full"
      src=${evidenceUrl(id)}
      controls
      playsinline
      preload="metadata"
      aria-label=${name}
      data-t="evidence-video"
      @error=${(event: Event) => (event.target as HTMLElement).nextElementSibling?.removeAttribute('hidden')}
    ></video>
    <div class="evidence-unplayable" role="status" hidden data-t="evidence-unplayable">
      <p>${t('items.unplayable')}</p>
      <p><a class="btn" href=${evidenceUrl(id)} download>${t('items.download')}</a></p>
    </div>`
}

function opening(id: string): TemplateResult {
  return html`<p>
    <a class="btn" href=${evidenceUrl(id)} target="_blank" rel="noopener">${icon('arrow-up-right', 'sm')}${t('items.openFile')}</a>
  </p>`
}
