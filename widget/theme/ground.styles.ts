import { css } from 'lit'

/** Keeps what a host page hands down by inheritance out of its element, and what browsers add to plain tags. */
export const ground = css`
  .amends {
    /* A page's dialog or float takes its width from what is in it, and a size container has none of its own. */
    contain-intrinsic-inline-size: min(280px, 78vw);
    box-sizing: border-box;
    color: var(--text);
    font-family: var(--amends-font, inherit);
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
  :where(button, input, select, textarea) {
    margin: 0;
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  :where(button, summary, label:has(input)) {
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
`
