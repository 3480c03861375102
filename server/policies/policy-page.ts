import type { PolicyDescription } from '../../shared/policy/words/describe.ts'
import { escapeHtml } from '../platform/escape-html.ts'
import { countryNames } from './countries.ts'
import { pageStyles } from './page-styles.ts'
import { type PageWords, pageWords } from './page-words.ts'
import { pictogram } from './pictograms.ts'
import type { Language } from './reader.ts'

/** One version in one language for one country. Dates are written out already. */
export interface PolicyPage {
  description: PolicyDescription
  language: Language
  shop: string
  version: number
  since: string
  /** Of the version that came after. */
  until?: string
  /** Addresses of the versions there have been, newest first. */
  versions: { version: number; since: string; url: string }[]
  /** Of this version, in full. */
  url: string
  /** Where this reader reads on: their country and language stay. */
  query(more: { country?: string; language?: Language }): string
  contact: { email?: string; phone?: string; hours?: string }
  /** MerchantReturnPolicy of schema.org. */
  jsonLd: object
}

/** No script runs; what people print is what they read. */
export function policyPage(page: PolicyPage): string {
  const { description, language, shop, version, since, until, url } = page
  const words = pageWords[language]
  const other: Language = language === 'en' ? 'zh-CN' : 'en'
  const title = escapeHtml(words.title(description.title, shop))
  const inForce = until === undefined ? words.since(since, version) : words.between(since, until, version)
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<meta name="description" content="${escapeHtml(description.oneLine)}">
<link rel="canonical" href="${escapeHtml(url)}">
<link rel="alternate" hreflang="${other}" href="${escapeHtml(url + page.query({ language: other }))}">
<style>${pageStyles}</style>
<script type="application/ld+json">${JSON.stringify(page.jsonLd).replaceAll('<', '\\u003c')}</script>
</head>
<body>
<a class="skip" href="#policy">${escapeHtml(words.skip)}</a>
<div class="page">
<header class="bar"><p class="shop">${escapeHtml(shop)}</p><a class="screen" lang="${other}" href="${escapeHtml(page.query({ language: other }))}">${escapeHtml(words.language)}</a></header>
<main id="policy">
<h1>${escapeHtml(description.title)}</h1>
<p class="version">${escapeHtml(inForce)}</p>
${replacedNote(page, words)}
${countryChoice(page, words)}
<ul class="highlights">${description.highlights.map(({ kind, text }) => `<li>${pictogram(kind)}<span>${escapeHtml(upper(text, language))}</span></li>`).join('')}</ul>
<div class="sections">${description.sections.map(sectionHtml).join('')}</div>
${exceptionsHtml(description, words)}
${reasonsHtml(description, words, language)}
</main>
<footer>
${contactHtml(page.contact, words)}
<p>${escapeHtml(words.address)}: <a class="address" href="${escapeHtml(url)}">${escapeHtml(url)}</a></p>
${versionsHtml(page, words)}
</footer>
</div>
</body>
</html>
`
}

function replacedNote({ until, versions, query }: PolicyPage, words: PageWords): string {
  const [newest] = versions
  if (until === undefined || !newest) return ''
  const link = `<a href="${escapeHtml(newest.url + query({}))}">${escapeHtml(words.current)}</a>`
  return `<p class="note">${escapeHtml(words.replaced(until))} <span class="screen">${link}</span></p>`
}

/** Said on paper, chosen on a screen. */
function countryChoice({ description, language }: PolicyPage, words: PageWords): string {
  const options = countryNames(language).map(({ code, name }) => {
    const chosen = code === description.country ? ' selected' : ''
    return `<option value="${code}"${chosen}>${escapeHtml(name)}</option>`
  })
  return `<form method="get"><label for="country">${escapeHtml(words.shoppersIn)}</label>
<select id="country" name="country">${options.join('')}</select>
<input type="hidden" name="language" value="${language}">
<button class="screen">${escapeHtml(words.show)}</button></form>`
}

function sectionHtml({ kind, title, sentences, articles = [] }: PolicyDescription['sections'][number]): string {
  const said = sentences.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join('')
  const cited = articles.map((article) => `<li>${escapeHtml(article)}</li>`).join('')
  return `<section class="part ${kind}"><header>${pictogram(kind)}<h2>${escapeHtml(title)}</h2></header>${said}${
    cited && `<ul class="articles">${cited}</ul>`
  }</section>`
}

function exceptionsHtml({ exceptions, notes }: PolicyDescription, words: PageWords): string {
  const said = notes.map((note) => `<p class="version">${escapeHtml(note)}</p>`).join('')
  if (exceptions.length === 0) return said
  const [what, when, then] = words.exceptionColumns
  const rows = exceptions.map(
    (row) =>
      `<tr><th scope="row">${escapeHtml(row.name)}</th><td class="when">${escapeHtml(row.when)}</td><td>${row.then
        .map((sentence) => `<p>${escapeHtml(sentence)}</p>`)
        .join('')}</td></tr>`,
  )
  return `<section class="wide"><h2>${escapeHtml(words.exceptions)}</h2>
<table><thead><tr><th scope="col">${escapeHtml(what)}</th><th scope="col">${escapeHtml(when)}</th><th scope="col">${escapeHtml(then)}</th></tr></thead>
<tbody>${rows.join('')}</tbody></table>${said}</section>`
}

function reasonsHtml({ reasons }: PolicyDescription, words: PageWords, language: Language): string {
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  const items = reasons
    .filter(({ asks, materials, help }) => asks.length > 0 || materials.length > 0 || help !== undefined)
    .map(({ label, group, asks, materials, help }) => {
      const parts = [
        `<h3>${escapeHtml(label)}${group ? ` <span class="group">${escapeHtml(group)}</span>` : ''}</h3>`,
        asks.length > 0 ? `<p>${escapeHtml(words.asks(list.format(asks)))}</p>` : '',
        help ? `<p><strong>${escapeHtml(words.helps)}:</strong> ${escapeHtml(help)}</p>` : '',
        materials.length > 0
          ? `<p><strong>${escapeHtml(words.materials)}:</strong></p><ul>${materials.map((text) => `<li>${escapeHtml(text)}</li>`).join('')}</ul>`
          : '',
      ]
      return `<li>${parts.join('')}</li>`
    })
  if (items.length === 0) return ''
  return `<section class="wide"><h2>${escapeHtml(words.reasons)}</h2><p class="hint">${escapeHtml(words.reasonsNote)}</p>
<ul class="reasons">${items.join('')}</ul></section>`
}

function contactHtml({ email, phone, hours }: PolicyPage['contact'], words: PageWords): string {
  const ways = [
    ...(email ? [`<a href="mailto:${escapeHtml(email)}">${escapeHtml(email)}</a>`] : []),
    ...(phone ? [`<a href="tel:${escapeHtml(phone.replaceAll(/[^+\d]/g, ''))}">${escapeHtml(phone)}</a>`] : []),
    ...(hours ? [escapeHtml(hours)] : []),
  ]
  return ways.length === 0 ? '' : `<p>${escapeHtml(words.contact)}: ${ways.join(' · ')}</p>`
}

function versionsHtml({ versions, version, query }: PolicyPage, words: PageWords): string {
  if (versions.length < 2) return ''
  const items = versions.map((row) => {
    const text = escapeHtml(words.versionOf(row.since))
    return row.version === version
      ? `<li aria-current="page">${text} (${escapeHtml(words.thisOne)})</li>`
      : `<li><a href="${escapeHtml(row.url + query({}))}">${text}</a></li>`
  })
  return `<nav class="screen" aria-label="${escapeHtml(words.versions)}"><p>${escapeHtml(words.versions)}</p><ul class="versions">${items.join('')}</ul></nav>`
}

function upper(text: string, language: Language): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
}
