import { type Api, newKey, secretHeaders, shopperHeaders, type TestMerchant } from './api.ts'

interface Answer {
  status: number
  headers: Headers
  // Of whatever route was called.
  body: ReturnType<typeof JSON.parse>
}

/** Whoever calls routes that begin alike, with the same credentials. What is posted has a key of its own. */
export interface Caller {
  get(path: string, more?: Record<string, string>): Promise<Answer>
  put(path: string, body: unknown): Promise<Answer>
  post(path: string, body: unknown, key?: Record<string, string>): Promise<Answer>
  delete(path: string): Promise<Answer>
}

/** The merchant's own server, with its secret key. */
export function merchantServer(api: Api, merchant: TestMerchant): Caller {
  return callerOf(api, '/v1', async (more) => secretHeaders(merchant, more))
}

/** A shopper in the widget, with their token. */
export function shopperWith(api: Api, merchant: TestMerchant, token: string): Caller {
  return callerOf(api, '/v1/shop', async (more) => shopperHeaders(merchant, token, more))
}

/** `headersOf`: the credentials, and what one call says beside them. */
export function callerOf(
  api: Api,
  base: string,
  headersOf: (more: Record<string, string>) => Promise<Record<string, string>>,
): Caller {
  const send = async (method: string, path: string, body?: unknown, more: Record<string, string> = {}) =>
    answerOf(
      await api.fetch(`${base}${path}`, {
        method,
        headers: await headersOf(more),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
  return {
    get: (path, more) => send('GET', path, undefined, more),
    put: (path, body) => send('PUT', path, body),
    post: (path, body, key = newKey()) => send('POST', path, body, key),
    delete: (path) => send('DELETE', path),
  }
}

async function answerOf(answer: Response): Promise<Answer> {
  const text = await answer.text()
  const isLines = answer.headers.get('content-type') === 'application/x-ndjson'
  const json = isLines ? `[${text.trimEnd().replaceAll('\n', ',')}]` : text
  return { status: answer.status, headers: answer.headers, body: json === '' ? undefined : JSON.parse(json) }
}
