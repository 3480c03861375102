import { bringMerchant, type MerchantKeys } from '../merchants/index.ts'
import { bringPolicy } from '../policies/index.ts'
import type { Ports } from './ports.ts'
import { policyOfText, settingsOfText } from './shop-text.ts'

/** Where an edge has no files: what its owner has put into the worker's variables and its bucket. */
export interface EdgeShop {
  publishableKey: string | undefined
  secretKey: string | undefined
  shopJson: string | undefined
  policyJson: string | undefined
}

/** Makes the owner's merchant, or brings it up to date. May run at once elsewhere. @throws Error naming what is wrong */
export async function bringEdgeShop(ports: Ports, { shopJson, policyJson, ...keys }: EdgeShop): Promise<void> {
  const shop = shopJson ? settingsOfText(shopJson, 'SHOP_JSON') : undefined
  const policy = policyJson ? policyOfText(policyJson, 'policy.json') : undefined
  const wrong = [shop, policy].flatMap((read) => (read && 'wrong' in read ? read.wrong : []))
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
  const merchant = await bringMerchant(ports, {
    settings: shop && 'settings' in shop ? shop.settings : undefined,
    makeKeys: () => requireKeys(keys),
  })
  await bringPolicy(ports, merchant.id, policy && 'policy' in policy ? policy.policy : undefined)
}

function requireKeys({ publishableKey = '', secretKey = '' }: Partial<MerchantKeys>): MerchantKeys {
  if (!/^pk_[\w-]{16,}$/.test(publishableKey)) throw new Error('PUBLISHABLE_KEY is missing, or not pk_ and 16 letters')
  if (!/^sk_[\w-]{32,}$/.test(secretKey)) throw new Error('SECRET_KEY is missing, or not sk_ and 32 random letters')
  return { publishableKey, secretKey }
}
