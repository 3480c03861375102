import { css } from 'lit'

/** What some amounts and dates need to say besides. */
export const noteStyles = css`
  .notes {
    display: grid;
    gap: 8px;
  }
  .way > .notes {
    padding: 4px 16px 16px;
  }
`
