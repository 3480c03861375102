import { join } from 'node:path'
import packageJson from '../package.json' with { type: 'json' }
import { createApp } from './app.ts'
import type { RunningDemo, StartDemo } from './demo-context.ts'
import { listen, requireFreePort } from './http/listen-node.ts'
import { mailboxMailer } from './mail/index.ts'
import { freeAllLeases, runLoops } from './outbox/index.ts'
import { providers } from './payouts/index.ts'
import { boundedFetch } from './platform/bounded-fetch.ts'
import { consoleLog } from './platform/console-log.ts'
import { sha256Hex, useDigests } from './platform/hmac.ts'
import { randomIds } from './platform/ids.ts'
import { turnsInProcess } from './platform/in-turn.ts'
import { makeOwnShop, readOwnShop, requireRightKind } from './platform/node/first-merchant.ts'
import { clearUnfinished, folderBlobs } from './platform/node/folder-blobs.ts'
import { nodeDigests } from './platform/node/node-digests.ts'
import { nodeOutside } from './platform/node/node-outside.ts'
import { openDatabaseFile } from './platform/node/open-database.ts'
import { type Options, readOptions } from './platform/node/options.ts'
import { type KeptSecrets, keepSecrets, prepareDataDir } from './platform/node/secrets-file.ts'
import { smtpMailer } from './platform/node/smtp-mailer.ts'
import { StartError } from './platform/node/start-error.ts'
import { staticFiles } from './platform/node/static-files.ts'
import type { Mailer, Ports } from './platform/ports.ts'
import { systemClock } from './platform/system-clock.ts'
import { hasStaff } from './staff/index.ts'

// The entry on one machine: environment -> ports -> app. Nothing else constructs adapters of Node.

const isBundled = import.meta.url.includes('/dist/server/')
const dist = new URL(isBundled ? '../' : '../dist/', import.meta.url)

async function start(): Promise<void> {
  // The database holds what people told the shop: for its owner alone.
  process.umask(0o077)
  useDigests(nodeDigests)
  const options = readOptions(process.env)
  const { port, storePort, host, dataDir, demo, url } = options
  prepareDataDir(dataDir)
  const { server, answerWith } = await listen(port, host)
  if (demo) await requireFreePort('STORE_PORT', storePort, host)
  requireRightKind(dataDir, demo)
  const own = demo ? undefined : readOwnShop(dataDir)
  const databaseFile = join(dataDir, 'amends.db')
  clearUnfinished(join(dataDir, 'evidence'))
  const { database, driver } = await openDatabaseFile(databaseFile)
  const secrets = keepSecrets(dataDir, randomIds(systemClock))
  const ports = await portsOf(options, secrets, database)
  const lines: string[] = []
  let running: RunningDemo | undefined
  // A process of its own writes the demo's data: until it is done nothing else may hold the file.
  if (!own) {
    const { startDemo } = (await import('./demo/start-demo.ts')) as { startDemo: StartDemo }
    const storeUrl = `http://localhost:${storePort}`
    running = await startDemo({ ports, url, storeUrl, storePort, host, dataDir, databaseFile })
    lines.push(...running.lines)
  } else {
    const { keysFile, shopFile } = await makeOwnShop(ports, dataDir, own)
    lines.push(`API docs    ${url}/docs`, `API keys    ${keysFile}`, `Your shop   ${shopFile} (read at every start)`)
    if (!options.smtpUrl) lines.push('E-mail      none goes out: set SMTP_URL. Shoppers need it for their code.')
    if (!(await hasStaff(database))) {
      lines.push(`First staff account (works once): ${url}/admin/welcome#token=${secrets.firstAccountToken}`)
    }
  }

  await freeAllLeases(database)
  const loops = runLoops(ports)
  ports.wake = loops.wake

  const app = createApp(ports)
  const files = staticFiles(dist, packageJson.version)
  answerWith(async (request, env) => (await files(request)) ?? app.fetch(request, env))

  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    // Streams would keep the server open for a minute.
    const closed = new Promise((resolve) => server.close(resolve))
    if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 1000).unref()
    await Promise.all([closed, loops.stop(), running?.stop()])
    // So that the file alone is the whole database: a copy of it is a backup.
    await database.read({ sql: 'PRAGMA wal_checkpoint(TRUNCATE)', args: [] })
    driver.close()
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
  // Last: who reads it may tell it to stop at once.
  console.log([`Amends is ready.`, `Admin       ${url}/admin/`, `API         ${url}/v1`, ...lines].join('\n'))
}

async function portsOf(options: Options, secrets: KeptSecrets, database: Ports['database']): Promise<Ports> {
  const log = consoleLog()
  const clock = systemClock
  return {
    database,
    clock,
    ids: randomIds(clock),
    providers,
    fetch: boundedFetch(),
    mailer: mailerOf(options, database),
    blobs: folderBlobs(join(options.dataDir, 'evidence')),
    outside: nodeOutside({ loopback: options.demo ? 'allowed' : 'refused' }),
    secrets,
    log,
    settings: {
      url: options.url,
      demo: options.demo,
      trustedProxies: options.trustedProxies,
      providerUrls: options.providerUrls,
      firstAccountTokenHash: await sha256Hex(secrets.firstAccountToken),
    },
    defer: (work) => {
      work().catch((error: unknown) => log.error('deferred_failed', { problem: String(error) }))
    },
    wake: () => {},
    inTurn: turnsInProcess(),
  }
}

/** The demo's mail goes to its own mailbox, whatever is configured: its shoppers' addresses are made up. */
function mailerOf({ demo, smtpUrl }: Options, database: Ports['database']): Mailer {
  if (demo) return mailboxMailer(database, systemClock)
  if (smtpUrl) return smtpMailer(smtpUrl)
  return {
    send: () => Promise.reject(new Error('no SMTP_URL: e-mails wait in the outbox')),
  }
}

start().catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error)
  process.exit(1)
})
