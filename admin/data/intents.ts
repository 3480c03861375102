import { ApiError } from './http.ts'

const open = new Map<string, string>()

/**
 * One idempotency key for one intention, however often it is pressed: the key lives until the server has answered for
 * certain. A press after a lost answer goes out under the same key, so that nothing is paid twice.
 */
export async function withIntent<T>(intention: string, run: (idempotencyKey: string) => Promise<T>): Promise<T> {
  const key = open.get(intention) ?? crypto.randomUUID()
  open.set(intention, key)
  try {
    const answer = await run(key)
    open.delete(intention)
    return answer
  } catch (error) {
    if (!(error instanceof ApiError) || !error.outcomeUnknown) open.delete(intention)
    throw error
  }
}
