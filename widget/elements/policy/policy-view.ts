import { html, nothing, type TemplateResult } from 'lit'
import type { ShopPolicy } from '../../../shared/api/shop-policy.schema.ts'
import { pictogramPaths } from '../../../shared/policy/words/pictograms.ts'
import type { PolicyWords } from './policy-source.ts'

type Kind = keyof typeof pictogramPaths

/** Beside words that say the same, so it is hidden from those who hear the page. */
export function pictogram(kind: Kind): TemplateResult {
  return html`<svg class="pictogram" viewBox="0 0 24 24" aria-hidden="true"><path d=${pictogramPaths[kind]} /></svg>`
}

/** The whole policy: in a few words, by sections, what differs, which reasons there are, and where this version stays. */
export function wholePolicy(policy: ShopPolicy, words: PolicyWords): TemplateResult {
  return html`<p class="muted small">${words['policy.for']} ${policy.countryName}</p>
    <ul class="highlights" part="highlights">
      ${policy.highlights.map(({ kind, text }) => html`<li>${pictogram(kind)}<span>${text}</span></li>`)}
    </ul>
    <div class="sections">${policy.sections.map((section) => sectionOf(section, words))}</div>
    ${exceptionsOf(policy, words)} ${reasonsOf(policy, words)} ${footOf(policy, words)}`
}

function sectionOf(
  { kind, title, sentences, articles = [] }: ShopPolicy['sections'][number],
  words: PolicyWords,
): TemplateResult {
  return html`<section class="part" data-kind=${kind}>
    <h3>${pictogram(kind)}<span>${title}</span></h3>
    ${sentences.map((sentence) => html`<p>${sentence}</p>`)}
    ${
      articles.length
        ? html`<ul class="articles muted" aria-label=${words['policy.articles']}>
            ${articles.map((article) => html`<li>${article}</li>`)}
          </ul>`
        : nothing
    }
  </section>`
}

/** Roles are written out, since a table that is laid out as cards would lose them. */
function exceptionsOf({ exceptions, notes }: ShopPolicy, words: PolicyWords): unknown {
  const said = notes.map((note) => html`<p class="muted small">${note}</p>`)
  if (!exceptions.length) return said
  const columns = [words['policy.what'], words['policy.when'], words['policy.then']]
  return html`<section class="wide">
    <h3 id="exceptions">${words['policy.exceptions']}</h3>
    <table role="table" aria-labelledby="exceptions" data-t="exceptions">
      <thead>
        <tr role="row">
          ${columns.map((column) => html`<th role="columnheader" scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${exceptions.map(
          ({ name, when, then }) =>
            html`<tr role="row">
              <th role="rowheader" scope="row">${name}</th>
              <td role="cell" class="muted">${when}</td>
              <td role="cell">${then.map((sentence) => html`<p>${sentence}</p>`)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${said}
  </section>`
}

function reasonsOf({ reasons, language }: ShopPolicy, words: PolicyWords): unknown {
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  const named = (name: string, text: string) => html`<dt class="muted small">${name}</dt><dd>${text}</dd>`
  if (!reasons.length) return nothing
  return html`<details class="wide" data-t="reasons">
    <summary><h3>${words['policy.reasons']}</h3>${chevron}</summary>
    <ul class="reasons">
      ${reasons.map(
        ({ label, group, asks, help, materials }) =>
          html`<li>
            <strong>${label}</strong>${group ? html` <span class="muted small">${group}</span>` : nothing}
            <dl>
            ${asks.length ? named(words['policy.asks'], list.format(asks)) : nothing}
            ${materials.length ? named(words['policy.materials'], list.format(materials)) : nothing}
            ${help ? named(words['policy.helps'], help) : nothing}
            </dl>
          </li>`,
      )}
    </ul>
  </details>`
}

/** The day as its page has it: in the zone of the policy. */
function footOf({ version, effectiveAt, timezone, language, url }: ShopPolicy, words: PolicyWords): TemplateResult {
  const format = language === 'en' ? 'en-GB' : language
  const since = new Intl.DateTimeFormat(format, { dateStyle: 'long', timeZone: timezone }).format(effectiveAt)
  return html`<footer class="muted small">
    <dl>
      <div><dt>${words['policy.version']}</dt><dd>${version}</dd></div>
      <div><dt>${words['policy.since']}</dt><dd>${since}</dd></div>
    </dl>
    <a href=${url} target="_blank" rel="noopener" part="link" data-t="print">${words['policy.print']}</a>
  </footer>`
}

export const chevron = html`<svg class="chevron" viewBox="0 0 24 24" aria-hidden="true"><path d="m9 18 6-6-6-6" /></svg>`

/** Blocks of about the size of what they stand for. */
export function bones(label: string): TemplateResult {
  return html`<p class="visually-hidden">${label}</p>
    <div class="bones" aria-hidden="true">
      <span></span><span></span><span></span><span class="tall"></span><span class="tall"></span
      ><span class="tall"></span><span class="tall"></span>
    </div>`
}
