import type { Api } from './api.ts'

/** The API on the runtime that the vitest project names; both pass the same suite. */
export async function startApi(): Promise<Api> {
  if (process.env.AMENDS_RUNTIME === 'workerd') return (await import('./workerd-api.ts')).startWorkerdApi()
  return (await import('./node-api.ts')).startNodeApi()
}
