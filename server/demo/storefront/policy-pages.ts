import { movedFromGb } from '../places.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import type { PageContext } from './storefront.ts'
import { wordsFor } from './words.ts'

/** Whose law counts: that of who is signed in, else of the country whose prices are shown. */
function countryOf({ customer, language, query }: PageContext): string {
  const asked = query.get('country')?.toUpperCase() ?? ''
  if (policyCountries.includes(asked)) return asked
  return customer?.country ?? (language === 'zh-CN' ? 'CN' : 'GB')
}

/** Where most customers of the demo are. */
const policyCountries = movedFromGb.map(([country]) => country).sort()

/** One line of the policy, which opens the whole; where scripts are off, the way to its page. */
export function policyLine(context: PageContext): Html {
  const { model, language } = context
  const words = wordsFor(language)
  return html`<amends-policy line merchant="${model.publishableKey}" country="${countryOf(context)}" lang="${language}"><a href="/policy">${words.policyTitle}</a></amends-policy>`
}

export function policyPage(context: PageContext): Html {
  const { model, language } = context
  const words = wordsFor(language)
  const country = countryOf(context)
  const names = new Intl.DisplayNames([language], { type: 'region' })
  return layout(context, {
    title: words.policyTitle,
    widget: true,
    body: html`<section class="reading"><h1>${words.policyTitle}</h1>
<form class="choose" method="get" action="/policy"><label for="country">${words.policyCountry}</label>
<select id="country" name="country">${policyCountries.map(
      (code) =>
        html`<option value="${code}"${code === country ? html` selected` : ''}>${names.of(code) ?? code}</option>`,
    )}</select><button class="quiet">${words.policyShow}</button></form>
<amends-policy merchant="${model.publishableKey}" country="${country}" lang="${language}" json-ld><p class="muted">${words.policyFallback} <a href="mailto:${model.contact.email}">${model.contact.email}</a></p></amends-policy></section>`,
  })
}
