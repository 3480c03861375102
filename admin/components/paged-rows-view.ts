import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../i18n/i18n.ts'
import { icon } from './icon.ts'
import type { PagedRows } from './paged-rows.ts'

/** To the pages before and after this one. */
export function pageTurns(
  pages: Pick<PagedRows<unknown>, 'hasPrevious' | 'hasNext'>,
  turn: (to: 'next' | 'previous') => void,
): TemplateResult {
  return html`${
    pages.hasPrevious
      ? html`<button class="btn btn-quiet btn-sm" type="button" data-t="previous-page" @click=${() => turn('previous')}>
          ${icon('chevron-left', 'sm')} ${t('paging.previous')}
        </button>`
      : nothing
  }
  ${
    pages.hasNext
      ? html`<button class="btn btn-quiet btn-sm" type="button" data-t="next-page" @click=${() => turn('next')}>
          ${t('paging.next')} ${icon('chevron-right', 'sm')}
        </button>`
      : nothing
  }`
}

/** What has come or gone since, to be shown at a press. */
export function freshChip(
  { arrived, gone }: Pick<PagedRows<unknown>, 'arrived' | 'gone'>,
  show: () => void,
): TemplateResult | typeof nothing {
  if (arrived === 0 && gone.size === 0) return nothing
  return html`<button class="chip chip-on fresh-chip" type="button" data-t="show-arrived" @click=${show}>
    ${icon('refresh-cw')}<b>${arrived > 0 ? t('paging.arrived', { count: arrived }) : t('paging.changed')}</b>
  </button>`
}
