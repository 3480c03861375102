import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { orderNumber } from './http/bench-orders.ts'
import { bundle, startServer } from './http/processes.ts'
import { benchOrder, secretKey, seed } from './http/seed.ts'

const mebibyte = 1_048_576
const mostSeconds = 15
const mostRssBytes = 300 * mebibyte
const orders = 18_000
const largeBytes = 200 * mebibyte
/** Lines sent at once; the orders of the usual file are a multiple. */
const linesPerChunk = 100

/** Files of orders into a server of their own, over HTTP as a stream: how long it takes and the most memory it held. */
export async function run() {
  await bundle()
  const usual = await importInto(({ lines }) => lines < orders)
  const large = await importInto(({ bytes }) => bytes < largeBytes)
  const figure = (name: string, value: number, against: string, { bytes, lines, seconds }: Imported) => ({
    bench: 'import',
    name,
    value,
    against,
    detail: { orders: lines, fileBytes: bytes, seconds, ordersPerSecond: Math.round(lines / seconds) },
  })
  return [
    figure('import.seconds', usual.seconds, `at most ${mostSeconds} s`, usual),
    figure('import.peak_rss_bytes', usual.peakRssBytes, `at most ${mostRssBytes} bytes`, usual),
    figure('import.large_peak_rss_bytes', large.peakRssBytes, `at most ${mostRssBytes} bytes`, large),
  ]
}

interface Sent {
  bytes: number
  lines: number
}
interface Imported extends Sent {
  seconds: number
  peakRssBytes: number
}

async function importInto(hasMore: (sent: Sent) => boolean): Promise<Imported> {
  const folder = mkdtempSync(join(tmpdir(), 'amends-bench-import-'))
  const path = join(folder, 'import.db')
  await seed(path, 0)
  const server = await startServer('our-server', [path])
  try {
    const sent: Sent = { bytes: 0, lines: 0 }
    const started = performance.now()
    const file: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/x-ndjson' },
      body: fileOf(sent, hasMore),
      duplex: 'half',
    }
    const response = await fetch(`${server.url}/v1/orders/import`, file)
    const report = await response.text()
    const seconds = Number(((performance.now() - started) / 1000).toFixed(2))
    if (response.status !== 200 || JSON.parse(report).accepted !== sent.lines) {
      throw new Error(`${response.status} after ${sent.lines} lines: ${report}`)
    }
    return { ...sent, seconds, peakRssBytes: server.peakRssBytes() }
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true })
  }
}

/** Made while it is sent: the file itself never stands in memory. */
function fileOf(sent: Sent, hasMore: (sent: Sent) => boolean): ReadableStream<Uint8Array> {
  const utf8 = new TextEncoder()
  const now = Date.now()
  return new ReadableStream({
    pull(controller) {
      if (!hasMore(sent)) return controller.close()
      let lines = ''
      for (let line = 0; line < linesPerChunk; line++) {
        lines += `${JSON.stringify(benchOrder(orderNumber(sent.lines++), now))}\n`
      }
      const chunk = utf8.encode(lines)
      sent.bytes += chunk.length
      controller.enqueue(chunk)
    },
  })
}
