import { css } from 'lit'

/** What a shopper's turn adds: the return address, a question of the shop, ending a request, and rating it. */
export const turnStyles = css`
  .danger {
    border-color: transparent;
    background: var(--negative);
    color: light-dark(oklch(99% 0.004 27), oklch(19% 0.035 27));
  }
  .danger:hover {
    background: color-mix(in oklab, var(--negative) 90%, var(--text));
  }
  .address {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: 8px;
  }
  .address .icon-button {
    margin-block-start: -6px;
    margin-inline-end: -10px;
  }
  .address small {
    color: var(--muted);
    font-size: 12px;
    line-height: 16px;
  }
  .message {
    display: grid;
    grid-template-columns: 32px 1fr;
    gap: 8px 12px;
    align-items: center;
  }
  .message > span {
    display: grid;
    place-items: center;
    inline-size: 32px;
    block-size: 32px;
    border-radius: 50%;
    background: var(--accent);
    color: var(--accent-text);
    font-size: 13px;
    font-weight: 600;
  }
  .message > .said {
    grid-column: 2;
    margin: 0;
  }
  .message time {
    margin-inline-start: 8px;
    color: var(--muted);
    font-size: 12px;
  }
  .stars {
    display: flex;
    justify-content: center;
    gap: 8px;
  }
  .stars > label {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 48px;
    block-size: 48px;
    border-radius: 8px;
    color: var(--strong);
  }
  .stars input {
    position: absolute;
    inset: 0;
    opacity: 0;
    cursor: pointer;
  }
  .stars > label:has(:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  @container amends (inline-size < 340px) {
    .stars {
      gap: 0;
    }
  }
  .stars .icon {
    inline-size: 36px;
    block-size: 36px;
    stroke-width: 1.25;
  }
  .stars + p {
    min-block-size: 21px;
    font-weight: 600;
    text-align: center;
  }
  .stars > label:is(:has(:checked), :has(~ label :checked)) {
    color: var(--accent);
  }
  .stars > label:is(:has(:checked), :has(~ label :checked)) .icon {
    fill: currentColor;
  }
`
