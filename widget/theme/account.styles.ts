import { css } from 'lit'

/** The account that money goes to: its form, and the masked number afterwards. */
export const accountStyles = css`
  .way > .account,
  .way > .account-named {
    padding-block-end: 4px;
  }
  .account {
    display: grid;
    gap: 16px;
  }
  .account .digits {
    direction: ltr;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.02em;
  }
  .account-named {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
  }
`
