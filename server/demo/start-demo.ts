import type { Server } from 'node:http'
import { join } from 'node:path'
import { contactKeys } from '../access/index.ts'
import type { DemoContext, RunningDemo } from '../demo-context.ts'
import { changeMerchantSettings, findMerchantById } from '../merchants/index.ts'
import { readOrder } from '../orders/index.ts'
import { StartError } from '../platform/node/start-error.ts'
import { findLivePolicy } from '../policies/index.ts'
import { catalogueOf } from './catalogue.ts'
import { readNewestOrders, readOrdersOf, readOrdersWithRequests } from './demo-orders-store.ts'
import { type DemoSecrets, demoSecrets } from './demo-secrets.ts'
import { demoMerchantId, demoSettings } from './demo-settings.ts'
import { featuredOf } from './featured.ts'
import { signIdentity } from './identity.ts'
import { loadDemoData } from './load-demo-data.ts'
import { demoMerchant } from './merchant.ts'
import { runSeedTask } from './run-seed-task.ts'
import { sampleCustomers } from './sample-customers.ts'
import { sampleOrders } from './sample-orders.ts'
import { startStorefront } from './storefront/server.ts'
import { writeWhole } from './write-whole.ts'

/** Orders of about the last two months: what is offered for a try. */
const recentOrders = 700
const ordersOfOne = 100

/**
 * The demo merchant with its storefront on a second origin. Seeds at the first start of a data folder and never again: on a later
 * day the dates are what they were, and so is everything that visitors did. Writes demo.json with the ports of this start.
 */
export async function startDemo(context: DemoContext): Promise<RunningDemo> {
  const { ports, url, storeUrl, storePort, host, dataDir } = context
  const secrets = await demoSecrets(dataDir, ports.ids.token)
  await bringMerchant(context, secrets)

  const data = loadDemoData()
  const { attribution } = data
  const catalogue = catalogueOf(data)
  const { database, clock } = ports
  const [orders, taken, policy] = await Promise.all([
    readNewestOrders(database, recentOrders),
    readOrdersWithRequests(database),
    findLivePolicy(ports, demoMerchantId),
  ])
  const staff = secrets.staff.map(({ email, password, role }) => ({ email, password, role }))
  const storefront = await startStorefront({
    host,
    port: storePort,
    apiUrl: url,
    publishableKey: secrets.publishableKey,
    attribution,
    contact: demoMerchant([]).contact,
    catalogue,
    featured: featuredOf(catalogue),
    customers: sampleCustomers(orders, clock.now(), taken),
    staff,
    findOrders: async (email) => {
      const { emailKey } = await contactKeys(ports.secrets.signingKey, demoMerchantId, { email })
      return emailKey === undefined ? [] : readOrdersOf(database, emailKey, ordersOfOne)
    },
    findOrder: async (number) => (await readOrder(database, demoMerchantId, number))?.order,
    signIdentity: (customer) => signIdentity(customer, secrets),
  })
  const file = {
    url,
    storeUrl,
    publishableKey: secrets.publishableKey,
    secretKey: secrets.secretKey,
    staff,
    orders: sampleOrders(orders, policy.compiled, clock.now(), taken),
  }
  const path = join(dataDir, 'demo.json')
  await writeWhole(path, `${JSON.stringify(file, null, 2)}\n`)
  return { lines: linesOf(context, staff, path), stop: () => stopped(storefront) }
}

type Accounts = readonly { email: string; password: string; role: string }[]

function linesOf({ url, storeUrl }: DemoContext, staff: Accounts, path: string): string[] {
  const accounts = staff.map(({ email, password, role }) => `${email}  ${password}  (${role})`)
  return [
    `API docs    ${url}/docs`,
    `Mailbox     ${url}/dev/mail`,
    `Demo store  ${storeUrl}`,
    '',
    ...accounts.map((account, index) => `${index === 0 ? 'Sign in as' : '          '}  ${account}`),
    `For scripts ${path}`,
  ]
}

function stopped(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** Makes the merchant, or moves it to the ports of this start. */
async function bringMerchant(context: DemoContext, secrets: DemoSecrets): Promise<void> {
  const { ports, storeUrl, databaseFile, dataDir } = context
  const { publishableKey, secretKey, identityKey, staff } = secrets
  const settings = demoSettings(storeUrl, identityKey)
  const known = await findMerchantById(ports, demoMerchantId)
  if (!known) {
    const nowMs = ports.clock.now()
    const { signingKey } = ports.secrets
    const input = { nowMs, storeUrl, signingKey, publishableKey, secretKey, identityKey, staff }
    await runSeedTask({ kind: 'seed', databaseFile, blobsFolder: join(dataDir, 'evidence'), input })
    // This process has looked in vain, and would remember it for a while.
    await changeMerchantSettings(ports, demoMerchantId, settings)
    return
  }
  if (known.publishableKey !== publishableKey) {
    const path = join(dataDir, 'demo-secrets')
    throw new StartError(`${path} does not fit the database beside it: delete ${dataDir} to begin the demo anew`)
  }
  const [from] = known.settings.origins
  if (from === storeUrl) return
  if (from !== undefined) await runSeedTask({ kind: 'move', databaseFile, from, to: storeUrl })
  // The rest may have been changed in the admin.
  const { origins, trackUrl } = settings
  await changeMerchantSettings(ports, demoMerchantId, { ...known.settings, origins, trackUrl })
}
