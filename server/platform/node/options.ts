import { resolve } from 'node:path'
import type { Settings } from '../ports.ts'
import { parseProviderUrls } from '../provider-urls.ts'
import { StartError } from './start-error.ts'

export interface Options {
  port: number
  storePort: number
  host: string
  dataDir: string
  demo: boolean
  /** Origin that people use, without a trailing slash. */
  url: string
  smtpUrl: string | undefined
  /** Reverse proxies of the operator in front of this server. */
  trustedProxies: number
  providerUrls: Settings['providerUrls']
}

const loopback = ['127.0.0.1', 'localhost', '::1']

/** PORT, STORE_PORT, HOST, DATA_DIR, AMENDS_DEMO, PUBLIC_URL, SMTP_URL, TRUSTED_PROXIES, AMENDS_PROVIDER_URLS. @throws StartError */
export function readOptions(env: Record<string, string | undefined>): Options {
  const demo = env.AMENDS_DEMO !== '0'
  const port = portOf('PORT', env.PORT, 8787)
  const storePort = portOf('STORE_PORT', env.STORE_PORT, 8788)
  const host = env.HOST ?? (demo ? '127.0.0.1' : '0.0.0.0')
  if (demo && !loopback.includes(host)) {
    throw new StartError(`HOST=${host}: the demo is for this machine alone. Set AMENDS_DEMO=0 to serve others.`)
  }
  if (demo && port === storePort) throw new StartError(`PORT and STORE_PORT are both ${port}.`)
  return {
    port,
    storePort,
    host,
    demo,
    dataDir: resolve(env.DATA_DIR ?? './data'),
    url: (addressOf('PUBLIC_URL', env.PUBLIC_URL, 'https://refunds.example.com') ?? `http://localhost:${port}`).replace(
      /\/+$/,
      '',
    ),
    providerUrls: providerUrlsOf(env.AMENDS_PROVIDER_URLS),
    trustedProxies: countOf('TRUSTED_PROXIES', env.TRUSTED_PROXIES),
    smtpUrl: addressOf('SMTP_URL', env.SMTP_URL, 'smtp://user:password@host:587'),
  }
}

function providerUrlsOf(text: string | undefined): Settings['providerUrls'] {
  try {
    return parseProviderUrls(text)
  } catch (error) {
    throw new StartError((error as Error).message)
  }
}

function countOf(name: string, text: string | undefined): number {
  const count = Number(text ?? 0)
  if (!Number.isInteger(count) || count < 0 || count > 10)
    throw new StartError(`${name}=${text} is no count from 0 to 10.`)
  return count
}

function portOf(name: string, text: string | undefined, usual: number): number {
  if (text === undefined || text === '') return usual
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new StartError(`${name}=${text} is no port.`)
  return port
}

/** The value is not repeated: an SMTP address carries a password. */
function addressOf(name: string, text: string | undefined, example: string): string | undefined {
  if (text === undefined || text === '') return undefined
  const wanted = new URL(example).protocol.replace(/s?:$/, '')
  const isRight = URL.canParse(text) && new URL(text).protocol.replace(/s?:$/, '') === wanted
  if (!isRight) throw new StartError(`${name} is no address such as ${example}.`)
  return text
}
