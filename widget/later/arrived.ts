import { Problem } from '../api/problem.ts'

/**
 * Code that is fetched when it is needed. A browser may remember that a module did not come and fail at once when it is
 * asked for again, so it is asked for under another address too, which only the message names. Both may go when every
 * browser has https://github.com/whatwg/html/pull/10327.
 */
export async function arrived<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    const [address] = /https?:\S+/.exec(String(error)) ?? []
    try {
      if (address) return await import(/* @vite-ignore */ `${address}?${Date.now()}`)
    } catch {
      // Not under this one either.
    }
    console.error('[amends]', error)
    throw new Problem('unreachable')
  }
}
