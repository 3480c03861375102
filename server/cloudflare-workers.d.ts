/** Of the runtime; the types package declares it only as globals, which would shadow the browser's. */
declare module 'cloudflare:workers' {
  export function waitUntil(work: Promise<unknown>): void
}
