import { afterAll } from 'vitest'
import type { Api } from './api.ts'

/** The API on the runtime that the vitest project names; both pass the same suite. */
export async function startApi(): Promise<Api> {
  if (process.env.AMENDS_RUNTIME === 'workerd') return (await import('./workerd-api.ts')).startWorkerdApi()
  return (await import('./node-api.ts')).startNodeApi()
}

/** An API of a test file's own, for all its tests: `const api = await testApi()`. */
export async function testApi(): Promise<Api> {
  const api = await startApi()
  afterAll(() => api.close())
  return api
}
