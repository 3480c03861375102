import { css } from 'lit'

/** Header, steps, body and footer, on the ground that keeps the page's inheritance out. */
export const frame = css`
  .amends {
    container: amends / inline-size;
    display: flex;
    flex-direction: column;
    inline-size: 100%;
    max-inline-size: 480px;
    min-block-size: 560px;
    background: var(--surface);
    font-size: 14px;
    -webkit-font-smoothing: antialiased;
    -webkit-tap-highlight-color: transparent;
  }
  :host([framed]) .amends {
    margin-inline: auto;
    border: 1px solid var(--border);
    border-radius: 16px;
    overflow: clip;
  }
  :where(legend) {
    padding: 0;
  }
  :where(summary) {
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
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
