import { byteRangeOf } from './byte-range.ts'
import type { EvidenceFile } from './read-file.ts'

const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/heic': 'heic',
  'image/avif': 'avif',
  'application/pdf': 'pdf',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
}

/**
 * A stranger's file: never sniffed, never a page of ours, kept by nobody but the browser that asked. A part of it where a
 * part is asked for, since Safari plays nothing else. @throws Failure not_found
 */
export async function fileResponse(file: EvidenceFile, asked: Headers): Promise<Response> {
  const { id, type, bytes } = file
  const tag = `"${id}"`
  const headers: Record<string, string> = {
    'Content-Type': type,
    'Content-Disposition': `${type === 'application/pdf' ? 'attachment' : 'inline'}; filename="evidence-${id.slice(-6)}.${endings[type] ?? 'bin'}"`,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'private, max-age=3600',
    'Accept-Ranges': 'bytes',
    ETag: tag,
  }
  const isSame = (asked.get('if-range') ?? tag) === tag
  const range = isSame ? byteRangeOf(asked.get('range'), bytes) : undefined
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...headers, 'Content-Range': `bytes */${bytes}` } })
  }
  const { from, to } = range ?? { from: 0, to: bytes }
  const body = await file.open({ from, to })
  headers['Content-Length'] = String(to - from)
  if (range) headers['Content-Range'] = `bytes ${from}-${to - 1}/${bytes}`
  return new Response(body, { status: range ? 206 : 200, headers })
}
