import { html, type TemplateResult } from 'lit'
import { type LawNote, lawNotes } from '../../../shared/policy/statutes/notes.ts'
import type { Statute } from '../../../shared/policy/statutes/statute.ts'
import { statutes } from '../../../shared/policy/statutes/statute-for.ts'
import { icon } from '../../components/icon.ts'
import { articleWords } from '../../format/law.ts'
import { countryName, ownWords } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { rich } from '../../i18n/rich.ts'

/** What holds whatever the policy says. */
export function lawsCard(): TemplateResult {
  return html`<section class="card" aria-labelledby="laws-heading" data-t="policy-laws">
    <div class="card-head"><h2 id="laws-heading">${t('policy.laws')}</h2></div>
    <p class="card-body muted laws-hint">${t('policy.lawsHint')}</p>
    <ul class="laws">
      ${statutes.map(lawView)}
    </ul>
    <details class="card-body law-notes" data-t="law-notes">
      <summary>${icon('chevron-right', 'sm')}${t('policy.lawNotes')}</summary>
      <ul class="laws">
        ${lawNotes.map(noteView)}
      </ul>
    </details>
  </section>`
}

function lawView(statute: Statute): TemplateResult {
  const { period, refund, floor } = statute
  const key = lawKeys[statute.id]
  const { runsOn } = period
  const sources = [period, ...(runsOn ? [runsOn] : []), refund]
  const unverified = [...sources, ...Object.values(floor)].some((source) => source?.unverified)
  return html`<li>
    ${icon('scale')}
    <div>
      <p><b>${key ? t(`policy.law.${key}`) : statute.id}</b></p>
      <p>
        ${rich(t(`policy.${sentenceOf(statute)}`, { days: lengthOf(period), refund: t('policy.days', { count: refund.refundDays }) }))}
      </p>
      <p class="law">${articleWords(...sources.map(({ article }) => article))}${unverified ? ` · ${t('trace.unverified')}` : ''}</p>
    </div>
  </li>`
}

function sentenceOf({ covers, floor, period }: Statute): 'lawNoReason' | 'lawFaulty' | 'lawFree' | 'lawAlways' {
  if (covers === 'no_reason') return 'lawNoReason'
  if (floor.eligible) return 'lawFaulty'
  return period.days >= noFixedDays ? 'lawAlways' : 'lawFree'
}

function lengthOf({ days, years }: Statute['period']): string {
  return years === undefined ? t('policy.days', { count: days }) : t('policy.years', { count: years })
}

/** A period this long stands for a law that names no number of days. */
const noFixedDays = 36_500

function noteView({ region, subdivision, article, text, unverified }: LawNote): TemplateResult {
  const where = countryName(region)
  const part = subdivision ? ` (${subdivision.slice(3)})` : ''
  return html`<li>
    <div>
      <p>${ownWords(text)}</p>
      <p class="law">${where}${part} · ${articleWords(article)}${unverified ? ` · ${t('trace.unverified')}` : ''}</p>
    </div>
  </li>`
}

const lawKeys: Partial<
  Record<string, 'cnNoReason' | 'cnQuality' | 'euWithdrawal' | 'euConformity' | 'ukCancel' | 'ukReject' | 'auGuarantee'>
> = {
  'cn-7d-no-reason': 'cnNoReason',
  'cn-quality': 'cnQuality',
  'eu-withdrawal': 'euWithdrawal',
  'eu-conformity': 'euConformity',
  'uk-cancel': 'ukCancel',
  'uk-reject': 'ukReject',
  'au-guarantee': 'auGuarantee',
}
