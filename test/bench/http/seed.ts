import type { Statement } from '../../../server/db/database.ts'
import { type LibsqlDatabase, openLibsql } from '../../../server/db/libsql-driver-node.ts'
import { migrate } from '../../../server/db/migrate.ts'
import { readMigrations } from '../../../server/db/node-migrations.ts'
import { createMerchant } from '../../../server/merchants/index.ts'
import { orderRowOf } from '../../../server/orders/order-row.ts'
import { insertOrder } from '../../../server/orders/store.ts'
import type { Ports } from '../../../server/platform/ports.ts'
import { publishPolicy } from '../../../server/policies/index.ts'
import type { Order } from '../../../shared/order/order.ts'
import { defaultPolicy } from '../../../shared/policy/default-policy.ts'
import type { Policy } from '../../../shared/policy/policy.ts'
import { emailOf, orderNumber } from './bench-orders.ts'
import { benchPorts } from './bench-ports.ts'

export const origin = 'https://shop.example'
export const publishableKey = 'pk_bench'
export const secretKey = 'sk_bench'
export const merchantId = 'm_bench'

const dayMs = 86_400_000
const linesPerOrder = 5
const ordersPerBatch = 500

/** A merchant whose policy has every request looked at by a person, where no other is given, and orders of five lines. */
export async function seed(path: string, orders: number, policy: Policy = reviewPolicy()): Promise<void> {
  const driver = await openLibsql(path)
  const ports = benchPorts(driver)
  await migrate(ports.database, readMigrations())
  await seedMerchant(ports, policy)
  for (let from = 0; from < orders; from += ordersPerBatch) {
    const count = Math.min(ordersPerBatch, orders - from)
    const numbers = Array.from({ length: count }, (_, index) => orderNumber(from + index))
    await driver.batch((await Promise.all(numbers.map((number) => rowsOf(ports, number)))).flat())
  }
  await checkpoint(driver)
  driver.close()
}

/** Everything into the one file, so that it can be copied. */
export async function checkpoint(driver: LibsqlDatabase): Promise<void> {
  await driver.rows({ sql: 'PRAGMA wal_checkpoint(TRUNCATE)', args: [] })
}

function reviewPolicy(): Policy {
  const policy = defaultPolicy()
  return { ...policy, terms: { ...policy.terms, decision: 'review' } }
}

async function seedMerchant(ports: Ports, policy: Policy): Promise<void> {
  await createMerchant(ports, {
    id: merchantId,
    name: 'Bench',
    publishableKey,
    secretKey,
    settings: {
      names: { en: 'Bench', 'zh-CN': '基准' },
      origins: [origin],
      contact: { email: 'care@shop.example' },
      locales: ['en', 'zh-CN'],
      timezone: 'Europe/London',
      returnAddresses: [{ name: 'Bench Returns', lines: ['1 Kiln Yard', 'Leeds'], country: 'GB' }],
      identityKeys: [],
      arrival: {},
      currencies: ['GBP'],
      fromEmail: 'care@shop.example',
    },
  })
  await publishPolicy(ports, merchantId, policy)
}

async function rowsOf(ports: Ports, number: string): Promise<Statement[]> {
  return insertOrder(await orderRowOf(ports, merchantId, benchOrder(number, ports.clock.now())))
}

/** Two of each of five things, paid by card, delivered five days ago. */
export function benchOrder(number: string, now: number): Order {
  const at = (daysAgo: number) => new Date(now - daysAgo * dayMs).toISOString()
  const lines = Array.from({ length: linesPerOrder }, (_, index) => ({
    id: `line-${index}`,
    sku: `SKU-${1000 + index}`,
    title: 'Stoneware mug, speckled',
    variant: 'Blue / 350 ml',
    image: `https://cdn.shop.example/products/mug-${index}.jpg`,
    categories: ['home', 'kitchen'],
    tags: ['sale'],
    quantity: 2,
    unitPrice: 1_299,
    discount: 0,
    tax: 433,
  }))
  return {
    number,
    placedAt: at(10),
    currency: 'GBP',
    locale: 'en-GB',
    customer: { id: `customer-${number}`, name: 'Ada Byron', email: emailOf(number), country: 'GB', tags: [] },
    shippingAddress: {
      country: 'GB',
      city: 'Leeds',
      postalCode: 'LS1 4AP',
      lines: ['12 Mill Lane'],
      name: 'Ada Byron',
    },
    taxesIncluded: true,
    lines,
    orderDiscount: 0,
    shipping: [{ id: 'standard', title: 'Standard', amount: 395, discount: 0, tax: 66, standardAmount: 395 }],
    payments: [
      {
        id: 'payment-1',
        method: 'card',
        provider: 'sandbox',
        reference: `ch_${number}`,
        amount: linesPerOrder * 2 * 1_299 + 395,
        capturedAt: at(10),
        label: 'Visa •••• 4242',
      },
    ],
    fulfillments: [
      {
        id: 'parcel-1',
        shippedAt: at(8),
        deliveredAt: at(5),
        carrier: 'Royal Mail',
        trackingNumber: 'RM123456789GB',
        lines: lines.map(({ id, quantity }) => ({ line: id, quantity })),
      },
    ],
    refunds: [],
  }
}
