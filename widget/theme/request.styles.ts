import { css } from 'lit'

/** What follows a claim: the outcome, the next action, the timeline, and the states between. */
export const requestStyles = css`
  .outcome {
    display: grid;
    gap: 12px;
    padding-block-start: 8px;
  }
  .outcome > .between {
    align-items: center;
    min-block-size: 40px;
  }
  .outcome > .amount {
    margin-block-end: -12px;
    font-size: 32px;
    font-weight: 600;
    line-height: 40px;
    letter-spacing: -0.02em;
  }
  .outcome > .amount + h3 {
    font-size: 16px;
    font-weight: 500;
    line-height: 24px;
  }
  .outcome > p.muted {
    margin-block-start: -4px;
  }
  .stack {
    display: flex;
  }
  .stack > .pic {
    inline-size: 44px;
    block-size: 44px;
    border: 2px solid var(--surface);
    border-radius: 10px;
  }
  .stack > .pic + .pic {
    margin-inline-start: -8px;
  }
  .number {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-block: 8px;
    padding-inline: 16px 8px;
  }
  .number dt {
    color: var(--muted);
    font-size: 12px;
    line-height: 16px;
  }
  .number dd {
    font-size: 16px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.04em;
  }
  .next {
    overflow: hidden;
    border-color: var(--accent);
  }
  .next > * {
    display: grid;
    gap: 16px;
    padding: 16px;
  }
  .next > :first-child {
    gap: 4px;
    background: var(--soft);
  }
  .next > * + * {
    border-block-start: 1px solid var(--border);
  }
  .next > :first-child > .chip {
    margin-block-end: 4px;
  }
  .next h3 {
    font-size: 16px;
    font-weight: 600;
  }
  .timeline > li {
    position: relative;
    display: grid;
    grid-template-columns: 24px 1fr;
    gap: 0 12px;
    padding-block-end: 16px;
  }
  .timeline > li:last-child {
    padding-block-end: 0;
  }
  .timeline > li:not(:last-child)::before {
    position: absolute;
    inset-block: 26px 2px;
    inset-inline-start: 11px;
    inline-size: 2px;
    border-radius: 1px;
    background: var(--border);
    content: '';
  }
  .timeline > [data-state='done']:not(:last-child)::before {
    background: var(--accent);
  }
  .mark {
    display: grid;
    place-items: center;
    inline-size: 24px;
    block-size: 24px;
    border: 2px solid color-mix(in oklab, var(--strong) 50%, var(--border));
    border-radius: 50%;
  }
  .mark > .icon {
    inline-size: 14px;
    block-size: 14px;
    stroke-width: 2.5;
  }
  [data-state='done'] > .mark {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--accent-text);
  }
  [data-state='now'] > .mark {
    border-color: var(--accent);
    background: var(--raised);
  }
  [data-state='now'] > .mark::before {
    inline-size: 10px;
    block-size: 10px;
    border-radius: 50%;
    background: var(--accent);
    content: '';
  }
  .timeline > li > div {
    display: grid;
    padding-block-start: 2px;
  }
  .timeline strong {
    font-weight: 500;
  }
  .timeline small,
  .sequence small {
    color: var(--muted);
    font-size: 13px;
  }
  [data-state='now'] strong {
    font-weight: 600;
  }
  [data-state='next'] strong {
    color: var(--muted);
    font-weight: 400;
  }
  .said {
    margin-block-start: 4px;
    padding: 8px 12px;
    border: 1px solid var(--border);
    border-radius: 12px;
    border-start-start-radius: 4px;
    background: var(--raised);
    white-space: pre-line;
  }
  .sequence {
    display: grid;
    gap: 12px;
    counter-reset: step;
  }
  .sequence > li {
    display: grid;
    grid-template-columns: 24px 1fr;
    gap: 0 12px;
    counter-increment: step;
  }
  .sequence > li::before {
    display: grid;
    place-items: center;
    grid-row: 1 / span 2;
    inline-size: 24px;
    block-size: 24px;
    border-radius: 50%;
    background: var(--sunken);
    font-size: 12px;
    font-weight: 600;
    content: counter(step);
  }
  .sequence strong {
    padding-block-start: 2px;
    font-weight: 600;
  }
  .sequence small {
    grid-column: 2;
    text-wrap: pretty;
  }
  .state {
    display: grid;
    justify-items: center;
    gap: 8px;
    padding-block: 24px 8px;
    text-align: center;
  }
  .state > p {
    max-inline-size: 290px;
    color: var(--muted);
  }
  /* A small slip with the receipt's torn edge */
  .state > span {
    display: grid;
    place-items: center;
    align-content: center;
    gap: 12px;
    inline-size: 64px;
    block-size: 80px;
    margin-block-end: 12px;
    border-start-start-radius: 8px;
    border-start-end-radius: 8px;
    background: var(--tone-surface, var(--sunken));
    color: var(--tone, var(--muted));
    mask:
      linear-gradient(#000 0 0) 0 0 / 100% calc(100% - 4px) no-repeat,
      radial-gradient(circle 4px at 50% 0, #000 94%, #0000) 0 100% / 8px 4px round no-repeat;
  }
  .state > span::after {
    inline-size: 28px;
    block-size: 7px;
    border-block: 2px solid;
    opacity: 0.3;
    content: '';
  }
  .state .icon {
    inline-size: 28px;
    block-size: 28px;
    stroke-width: 1.5;
  }
  /* The blocks have the size of what they stand for, so nothing jumps when it comes */
  .bone {
    display: block;
    inline-size: 124px;
    block-size: 16px;
    margin-block: 2px;
    border-radius: 6px;
    background: color-mix(in oklab, var(--border) 75%, var(--raised));
  }
  .item > div > .bone {
    grid-column: 2;
  }
  .item > div > .bone.pic {
    grid-column: 1;
    inline-size: 64px;
    block-size: 64px;
  }
  .item > div > .bone:nth-child(3) {
    inline-size: 76px;
  }
  .item > div > .bone:last-child {
    inline-size: 168px;
    block-size: 24px;
    border-radius: 999px;
  }
  .footer > .bone {
    inline-size: 100%;
    block-size: 48px;
    border-radius: 8px;
  }
  @media (prefers-reduced-motion: no-preference) {
    .bone,
    .pic.bone {
      animation: bone 1200ms ease-in-out infinite alternate;
    }
    @keyframes bone {
      to {
        opacity: 0.55;
      }
    }
  }
`
