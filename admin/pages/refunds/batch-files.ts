import { html, type TemplateResult } from 'lit'
import { icon } from '../../components/icon.ts'
import { saveFile } from '../../components/save-file.ts'
import { errorWords } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import { ApiError } from '../../data/http.ts'
import { type BankBatch, fetchBatchFile } from '../../data/payouts.ts'
import { t } from '../../i18n/i18n.ts'

const formats = ['pain001', 'csv'] as const
type Format = (typeof formats)[number]

/** A batch's file for the bank, in both forms. */
export function batchFiles({ number }: BankBatch, size: '' | 'btn-sm' = 'btn-sm'): TemplateResult {
  return html`<span class="batch-files" role="group" aria-label=${t('batches.file', { number })}>
    ${formats.map(
      (format) => html`<button
        class="btn ${size}"
        type="button"
        aria-label=${t('batches.download', { number, format: t(`batches.${format}`) })}
        data-t="file-${number}-${format}"
        @click=${() => void download(number, format)}
      >
        ${icon('download', 'sm')}${t(`batches.${format}`)}
      </button>`,
    )}
  </span>`
}

async function download(number: number, format: Format): Promise<void> {
  try {
    const { file, name } = await fetchBatchFile(number, format)
    saveFile(name ?? `batch-${number}.${format === 'csv' ? 'csv' : 'xml'}`, file)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    toast({ tone: 'negative', text: errorWords(error) })
  }
}
