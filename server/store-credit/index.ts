export { creditPayout } from './credit-payout.ts'
export { expireCredit } from './expire-credit.ts'
export { readShopperCredit } from './read-credit.ts'
export { grantRow, isCredited } from './store.ts'
