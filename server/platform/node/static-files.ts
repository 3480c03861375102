import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { extname, normalize } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { adminHeaders } from '../admin-policy.ts'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

interface Kept {
  changedMs: number
  bytes: Buffer
  brotli: Buffer | undefined
  etag: string
}

const brotliAsync = promisify(brotliCompress)

/** Answers for the built widget and admin; undefined for every other path. */
export type StaticFiles = (request: Request) => Promise<Response | undefined>

/** @param dist the folder with `widget/` and `admin/`, with a trailing slash. */
export function staticFiles(dist: URL, version: string): StaticFiles {
  const kept = new Map<string, Kept>()
  const widgetPath = new RegExp(`^/v(1|${version.replaceAll('.', '\\.')})/((?:locales/)?[\\w.-]+\\.(?:js|json|map))$`)

  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined
    const { pathname } = new URL(request.url)
    if (pathname === '/') return new Response(null, { status: 302, headers: { Location: '/admin/' } })
    if (pathname === '/admin') return new Response(null, { status: 308, headers: { Location: '/admin/' } })
    const [, major, widgetFile] = widgetPath.exec(pathname) ?? []
    if (widgetFile) {
      return answer(request, `widget/${widgetFile}`, {
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Cache-Control': major === '1' ? 'public, max-age=300' : 'public, max-age=31536000, immutable',
      })
    }
    if (pathname.startsWith('/admin/')) return adminAnswer(request, pathname)
    return undefined
  }

  /** Paths of the admin's own pages are all its index: it routes in the browser. */
  async function adminAnswer(request: Request, pathname: string): Promise<Response | undefined> {
    const isAsset = pathname.startsWith('/admin/assets/')
    const file = extname(pathname) ? await answer(request, pathname.slice(1), cacheOf(isAsset)) : undefined
    if (file || isAsset) return file
    return answer(request, 'admin/index.html', adminHeaders)
  }

  async function answer(
    request: Request,
    name: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<Response | undefined> {
    const file = await find(decodeURIComponent(name))
    if (!file) return undefined
    const all: Record<string, string> = {
      ...headers,
      'Content-Type': types[extname(name)] ?? 'application/octet-stream',
      'X-Content-Type-Options': 'nosniff',
      ETag: file.etag,
      Vary: 'Accept-Encoding',
    }
    if (request.headers.get('if-none-match') === file.etag) return new Response(null, { status: 304, headers: all })
    const useBrotli = file.brotli && /\bbr\b/.test(request.headers.get('accept-encoding') ?? '')
    if (useBrotli) all['Content-Encoding'] = 'br'
    const body = useBrotli && file.brotli ? file.brotli : file.bytes
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), { headers: all })
  }

  /** Read and compressed once, and again after a rebuild. */
  async function find(name: string): Promise<Kept | undefined> {
    const path = normalize(name)
    if (path.startsWith('..') || path.startsWith('/') || path.includes('\0')) return undefined
    const url = new URL(path, dist)
    const info = await stat(url).catch(() => undefined)
    if (!info?.isFile()) return undefined
    const known = kept.get(path)
    if (known && known.changedMs === info.mtimeMs) return known
    const bytes = await readFile(url)
    const isText = /\.(css|html|js|json|map|svg)$/.test(path)
    const file = {
      changedMs: info.mtimeMs,
      bytes,
      brotli: isText ? await compressed(bytes, path.endsWith('.map') ? 5 : constants.BROTLI_MAX_QUALITY) : undefined,
      etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 20)}"`,
    }
    kept.set(path, file)
    return file
  }
}

/** Compressed once and sent often, so with all the care there is; off the main thread, where it takes its time. */
function compressed(bytes: Buffer, quality: number): Promise<Buffer> {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants
  return brotliAsync(bytes, { params: { [BROTLI_PARAM_QUALITY]: quality, [BROTLI_PARAM_SIZE_HINT]: bytes.length } })
}

function cacheOf(isAsset: boolean): Record<string, string> {
  return { 'Cache-Control': isAsset ? 'public, max-age=31536000, immutable' : 'public, max-age=300' }
}
