import { ApiError } from '../../data/http.ts'
import { type ActBody, type ActResult, actOnPayouts, type PayoutAct } from '../../data/payouts.ts'

/** So many go out in one call: few enough to show how far it is. */
const chunkSize = 10

/** Something to do for payouts, and what is known of them. */
export interface ActWork {
  action: PayoutAct
  provider: string
  payouts: readonly string[]
  sums: readonly { currency: string; amount: number }[]
}

export interface ActProgress {
  results: readonly ActResult[]
  /** Not yet answered. After a lost answer they may be done already; asked again they are done once. */
  left: readonly string[]
  /** Why it stopped before the end. */
  problem?: ApiError
}

/** Does it piece by piece. Never throws for what a server or a network says: that is in the progress. */
export async function runAct(
  action: PayoutAct,
  body: Omit<ActBody, 'payouts'>,
  from: ActProgress,
  show: (progress: ActProgress) => void,
): Promise<ActProgress> {
  let { results, left } = from
  while (left.length > 0) {
    const payouts = left.slice(0, chunkSize)
    try {
      results = [...results, ...(await actOnPayouts(action, { ...body, payouts }))]
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      return { results, left, problem: error }
    }
    left = left.slice(payouts.length)
    show({ results, left })
  }
  return { results, left }
}
