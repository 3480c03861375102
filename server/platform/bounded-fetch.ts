import type { Fetch } from './ports.ts'

/** Providers answer within seconds; after this nobody knows what they did. */
const timeoutMs = 15_000
/** A day's list of refunds is some hundred KB a page. */
const maxBytes = 5_000_000

/** The runtime's fetch for providers: it gives up in time, follows no redirect and reads no more than 5 MB. */
export function boundedFetch(): Fetch {
  return async (url, init) => {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
    return new Response(await bodyOf(response), { status: response.status, headers: response.headers })
  }
}

async function bodyOf(response: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!response.body) return null
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > maxBytes) throw new Error(`an answer of more than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  // The platform refuses a body, even an empty one, for these.
  if (response.status === 204 || response.status === 205 || response.status === 304) return null
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
