import { css } from 'lit'

/** What the shop asks and says beside a reason. */
export const askedStyles = css`
  .materials {
    display: grid;
    gap: 8px;
  }
  .materials li {
    display: flex;
    gap: 8px;
  }
  .materials .icon {
    color: var(--accent);
  }
  .tile > .again {
    inset-inline: 0 auto;
  }
  .examples {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: 8px;
  }
  .examples img {
    display: block;
    inline-size: 100%;
    aspect-ratio: 1;
    object-fit: cover;
    border: 1px solid var(--border);
    border-radius: 8px;
    background: var(--sunken);
    font-size: 12px;
  }
`
