import type { Fetch } from '../../platform/ports.ts'

export interface JsonAnswer {
  status: number
  /** Parsed; undefined where it was no JSON. To be read through a schema. */
  body: unknown
}

/** One call to a provider. @throws when there was no answer: then nobody knows what it did */
export async function jsonCall(fetch: Fetch, url: string, init: RequestInit): Promise<JsonAnswer> {
  const response = await fetch(url, init)
  return { status: response.status, body: parsed(await response.text()) }
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function isOk({ status }: JsonAnswer): boolean {
  return status >= 200 && status < 300
}
