import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../components/icon.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'

const pages = ['simulate', 'compare', 'cases', 'history'] as const
export type PolicyPageName = (typeof pages)[number]

/** The pages around the policy: where one is, the way back, and what can be done here. */
export function pageHead(head: {
  title: string
  current?: PolicyPageName
  middle?: unknown
  actions?: unknown
}): TemplateResult {
  return html`<header class="versionbar">
      <a
        class="btn btn-quiet btn-sm btn-icon"
        href=${link('/policies')}
        aria-label=${t('policyPages.back')}
        title=${t('policyPages.back')}
        data-t="back-to-policy"
        >${icon('arrow-left')}</a
      >
      <h1>${head.title}</h1>
      ${head.middle ?? nothing}
      <div class="page-actions">${head.actions ?? nothing}</div>
    </header>
    <nav class="tabs policy-tabs" aria-label=${t('policyPages.label')}>
      ${pages.map(
        (page) => html`<a
          class="tab"
          href=${link(`/policies/${page}`)}
          aria-current=${page === head.current ? 'page' : nothing}
          data-t="to-${page}"
          >${t(`policyPages.${page}`)}</a
        >`,
      )}
    </nav>`
}

/** From which version to which. */
export function versus(from: TemplateResult, to: TemplateResult): TemplateResult {
  return html`<p class="versus" data-t="versus">${from} ${icon('arrow-right')} ${to}</p>`
}

export function liveSide(version: number): TemplateResult {
  return html`<span class="state state-positive">${icon('circle-dot')}${t('editor.live')}</span>
    <b>${t('editor.versionNumber', { version })}</b>`
}

export function draftSide(version: number): TemplateResult {
  return html`<span class="state state-info">${icon('pencil-line')}${t('editor.draft')}</span>
    <b>${t('editor.versionNumber', { version })}</b>`
}
