import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../components/icon.ts'
import { t } from '../../i18n/i18n.ts'
import type { Editing } from './model/editing.ts'
import { timeWords } from './version-bar.ts'

export interface Difference {
  title: string
  before?: string
  after?: string
}

/** Somebody else was first: who and when, what differs, and the two ways on. Neither overwrites anything unseen. */
export function conflictBanner(banner: {
  editing: Editing
  /** From theirs to one's own; undefined while nobody asked. */
  differences: readonly Difference[] | undefined
  compare: () => void
  takeTheirs: () => void
  reapplyOwn: () => void
}): TemplateResult | typeof nothing {
  const { editing, differences } = banner
  const { theirs } = editing
  if (!theirs) return nothing
  const { savedAt, savedBy = t('editor.conflict.somebody') } = theirs
  return html`<section class="notice notice-caution conflict" role="alert" data-t="conflict">
    ${icon('triangle-alert')}
    <div>
      <p>
        <strong
          >${savedAt === undefined ? t('editor.conflict.titleGone') : t('editor.conflict.title', { name: savedBy, time: timeWords(savedAt) })}</strong
        >
        ${t('editor.conflict.hint')}
      </p>
      <p class="conflict-ways">
        <button class="btn btn-sm" type="button" data-t="conflict-mine" @click=${banner.reapplyOwn}>${t('editor.conflict.mine')}</button>
        <button class="btn btn-sm" type="button" data-t="conflict-theirs" @click=${banner.takeTheirs}>${t('editor.conflict.theirs')}</button>
        <button class="btn btn-quiet btn-sm" type="button" aria-expanded=${differences ? 'true' : 'false'} data-t="conflict-compare" @click=${banner.compare}>
          ${t(differences ? 'editor.conflict.hide' : 'editor.conflict.compare')}
        </button>
      </p>
      ${differences ? differencesView(differences) : nothing}
    </div>
  </section>`
}

function differencesView(differences: readonly Difference[]): TemplateResult {
  if (differences.length === 0) return html`<p data-t="conflict-differences">${t('editor.conflict.same')}</p>`
  return html`<p>${t('editor.conflict.differs')}</p>
    <ul class="differences" data-t="conflict-differences">
      ${differences.map(
        ({ title, before, after }) => html`<li>
          <b>${title}</b>
          ${before === undefined ? nothing : html`<del>${before}</del>`} ${after === undefined ? nothing : html`<ins>${after}</ins>`}
        </li>`,
      )}
    </ul>`
}
