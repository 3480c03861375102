import { createMerchant } from '../../server/merchants/index.ts'
import type { Ports } from '../../server/platform/ports.ts'
import { publishPolicy } from '../../server/policies/index.ts'
import { createStaff } from '../../server/staff/index.ts'
import { type Api, instantPolicy, staffPassword, testOrigin, testSettings } from './api.ts'

/** Merchants and their staff, as an API's tests ask for them. `publishing`: the ports that publish their policies. */
export function seedingBy(ports: Ports, publishing = ports): Pick<Api, 'createMerchant' | 'createStaff'> {
  return {
    async createMerchant({ policy = instantPolicy(), settings = {} } = {}) {
      const wanted = { name: 'Test shop', settings: testSettings(settings) }
      const { merchant, secretKey } = await createMerchant(ports, wanted)
      await publishPolicy(publishing, merchant.id, policy)
      return { id: merchant.id, publishableKey: merchant.publishableKey, secretKey, origin: testOrigin }
    },
    async createStaff(merchant, name = 'Mei Chen', role = 'agent') {
      const email = `${crypto.randomUUID()}@shop.example`
      const { id } = await createStaff(ports, { merchant, name, email, password: staffPassword, role })
      return { id, name, email }
    },
  }
}
