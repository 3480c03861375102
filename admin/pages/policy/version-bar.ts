import { html, nothing, type TemplateResult } from 'lit'
import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js'
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js'
import { icon } from '../../components/icon.ts'
import type { LivePolicy } from '../../data/policy.ts'
import { clock, localDate, shortDate } from '../../format/dates.ts'
import { dateStyle, ownWords, timeView } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import { type Editing, isDirty } from './model/editing.ts'

export interface VersionBar {
  live: LivePolicy
  editing: Editing
  showing: 'live' | 'draft'
  changes: number
  /** What the draft would be called. */
  draftNumber: number
  /** Owners and managers. */
  mayEdit: boolean
  undo: () => void
  redo: () => void
  discard: () => void
  template: () => void
  publish: (when: 'now' | 'later') => void
  /** To another page about the draft, once it is saved. */
  leave: (event: MouseEvent) => void
}

/** Which version is on screen, whether it is saved, and what can be done with it. */
export function versionBar(bar: VersionBar): TemplateResult {
  const { live, editing, showing, changes, draftNumber } = bar
  const hasDraft = editing.saved.revision > 0 || isDirty(editing)
  const title = ownWords(editing.policy.title) || t('nav.policies')
  return html`<header class="versionbar">
    <h1 title=${title} tabindex="-1">${title}</h1>
    <ol class="versions" aria-label=${t('editor.version')}>
      <li aria-current=${showing === 'live' ? 'true' : nothing}>
        <a href=${link('/policies?version=live')} data-t="show-live">
          <span class="state state-positive">${icon('circle-dot')}${t('editor.live')}</span>
          <b>${t('editor.versionNumber', { version: live.version })}</b>
          <span class="muted narrow-gone">${t('policy.since', { date: shortDate(live.publishedAt, Date.now(), dateStyle()) })}</span>
        </a>
      </li>
      <li aria-current=${showing === 'draft' ? 'true' : nothing}>
        <a href=${link('/policies')} data-t="show-draft">
          <span class="state state-info">${icon('pencil-line')}${t('editor.draft')}</span>
          ${
            hasDraft
              ? html`<b>${t('editor.versionNumber', { version: draftNumber })}</b>
                  <span class="muted" data-t="saved">${savedWords(editing)}</span>`
              : html`<span class="muted narrow-gone">${t('editor.noDraft')}</span>`
          }
        </a>
      </li>
    </ol>
    <div class="page-actions">
      ${
        bar.mayEdit && showing === 'draft'
          ? html`<button
                class="btn btn-quiet btn-icon"
                type="button"
                title="${t('editor.undo')} (⌘Z)"
                aria-label=${t('editor.undo')}
                aria-disabled=${editing.undo.length ? 'false' : 'true'}
                data-t="undo"
                @click=${bar.undo}
              >
                ${icon('undo-2')}
              </button>
              <button
                class="btn btn-quiet btn-icon"
                type="button"
                title="${t('editor.redo')} (⇧⌘Z)"
                aria-label=${t('editor.redo')}
                aria-disabled=${editing.redo.length ? 'false' : 'true'}
                data-t="redo"
                @click=${bar.redo}
              >
                ${icon('redo-2')}
              </button>`
          : nothing
      }
      <a class="btn btn-quiet btn-icon" href=${link('/policies/history')} title=${t('editor.history')} aria-label=${t('editor.history')} data-t="history" @click=${bar.leave}
        >${icon('history')}</a
      >
      ${
        changes > 0
          ? html`<a class="btn btn-quiet" href=${link('/policies/compare')} data-t="changes" @click=${bar.leave}>${icon('git-compare')}${t('editor.changes', { count: changes })}</a>`
          : nothing
      }
      <a class="btn" href=${link('/policies/simulate')} data-t="simulate" @click=${bar.leave}>${icon('flask-conical')}<span class="narrow-hidden">${t('editor.simulate')}</span></a>
      ${bar.mayEdit ? publishing(bar, hasDraft) : nothing}
    </div>
  </header>`
}

function publishing({ publish, discard, template }: VersionBar, hasDraft: boolean): TemplateResult {
  const when = (choice: 'now' | 'later') => () => {
    if (hasDraft) publish(choice)
  }
  const why = hasDraft ? nothing : t('publish.noDraft')
  return html`<button class="btn" type="button" data-t="schedule" title=${why} aria-disabled=${hasDraft ? 'false' : 'true'} @click=${when('later')}>
      ${icon('calendar-clock')}<span class="narrow-hidden">${t('editor.schedule')}</span>
    </button>
    <button class="btn btn-primary" type="button" data-t="publish" title=${why} aria-disabled=${hasDraft ? 'false' : 'true'} @click=${when('now')}>
      ${t('editor.publish')}
    </button>
    <wa-dropdown placement="bottom-end" @wa-select=${(event: CustomEvent<{ item: { value: string } }>) => (event.detail.item.value === 'template' ? template() : discard())}>
      <button slot="trigger" class="btn btn-quiet btn-icon" type="button" aria-label=${t('editor.moreActions')} data-t="more">
        ${icon('ellipsis')}
      </button>
      <wa-dropdown-item value="template" data-t="from-template"
        >${t('editor.template.open')}<span slot="icon">${icon('sparkles')}</span></wa-dropdown-item
      >
      <wa-dropdown-item value="discard" data-t="discard" ?disabled=${!hasDraft}
        >${t('editor.discard')}<span slot="icon">${icon('trash-2')}</span></wa-dropdown-item
      >
    </wa-dropdown>`
}

/** "saving…", "saved 14:18", with the day where it was another one. */
function savedWords(editing: Editing): TemplateResult | string {
  if (editing.saving === 'sending') return t('editor.saving')
  if (editing.saving === 'failed') {
    return html`<span class="state state-negative">${icon('circle-alert', 'sm')}${t('editor.notSaved')}</span>`
  }
  if (isDirty(editing)) return t('editor.unsaved')
  const { savedAt } = editing.saved
  if (savedAt === undefined) return ''
  return html`${timeView(savedAt, t('editor.saved', { time: timeWords(savedAt) }), { focusable: false })}`
}

export function timeWords(ms: number): string {
  const style = dateStyle()
  const today = localDate(ms, style.zone) === localDate(Date.now(), style.zone)
  return today ? clock(ms, style) : shortDate(ms, Date.now(), style)
}
