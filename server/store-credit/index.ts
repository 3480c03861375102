export { creditPayout } from './credit-payout.ts'
export { expireCredit } from './expire-credit.ts'
export { grantRow, isCredited } from './store.ts'
