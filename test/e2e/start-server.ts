import type { TestProject } from 'vitest/node'
import { type Demo, startDemoServer, temporaryFolder } from '../support/real-server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    demo: Demo
  }
}

let stop: (() => Promise<void>) | undefined

/**
 * One server for all files in a browser: what `npm start` runs, with a data folder of its own. AMENDS_E2E_DATA names one
 * that stays, so that trying again and again needs no new demo.
 */
export async function setup(project: TestProject): Promise<void> {
  const kept = process.env.AMENDS_E2E_DATA
  const folder = kept ? { path: kept, remove: () => {} } : temporaryFolder()
  const { server, demo } = await startDemoServer(folder.path)
  project.provide('demo', demo)
  stop = async () => {
    await server.kill('SIGTERM')
    folder.remove()
  }
}

export async function teardown(): Promise<void> {
  await stop?.()
}
