import type { EvidenceFile } from './read-file.ts'

const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/heic': 'heic',
  'image/avif': 'avif',
  'application/pdf': 'pdf',
}

/** A stranger's file: never sniffed, never a page of ours, kept by nobody but the browser that asked. */
export function fileResponse({ id, type, bytes }: EvidenceFile): Response {
  const disposition = type.startsWith('image/') ? 'inline' : 'attachment'
  return new Response(bytes, {
    headers: {
      'Content-Type': type,
      'Content-Length': String(bytes.length),
      'Content-Disposition': `${disposition}; filename="evidence-${id.slice(-6)}.${endings[type] ?? 'bin'}"`,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'private, max-age=3600',
    },
  })
}
