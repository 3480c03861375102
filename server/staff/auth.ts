import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { account, session, user, verification } from '../db/schema/auth.ts'
import type { Ports } from '../platform/ports.ts'

export const sessionLifeSeconds = 12 * 3600
const renewAfterSeconds = 3600

/** Signing in with e-mail and password, and nothing else: accounts are made by `createStaff`, never by strangers. */
function createAuth({ database, secrets, settings }: Ports) {
  return betterAuth({
    baseURL: settings.url,
    basePath: '/v1/admin/auth',
    secret: secrets.sessionKey,
    database: drizzleAdapter(database.orm, { provider: 'sqlite', schema: { user, session, account, verification } }),
    emailAndPassword: { enabled: true, disableSignUp: true, maxPasswordLength: 128 },
    session: { expiresIn: sessionLifeSeconds, updateAge: renewAfterSeconds },
    // The page of whatever name this server is reached by, and the name it knows itself by.
    trustedOrigins: (request) => [settings.url, ...(request ? [new URL(request.url).origin] : [])],
    // Counted by ours, which holds on every runtime and stores no addresses (sign-in.ts).
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'amends',
      useSecureCookies: settings.url.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict' },
      ipAddress: { disableIpTracking: true },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
}

type Auth = ReturnType<typeof createAuth>

const auths = new WeakMap<object, Auth>()

/** One per database: on the edge ports live for one request, and so does this. */
export function authOf(ports: Ports): Auth {
  let auth = auths.get(ports.database)
  if (!auth) {
    auth = createAuth(ports)
    auths.set(ports.database, auth)
  }
  return auth
}
