import { createApp } from '../../../server/app.ts'
import { openLibsql } from '../../../server/db/libsql-driver-node.ts'
import { benchPorts } from './bench-ports.ts'
import { listen } from './listen.ts'

const [path] = process.argv.slice(2)
if (!path) throw new Error('usage: our-server DATABASE')

listen(createApp(benchPorts(await openLibsql(path))))
