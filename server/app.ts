import type { Hono } from 'hono'
import { verifiedAtOf, verifyShopperToken } from './access/index.ts'
import { accessRoutes } from './access/routes.ts'
import { evidenceRoutes } from './evidence/routes.ts'
import type { AppEnv } from './http/app-env.ts'
import type { Authenticators } from './http/authenticate.ts'
import { createHttp } from './http/create-http.ts'
import { mount, type Route } from './http/route.ts'
import { mountMailbox } from './mail/mailbox-routes.ts'
import { settingsRoutes } from './merchants/routes.ts'
import { mountOpenApi } from './openapi/routes.ts'
import { importRoutes } from './orders/import-routes.ts'
import { orderRoutes } from './orders/routes.ts'
import { payoutRoutes } from './payouts/routes.ts'
import type { Ports } from './platform/ports.ts'
import { policyRoutes } from './policies/routes.ts'
import { shopPolicyRoutes } from './policies/shop-routes.ts'
import { quoteRoutes } from './quotes/routes.ts'
import { requestRoutes } from './requests/routes.ts'
import { findStaff } from './staff/index.ts'
import { staffRoutes } from './staff/routes.ts'
import { storeCreditRoutes } from './store-credit/routes.ts'
import { webhookRoutes } from './webhooks/routes.ts'

/** Every route there is; OpenAPI and the tests over all routes read it. */
export const routes: readonly Route[] = [
  ...orderRoutes,
  ...importRoutes,
  ...quoteRoutes,
  ...requestRoutes,
  ...accessRoutes,
  ...evidenceRoutes,
  ...staffRoutes,
  ...policyRoutes,
  ...shopPolicyRoutes,
  ...webhookRoutes,
  ...payoutRoutes,
  ...storeCreditRoutes,
  ...settingsRoutes,
]

const authenticators: Authenticators = {
  async shopper(ports, merchant, token) {
    const claims = await verifyShopperToken(ports.secrets.signingKey, token, ports.clock.now())
    if (!claims || claims.merchant !== merchant) return undefined
    return { kind: 'shopper', order: claims.order, customer: claims.customer, verifiedAt: verifiedAtOf(claims) }
  },
  staff: findStaff,
}

/** The API, the same on every runtime. What it needs from outside comes in as ports. */
export function createApp(ports: Ports): Hono<AppEnv> {
  const app = createHttp(ports)
  mount(app, { ports, authenticators }, routes)
  mountOpenApi(app, ports)
  mountMailbox(app, ports)
  return app
}
