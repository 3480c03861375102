import { html, type TemplateResult } from 'lit'
import type { Statute } from '../../../shared/policy/statutes/statute.ts'
import { statutes } from '../../../shared/policy/statutes/statute-for.ts'
import { icon } from '../../components/icon.ts'
import { articleWords } from '../../format/law.ts'
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
  </section>`
}

function lawView(statute: Statute): TemplateResult {
  const { period, refund, floor } = statute
  const key = lawKeys[statute.id]
  const unverified = [period, refund, ...Object.values(floor)].some((source) => source?.unverified)
  return html`<li>
    ${icon('scale')}
    <div>
      <p><b>${key ? t(`policy.law.${key}`) : statute.id}</b></p>
      <p>
        ${rich(t(statute.covers === 'no_reason' ? 'policy.lawNoReason' : floor.eligible ? 'policy.lawFaulty' : 'policy.lawFree', { days: t('policy.days', { count: period.days }), refund: t('policy.days', { count: refund.refundDays }) }))}
      </p>
      <p class="law">${[period.article, refund.article].map(articleWords).join(' · ')}${unverified ? ` · ${t('trace.unverified')}` : ''}</p>
    </div>
  </li>`
}

const lawKeys: Partial<
  Record<string, 'cnNoReason' | 'cnQuality' | 'euWithdrawal' | 'euConformity' | 'ukCancel' | 'ukReject'>
> = {
  'cn-7d-no-reason': 'cnNoReason',
  'cn-quality': 'cnQuality',
  'eu-withdrawal': 'euWithdrawal',
  'eu-conformity': 'euConformity',
  'uk-cancel': 'ukCancel',
  'uk-reject': 'ukReject',
}
