import { Problem } from '../api/problem.ts'

/** Code that is fetched in the middle of an action; when it does not come, nothing was done. */
export async function arrived<T>(part: Promise<T>): Promise<T> {
  try {
    return await part
  } catch (error) {
    console.error('[amends]', error)
    throw new Problem('unreachable')
  }
}
