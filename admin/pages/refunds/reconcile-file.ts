import { html, type TemplateResult } from 'lit'
import { icon } from '../../components/icon.ts'
import { errorWords } from '../../components/states-of-a-page.ts'
import type { ApiError } from '../../data/http.ts'
import type { ReconciliationDay } from '../../data/payouts.ts'
import { figure, t } from '../../i18n/i18n.ts'
import { providerName } from './payout-words.ts'

/** Providers whose own files are understood; of the others only our table is. */
const withOwnFiles: readonly string[] = ['alipay', 'wechat_pay', 'paypal', 'adyen']
const mebibyte = 1024 * 1024

/** A settlement file that was refused. */
export interface FileProblem {
  name: string
  provider: string
  error: ApiError
}

/** What is the matter with a file and what to do about it; it stays until another is tried. */
export function fileProblemView({ name, provider, error }: FileProblem): TemplateResult {
  const [found] = error.problem?.errors ?? []
  return html`<div class="notice notice-negative reconcile-problem" role="alert" data-t="file-problem">
    ${icon('circle-alert')}
    <div>
      <p><strong>${t('reconcile.file.notRead', { name })}</strong> ${adviceFor(provider, error)}</p>
      ${found ? html`<p class="muted small">${t('reconcile.file.found', { detail: found.message })}</p>` : ''}
    </div>
  </div>`
}

function adviceFor(provider: string, error: ApiError): string {
  const { code, problem } = error
  const params = { provider: providerName(provider) }
  if (code === 'payload_too_large')
    return t('reconcile.file.tooLarge', { limit: figure(Math.floor((problem?.limit ?? 0) / mebibyte)) })
  if (code !== 'validation_failed') return errorWords(error)
  switch (problem?.errors?.[0]?.code) {
    case 'other_day':
      return t('reconcile.file.otherDay')
    case 'other_account':
      return t('reconcile.file.otherAccount', params)
    default:
      return t(withOwnFiles.includes(provider) ? 'reconcile.file.own' : 'reconcile.file.table', params)
  }
}

/** Providers whose figures of this day are a file's: only another file changes them. */
export function comparedByFile({ rows }: ReconciliationDay): string[] {
  return [...new Set(rows.filter(({ source }) => source !== 'list').map(({ provider }) => provider))]
}
