import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../components/icon.ts'
import type { ReconciliationDay } from '../../data/payouts.ts'
import { t } from '../../i18n/i18n.ts'
import { providerName } from './payout-words.ts'

/** What the page waits for. */
export interface Running {
  words: string
  done: number
  /** 0 where nothing says how far it is. */
  count: number
}

export function runningView({ words, done, count }: Running, stop: () => void): TemplateResult {
  return html`<p class="reconcile-running" role="status" data-t="reconcile-running">
    ${
      count
        ? html`<progress aria-label=${words} max=${count} .value=${done}></progress>`
        : html`<progress aria-label=${words}></progress>`
    }<span>${words}</span>
    ${count > 1 ? html`<button class="btn btn-quiet btn-sm" type="button" @click=${stop}>${t('reconcile.stop')}</button>` : nothing}
  </p>`
}

export interface MissingWays {
  mayAct: boolean
  isBusy: boolean
  ask: (provider: string) => void
  upload: (provider: string) => void
}

/** Providers without figures of this day: asked for, or read from the file that their back office gives. */
export function missingView(missing: ReconciliationDay['missing'], ways: MissingWays): TemplateResult {
  return html`<ul class="missing-list" data-t="missing">
    ${missing.map(
      ({ provider, by }) => html`<li>
        <span>${icon('circle-help', 'sm')}${t('reconcile.missing', { provider: providerName(provider) })}</span>
        ${
          ways.mayAct
            ? html`<span class="row-actions">${by === 'list' ? askButton(provider, ways) : nothing}${uploadButton(provider, ways)}</span>`
            : nothing
        }
      </li>`,
    )}
  </ul>`
}

/** Those whose figures came from a file: a better one can take its place. */
export function byFileView(providers: readonly string[], ways: MissingWays): TemplateResult {
  return html`<ul class="missing-list" data-t="by-file">
    ${providers.map(
      (provider) => html`<li>
        <span class="muted">${icon('file-text', 'sm')}${t('reconcile.byFile', { provider: providerName(provider) })}</span>
        ${uploadButton(provider, ways)}
      </li>`,
    )}
  </ul>`
}

function askButton(provider: string, { isBusy, ask }: MissingWays): TemplateResult {
  return html`<button class="btn btn-sm" type="button" aria-disabled=${isBusy ? 'true' : 'false'} data-t="ask-${provider}" @click=${() => ask(provider)}>
    ${icon('refresh-cw', 'sm')}${t('reconcile.ask', { provider: providerName(provider) })}
  </button>`
}

function uploadButton(provider: string, { isBusy, upload }: MissingWays): TemplateResult {
  return html`<button class="btn btn-sm" type="button" aria-disabled=${isBusy ? 'true' : 'false'} data-t="upload-${provider}" @click=${() => upload(provider)}>
    ${icon('upload', 'sm')}${t('reconcile.upload', { provider: providerName(provider) })}
  </button>`
}
