import { css } from 'lit'

/** A quiet button in the corner, and the dialog: a sheet on a phone, a card beside it on a wide screen. */
export const launcherStyles = css`
  .amends {
    display: contents;
  }
  .open {
    position: fixed;
    inset-block-end: 16px;
    inset-inline-end: 16px;
    z-index: 2147483000;
    border-radius: 999px;
    box-shadow: 0 4px 16px light-dark(oklch(24% 0.02 220 / 0.24), oklch(0% 0 0 / 0.5));
    font-family: var(--amends-font, inherit);
    letter-spacing: normal;
    text-transform: none;
    cursor: pointer;
  }
  .open:focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 3px;
  }
  dialog {
    position: fixed;
    inset: auto 0 0;
    inline-size: 100%;
    max-inline-size: 480px;
    block-size: 100%;
    max-block-size: 100dvh;
    margin: 0 auto;
    padding: 0;
    border: 0;
    overflow: auto;
    overscroll-behavior: contain;
    background: var(--surface);
    color: var(--text);
  }
  dialog::backdrop {
    background: oklch(20% 0.02 220 / 0.48);
  }
  amends-refunds {
    display: grid;
    min-block-size: 100%;
  }
  @media (min-width: 560px) {
    dialog {
      inset-block: auto 24px;
      inset-inline: auto 24px;
      inline-size: 400px;
      block-size: min(760px, calc(100dvh - 48px));
      margin: 0;
      border-radius: 16px;
      box-shadow: 0 16px 48px oklch(20% 0.02 220 / 0.32);
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
`
