import { html, nothing, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { currencies as isoCurrencies } from '../../../../shared/money/currencies.ts'
import type { Policy } from '../../../../shared/policy/policy.ts'
import type { WordsContext } from '../../../../shared/policy/words/words-context.ts'
import { languageName, listWords, ownWords } from '../../../format/show.ts'
import { figure, intlTag, t } from '../../../i18n/i18n.ts'
import { factView } from '../fact-view.ts'
import { numberField, radioField, selectField } from '../fields/fields.ts'
import '../fields/token-field.ts'
import { wordsField } from '../fields/words-field.ts'
import { findingCard, issueCard } from '../finding-card.ts'
import { addLanguage, removeCurrency } from '../model/settings.ts'
import { SectionHost } from './section-host.ts'

const moreLanguages = ['de', 'fr', 'es', 'it', 'nl', 'pl', 'pt', 'ja', 'ko', 'zh-TW', 'ar', 'sv', 'da']
const places = ['/title', '/timezone', '/currencies', '/assumedTransitDays', '/laterVersions'] as const

/** What the policy is called and what it counts in. */
@customElement('amends-settings-section')
export class SettingsSection extends SectionHost {
  @state() private transitDays: number | undefined | 'as_is' = 'as_is'

  protected override render() {
    const { context } = this
    if (!context) return nothing
    const { policy } = context
    return html`<section class="card" aria-labelledby="settings-heading" data-t="policy-settings">
      <div class="card-head"><h2 id="settings-heading">${t('editor.section.settings')}</h2></div>
      ${this.fixed ? this.facts(policy) : this.form(policy, context)}
    </section>`
  }

  private facts(policy: Policy): TemplateResult {
    const { title, timezone, currencies, assumedTransitDays, laterVersions = 'never' } = policy
    return html`<div class="card-body section-form">
      ${factView(t('editor.settings.title'), [ownWords(title)])}
      ${factView(t('editor.settings.languages'), this.languages.map(languageName))}
      ${factView(t('editor.settings.zone'), [timezone.replaceAll('_', ' ')])}
      ${factView(t('editor.settings.currencies'), currencies.map(currencyWords))}
      ${factView(t('editor.settings.transit'), [`${figure(assumedTransitDays)} ${t('editor.unit.days')}`])}
      ${factView(t('editor.settings.later'), [t(`editor.settings.later_${laterVersions}`)])}
    </div>`
  }

  private form(policy: Policy, context: WordsContext): TemplateResult {
    const said = places.map((place) => this.about(place))
    return html`<div class="card-body section-form">
        ${said.flatMap(({ issues }) => issues.map((issue) => issueCard(issue)))}
        ${said.flatMap(({ findings }) => findings.map((finding) => findingCard(finding, context)))}
        ${wordsField({
          id: 'policy-title',
          label: t('editor.settings.title'),
          value: policy.title,
          languages: this.languages,
          maxlength: 200,
          change: (title) => this.edit((now) => ({ ...now, title }), 'title'),
        })}
        ${this.language()} ${this.zone(policy)} ${this.currencies(policy)}
        ${numberField({
          id: 'transit-days',
          label: t('editor.settings.transit'),
          hint: t('editor.settings.transitHint'),
          value: this.transitDays === 'as_is' ? policy.assumedTransitDays : this.transitDays,
          min: 0,
          max: 365,
          unit: t('editor.unit.days'),
          problem: this.transitDays === undefined ? t('editor.between', { min: 0, max: 365 }) : undefined,
          change: (days) => {
            this.transitDays = days
            if (days !== undefined) this.edit((now) => ({ ...now, assumedTransitDays: days }), 'transit')
          },
        })}
        ${radioField({
          id: 'later-versions',
          label: t('editor.settings.later'),
          value: policy.laterVersions ?? 'never',
          choices: [
            { value: 'never', words: t('editor.settings.later_never') },
            { value: 'kinder', words: t('editor.settings.later_kinder'), hint: t('editor.settings.later_kinderHint') },
          ],
          change: (laterVersions) => this.edit((now) => ({ ...now, laterVersions })),
        })}
      </div>`
  }

  private language(): TemplateResult {
    const open = moreLanguages.filter((tag) => !this.languages.includes(tag))
    return selectField({
      id: 'add-language',
      label: t('editor.settings.languages'),
      hint: t('editor.settings.languagesHint', { languages: listWords(this.languages.map(languageName)) }),
      value: '',
      choices: [
        { value: '', words: t('editor.settings.addLanguage') },
        ...open.map((tag) => ({ value: tag, words: languageName(tag) })),
      ],
      change: (tag) => {
        if (tag) this.edit((policy) => addLanguage(policy, tag))
      },
    })
  }

  private zone({ timezone }: Policy): TemplateResult {
    const zones = Intl.supportedValuesOf('timeZone')
    return selectField({
      id: 'timezone',
      label: t('editor.settings.zone'),
      hint: t('editor.settings.zoneHint'),
      value: timezone,
      choices: (zones.includes(timezone) ? zones : [timezone, ...zones]).map((zone) => ({
        value: zone,
        words: zone.replaceAll('_', ' '),
      })),
      change: (next) => this.edit((policy) => ({ ...policy, timezone: next })),
    })
  }

  private currencies({ currencies }: Policy): TemplateResult {
    return html`<amends-token-field
        .field=${'currencies'}
        .label=${t('editor.settings.currencies')}
        .value=${currencies}
        .choices=${[...isoCurrencies].map((code) => ({ value: code, words: currencyWords(code) }))}
        .closed=${true}
        .hint=${t('editor.settings.currenciesHint')}
        @taken=${({ detail }: CustomEvent<string[]>) => {
          const gone = currencies.filter((code) => !detail.includes(code))
          this.edit((policy) => ({ ...gone.reduce(removeCurrency, policy), currencies: detail }))
        }}
      ></amends-token-field>`
  }
}

function currencyWords(code: string): string {
  return `${code} · ${new Intl.DisplayNames([intlTag()], { type: 'currency' }).of(code) ?? code}`
}
