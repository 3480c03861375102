import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../components/icon.ts'
import type { BatchPreview } from '../../data/payouts.ts'
import { money } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import { accountSignsMark } from './account-signs.ts'
import { destinationWords } from './payout-words.ts'

interface PreviewParts {
  preview: BatchPreview
  /** Taken out by hand. */
  left: ReadonlySet<string>
  take: (id: string, on: boolean) => void
  count: number
  total: number
}

/** What the file would hold, payout by payout, with its total; and what it leaves out, and why. */
export function batchPreview({ preview, left, take, count, total }: PreviewParts): TemplateResult {
  const { payouts, currency } = preview
  if (payouts.length === 0) {
    const words =
      preview.left.length > 0 ? t('batches.make.allLeft', { currency }) : t('batches.make.empty', { currency })
    return html`<p class="muted" data-t="batch-empty">${words}</p>
      ${leftOut(preview)}`
  }
  return html`<div class="batch-scroll" tabindex="0" role="group" aria-label=${t('batches.make.caption')}>
      <table class="table is-short batch-table" data-t="batch-preview">
        <caption class="visually-hidden">
          ${t('batches.make.caption')}
        </caption>
        <thead>
          <tr>
            <th scope="col" class="c-check"><span class="visually-hidden">${t('payoutList.column.select')}</span></th>
            <th scope="col">${t('payoutList.column.customer')}</th>
            <th scope="col">${t('payoutList.column.to')}</th>
            <th scope="col" class="c-request">${t('payoutPage.request')}</th>
            <th scope="col" class="num">${t('payoutList.column.amount')}</th>
          </tr>
        </thead>
        <tbody>
          ${payouts.map(
            (row) => html`<tr>
              <td class="c-check">
                <input
                  class="check"
                  type="checkbox"
                  aria-label=${t('batches.make.include', { payout: row.id })}
                  .checked=${!left.has(row.id)}
                  @change=${(event: Event) => take(row.id, (event.target as HTMLInputElement).checked)}
                  data-t="take-${row.id}"
                />
              </td>
              <th scope="row" class="clip">${row.customer ?? t('payoutList.noCustomer')}</th>
              <td class="clip">${accountSignsMark(row.account)}${destinationWords(row)}</td>
              <td class="ref c-request">${row.request}</td>
              <td class="num">${money(row.amount, row.currency)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${payouts.some(({ account }) => account && (account.otherCustomers > 0 || account.earlier > 0)) ? html`<p class="notice notice-caution" data-t="batch-signs">${icon('triangle-alert')}<span>${t('batches.make.signs')}</span></p>` : nothing}
    <p class="batch-total" role="status" data-t="batch-total">
      <span>${t('batches.make.total', { count })}</span><b>${money(total, currency)}</b>
    </p>
    ${leftOut(preview)}`
}

function leftOut({ left, count }: BatchPreview): TemplateResult | typeof nothing {
  if (left.length === 0) return nothing
  return html`<details class="left-out" data-t="batch-left" ?open=${count === 0}>
    <summary>${icon('chevron-right', 'sm')}${t('batches.make.left', { count: left.length })}</summary>
    <ul class="refused-list">
      ${left.map(
        ({ payout, why }) => html`<li>
          <a class="ref link" href=${link(`/refunds/${payout}`)}>${payout}</a>
          <span>${t(`batches.make.leftWhy.${why}`)}</span>
        </li>`,
      )}
    </ul>
  </details>`
}
