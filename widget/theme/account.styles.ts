import { css } from 'lit'

/** The account that money goes to: its form, on the money's way or on the request. */
export const accountStyles = css`
  .account,
  .account-way {
    display: grid;
    gap: 16px;
  }
  .account-way {
    justify-items: start;
    padding: 0 16px 16px;
  }
  .account-way > .account {
    justify-self: stretch;
  }
  .account .digits {
    direction: ltr;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.02em;
  }
`
