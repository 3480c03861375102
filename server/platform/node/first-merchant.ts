import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultPolicy } from '../../../shared/policy/default-policy.ts'
import { createMerchant } from '../../merchants/index.ts'
import { publishPolicy } from '../../policies/index.ts'
import type { Ports } from '../ports.ts'

interface MerchantKeys {
  publishableKey: string
  secretKey: string
}

/**
 * Without the demo, the first start makes one merchant with the starter policy. Its keys stand in DATA_DIR/keys.json,
 * readable by the owner alone; the database has only the secret key's hash.
 */
export async function makeFirstMerchant(ports: Ports, dataDir: string): Promise<string> {
  const file = join(dataDir, 'keys.json')
  const [any] = await ports.database.read({ sql: 'SELECT id FROM merchants LIMIT 1', args: [] })
  if (any) return file
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as MerchantKeys) : undefined
  const { ids } = ports
  const keys = kept ?? { publishableKey: `pk_${ids.token().slice(0, 24)}`, secretKey: `sk_${ids.token()}` }
  // Keys first: a start that dies in between finds them and makes the merchant with them.
  if (!kept) writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 })
  const policy = defaultPolicy()
  const { merchant } = await createMerchant(ports, {
    name: 'My shop',
    ...keys,
    settings: {
      names: { en: 'My shop', 'zh-CN': '我的店铺' },
      origins: [ports.settings.url],
      contact: {},
      returnAddresses: [],
      locales: ['en', 'zh-CN'],
      timezone: policy.timezone,
      identityKeys: [{ kid: 'k1', secret: ids.token() }],
      arrival: {},
      currencies: policy.currencies,
      fromEmail: 'refunds@localhost',
    },
  })
  await publishPolicy(ports, merchant.id, policy)
  return file
}
