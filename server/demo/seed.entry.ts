import { createDatabase } from '../db/database.ts'
import { openLibsql } from '../db/libsql-driver-node.ts'
import { useDigests } from '../platform/hmac.ts'
import { nodeDigests } from '../platform/node/node-digests.ts'
import { loadDemoData } from './load-demo-data.ts'
import { moveStorefront } from './seed/move-storefront.ts'
import { photoFiles } from './seed/photo-files.ts'
import { seedDemo } from './seed/seed-demo.ts'
import type { SeedAnswer, SeedTask } from './seed/seed-task.ts'

// A process of its own: what seeding needs of memory ends with it. The task comes as a message, since it holds keys.
process.once('message', (task: SeedTask) => {
  run(task)
    .then((answer) => process.send?.(answer, () => process.exit(0)))
    .catch((error: unknown) => {
      console.error(error)
      process.exit(1)
    })
})

// Who asked is gone: nothing was written yet, and nothing will be.
process.once('disconnect', () => process.exit(1))

async function run(task: SeedTask): Promise<SeedAnswer> {
  useDigests(nodeDigests)
  const driver = await openLibsql(task.databaseFile)
  const database = createDatabase(driver)
  try {
    if (task.kind === 'move') return { moved: await moveStorefront(database, task.from, task.to) }
    const keepPhoto = photoFiles(task.blobsFolder)
    const report = await seedDemo({ ...task.input, data: loadDemoData() }, { database, keepPhoto })
    // One large transaction is a large log: into the file with it, or every copy of the folder carries it twice.
    await database.read({ sql: 'PRAGMA wal_checkpoint(TRUNCATE)', args: [] })
    return report
  } finally {
    driver.close()
  }
}
