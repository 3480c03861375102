import { type AnswerOf, call } from './http.ts'

export type LivePolicy = AnswerOf<'policy'>

let live: Promise<LivePolicy> | undefined

/** Kept while the page is open: reasons and rules are named on every screen. `fresh` asks again. */
export function readPolicy(how: 'kept' | 'fresh' = 'kept'): Promise<LivePolicy> {
  if (how === 'fresh' || !live) {
    live = call<'policy'>('GET', '/admin/policy')
    live.catch(() => {
      live = undefined
    })
  }
  return live
}
