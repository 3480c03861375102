import { css } from 'lit'

/** What the steps of a claim show: items, reasons, evidence, ways to be paid, the amount and the receipt. */
export const claimStyles = css`
  .pic {
    display: grid;
    place-items: center;
    overflow: hidden;
    flex: none;
    inline-size: 64px;
    block-size: 64px;
    border-radius: 8px;
    background: var(--sunken);
    color: var(--strong);
  }
  .pic > img {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .pic.small {
    inline-size: 40px;
    block-size: 40px;
  }
  .item {
    padding: 12px;
  }
  .item > :first-child {
    display: grid;
    grid-template-columns: 64px 1fr auto;
    gap: 0 12px;
    align-items: start;
  }
  .item .pic {
    grid-row: 1 / span 3;
  }
  .name {
    font-weight: 600;
  }
  .variant {
    grid-column: 2;
    color: var(--muted);
    font-size: 13px;
  }
  .item > :first-child > .amount {
    font-size: 13px;
    text-align: end;
  }
  .item > :first-child > .chip {
    grid-column: 2 / -1;
    margin-block-start: 4px;
  }
  .item > :first-child > :is(.check, .link) {
    justify-self: end;
  }
  .item > div > .link {
    margin-block: -2px;
    font-size: 13px;
  }
  .foot {
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: 12px;
    margin-block-start: 12px;
    padding-block-start: 12px;
    border-block-start: 1px solid var(--border);
  }
  :is(.item, .way):has(> label > :checked) {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
    background: var(--soft);
  }
  .item[data-closed] img {
    opacity: 0.55;
    filter: saturate(0.4);
  }
  .clause {
    margin-block-start: 12px;
    border-block-start: 1px solid var(--border);
    font-size: 13px;
  }
  .clause > summary {
    display: flex;
    justify-content: space-between;
    align-items: center;
    min-block-size: 44px;
    margin-block-end: -8px;
    font-size: 14px;
    font-weight: 500;
  }
  .clause[open] > summary {
    margin: 0;
  }
  .clause > :not(summary) + * {
    margin-block-start: 8px;
  }
  summary > .icon {
    color: var(--muted);
    transition: rotate var(--motion);
  }
  .clause > summary > .icon {
    inline-size: 16px;
    block-size: 16px;
  }
  :is([open].amount-bar, :not([open], .amount-bar)) > summary > .icon {
    rotate: 180deg;
  }
  .fold > summary {
    display: flex;
    justify-content: space-between;
    align-items: center;
    min-block-size: 52px;
    padding-inline: 16px;
  }
  .fold > div {
    padding: 4px 16px 16px;
  }
  .subject {
    display: flex;
    align-items: center;
    gap: 12px;
  }
  .subject > div {
    display: grid;
    flex: 1;
  }
  .reason > label {
    display: grid;
    grid-template-columns: auto 1fr;
    align-items: center;
    gap: 12px;
    min-block-size: 52px;
    padding: 12px 16px;
  }
  .reason:has(> label :checked) {
    background: var(--soft);
  }
  .reason > :not(label) {
    padding-block: 0 16px;
    padding-inline: 48px 16px;
  }
  .reason:has(> label > :focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: -2px;
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: 8px;
  }
  .tile {
    position: relative;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 4px;
    overflow: hidden;
    inline-size: 100%;
    aspect-ratio: 1;
    padding: 0;
    border: 0;
    border-radius: 12px;
    background: var(--sunken);
    color: var(--muted);
  }
  .tile > canvas {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .tile > button {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    padding: 0;
    border: 0;
    background: none;
    color: oklch(100% 0 0);
  }
  .tile > button > .icon {
    inline-size: 28px;
    block-size: 28px;
    padding: 7px;
    border-radius: 50%;
    background: oklch(20% 0.02 220 / 0.72);
    stroke-width: 4;
  }
  .tile > div {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 0;
    display: grid;
    gap: 4px;
    padding: 16px 8px 8px;
    background: linear-gradient(to top, oklch(20% 0.02 220 / 0.86) 60%, transparent);
    color: oklch(100% 0 0);
    font-size: 12px;
    font-weight: 500;
    line-height: 16px;
  }
  .tile > div > span {
    display: flex;
    gap: 4px;
  }
  .tile > div .icon {
    inline-size: 14px;
    block-size: 14px;
    margin-block-start: 1px;
    stroke-width: 2;
  }
  label.tile {
    border: 1.5px dashed var(--strong);
    background: var(--raised);
    color: var(--accent);
    font-size: 13px;
    font-weight: 500;
  }
  label.tile:has(:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  progress {
    appearance: none;
    display: block;
    overflow: hidden;
    inline-size: 100%;
    block-size: 4px;
    border: 0;
    border-radius: 2px;
    background: oklch(100% 0 0 / 0.35);
  }
  progress::-webkit-progress-bar {
    background: transparent;
  }
  progress::-webkit-progress-value {
    background: oklch(100% 0 0);
  }
  progress::-moz-progress-bar {
    background: oklch(100% 0 0);
  }
  .way > label {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 2px 12px;
    align-items: center;
    padding: 16px;
  }
  .way .amount {
    font-weight: 600;
  }
  .way > label > .amount {
    font-size: 16px;
  }
  .way > label > :is(.chip, .small) {
    grid-column: 2 / -1;
  }
  .way > label > .chip {
    margin-block-start: 4px;
  }
  .way > dl {
    margin-inline: 16px;
    padding-block: 4px;
    border-block-start: 1px solid var(--border);
  }
  .destinations > div {
    display: grid;
    grid-template-columns: 20px 1fr auto;
    gap: 0 12px;
    padding-block: 8px;
  }
  .way > .destinations > div + div {
    border-block-start: 1px solid var(--border);
  }
  .destinations .icon {
    grid-row: 1 / span 2;
    margin-block-start: 1px;
    color: var(--muted);
  }
  .destinations dd {
    font-weight: 500;
  }
  .destinations .when {
    grid-column: 2 / -1;
    color: var(--muted);
    font-size: 13px;
    font-weight: 400;
  }
  /* the parts open above: the bar stays under the finger */
  .amount-bar {
    display: flex;
    flex-direction: column-reverse;
  }
  .amount-bar > summary {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 44px;
  }
  .amount-bar > summary > :first-child {
    flex: 1;
  }
  .amount-bar > summary > .amount {
    font-size: 20px;
    font-weight: 600;
    line-height: 24px;
  }
  .parts {
    display: grid;
    gap: 8px;
  }
  .amount-bar .parts {
    max-block-size: 40vh;
    overflow: auto;
    padding-block: 12px;
    border-block-end: 1px solid var(--border);
  }
  .parts > div {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 16px;
  }
  .parts dd {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .parts .why {
    grid-column: 1 / -1;
    color: var(--muted);
    font-size: 12px;
    text-align: start;
  }
  .slip {
    filter: drop-shadow(0 0 0.5px var(--strong))
      drop-shadow(0 1px 1.5px light-dark(oklch(24% 0.02 220 / 0.1), oklch(0% 0 0 / 0.4)));
  }
  .receipt {
    display: grid;
    gap: 16px;
    padding: 24px 16px 28px;
    border-start-start-radius: 12px;
    border-start-end-radius: 12px;
    background: var(--raised);
    mask:
      linear-gradient(#000 0 0) 0 0 / 100% calc(100% - 6px) no-repeat,
      radial-gradient(circle 6px at 50% 0, #000 96%, #0000) 0 100% / 12px 6px round no-repeat;
  }
  .receipt > :first-child {
    text-align: center;
  }
  .receipt > :first-child > h3 {
    font-size: 16px;
    font-weight: 600;
  }
  .receipt > * + * {
    display: grid;
    gap: 8px;
    padding-block-start: 16px;
    border-block-start: 1px dashed var(--strong);
  }
  .receipt .destinations > div {
    padding-block: 4px;
  }
  .receipt .total {
    font-size: 16px;
    font-weight: 600;
  }
  .total .amount {
    font-size: 24px;
    line-height: 32px;
  }
  .total .was > .amount {
    margin-inline-end: 8px;
    color: var(--muted);
    font-size: 16px;
    font-weight: 400;
    text-decoration: line-through;
  }
`
