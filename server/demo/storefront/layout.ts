import { type Html, html } from './html.ts'
import type { PageContext } from './storefront.ts'
import { wordsFor } from './words.ts'

/** The frame of every page. `widget`: the page carries the one script tag. */
export function layout(context: PageContext, page: { title: string; widget?: boolean; body: Html }): Html {
  const { model, language, path, customer } = context
  const words = wordsFor(language)
  const link = (href: string, text: string) =>
    html`<a href="${href}"${path === href || (href !== '/' && path.startsWith(href)) ? html` aria-current="page"` : ''}>${text}</a>`
  return html`<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} · ${words.pageTitle}</title>
<link rel="icon" href="/images/22423.svg" type="image/svg+xml">
<link rel="stylesheet" href="/store.css">
${page.widget && html`<script async src="${model.apiUrl}/v1/widget.js" data-merchant="${model.publishableKey}"></script>`}
</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
<header class="top"><div class="wide">
<a class="mark" href="/"><span lang="zh-CN">林和</span><span lang="en">Linhe Studio</span></a>
<nav aria-label="${words.shop}">${link('/', words.shop)}${link('/orders', words.orders)}${link('/about', words.about)}</nav>
<div class="languages" role="group" aria-label="${words.language}"><a href="${path}?lang=zh-CN" lang="zh-CN" hreflang="zh-CN"${language === 'zh-CN' ? html` aria-current="true"` : ''}>中文</a><a href="${path}?lang=en" lang="en" hreflang="en"${language === 'en' ? html` aria-current="true"` : ''}>EN</a></div>
</div></header>
${customer && html`<aside class="who"><div class="wide"><span>${words.signedInAs.replace('{name}', customer.name)}</span><a href="/account">${words.change}</a></div></aside>`}
<main id="content">${page.body}</main>
<footer class="foot"><div class="wide">
<p>${words.footer} · <a href="/policy">${words.policyTitle}</a> · <a href="/about">${words.about}</a></p>
<p class="small">${words.contact}: <a href="mailto:${model.contact.email}">${model.contact.email}</a> · <bdi>${model.contact.phone}</bdi> · ${model.contact.hours[language] ?? ''}</p>
<p class="small">${model.attribution}</p>
</div></footer>
</body>
</html>`
}
