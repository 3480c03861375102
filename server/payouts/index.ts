export { providers } from './providers/index.ts'
export { type PayoutWork, workPayout } from './work-payout.ts'
