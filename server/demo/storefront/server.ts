import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { type StorefrontModel, storefrontPage } from './storefront.ts'

export interface StorefrontOptions extends StorefrontModel {
  port: number
  host: string
}

const formLimitBytes = 4096

/**
 * Serves the demo store; Node only. Resolves once it listens.
 * @throws the server's own error when the port is taken (`code: EADDRINUSE`).
 */
export function startStorefront({ port, host, ...model }: StorefrontOptions): Promise<Server> {
  const css = readFileSync(new URL('./store.css', import.meta.url))
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://store')
    if (url.pathname === '/store.css') {
      response.writeHead(200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' }).end(css)
      return
    }
    formOf(request)
      .then((form) =>
        storefrontPage(
          {
            method: request.method ?? 'GET',
            path: url.pathname,
            query: url.searchParams,
            form,
            cookies: cookiesOf(request.headers.cookie ?? ''),
            acceptLanguage: request.headers['accept-language'] ?? '',
          },
          model,
        ),
      )
      .then(
        ({ status, headers, html }) => response.writeHead(status, headers).end(html),
        (error: unknown) => {
          console.error('storefront', error)
          response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end('The demo store has a fault.')
        },
      )
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(server))
  })
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  if (request.method !== 'POST') return new URLSearchParams()
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > formLimitBytes) break
  }
  return new URLSearchParams(text.slice(0, formLimitBytes))
}

function cookiesOf(header: string): Record<string, string> {
  const pairs = header.split(';').map((pair) => pair.trim().split('='))
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value.replaceAll('%22', '')]))
}
