import type { Ports } from '../../platform/ports.ts'
import { manualProvider } from './manual.ts'
import { sandboxProvider } from './sandbox.ts'
import { storeCreditProvider } from './store-credit.ts'

/** Every provider there is, the same on every runtime. */
export const providers: Ports['providers'] = {
  sandbox: sandboxProvider,
  store_credit: storeCreditProvider,
  manual: manualProvider,
}
