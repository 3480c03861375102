import { html, nothing, type TemplateResult } from 'lit'
import type { GlyphName } from '../../components/glyphs.ts'
import { icon } from '../../components/icon.ts'
import type { AdminRequest } from '../../data/requests.ts'
import { articleWords } from '../../format/law.ts'
import { ownWords } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { rich } from '../../i18n/rich.ts'
import { link } from '../../router.ts'
import { traceWords } from './trace-sentence.ts'

type AdminItem = AdminRequest['items'][number]
type TraceRow = AdminItem['trace'][number]
type Difference = NonNullable<AdminRequest['policy']['wouldDiffer']>[number]

const glyphs: Record<TraceRow['tone'], GlyphName> = {
  yes: 'check',
  no: 'x',
  person: 'eye',
  law: 'scale',
  note: 'info',
}

/** What the policy says of each item, in sentences, beside what was decided. */
export function policyCard(request: AdminRequest): TemplateResult {
  const several = request.items.length > 1
  return html`<section class="card" aria-labelledby="policy-heading" data-t="policy-trace">
    <div class="card-head">
      <h2 id="policy-heading">${t('trace.heading')}</h2>
      <a class="btn btn-quiet btn-sm" href=${link(`/policies/history/${request.policy.version}`)}>${icon('scroll-text', 'sm')}${t('trace.version', { version: request.policy.version })}</a>
    </div>
    ${request.items.map((item) => {
      const state = request.state.items.find(({ id }) => id === item.id)
      const decisive = item.trace.filter(({ tone }) => tone !== 'note')
      const notes = item.trace.filter(({ tone }) => tone === 'note')
      return html`<div class="trace-item">
        ${several ? html`<h3>${item.title}</h3>` : nothing}
        <p class="trace-verdict">
          <span>${t('trace.suggests')} <b>${t(`trace.suggestion.${item.suggestion}`)}</b></span>
          ${
            state && state.decision !== 'pending'
              ? html`<span>${t('trace.staff')} <b>${t(`decided.${state.decision}`)}</b>${decidedBy(request, item)}</span>`
              : nothing
          }
          ${
            item.policyVersion === undefined
              ? nothing
              : html`<span data-t="kinder-${item.id}">${t('trace.kinder', { version: item.policyVersion })}</span>`
          }
        </p>
        <ol class="trace">
          ${decisive.map((row, index) => traceRow(request, row, decisive[index - 1]))}
        </ol>
        ${
          notes.length
            ? html`<details class="trace-more">
                <summary>${icon('chevron-right', 'sm')}${t('trace.more', { count: notes.length })}</summary>
                <ol class="trace">
                  ${notes.map((row, index) => traceRow(request, row, notes[index - 1]))}
                </ol>
              </details>`
            : nothing
        }
        ${today(
          request,
          request.policy.wouldDiffer?.find((difference) => difference.item === item.id),
        )}
      </div>`
    })}
    ${
      request.policy.liveVersion === undefined || request.policy.wouldDiffer
        ? nothing
        : html`<p class="trace-same muted small" data-t="would-not-differ">${t('trace.same', { version: request.policy.liveVersion })}</p>`
    }
  </section>`
}

/** What the version in force today would have said of the item, and what it would not have said. */
function today(request: AdminRequest, difference: Difference | undefined): TemplateResult | typeof nothing {
  const { liveVersion } = request.policy
  if (!difference || liveVersion === undefined) return nothing
  const list = (rows: TraceRow[]) =>
    html`<ul>
      ${rows.map((row) => html`<li>${rich(traceWords(row, request.order.currency))}</li>`)}
    </ul>`
  const { would, instead } = difference
  return html`<div class="trace-today" data-t="would-differ-${difference.item}">
    ${icon('git-compare')}
    <div>
      ${would.length ? html`<p>${t('trace.today', { version: liveVersion })}</p>${list(would)}` : nothing}
      ${
        instead.length
          ? html`<p class=${would.length ? 'muted' : ''}>${would.length ? t('trace.insteadOf') : t('trace.todayWithout', { version: liveVersion })}</p>${list(instead)}`
          : nothing
      }
    </div>
  </div>`
}

/** The source is named once for rows that share it. */
function traceRow(request: AdminRequest, row: TraceRow, before: TraceRow | undefined): TemplateResult {
  const source = sourceOf(row) === (before && sourceOf(before)) ? '' : sourceOf(row)
  return html`<li class="trace-${row.tone}" data-t="trace-${row.key}">
    ${icon(glyphs[row.tone])}
    <p>
      ${rich(traceWords(row, request.order.currency))}${
        source
          ? html`<span class="trace-src">${source}</span>${row.ruleWhen ? html`<span class="trace-src">${t('trace.when', { when: ownWords(row.ruleWhen) })}</span>` : nothing}`
          : nothing
      }
    </p>
  </li>`
}

function sourceOf(row: TraceRow): string {
  return [
    row.ruleName && ownWords(row.ruleName),
    row.article && articleWords(row.article),
    row.unverified ? t('trace.unverified') : undefined,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Who decided this item last, as the timeline says. */
function decidedBy(request: AdminRequest, item: AdminItem): string {
  const entry = [...request.timeline]
    .reverse()
    .find(({ kind, items }) => (kind === 'approved' || kind === 'declined') && (!items || items.includes(item.id)))
  if (!entry) return ''
  return entry.by === 'system' ? ` · ${t('who.policy')}` : entry.name ? ` · ${entry.name}` : ''
}
