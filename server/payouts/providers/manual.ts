import type { ProviderFactory } from '../../platform/ports.ts'

/**
 * Payments that nothing can refund by itself, such as cash. It fails for good at once, so that a person sees it, pays by
 * hand and says so with the proof (change_method).
 */
export const manualProvider: ProviderFactory = () => ({
  name: 'manual',
  refund: async () => ({ status: 'failed', failure: { code: 'not_refundable_state', final: true } }),
  find: async () => 'never_seen',
})
