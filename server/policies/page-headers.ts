import { pageStyles } from './page-styles.ts'

let headers: Record<string, string> | undefined

/** Of the printable page: its one style sheet, a form to itself, and nothing else runs or loads. */
export async function pageHeaders(): Promise<Record<string, string>> {
  headers ??= await madeHeaders()
  return headers
}

async function madeHeaders(): Promise<Record<string, string>> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(pageStyles))
  const hash = btoa(String.fromCharCode(...new Uint8Array(digest)))
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': [
      "default-src 'none'",
      `style-src 'sha256-${hash}'`,
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
    'Cache-Control': 'public, max-age=300',
    Vary: 'Accept-Language',
    'Referrer-Policy': 'no-referrer',
  }
}
