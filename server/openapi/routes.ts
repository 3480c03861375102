import type { Hono } from 'hono'
import type { AppEnv } from '../http/app-env.ts'
import type { Ports } from '../platform/ports.ts'
import { docsCss, docsJs } from './docs-assets.ts'
import { docsPage } from './docs-page.ts'
import { openApiDocument } from './document.ts'
import { operations } from './operations.ts'

export const apiVersion = '1.0.0'

const policy = "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; frame-ancestors 'none'"

/** The document at /openapi.json and /v1/openapi.json, and the same for people at /docs. Made when first asked for. */
export function mountOpenApi(app: Hono<AppEnv>, { settings }: Ports): void {
  let document: ReturnType<typeof openApiDocument> | undefined
  let page: string | undefined
  const documentOf = () => (document ??= openApiDocument(operations, settings.url, apiVersion))
  for (const path of ['/openapi.json', '/v1/openapi.json']) {
    app.get(path, (c) => c.json(documentOf(), 200, { 'Access-Control-Allow-Origin': '*' }))
  }
  app.get('/docs', () => {
    page ??= docsPage(documentOf(), operations, settings.url)
    return file(page, 'text/html')
  })
  app.get('/docs/docs.css', () => file(docsCss, 'text/css'))
  app.get('/docs/docs.js', () => file(docsJs, 'text/javascript'))
}

function file(content: string, type: string): Response {
  return new Response(content, {
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'public, max-age=300',
    },
  })
}
