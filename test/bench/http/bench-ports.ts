import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase, type Driver } from '../../../server/db/database.ts'
import { boundedFetch } from '../../../server/platform/bounded-fetch.ts'
import { randomIds } from '../../../server/platform/ids.ts'
import { turnsInProcess } from '../../../server/platform/in-turn.ts'
import { folderBlobs } from '../../../server/platform/node/folder-blobs.ts'
import { nodeOutside } from '../../../server/platform/node/node-outside.ts'
import type { Ports } from '../../../server/platform/ports.ts'
import { systemClock } from '../../../server/platform/system-clock.ts'

/** The same in every process of a bench, so that a token signed in one opens an order in another. */
export const signingKey = 'bench-signing-key-of-at-least-32-bytes'

/** The ports of the Node server, without a worker that sends: nothing here waits for what is sent later. */
export function benchPorts(driver: Driver): Ports {
  return {
    database: createDatabase(driver),
    clock: systemClock,
    ids: randomIds(systemClock),
    providers: {},
    fetch: boundedFetch(),
    mailer: { send: async () => {} },
    blobs: folderBlobs(join(tmpdir(), 'amends-bench-blobs')),
    outside: nodeOutside(),
    secrets: { signingKey, sessionKey: signingKey },
    log: { info: () => {}, error: (event, fields) => console.error(event, JSON.stringify(fields)) },
    settings: { url: 'http://127.0.0.1', demo: false },
    defer: () => {},
    wake: () => {},
    inTurn: turnsInProcess(),
  }
}
