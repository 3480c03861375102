import { html } from 'lit'
import type { Part } from '../i18n/words.ts'
import { link, note, primary } from '../parts/pieces.ts'
import { skeleton, state } from '../parts/states.ts'
import type { Page, Ui } from '../parts/ui.ts'
import type { Screens } from './later.ts'

/** A screen of a later part. On its way it is a skeleton; when it did not come, the way to try again. */
export function laterPage<P extends Part>(ui: Ui, part: P, title: string, show: (screens: Screens[P]) => Page): Page {
  const { later, speech } = ui
  const { t } = speech
  const screens = later.get(part)
  if (screens) return show(screens)
  if (!later.hasFailed(part)) return { title, body: skeleton(t('ui.loading')) }
  return {
    title,
    body: state('circle-alert', t('broken.title'), t('problem.unreachable'), 'negative'),
    foot: primary(ui, 'later-retry', t('ui.retry'), () => later.retry(part)),
  }
}

/** The same for a piece of a screen. */
export function laterPiece<P extends Part>(ui: Ui, part: P, show: (screens: Screens[P]) => unknown): unknown {
  const { later, speech } = ui
  const { t } = speech
  const screens = later.get(part)
  if (screens) return show(screens)
  if (!later.hasFailed(part)) return html`<span class="bone" aria-hidden="true"></span>`
  return html`<div>
    ${note('circle-alert', t('problem.unreachable'), 'negative')} ${link('later-retry', t('ui.retry'), () => later.retry(part))}
  </div>`
}
