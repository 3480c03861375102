import { css } from 'lit'

/** The base that keeps the host's inheritance out, then header, steps, body and footer. */
export const frame = css`
  .amends {
    container: amends / inline-size;
    /* A page's dialog or float takes its width from what is in it, and a size container has none of its own. */
    contain-intrinsic-inline-size: min(280px, 78vw);
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    inline-size: 100%;
    max-inline-size: 480px;
    min-block-size: 560px;
    background: var(--surface);
    color: var(--text);
    font-family: var(--amends-font, inherit);
    font-size: 14px;
    font-style: normal;
    font-variant: normal;
    font-weight: 400;
    line-height: 1.5;
    letter-spacing: normal;
    word-spacing: normal;
    text-align: start;
    text-indent: 0;
    text-transform: none;
    white-space: normal;
    visibility: visible;
    cursor: auto;
    overflow-wrap: break-word;
    -webkit-font-smoothing: antialiased;
    -webkit-tap-highlight-color: transparent;
  }
  :host([framed]) .amends {
    margin-inline: auto;
    border: 1px solid var(--border);
    border-radius: 16px;
    overflow: clip;
  }
  .amends *,
  .amends *::before,
  .amends *::after {
    box-sizing: border-box;
  }
  :where(h2, h3, h4, p, dl, dt, dd, ol, ul, fieldset, address) {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
    font-size: inherit;
    font-style: normal;
    font-weight: inherit;
  }
  :where(ol, ul) {
    list-style: none;
  }
  :where(p) {
    text-wrap: pretty;
  }
  :where(legend) {
    padding: 0;
  }
  :where(button, input, select, textarea) {
    margin: 0;
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  :where(button, summary, label:has(input)) {
    cursor: pointer;
  }
  :where(summary) {
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .input:focus-visible {
    outline-offset: -2px;
  }
  h2:focus,
  h3:focus {
    outline: none;
  }
  .amount,
  .figures {
    font-variant-numeric: tabular-nums;
    unicode-bidi: isolate;
  }
  .amount {
    white-space: nowrap;
  }
  .muted {
    color: var(--muted);
  }
  .small {
    font-size: 13px;
  }
  .pre {
    white-space: pre-line;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .flip:dir(rtl) {
    scale: -1 1;
  }
  .header {
    display: flex;
    align-items: center;
    min-block-size: 56px;
    padding-inline: 4px;
    background: var(--raised);
  }
  .header:not(:has(+ .steps)) {
    border-block-end: 1px solid var(--border);
  }
  .title {
    flex: 1;
    padding-inline: 4px;
    font-size: 16px;
    font-weight: 600;
    line-height: 20px;
  }
  .title:first-child {
    padding-inline-start: 12px;
  }
  .icon-button {
    flex: none;
    display: inline-grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    padding: 0;
    border: 0;
    border-radius: var(--radius);
    background: none;
    color: var(--muted);
  }
  .icon-button:hover {
    background: var(--sunken);
    color: var(--text);
  }
  .steps {
    display: grid;
    grid-auto-columns: 1fr;
    grid-auto-flow: column;
    gap: 4px;
    padding: 0 var(--gutter) 12px;
    border-block-end: 1px solid var(--border);
    background: var(--raised);
  }
  .steps > li {
    padding-block-start: 6px;
    border-block-start: 3px solid var(--border);
    color: var(--muted);
    font-size: 12px;
    line-height: 16px;
  }
  .steps > [data-done] {
    border-color: var(--accent);
  }
  .steps > [aria-current] {
    border-color: var(--accent);
    color: var(--text);
    font-weight: 600;
  }
  .body {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 24px;
    padding: 16px var(--gutter) 24px;
  }
  .body:has(> .state) {
    justify-content: center;
  }
  .group {
    display: grid;
    gap: 12px;
  }
  .group:has(> .field) {
    gap: 20px;
  }
  .group > legend {
    margin-block-end: 12px;
  }
  .heading {
    font-weight: 600;
  }
  .between {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    gap: 12px;
    inline-size: 100%;
  }
  .heading > :last-child:not(:first-child, .link) {
    color: var(--muted);
    font-size: 13px;
    font-weight: 400;
  }
  .lead {
    display: grid;
    gap: 8px;
  }
  :is(.lead, .outcome, .state) > h3 {
    font-size: 20px;
    font-weight: 600;
    line-height: 1.25;
    text-wrap: balance;
  }
  .lead > p {
    color: var(--muted);
  }
  .footer {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    display: grid;
    gap: 8px;
    padding: 12px var(--gutter) 16px;
    border-block-start: 1px solid var(--border);
    background: var(--raised);
  }
  .footer:has(.amount-bar) {
    padding-block-start: 8px;
  }
  .footer:has([open]) {
    border-start-start-radius: 16px;
    border-start-end-radius: 16px;
    box-shadow: 0 -8px 24px light-dark(oklch(24% 0.02 220 / 0.08), oklch(0% 0 0 / 0.4));
  }
  .footer > p {
    color: var(--muted);
    font-size: 12px;
    line-height: 16px;
    text-align: center;
    text-wrap: balance;
  }
  /* Chinese breaks between any two characters; short lines should break at punctuation */
  :is(.lead > h3, .outcome > h3, .footer > p, .row small, .state > *):lang(zh) {
    word-break: keep-all;
  }
  .banner {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 8px var(--gutter);
    background: var(--tone-surface);
    color: var(--tone);
    font-size: 13px;
    font-weight: 500;
  }
  .banner .icon {
    inline-size: 16px;
    block-size: 16px;
    stroke-width: 2;
  }
  @container amends (inline-size >= 420px) {
    .body,
    .footer,
    .steps,
    .banner {
      --gutter: 24px;
    }
    .header {
      padding-inline: 12px;
    }
    .tiles {
      grid-template-columns: repeat(4, 1fr);
    }
  }
  @container amends (inline-size < 340px) {
    .code > div {
      gap: 4px;
    }
  }
  @media (forced-colors: active) {
    :is(.item, .way):has(> label > :checked) {
      outline: 2px solid Highlight;
    }
    .pill:has(:checked),
    .segments > label:has(:checked) {
      outline: 3px solid Highlight;
    }
  }
`
