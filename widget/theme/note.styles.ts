import { css } from 'lit'

/** What some amounts and dates need to say besides. */
export const noteStyles = css`
  .notes {
    display: grid;
    gap: 4px;
    color: var(--muted);
    font-size: 13px;
  }
  .way > .notes {
    padding: 4px 16px 16px;
  }
  .receipt .notes {
    padding-block-start: 4px;
  }
`
