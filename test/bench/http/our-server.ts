import { createApp } from '../../../server/app.ts'
import { openLibsql } from '../../../server/db/libsql-driver-node.ts'
import { useDigests } from '../../../server/platform/hmac.ts'
import { nodeDigests } from '../../../server/platform/node/node-digests.ts'
import { benchPorts } from './bench-ports.ts'
import { listen } from './listen.ts'

const [path] = process.argv.slice(2)
if (!path) throw new Error('usage: our-server DATABASE')

useDigests(nodeDigests)
listen(createApp(benchPorts(await openLibsql(path))))
