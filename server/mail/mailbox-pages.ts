import { escapeHtml } from '../platform/escape-html.ts'
import type { MailboxMessage } from './mailbox-store.ts'

const styles = `
:root { color-scheme: light dark; --surface: #f3f5f4; --raised: #fff; --text: #17211f; --muted: #55645e; --border: #dbe2df; --accent: #0f6b64 }
@media (prefers-color-scheme: dark) { :root { --surface: #101715; --raised: #182220; --text: #e8eeeb; --muted: #a9b8b2; --border: #2f3d39; --accent: #6ccabf } }
* { box-sizing: border-box }
body { margin: 0; background: var(--surface); color: var(--text); font: 14px/1.5 Inter, "PingFang SC", "Noto Sans SC", system-ui, sans-serif }
main { max-width: 880px; margin: 0 auto; padding: 32px 16px 48px }
h1 { margin: 0 0 4px; font-size: 20px; line-height: 1.25 }
.note { margin: 0 0 24px; color: var(--muted) }
ul { margin: 0; padding: 0; list-style: none; background: var(--raised); border: 1px solid var(--border); border-radius: 12px; overflow: hidden }
li + li { border-block-start: 1px solid var(--border) }
li a { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 16px; padding: 12px 16px; color: inherit; text-decoration: none }
li a:hover { background: var(--surface) }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px }
.subject { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.to, time, dt { color: var(--muted); font-size: 13px }
time { font-variant-numeric: tabular-nums; white-space: nowrap }
.empty { padding: 48px 16px; text-align: center; color: var(--muted) }
.back { color: var(--accent) }
dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 16px; margin: 16px 0 }
dd { margin: 0; overflow-wrap: anywhere }
iframe { width: 100%; height: 720px; border: 1px solid var(--border); border-radius: 12px; background: var(--raised) }
pre { margin: 8px 0 0; padding: 16px; background: var(--raised); border: 1px solid var(--border); border-radius: 12px; white-space: pre-wrap; overflow-wrap: anywhere }
details { margin: 16px 0 0 }
`

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${styles}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`
}

const timeText = (at: number) => {
  const iso = new Date(at).toISOString()
  return `<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`
}

export function mailboxPage(messages: readonly MailboxMessage[]): string {
  const rows = messages.map(
    ({ id, to, subject, at }) => `<li><a href="/dev/mail/${encodeURIComponent(id)}">
<span class="subject">${escapeHtml(subject)}</span>${timeText(at)}
<span class="to">to ${escapeHtml(to)}</span>
</a></li>`,
  )
  const list =
    rows.length === 0
      ? '<p class="empty">No e-mail yet. Ask for a code in the shop, and it appears here.</p>'
      : `<ul>${rows.join('\n')}</ul>`
  return page(
    'Development mailbox',
    `<h1>Development mailbox</h1>
<p class="note">The demo keeps its e-mails here instead of sending them. Newest first. For scripts: <a class="back" href="/dev/mail.json">/dev/mail.json</a></p>
${list}`,
  )
}

export function messagePage(message: MailboxMessage): string {
  return page(
    message.subject,
    `<p><a class="back" href="/dev/mail">‹ All e-mails</a></p>
<h1>${escapeHtml(message.subject)}</h1>
<dl><dt>To</dt><dd>${escapeHtml(message.to)}</dd><dt>Sent</dt><dd>${timeText(message.at)}</dd></dl>
<iframe title="The e-mail as HTML" sandbox="allow-popups" src="/dev/mail/${encodeURIComponent(message.id)}/html"></iframe>
<details><summary>Plain text</summary><pre>${escapeHtml(message.text)}</pre></details>`,
  )
}
