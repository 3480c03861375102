import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Heard {
  path: string
  headers: Record<string, string>
  body: string
}

/** A merchant's server on this machine: writes down what it hears, answers as the path was told to. */
export interface Receiver {
  url(path: string): string
  heard(path: string): Heard[]
  /** From now on; 200 until told otherwise. `silent` never answers. */
  answer(path: string, status: number | 'silent', headers?: Record<string, string>): void
  close(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const all: Heard[] = []
  const answers = new Map<string, { status: number | 'silent'; headers: Record<string, string> }>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const path = request.url ?? ''
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
      all.push({ path, headers, body: Buffer.concat(chunks).toString() })
      const { status, headers: more } = answers.get(path) ?? { status: 200, headers: {} }
      if (status !== 'silent') response.writeHead(status, more).end('not read by anybody')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: (path) => `http://127.0.0.1:${port}${path}`,
    heard: (path) => all.filter((one) => one.path === path),
    answer: (path, status, headers = {}) => void answers.set(path, { status, headers }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
