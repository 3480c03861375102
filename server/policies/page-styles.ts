/** Of the printable policy: one column on a phone, black on white on paper. */
export const pageStyles = `
:root { color-scheme: light dark; --surface: #f3f5f4; --raised: #fff; --text: #17211f; --muted: #55645e; --border: #dbe2df; --accent: #0f6b64; --tint: #e3f0ee; --note: #fdf1dc; --note-text: #6b4a07 }
@media (prefers-color-scheme: dark) { :root { --surface: #101715; --raised: #182220; --text: #e8eeeb; --muted: #a9b8b2; --border: #2f3d39; --accent: #6ccabf; --tint: #16302d; --note: #33290f; --note-text: #f3c877 } }
* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100% }
body { margin: 0; background: var(--surface); color: var(--text); font: 16px/1.6 Inter, "PingFang SC", "Noto Sans SC", system-ui, sans-serif; overflow-wrap: break-word }
a { color: var(--accent) }
a:focus-visible, select:focus-visible, button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px }
.skip { position: absolute; inset-inline-start: -9999px }
.skip:focus { inset-inline-start: 8px; inset-block-start: 8px; padding: 8px 12px; background: var(--raised); z-index: 1 }
.page { max-width: 880px; margin: 0 auto; padding: 32px 16px 64px }
.bar { display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: center; justify-content: space-between; font-size: 14px }
.shop { margin: 0; font-weight: 600; font-size: 16px }
h1 { margin: 24px 0 4px; font-size: 32px; line-height: 1.25; letter-spacing: -0.01em }
h2 { margin: 0; font-size: 18px; line-height: 1.35 }
h3 { margin: 0; font-size: 15px }
.version { margin: 0; color: var(--muted); font-size: 14px }
.highlights { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 12px; margin: 24px 0; padding: 0; list-style: none }
.highlights li { display: flex; gap: 12px; align-items: center; padding: 16px; background: var(--tint); border-radius: 12px; font-weight: 600; line-height: 1.35 }
svg { flex: none; color: var(--accent) }
.note { margin: 16px 0; padding: 12px 16px; background: var(--note); color: var(--note-text); border-radius: 12px }
.note a { color: inherit }
.sections { columns: 340px 2; column-gap: 16px }
.part { break-inside: avoid; margin: 0 0 16px; padding: 20px; background: var(--raised); border: 1px solid var(--border); border-radius: 12px }
.part header { display: flex; gap: 12px; align-items: center; margin-block-end: 8px }
.part p { margin: 8px 0 0 }
.law { column-span: all; margin-block-start: 16px }
table + .version { margin-block-start: 8px }
.articles { margin: 12px 0 0; padding: 0; list-style: none; color: var(--muted); font-size: 13px; line-height: 1.5 }
section.wide { margin-block-start: 32px }
section.wide > h2 { margin-block-end: 12px; font-size: 22px }
.hint { margin: -8px 0 12px; color: var(--muted); font-size: 14px }
table { width: 100%; border-collapse: collapse; background: var(--raised); border: 1px solid var(--border); border-radius: 12px; border-spacing: 0; font-size: 15px }
th, td { padding: 12px 16px; text-align: start; vertical-align: top }
thead th { color: var(--muted); font-size: 13px; font-weight: 600 }
tbody th { font-weight: 600; width: 30% }
tbody tr > * { border-block-start: 1px solid var(--border) }
td p { margin: 0 }
td p + p { margin-block-start: 6px }
@media (max-width: 640px) {
  h1 { font-size: 26px }
  thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%) }
  table, tbody, tr, tbody th, td { display: block; width: auto }
  tbody tr { padding: 12px 16px; border-block-start: 1px solid var(--border) }
  tbody tr:first-child { border-block-start: 0 }
  tbody tr > * { padding: 2px 0; border: 0 }
  td.when { color: var(--muted) }
}
.reasons { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr)); gap: 12px; margin: 0; padding: 0; list-style: none }
.reasons > li { padding: 12px 16px; background: var(--raised); border: 1px solid var(--border); border-radius: 12px; break-inside: avoid }
.reasons p, .reasons ul { margin: 4px 0 0; font-size: 15px }
.reasons .group { color: var(--muted); font-size: 13px; font-weight: 400 }
form { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-block: 16px; font-size: 14px }
select, button { padding: 8px 12px; min-height: 40px; max-width: 100%; border: 1px solid var(--border); border-radius: 8px; background: var(--raised); color: inherit; font: inherit; font-size: 14px }
button { border-color: var(--accent); color: var(--accent); font-weight: 600; cursor: pointer }
.versions { margin: 0; padding: 0; list-style: none; font-size: 14px }
.versions li { padding: 4px 0 }
footer { margin-block-start: 48px; padding-block-start: 16px; border-block-start: 1px solid var(--border); color: var(--muted); font-size: 14px }
footer p { margin: 4px 0 }
.address { overflow-wrap: anywhere }
@media print {
  :root { color-scheme: light; --surface: #fff; --raised: #fff; --text: #000; --muted: #333; --border: #999; --accent: #000; --tint: #fff; --note: #fff; --note-text: #000 }
  @page { margin: 18mm 16mm }
  body { font-size: 11pt; line-height: 1.45 }
  .page { max-width: none; padding: 0 }
  .screen { display: none }
  h1 { font-size: 20pt }
  a { color: inherit; text-decoration: none }
  .highlights li { padding: 8px 12px; border: 1px solid var(--border) }
  .part { padding: 12px 14px; margin-block-end: 10px }
  select { appearance: none; border: 0; padding: 0; min-height: 0; font-weight: 600 }
  tr, .reasons > li { break-inside: avoid }
  h2 { break-after: avoid }
}
`
