import type { ProviderFactory } from '../../platform/ports.ts'
import { isWithBank } from './bank-store.ts'

/**
 * The merchant's own bank, by files that people hand over. A payout is sent when its file is with the bank, and only what
 * the bank answers, imported, says what became of it: nobody can be asked.
 */
export const bankProvider: ProviderFactory = ({ database }) => ({
  name: 'bank',
  async refund({ merchant, id }) {
    if (await isWithBank(database, merchant, id)) return { status: 'pending', providerReference: id }
    return { status: 'failed', failure: { code: 'invalid_request', final: false } }
  },
  find: async () => 'cannot_tell',
})
