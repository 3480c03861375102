import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  bringMerchant,
  bringShopFile,
  type MerchantKeys,
  type MerchantSettings,
  newPublishableKey,
} from '../../merchants/index.ts'
import { bringPolicy, type WrittenPolicy } from '../../policies/index.ts'
import type { Ports } from '../ports.ts'
import { policyOfText, settingsOfText } from '../shop-text.ts'
import { StartError } from './start-error.ts'

/** What the owner has written into DATA_DIR; absent until there is a file. */
export interface OwnShop {
  settings: MerchantSettings | undefined
  policy: WrittenPolicy | undefined
}

/** A demo never moves into a real shop's data, nor the other way round. @throws StartError */
export function requireRightKind(dataDir: string, demo: boolean): void {
  // keys.json may be taken away, shop.json is written again.
  if (demo && ['shop.json', 'keys.json'].some((name) => existsSync(join(dataDir, name)))) {
    throw new StartError(`${dataDir} holds a real shop: set AMENDS_DEMO=0, or another DATA_DIR for the demo.`)
  }
  if (!demo && existsSync(join(dataDir, 'demo-secrets'))) {
    throw new StartError(`${dataDir} holds the demo shop: set another DATA_DIR for a real one, or delete it.`)
  }
}

/** Reads shop.json and policy.json, before anything is changed. @throws StartError naming every wrong field */
export function readOwnShop(dataDir: string): OwnShop {
  const settings = readOwn(dataDir, 'shop.json', settingsOfText)
  const policy = readOwn(dataDir, 'policy.json', policyOfText)
  const wrong = [settings, policy].flatMap((read) => (read && 'wrong' in read ? read.wrong : []))
  if (wrong.length > 0) throw new StartError(wrong.join('\n'))
  return {
    settings: settings && 'settings' in settings ? settings.settings : undefined,
    policy: policy && 'policy' in policy ? policy.policy : undefined,
  }
}

/**
 * Without the demo, the first start makes one merchant with the starter policy. Its keys stand in DATA_DIR/keys.json, its
 * settings in shop.json, readable by the owner alone; the database has only the secret key's hash.
 */
export async function makeOwnShop(
  ports: Ports,
  dataDir: string,
  { settings, policy }: OwnShop,
): Promise<{ keysFile: string; shopFile: string }> {
  const keysFile = join(dataDir, 'keys.json')
  const shopFile = join(dataDir, 'shop.json')
  const merchant = await bringMerchant(ports, { settings, makeKeys: () => keepKeys(keysFile, ports) })
  await bringPolicy(ports, merchant.id, policy)
  if (!settings) {
    writeOwn(shopFile, merchant.settings)
    await bringShopFile(ports, merchant, merchant.settings)
  }
  return { keysFile, shopFile }
}

/** Written before the merchant is: a start that dies in between finds them and makes the merchant with them. */
function keepKeys(file: string, { ids }: Ports): MerchantKeys {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as MerchantKeys
  const keys = { publishableKey: newPublishableKey(ids), secretKey: `sk_${ids.token()}` }
  writeOwn(file, keys)
  return keys
}

function writeOwn(file: string, value: unknown): void {
  writeFileSync(`${file}.part`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.part`, file)
}

function readOwn<T>(dataDir: string, name: string, parse: (text: string, name: string) => T): T | undefined {
  const file = join(dataDir, name)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new StartError(`${file} cannot be read: ${(error as Error).message}`)
  }
  return parse(text, file)
}
