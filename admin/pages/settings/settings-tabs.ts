import { html, nothing, type TemplateResult } from 'lit'
import { me } from '../../data/session.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'

/** Between the settings' pages; connections are for those who look after money. */
export function settingsTabs(current: 'shop' | 'connections'): TemplateResult | typeof nothing {
  if (me()?.role === 'agent') return nothing
  const tab = (page: 'shop' | 'connections', path: string) => html`<a
    class="tab"
    href=${link(path)}
    aria-current=${page === current ? 'page' : nothing}
    data-t="to-${page}"
    >${t(`settings.pages.${page}`)}</a
  >`
  return html`<nav class="tabs settings-tabs" aria-label=${t('settings.pages.label')}>
    ${tab('shop', '/settings')} ${tab('connections', '/settings/connections')}
  </nav>`
}
