export { manualProvider } from './manual-provider.ts'
export { sandboxProvider } from './sandbox-provider.ts'
export { sendPayout } from './send-payout.ts'
export { storeCreditProvider } from './store-credit-provider.ts'
