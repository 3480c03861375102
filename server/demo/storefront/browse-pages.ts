import type { Product } from '../catalogue.ts'
import { nameOf } from '../featured.ts'
import { priceIn } from '../prices.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import { money } from './money-text.ts'
import { policyLine } from './policy-pages.ts'
import type { PageContext } from './storefront.ts'
import { categoryNames, filled, type Language, wordsFor } from './words.ts'

/** In yuan for who reads Chinese, in pounds for the others. */
function price(product: Product, language: Language): string {
  const currency = language === 'zh-CN' ? 'CNY' : 'GBP'
  return money(priceIn(currency, product.pence), currency, language)
}

export function tile({ sku }: Pick<Product, 'sku'>, size: 'big' | 'small' = 'small'): Html {
  return html`<img class="tile ${size}" src="/images/${encodeURIComponent(sku)}.svg" alt="" width="64" height="64" loading="lazy">`
}

/** As the policy's rule `made_to_order` has it. */
function isExcluded({ legalClass }: Product): boolean {
  return legalClass.includes('custom_made') || legalClass.includes('perishable')
}

function categoryName(product: Product, language: Language): string {
  return categoryNames[product.category][language === 'zh-CN' ? 1 : 0]
}

function grid(products: readonly Product[], language: Language): Html {
  return html`<ul class="grid">${products.map(
    (product) =>
      html`<li><a class="card" href="/products/${encodeURIComponent(product.sku)}">${tile(product)}<span class="kind">${categoryName(product, language)}</span><span class="name">${nameOf(product, language)}</span><span class="price">${price(product, language)}</span></a></li>`,
  )}</ul>`
}

export function homePage(context: PageContext): Html {
  const { model, language } = context
  const words = wordsFor(language)
  const promises = [
    [words.promiseReturns, words.promiseReturnsText],
    [words.promiseTime, words.promiseTimeText],
    [words.promisePerson, words.promisePersonText],
  ] as const
  return layout(context, {
    title: words.shop,
    body: html`<section class="hero"><div class="wide">
<div class="say"><h1>${words.heroTitle}</h1><p>${words.heroText}</p><p class="actions"><a class="button" href="/orders">${words.heroAction}</a><a class="quiet" href="#favourites">${words.heroSecond}</a></p></div>
<div class="still" aria-hidden="true">${model.featured.slice(0, 5).map((product) => tile(product, 'big'))}</div>
</div></section>
<section class="wide promises">${promises.map(([title, text]) => html`<div><h2>${title}</h2><p>${text}</p></div>`)}</section>
<section class="wide" id="favourites"><h2 class="head">${words.favourites}</h2>${grid(model.featured, language)}</section>
<p class="wide note">${words.demoNote}</p>`,
  })
}

export function productPage(context: PageContext, product: Product): Html {
  const { model, language } = context
  const words = wordsFor(language)
  const name = nameOf(product, language)
  const alike = [...model.catalogue.values()]
    .filter(({ category, sku }) => category === product.category && sku !== product.sku)
    .sort((a, b) => b.sold - a.sold)
    .slice(0, 4)
  return layout(context, {
    title: name,
    widget: true,
    body: html`<article class="wide product">
${tile(product, 'big')}
<div><p class="kind">${categoryName(product, language)}</p><h1>${name}</h1>${name !== product.title && html`<p class="muted" lang="en">${product.title}</p>`}
<p class="price">${price(product, language)}</p>
<p class="callout">${words.productDemo} <a href="/orders">${words.tryReturn}</a> · <a href="/basket">${words.basketLink}</a></p>
<dl><dt>${words.productReturns}</dt><dd>${isExcluded(product) && html`<p>${words.productExcluded}</p>`}${policyLine(context)}</dd><dt>${words.productDelivery}</dt><dd>${words.productDeliveryText}</dd></dl>
<p class="small muted">${filled(words.soldIn, { n: product.sold })}</p></div>
</article>
<section class="wide"><h2 class="head">${words.alsoLike}</h2>${grid(alike, language)}</section>`,
  })
}

/** What stands beside a total, with what to know before paying; an example, since nothing can be bought. */
export function basketPage(context: PageContext): Html {
  const { model, language } = context
  const words = wordsFor(language)
  const currency = language === 'zh-CN' ? 'CNY' : 'GBP'
  const products = model.featured.slice(0, 3)
  const total = products.reduce((sum, { pence }) => sum + priceIn(currency, pence), 0)
  return layout(context, {
    title: words.basketTitle,
    widget: true,
    body: html`<section class="narrow"><h1>${words.basketTitle}</h1><p class="muted">${words.basketText}</p>
<div class="sheet basket"><ul class="lines">${products.map(
      (product) =>
        html`<li>${tile(product)}<span class="what"><a href="/products/${encodeURIComponent(product.sku)}">${nameOf(product, language)}</a><span class="muted">× 1</span></span><span class="amount">${price(product, language)}</span></li>`,
    )}</ul>
<dl class="totals"><div class="row total"><dt>${words.total}</dt><dd class="amount">${money(total, currency, language)}</dd></div></dl>
${policyLine(context)}</div></section>`,
  })
}

export function aboutPage(context: PageContext): Html {
  const { model, language } = context
  const words = wordsFor(language)
  return layout(context, {
    title: words.aboutTitle,
    body: html`<article class="narrow text"><h1>${words.aboutTitle}</h1><p class="lead">${words.aboutLead}</p>
<h2>${words.aboutRealTitle}</h2><p>${words.aboutReal}</p>
<h2>${words.aboutDerivedTitle}</h2><ul>${words.aboutDerived.map((rule) => html`<li>${rule}</li>`)}</ul>
<h2 id="admin">${words.aboutStaffTitle}</h2><p>${words.aboutStaff}</p>
<ul>${model.staff.map(({ email, password }) => html`<li><bdi>${email}</bdi> · <code>${password}</code></li>`)}</ul>
<p><a href="${model.apiUrl}/admin/">${words.aboutStaffLink}</a> · ${words.aboutMail} <a href="${model.apiUrl}/dev/mail">/dev/mail</a></p>
<h2>${words.aboutDataTitle}</h2><p lang="en">${model.attribution}</p>
<p>${words.aboutLicence} <a href="https://doi.org/10.1057/dbm.2012.17" rel="noreferrer">doi:10.1057/dbm.2012.17</a></p></article>`,
  })
}

export function notFoundPage(context: PageContext): Html {
  const words = wordsFor(context.language)
  return layout(context, {
    title: words.notFoundTitle,
    body: html`<article class="narrow text"><h1>${words.notFoundTitle}</h1><p>${words.notFoundText}</p><p><a class="button" href="/">${words.home}</a></p></article>`,
  })
}
