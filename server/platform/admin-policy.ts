/** Of the admin's pages: no inline script or style, nothing from elsewhere, in nobody's frame. */
export const adminHeaders: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-cache',
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // Pictures of products lie on the merchant's own origin; the demo's store is on this machine.
    "img-src 'self' data: blob: https: http://localhost:*",
    "media-src 'self'",
    "font-src 'self'",
    "connect-src 'self' data:",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}
