import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { createDatabase, type Driver, type Statement } from '../../server/db/database.ts'
import { statementsOf } from '../../server/db/migrate.ts'
import { migrations, type Prepare, type Store } from './stores.ts'

/** The D1 driver where it belongs, in workerd; this process asks it by one call for each of its own. */
const worker = `
  import { d1Driver } from './server/db/d1-driver.ts'
  export default {
    async fetch(request, env) {
      const { method, argument } = await request.json()
      try {
        return Response.json({ answer: await d1Driver(env.DB)[method](argument) })
      } catch (error) {
        return Response.json({ error: [error.message, error.cause?.message].join(' ') })
      }
    },
  }`

/** D1, as workerd runs it. Worlds come one after the other: each empties it for the next. */
export async function d1Store(prepare: Prepare): Promise<Store> {
  const { outputFiles } = await build({
    stdin: { contents: worker, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    format: 'esm',
    write: false,
  })
  const miniflare = new Miniflare({
    modules: [{ type: 'ESModule', path: 'worker.js', contents: outputFiles[0]?.text ?? '' }],
    compatibilityDate: '2026-04-01',
    d1Databases: { DB: 'amends' },
    host: '127.0.0.1',
    cf: false,
  })
  const address = await miniflare.ready
  const call = async (method: keyof Driver, argument: unknown) => {
    const answer = await fetch(address, { method: 'POST', body: JSON.stringify({ method, argument }) })
    const said = (await answer.json()) as { answer?: unknown; error?: string }
    if (said.error !== undefined) throw new Error(said.error)
    return said.answer as never
  }
  const driver: Driver = {
    values: (statement) => call('values', statement),
    rows: (statement) => call('rows', statement),
    batch: (statements) => call('batch', statements),
  }
  const database = createDatabase(driver)
  for (const { sql } of migrations()) await database.write(statementsOf(sql))
  const tables = await database.read({
    sql: `SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 4) <> '_cf_' AND substr(name, 1, 7) <> 'sqlite_'`,
    args: [],
  })
  return {
    isFile: false,
    async open() {
      const emptied: Statement[] = tables.map(({ name }) => ({ sql: `DELETE FROM "${name}"`, args: [] }))
      await database.write([{ sql: 'PRAGMA defer_foreign_keys = ON', args: [] }, ...emptied])
      await prepare(database)
      return { driver, close: async () => {} }
    },
    close: () => miniflare.dispose(),
  }
}
