import { css } from 'lit'

/** Buttons, cards, rows, chips, notes and form controls. */
export const controls = css`
  [hidden] {
    display: none !important;
  }
  .icon {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .button {
    display: inline-flex;
    justify-content: center;
    align-items: center;
    gap: 8px;
    min-block-size: 48px;
    padding: 8px 16px;
    border: 1px solid var(--strong);
    border-radius: var(--radius);
    background: var(--raised);
    font-size: 16px;
    font-weight: 600;
    line-height: 20px;
    text-align: center;
  }
  .button:hover {
    background: var(--sunken);
  }
  .primary {
    border-color: transparent;
    background: var(--accent);
    color: var(--accent-text);
  }
  .primary:hover {
    background: color-mix(in oklab, var(--accent) 90%, var(--text));
  }
  .button[aria-disabled='true'] {
    border-color: transparent;
    background: var(--sunken);
    color: var(--muted);
    cursor: default;
  }
  .link {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    font-weight: 500;
    text-align: start;
    text-decoration: underline;
    text-decoration-color: color-mix(in oklab, var(--accent) 35%, transparent);
    text-underline-offset: 3px;
  }
  .link:hover {
    text-decoration-color: currentColor;
  }
  .link .icon {
    inline-size: 16px;
    block-size: 16px;
  }
  .card {
    border: 1px solid var(--border);
    border-radius: 12px;
    background: var(--raised);
  }
  .pad {
    display: grid;
    gap: 12px;
    padding: 16px;
  }
  .rows {
    overflow: hidden;
  }
  .rows > :not(:first-child) {
    border-block-start: 1px solid var(--border);
  }
  .row {
    display: flex;
    align-items: center;
    gap: 12px;
    inline-size: 100%;
    min-block-size: 52px;
    padding: 12px 16px;
    border: 0;
    background: none;
    color: inherit;
    text-align: start;
    text-decoration: none;
  }
  :is(button, a).row:hover {
    background: var(--sunken);
  }
  .row:focus-visible {
    outline-offset: -2px;
  }
  .row > .icon {
    color: var(--muted);
  }
  .row > span:not([class]) {
    display: grid;
    flex: 1;
  }
  .row > .amount {
    flex: none;
  }
  .row small {
    color: var(--muted);
    font-size: 13px;
    text-wrap: pretty;
  }
  .row[aria-disabled='true'] {
    cursor: default;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    inline-size: fit-content;
    min-block-size: 24px;
    padding: 3px 8px;
    border-radius: 999px;
    background: var(--tone-surface, var(--sunken));
    color: var(--tone, var(--muted));
    font-size: 12px;
    font-weight: 500;
    line-height: 16px;
    font-variant-numeric: tabular-nums;
  }
  .chip .icon {
    inline-size: 14px;
    block-size: 14px;
    stroke-width: 2;
  }
  .note {
    display: flex;
    gap: 12px;
    padding: 12px;
    border-radius: 12px;
    background: var(--tone-surface, var(--sunken));
    font-size: 13px;
  }
  .note > .icon {
    color: var(--tone, var(--muted));
  }
  .plain {
    padding: 0;
    background: none;
    color: var(--muted);
  }
  .field {
    display: grid;
    gap: 6px;
  }
  .field > label {
    font-weight: 500;
  }
  .field > label > small,
  .field > .hint {
    color: var(--muted);
    font-size: 13px;
    font-weight: 400;
  }
  .error {
    display: flex;
    gap: 6px;
    color: var(--negative);
    font-size: 13px;
  }
  .error .icon {
    inline-size: 16px;
    block-size: 16px;
    margin-block-start: 2px;
  }
  .input {
    inline-size: 100%;
    min-block-size: 48px;
    padding: 11px 12px;
    border: 1px solid var(--strong);
    border-radius: var(--radius);
    background: var(--raised);
    /* below 16 px, phones zoom in on focus */
    font-size: 16px;
    line-height: 24px;
  }
  textarea.input {
    display: block;
    field-sizing: content;
    min-block-size: 96px;
    resize: none;
  }
  .input::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  .input:is([aria-invalid='true'], :user-invalid) {
    border-color: var(--negative);
    box-shadow: inset 0 0 0 1px var(--negative);
  }
  .check,
  .radio {
    flex: none;
    display: grid;
    place-items: center;
    appearance: none;
    inline-size: 20px;
    block-size: 20px;
    border: 1.5px solid var(--strong);
    border-radius: 6px;
    background: var(--raised);
    cursor: pointer;
  }
  .radio {
    border-radius: 50%;
  }
  :is(.check, .radio):checked {
    border-color: var(--accent);
    background: var(--accent);
  }
  :checked::before {
    inline-size: 11px;
    block-size: 11px;
    background: var(--accent-text);
  }
  .check:checked::before {
    clip-path: polygon(12% 50%, 0 63%, 38% 100%, 100% 25%, 87% 12%, 37% 73%);
    content: '';
  }
  .radio:checked::before {
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    content: '';
  }
  @media (forced-colors: active) {
    :is(.check, .radio):checked {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
    }
  }
  .choice {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 12px;
    align-items: start;
    min-block-size: 24px;
  }
  /* One real input over six painted cells: paste and one-time-code autofill keep working */
  .code {
    position: relative;
    direction: ltr;
  }
  .code > input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    opacity: 0;
  }
  .code > div {
    display: grid;
    grid-template-columns: repeat(6, 1fr);
    gap: 8px;
  }
  .code span {
    display: grid;
    place-items: center;
    block-size: 56px;
    border: 1px solid var(--strong);
    border-radius: var(--radius);
    background: var(--raised);
    font-size: 24px;
    font-variant-numeric: tabular-nums;
  }
  .code[data-wrong] span {
    border-color: var(--negative);
  }
  .code > input:focus + div > .caret {
    outline: 2px solid var(--accent);
    outline-offset: -2px;
  }
  .code > input:focus + div > .caret::before {
    inline-size: 2px;
    block-size: 24px;
    background: var(--accent);
    content: '';
  }
  .stepper {
    display: inline-grid;
    grid-template-columns: 44px 36px 44px;
    align-items: center;
    block-size: 44px;
    border: 1px solid var(--strong);
    border-radius: var(--radius);
    background: var(--raised);
    text-align: center;
  }
  .stepper > button {
    display: grid;
    place-items: center;
    block-size: 100%;
    padding: 0;
    border: 0;
    background: none;
  }
  .stepper > button[aria-disabled='true'] {
    color: var(--strong);
    cursor: default;
  }
  .stepper > input {
    inline-size: 100%;
    padding: 0;
    border: 0;
    background: none;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    text-align: center;
    appearance: textfield;
  }
  .stepper > input::-webkit-inner-spin-button {
    appearance: none;
  }
  .stepper .icon {
    inline-size: 16px;
    block-size: 16px;
    stroke-width: 2;
  }
  .pills {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  /* A small choice that wraps: second-level reasons, tags */
  .pill {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-block-size: 36px;
    padding: 4px 12px;
    border: 1px solid var(--strong);
    border-radius: 999px;
    background: var(--raised);
    font-size: 13px;
    line-height: 16px;
  }
  :is(.pill, .segments > label) > input {
    position: absolute;
    inset: 0;
    opacity: 0;
    cursor: pointer;
  }
  /* 44 px to press, 36 px to see */
  .pill > input {
    inset-block: -4px;
  }
  .pill .icon {
    display: none;
    inline-size: 14px;
    block-size: 14px;
    stroke-width: 2.5;
  }
  .pill:has(:checked) {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--accent-text);
    font-weight: 500;
  }
  .pill:has(:checked) .icon {
    display: block;
  }
  :is(.pill, .segments > label):has(:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .segments {
    display: grid;
    grid-auto-columns: 1fr;
    grid-auto-flow: column;
    gap: 2px;
    padding: 2px;
    border-radius: var(--radius);
    background: var(--sunken);
  }
  .segments > label {
    position: relative;
    display: grid;
    place-items: center;
    min-block-size: 44px;
    padding-inline: 4px;
    border-radius: 6px;
    color: var(--muted);
    font-size: 13px;
    font-weight: 500;
    text-align: center;
  }
  .segments > label:has(:checked) {
    background: var(--raised);
    color: var(--text);
    font-weight: 600;
    box-shadow: 0 0 0 1px var(--border);
  }
`
