import { css } from 'lit'

/** One column on a phone, two where there is room; the line takes its height before its words are here. */
export const policyStyles = css`
  .amends {
    container: policy / inline-size;
    font-size: 15px;
  }
  :where(h2, h3, strong) {
    font-weight: 600;
  }
  :where(button) {
    border: 0;
    background: none;
    text-align: start;
  }
  :focus-visible {
    border-radius: 4px;
  }
  svg {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .pictogram {
    inline-size: 24px;
    block-size: 24px;
    color: var(--accent);
  }
  .chevron {
    inline-size: 16px;
    block-size: 16px;
    color: var(--muted);
  }
  a,
  .again {
    color: var(--accent);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .again {
    min-block-size: 44px;
    padding: 0;
  }
  .muted {
    color: var(--muted);
  }
  .small {
    font-size: 13px;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  h2 {
    font-size: 24px;
    line-height: 1.25;
  }
  h3 {
    font-size: 16px;
    line-height: 1.35;
  }
  .highlights {
    display: grid;
    gap: 8px;
    margin-block: 16px;
  }
  .highlights li {
    display: flex;
    gap: 12px;
    align-items: center;
    padding: 12px 16px;
    border-radius: 12px;
    background: var(--soft);
    font-weight: 600;
    line-height: 1.35;
  }
  .highlights span::first-letter {
    text-transform: uppercase;
  }
  .sections {
    columns: 300px 2;
    column-gap: 12px;
  }
  .part {
    break-inside: avoid;
    margin-block-end: 12px;
    padding: 16px;
    border: 1px solid var(--border);
    border-radius: 12px;
    background: var(--raised);
  }
  .part h3,
  summary {
    display: flex;
    gap: 12px;
    align-items: center;
  }
  .part p {
    margin-block-start: 8px;
  }
  .part[data-kind='law'] {
    column-span: all;
    margin-block-start: 12px;
  }
  .articles {
    margin-block-start: 12px;
    font-size: 13px;
  }
  .wide {
    margin-block-start: 24px;
  }
  table {
    inline-size: 100%;
    margin-block: 12px 8px;
    border: 1px solid var(--border);
    border-spacing: 0;
    border-radius: 12px;
    background: var(--raised);
    font-size: inherit;
  }
  th,
  td {
    padding: 12px 16px;
    text-align: start;
    vertical-align: top;
    font-weight: inherit;
  }
  thead th {
    color: var(--muted);
    font-size: 13px;
    font-weight: 600;
  }
  tbody th {
    inline-size: 30%;
    font-weight: 600;
  }
  tbody tr > * {
    border-block-start: 1px solid var(--border);
  }
  td p + p {
    margin-block-start: 6px;
  }
  summary {
    min-block-size: 44px;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary .chevron {
    rotate: 90deg;
  }
  [open] > summary .chevron {
    rotate: -90deg;
  }
  .reasons {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr));
    gap: 12px;
  }
  .reasons li {
    padding: 12px 16px;
    border: 1px solid var(--border);
    border-radius: 12px;
    background: var(--raised);
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 24px;
    margin-block-start: 24px;
    padding-block-start: 12px;
    border-block-start: 1px solid var(--border);
  }
  footer dl,
  footer div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 6px;
  }
  footer dl {
    gap: 0 16px;
  }
  dd {
    font-variant-numeric: tabular-nums;
    color: var(--text);
  }
  .reasons dt {
    margin-block-start: 6px;
  }
  .bones {
    display: grid;
    gap: 12px;
  }
  .bone,
  .bones span {
    display: block;
    block-size: 48px;
    border-radius: 12px;
    background: var(--sunken);
  }
  .bones .tall {
    block-size: 120px;
  }
  :host([line]) .amends {
    font-size: 14px;
  }
  .wait,
  .line {
    display: flex;
    gap: 10px;
    align-items: center;
    min-block-size: 48px;
    padding: 0;
    line-height: 20px;
  }
  .bone {
    block-size: 20px;
    inline-size: min(320px, 100%);
    border-radius: 6px;
  }
  .line:hover > span {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .line > span::first-letter {
    text-transform: uppercase;
  }
  .broken {
    display: flex;
    flex-direction: column;
    align-items: start;
  }
  :host([line]) .broken {
    flex-flow: row wrap;
    gap: 0 12px;
    align-items: center;
  }
  dialog {
    flex-direction: column;
    inline-size: min(720px, 100%);
    max-inline-size: 100%;
    block-size: 100%;
    max-block-size: 100dvh;
    padding: 0;
    border: 0;
    background: var(--surface);
    color: var(--text);
    overscroll-behavior: contain;
    font-size: 15px;
  }
  dialog[open] {
    display: flex;
  }
  dialog::backdrop {
    background: oklch(20% 0.02 220 / 0.48);
  }
  dialog header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 4px 4px 4px 16px;
    border-block-end: 1px solid var(--border);
    background: var(--raised);
  }
  dialog h2 {
    font-size: 18px;
  }
  .close {
    display: grid;
    place-items: center;
    inline-size: 48px;
    block-size: 48px;
  }
  .body {
    container: policy / inline-size;
    flex: 1;
    overflow: auto;
    padding: 16px 16px 32px;
  }
  @media (min-width: 640px) {
    dialog {
      block-size: auto;
      max-block-size: calc(100dvh - 48px);
      border-radius: 16px;
      box-shadow: 0 16px 48px oklch(20% 0.02 220 / 0.32);
    }
  }
  @container policy (inline-size >= 560px) {
    .highlights {
      grid-template-columns: repeat(3, 1fr);
    }
    .bones {
      grid-template-columns: repeat(6, 1fr);
    }
    .bones span {
      grid-column: span 2;
    }
    .bones .tall {
      grid-column: span 3;
    }
  }
  @container policy (inline-size < 300px) {
    .wait,
    .line {
      min-block-size: 64px;
    }
  }
  @container policy (inline-size < 560px) {
    table,
    tbody,
    tr,
    tbody th,
    td {
      display: block;
      inline-size: auto;
    }
    thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tbody tr {
      padding: 12px 16px;
    }
    tbody tr + tr {
      border-block-start: 1px solid var(--border);
    }
    tbody tr > * {
      padding: 2px 0;
      border: 0;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    dialog[open] {
      animation: rise 180ms ease-out;
    }
    @keyframes rise {
      from {
        opacity: 0;
        translate: 0 16px;
      }
    }
  }
  @media print {
    .amends {
      color: #000;
    }
  }
`
