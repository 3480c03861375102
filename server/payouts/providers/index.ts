import type { Ports } from '../../platform/ports.ts'
import { manualProvider } from './manual.ts'
import { sandboxProvider } from './sandbox.ts'
import { storeCreditProvider } from './store-credit.ts'
import { stripeProvider } from './stripe.ts'

/** Every provider there is, the same on every runtime. */
export const providers: Ports['providers'] = {
  sandbox: sandboxProvider,
  stripe: stripeProvider,
  store_credit: storeCreditProvider,
  manual: manualProvider,
}
