import { escapeHtml } from '../platform/escape-html.ts'
import type { MailContent, Tone } from './mail-words.ts'

export interface RenderedMail {
  subject: string
  text: string
  html: string
}

/** Plain text and HTML of one content. Everything is escaped: staff and shoppers wrote parts of it. */
export function renderMail(content: MailContent, locale: string, shop: string, url?: string): RenderedMail {
  return { subject: oneLine(content.subject), text: textOf(content, url), html: htmlOf(content, locale, shop, url) }
}

function textOf(content: MailContent, url?: string): string {
  const parts = [
    `${content.state.mark} ${content.state.word}`,
    content.heading,
    ...(content.quote ? [content.quote.replaceAll(/^/gm, '> ')] : []),
    ...(content.code ? [content.code] : []),
    ...content.paragraphs,
    content.details
      .filter(([, values]) => values.length > 0)
      .map(([label, values]) =>
        values.length === 1 ? `${label}: ${values[0]}` : `${label}:\n${values.map((value) => `  ${value}`).join('\n')}`,
      )
      .join('\n'),
    ...(content.action && url ? [`${content.action}: ${url}`] : []),
    `--\n${content.footer.join('\n')}`,
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

/** Surface and text of each tone, light and dark; text contrast is at least 4.5. */
const tones: Record<Tone, { surface: string; text: string; darkSurface: string; darkText: string }> = {
  positive: { surface: '#e3f4ea', text: '#14613a', darkSurface: '#12372a', darkText: '#8fdcb3' },
  caution: { surface: '#fdf0d7', text: '#7a4a05', darkSurface: '#3f2e10', darkText: '#f3c877' },
  negative: { surface: '#fde8e6', text: '#982b1f', darkSurface: '#44201c', darkText: '#f6aca2' },
  info: { surface: '#e2eef5', text: '#1f5373', darkSurface: '#173447', darkText: '#9cccea' },
}

function htmlOf(content: MailContent, locale: string, shop: string, url?: string): string {
  const tone = tones[content.state.tone]
  const lang = escapeHtml(locale)
  return `<!doctype html>
<html lang="${lang}" dir="auto">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(content.subject)}</title>
<style>
:root { color-scheme: light dark }
body { margin: 0; background: #f3f5f4; color: #17211f; font: 16px/1.5 -apple-system, "Segoe UI", Inter, "PingFang SC", "Noto Sans SC", sans-serif }
main { max-width: 560px; margin: 0 auto; padding: 24px 16px }
.card { background: #ffffff; border: 1px solid #dbe2df; border-radius: 12px; padding: 24px }
.shop { margin: 0 0 12px; font-size: 14px; font-weight: 600; color: #47554f }
.state { display: inline-block; margin: 0 0 12px; padding: 2px 12px; border-radius: 999px; font-size: 14px; font-weight: 600; background: ${tone.surface}; color: ${tone.text} }
h1 { margin: 0 0 12px; font-size: 24px; line-height: 1.25 }
p { margin: 0 0 12px }
blockquote { margin: 0 0 16px; padding: 12px 16px; border-inline-start: 4px solid #0f766e; background: #f3f7f6; border-radius: 8px; white-space: pre-line }
.code { margin: 8px 0 16px; font-size: 32px; font-weight: 700; letter-spacing: 6px; font-variant-numeric: tabular-nums }
table { width: 100%; margin: 16px 0 0; border-collapse: collapse; font-size: 14px }
th { padding: 8px 12px 8px 0; text-align: start; vertical-align: top; font-weight: 400; color: #55645e; width: 38% }
td { padding: 8px 0; text-align: start; vertical-align: top; font-variant-numeric: tabular-nums }
tr + tr > * { border-top: 1px solid #e6ebe9 }
.action { display: inline-block; margin: 20px 0 0; padding: 12px 20px; border-radius: 8px; background: #0f6b64; color: #ffffff; font-weight: 600; text-decoration: none }
footer { padding: 16px 8px; font-size: 13px; color: #55645e }
@media (prefers-color-scheme: dark) {
body { background: #101715; color: #e8eeeb }
.card { background: #182220; border-color: #2f3d39 }
.shop, th, footer { color: #a9b8b2 }
.state { background: ${tone.darkSurface}; color: ${tone.darkText} }
blockquote { background: #1f2c29; border-color: #4fb3a8 }
tr + tr > * { border-color: #2f3d39 }
.action { background: #6ccabf; color: #06201d }
}
</style>
</head>
<body>
<main>
<div class="card">
<p class="shop">${escapeHtml(shop)}</p>
<p class="state"><span aria-hidden="true">${escapeHtml(content.state.mark)}</span> ${escapeHtml(content.state.word)}</p>
<h1>${escapeHtml(content.heading)}</h1>
${[
  ...(content.quote ? [`<blockquote>${escapeHtml(content.quote)}</blockquote>`] : []),
  ...(content.code ? [`<p class="code">${escapeHtml(content.code)}</p>`] : []),
  ...content.paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
  ...(content.details.length > 0 ? [tableOf(content)] : []),
  ...(content.action && url ? [`<a class="action" href="${escapeHtml(url)}">${escapeHtml(content.action)}</a>`] : []),
].join('\n')}
</div>
<footer>
${content.footer.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')}
</footer>
</main>
</body>
</html>
`
}

function tableOf(content: MailContent): string {
  const rows = content.details
    .filter(([, values]) => values.length > 0)
    .map(
      ([label, values]) =>
        `<tr><th scope="row">${escapeHtml(label)}</th><td>${values.map(escapeHtml).join('<br>')}</td></tr>`,
    )
  return `<table>\n${rows.join('\n')}\n</table>`
}

/** A subject is a header: no line breaks. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 200)
}
