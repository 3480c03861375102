/** Stated in docs/payouts.md. */
export const accountLimits = {
  /** Accounts that one order may ever name. */
  perOrder: 10,
  /** Tries in an hour, right or wrong: account numbers are not for guessing. */
  triesPerOrder: 20,
  /** An account is named by somebody who proved within this time who they are. */
  verifiedWithinMs: 30 * 60_000,
} as const
