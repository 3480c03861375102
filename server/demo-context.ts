import type { Ports } from './platform/ports.ts'

/** What the Node entry gives the demo: `startDemo(context)` of server/demo/start-demo.ts, imported only in demo mode. */
export interface DemoContext {
  /** The database is open and migrated; nothing of a merchant is in it at the first start. */
  ports: Ports
  /** Of the API, such as http://localhost:8787; also in ports.settings. */
  url: string
  /** The storefront is another port, so another origin: http://localhost:8788. */
  storeUrl: string
  storePort: number
  /** Where both listen: loopback, always. */
  host: string
  /** Absolute; demo.json goes here, and the database file is `databaseFile`. */
  dataDir: string
  databaseFile: string
}

export interface RunningDemo {
  /** Printed under the addresses, one line each: who may sign in, which order to try. */
  lines: string[]
  stop(): Promise<void>
}

export type StartDemo = (context: DemoContext) => Promise<RunningDemo>
