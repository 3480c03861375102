import { waitUntil } from 'cloudflare:workers'
import type { D1Database, ExportedHandler, Fetcher, R2Bucket } from '@cloudflare/workers-types'
import { createApp } from './app.ts'
import { d1Driver } from './db/d1-driver.ts'
import { createDatabase } from './db/database.ts'
import { forgetOldRows, workDeadlines, workOutbox } from './outbox/index.ts'
import { providers } from './payouts/index.ts'
import { adminHeaders } from './platform/admin-policy.ts'
import { boundedFetch } from './platform/bounded-fetch.ts'
import { consoleLog } from './platform/console-log.ts'
import { edgeOutside } from './platform/edge-outside.ts'
import { bringEdgeShop } from './platform/edge-shop.ts'
import { sha256Hex } from './platform/hmac.ts'
import { randomIds } from './platform/ids.ts'
import { noTurns } from './platform/in-turn.ts'
import type { Clock, Mailer, Ports } from './platform/ports.ts'
import { parseProviderUrls } from './platform/provider-urls.ts'
import { r2Blobs } from './platform/r2-blobs.ts'
import { resendMailer } from './platform/resend-mailer.ts'
import { systemClock } from './platform/system-clock.ts'

// The entry on the edge: bindings -> ports -> app. See wrangler.toml.

export interface Env {
  DB: D1Database
  EVIDENCE: R2Bucket
  ASSETS?: Fetcher
  PUBLIC_URL: string
  /** Secrets, at least 32 bytes each. */
  AUTH_SECRET: string
  TOKEN_SECRET: string
  /** What TOKEN_SECRET was before, apart by commas: still opens what was sealed under them. */
  OLD_TOKEN_SECRETS?: string
  /** For the first staff account, by /admin/welcome#token=…; take it away once that exists. */
  FIRST_ACCOUNT_TOKEN?: string
  /** Of the merchant that the first call makes: pk_… and sk_…, at least 32 random characters. */
  PUBLISHABLE_KEY?: string
  SECRET_KEY?: string
  /** MerchantSettings. A policy is longer than the 5 KB of a variable: it is read from the bucket, `policy.json`. */
  SHOP_JSON?: string
  RESEND_API_KEY?: string
  /** JSON: providers that are reached at another address, such as a proxy of yours. */
  AMENDS_PROVIDER_URLS?: string
}

/** Rows a pass of the outbox takes; cron comes every minute, so a pass ends well before the next. */
const passLimit = 20
const passesPerCron = 20

let ready: Promise<{ app: ReturnType<typeof createApp>; ports: Ports }> | undefined
let isShopThere = false

const worker: ExportedHandler<Env> = {
  async fetch(request, env) {
    const { app } = await readyWith(env)
    const { pathname } = new URL(request.url)
    if (pathname === '/') return redirect('/admin/') as never
    if (pathname.startsWith('/admin/') && env.ASSETS) return adminPage(env.ASSETS, request.url) as never
    return (await app.fetch(request as never, env)) as never
  },
  async scheduled(_event, env) {
    const { ports } = await readyWith(env)
    await workDeadlines(ports)
    for (let pass = 0; pass < passesPerCron; pass++) {
      if ((await workOutbox(ports, { limit: passLimit })) < passLimit) break
    }
    await forgetOldRows(ports)
  },
}

export default worker

/** One app an isolate: what it keeps (merchants, compiled policies) serves every request. */
async function readyWith(env: Env) {
  ready ??= edgePorts(env).then((ports) => ({ ports, app: createApp(ports) }))
  const { ports, app } = await ready
  if (!isShopThere) {
    // Never one promise for several calls: it would end with the call that began it.
    const policy = await env.EVIDENCE.get('policy.json')
    await bringEdgeShop(ports, {
      publishableKey: env.PUBLISHABLE_KEY,
      secretKey: env.SECRET_KEY,
      shopJson: env.SHOP_JSON,
      policyJson: await policy?.text(),
    })
    isShopThere = true
  }
  return { ports, app }
}

export async function edgePorts(env: Env, clock: Clock = systemClock): Promise<Ports> {
  for (const name of ['AUTH_SECRET', 'TOKEN_SECRET'] as const) {
    if ((env[name] ?? '').length < 32) throw new Error(`${name} is missing or shorter than 32 characters`)
  }
  const log = consoleLog()
  const database = createDatabase(d1Driver(env.DB))
  const ports: Ports = {
    database,
    clock,
    ids: randomIds(clock),
    providers,
    fetch: boundedFetch(),
    mailer: env.RESEND_API_KEY ? resendMailer(env.RESEND_API_KEY) : noMailer,
    blobs: r2Blobs(env.EVIDENCE),
    outside: edgeOutside(),
    secrets: {
      signingKey: env.TOKEN_SECRET,
      sessionKey: env.AUTH_SECRET,
      oldSigningKeys: env.OLD_TOKEN_SECRETS?.split(',').map((key) => key.trim()),
    },
    log,
    settings: {
      url: env.PUBLIC_URL.replace(/\/+$/, ''),
      demo: false,
      importLimit: 500,
      providerUrls: parseProviderUrls(env.AMENDS_PROVIDER_URLS),
      firstAccountTokenHash: env.FIRST_ACCOUNT_TOKEN && (await sha256Hex(env.FIRST_ACCOUNT_TOKEN)),
    },
    defer: (work) => {
      waitUntil(work().catch((error: unknown) => log.error('deferred_failed', { problem: String(error) })))
    },
    wake: () => ports.defer(async () => void (await workOutbox(ports, { limit: passLimit }))),
    inTurn: noTurns,
  }
  return ports
}

const noMailer: Mailer = {
  send: () => Promise.reject(new Error('no RESEND_API_KEY: e-mails wait in the outbox')),
}

function redirect(to: string): Response {
  return new Response(null, { status: 302, headers: { Location: to } })
}

/** Assets that exist never come here: what does is a page of the admin, which routes in the browser. */
async function adminPage(assets: Fetcher, url: string): Promise<Response> {
  const index = await assets.fetch(new URL('/admin/', url).href)
  const headers = new Headers([...index.headers])
  for (const [name, value] of Object.entries(adminHeaders)) headers.set(name, value)
  return new Response(index.body as never, { status: index.status, headers })
}
