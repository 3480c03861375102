import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../components/icon.ts'
import { toast } from '../../components/toast.ts'
import type { Connection } from '../../data/connections.ts'
import { t } from '../../i18n/i18n.ts'

/** The address that a provider is to call, to be taken there; nothing for those that tell nothing. */
export function noticeAddress(
  { provider, noticeUrl }: Connection,
  where: 'card' | 'form',
): TemplateResult | typeof nothing {
  if (!noticeUrl) return nothing
  const id = `${where}-${provider}-notice`
  const name = t(`payout.provider.${provider}`)
  return html`<div class="field">
    <label for=${id}>${t('connections.noticeUrl')}</label>
    <span class="copy-field">
      <input
        class="input"
        id=${id}
        readonly
        .value=${noticeUrl}
        aria-describedby="${id}-hint"
        data-t="notice-url-${where}-${provider}"
        @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
      />
      <button
        class="btn"
        type="button"
        aria-label=${t('connections.copyOf', { provider: name })}
        data-t="copy-${where}-${provider}"
        @click=${() => void copy(noticeUrl)}
      >
        ${icon('copy', 'sm')}${t('connections.copy')}
      </button>
    </span>
    <p class="hint" id="${id}-hint">${noticeHint(provider)}</p>
  </div>`
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    toast({ tone: 'positive', text: t('connections.copied') })
  } catch {
    // Some browsers keep the clipboard from pages that are not served over TLS: the field itself can be copied.
    toast({ tone: 'info', text: t('connections.notCopied') })
  }
}

/** Where it is entered there, and which events it is for. */
function noticeHint(provider: Connection['provider']): string {
  switch (provider) {
    case 'stripe':
    case 'paypal':
    case 'alipay':
    case 'wechat_pay':
    case 'adyen':
      return t(`connections.noticeHint.${provider}`)
    default:
      return ''
  }
}
