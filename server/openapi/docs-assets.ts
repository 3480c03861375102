/** Served as files of their own: the page runs under a policy that allows nothing inline. */
export const docsCss = `
:root { color-scheme: light dark; --surface: #f3f5f4; --raised: #fff; --text: #17211f; --muted: #55645e; --border: #dbe2df; --accent: #0f6b64; --code: #eef3f1 }
@media (prefers-color-scheme: dark) { :root { --surface: #101715; --raised: #182220; --text: #e8eeeb; --muted: #a9b8b2; --border: #2f3d39; --accent: #6ccabf; --code: #1f2c29 } }
* { box-sizing: border-box }
html { scroll-padding-block-start: 16px }
body { margin: 0; display: grid; grid-template-columns: 300px minmax(0, 1fr); background: var(--surface); color: var(--text); font: 14px/1.5 Inter, "PingFang SC", "Noto Sans SC", system-ui, sans-serif }
a { color: var(--accent) }
a:focus-visible, input:focus-visible, pre:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px }
.skip { position: absolute; inset-inline-start: -9999px }
.skip:focus { inset-inline-start: 8px; inset-block-start: 8px; padding: 8px 12px; background: var(--raised); z-index: 1 }
nav { position: sticky; inset-block-start: 0; align-self: start; height: 100vh; overflow-y: auto; padding: 24px 16px; background: var(--raised); border-inline-end: 1px solid var(--border) }
nav h2 { margin: 20px 0 4px; font-size: 12px; color: var(--muted); font-weight: 600 }
nav ul { margin: 0; padding: 0; list-style: none }
nav li a { display: block; padding: 3px 0; color: inherit; font-size: 13px; text-decoration: none; overflow-wrap: anywhere }
nav li a:hover { color: var(--accent) }
.brand { margin: 0 0 16px; font-size: 16px; font-weight: 700 }
.brand span, .type, #found { color: var(--muted); font-weight: 400; font-size: 13px }
#found { margin: 4px 0 0; min-height: 20px }
label { font-size: 13px }
input { width: 100%; margin: 4px 0 0; padding: 8px 12px; border: 1px solid var(--border); border-radius: 8px; background: var(--surface); color: inherit; font: inherit }
main { max-width: 920px; padding: 32px 32px 96px }
h1 { margin: 0 0 16px; font-size: 32px; line-height: 1.25 }
main h2 { margin: 48px 0 8px; font-size: 24px; line-height: 1.25 }
main h3 { margin: 0 0 8px; font-size: 16px; overflow-wrap: anywhere }
h4 { margin: 16px 0 4px; font-size: 13px; color: var(--muted) }
article { margin: 16px 0; padding: 20px 24px; background: var(--raised); border: 1px solid var(--border); border-radius: 12px }
article p { margin: 0 0 8px }
code, pre { font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace }
pre { margin: 16px 0 0; padding: 12px 16px; overflow-x: auto; background: var(--code); border-radius: 8px }
.method { display: inline-block; min-width: 44px; font-size: 11px; font-weight: 700; color: var(--accent) }
.method.put { color: #8a5a06 } .method.post { color: #1f5373 }
@media (prefers-color-scheme: dark) { .method.put { color: #f3c877 } .method.post { color: #9cccea } }
.scroll { overflow-x: auto }
table { width: 100%; border-collapse: collapse; font-size: 13px }
th { padding: 6px 16px 6px 0; text-align: start; vertical-align: top; font-weight: 400; white-space: nowrap }
td { padding: 6px 16px 6px 0; vertical-align: top }
tr + tr > * { border-block-start: 1px solid var(--border) }
.fields, .choices { margin: 4px 0; padding: 0 0 0 16px; list-style: none; border-inline-start: 2px solid var(--border) }
.fields li, .choices li { padding: 3px 0 }
.fields p { margin: 0; color: var(--muted); font-size: 13px }
.required { font-size: 12px; color: #982b1f }
@media (prefers-color-scheme: dark) { .required { color: #f6aca2 } }
[hidden] { display: none }
@media (max-width: 800px) { body { display: block } nav { position: static; height: auto; border-inline-end: 0; border-block-end: 1px solid var(--border) } main { padding: 24px 16px 64px } }
`

export const docsJs = `
const find = document.getElementById('find')
const found = document.getElementById('found')
const articles = [...document.querySelectorAll('article')].map((article) => ({
  article,
  link: document.querySelector('[data-for="' + article.id + '"]'),
  text: article.dataset.find + ' ' + article.textContent.toLowerCase(),
}))
find.addEventListener('input', () => {
  const words = find.value.toLowerCase().split(/\\s+/).filter(Boolean)
  let count = 0
  for (const { article, link, text } of articles) {
    const fits = words.every((word) => text.includes(word))
    article.hidden = !fits
    if (link) link.hidden = !fits
    if (fits) count += 1
  }
  found.textContent = words.length === 0 ? '' : count === 1 ? '1 found' : count + ' found'
})
`
