import type { BodyOf, ResponseOf } from '../../shared/api/contract.ts'
import type { shopContracts } from '../../shared/api/shop.schema.ts'
import { Problem, problemOf } from './problem.ts'

type Shop = typeof shopContracts
type Call = Exclude<keyof Shop, 'stream' | 'evidence' | 'uploadEvidence'>
export type Answer<C extends Call> = ResponseOf<Shop[C]>
export type Body<C extends Call> = BodyOf<Shop[C]>

const timeoutMs = 20_000
const version = '1'

/** Calls to the shop's /v1/shop paths. Holds the shopper token; never stores it. */
export class ShopClient {
  token?: string
  private readonly base: URL
  private readonly merchant: string

  /** @param base the API's /v1/ folder @param merchant publishable key, `pk_…` */
  constructor(base: URL, merchant: string) {
    this.base = base
    this.merchant = merchant
  }

  config(): Promise<Answer<'config'>> {
    return this.call('GET', 'config')
  }

  lookup(body: Body<'lookup'>): Promise<Answer<'lookup'>> {
    return this.call('POST', 'lookup', body)
  }

  verify(body: Body<'verify'>): Promise<Answer<'verify'>> {
    return this.call('POST', 'verify', body)
  }

  orders(cursor?: string): Promise<Answer<'orders'>> {
    return this.call('GET', `orders${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`)
  }

  order(number: string): Promise<Answer<'order'>> {
    return this.call('GET', `orders/${encodeURIComponent(number)}`)
  }

  answers(number: string, body: Body<'answers'>): Promise<Answer<'answers'>> {
    return this.call('POST', `orders/${encodeURIComponent(number)}/answers`, body)
  }

  submit(body: Body<'submit'>, key: string): Promise<Answer<'submit'>> {
    return this.call('POST', 'requests', body, key)
  }

  request(number: string): Promise<Answer<'request'>> {
    return this.call('GET', `requests/${encodeURIComponent(number)}`)
  }

  command(number: string, command: string, body: object, key: string): Promise<Answer<'command'>> {
    return this.call('POST', `requests/${encodeURIComponent(number)}/commands/${command}`, body, key)
  }

  /** The live stream of a request; `lastEventId` resumes it. */
  async stream(number: string, lastEventId: string | undefined, signal: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = { ...this.headers(), Accept: 'text/event-stream' }
    if (lastEventId) headers['Last-Event-ID'] = lastEventId
    const response = await fetch(this.url(`requests/${encodeURIComponent(number)}/stream`), {
      headers,
      signal,
      credentials: 'omit',
    })
    if (!response.ok) throw await problemOf(response)
    return response
  }

  /** One file as the raw body. XMLHttpRequest, because fetch tells no upload progress. `onProgress` gets 0 to 1. */
  upload(
    order: string,
    file: File,
    onProgress: (done: number) => void,
    signal: AbortSignal,
  ): Promise<{ id: string; type: string; bytes: number }> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.open('POST', this.url(`orders/${encodeURIComponent(order)}/evidence`))
      // A video over a slow line: 100 KB a second.
      request.timeout = 120_000 + file.size / 100
      const headers = { ...this.headers(), 'Content-Type': file.type, 'Idempotency-Key': newKey() }
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
      request.upload.onprogress = (event) => onProgress(event.loaded / event.total)
      request.onerror = request.ontimeout = () => reject(unanswered())
      request.onload = () => {
        const response = new Response(request.responseText, { status: request.status })
        if (response.ok) response.json().then(resolve, reject)
        else problemOf(response).then(reject)
      }
      signal.addEventListener('abort', () => request.abort())
      request.send(file)
    })
  }

  async call<T>(method: 'GET' | 'POST', path: string, body?: object, key?: string): Promise<T> {
    const headers: Record<string, string> = this.headers()
    if (body) headers['Content-Type'] = 'application/json'
    if (method === 'POST') headers['Idempotency-Key'] = key ?? newKey()
    let response: Response
    try {
      response = await fetch(this.url(path), {
        method,
        headers,
        body: body && JSON.stringify(body),
        credentials: 'omit',
        signal: AbortSignal.timeout(timeoutMs),
      })
    } catch {
      throw unanswered()
    }
    if (!response.ok) throw await problemOf(response)
    try {
      return (await response.json()) as T
    } catch {
      throw unanswered()
    }
  }

  private url(path: string): URL {
    return new URL(`shop/${path}`, this.base)
  }

  private headers(): Record<string, string> {
    const headers: Record<string, string> = { 'Amends-Merchant': this.merchant, 'Amends-Version': version }
    if (this.token) headers.Authorization = `Bearer ${this.token}`
    return headers
  }
}

export function newKey(): string {
  // randomUUID exists only in secure contexts; a shop on plain http must work too.
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function unanswered(): Problem {
  return new Problem(navigator.onLine ? 'unreachable' : 'offline')
}
