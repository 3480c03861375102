import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parseDemoData } from './demo-data.ts'

/** Reads the cut that ships with the repository. Node only; what is done with it is pure. */
export function loadDemoData(file: URL | string = new URL('./data/online-retail.ndjson.gz', import.meta.url)) {
  return parseDemoData(gunzipSync(readFileSync(file)).toString('utf8'))
}
