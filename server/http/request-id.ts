const wellFormed = /^[\w-]{8,64}$/

/** The caller's own id when it is harmless, else a new one: it stands in every answer and every log line. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id')
  return given && wellFormed.test(given) ? given : crypto.randomUUID()
}
