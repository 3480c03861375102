import type { Chance } from './chance.ts'

/**
 * What goes wrong with one call. `lost`: it never arrives. `late`: no answer in time, and it is done afterwards.
 * `answer_lost`, `error_after`: it is done, and nobody hears so, or hears of an error. `error_before`: an error, and nothing
 * done. `limited`: too many calls, nothing done. `notice_first`: the webhook comes before the answer.
 */
export type Fault = 'lost' | 'late' | 'answer_lost' | 'error_before' | 'error_after' | 'limited' | 'notice_first'

export type FaultRates = Readonly<Record<Fault, number>>

export const noFaults: FaultRates = {
  lost: 0,
  late: 0,
  answer_lost: 0,
  error_before: 0,
  error_after: 0,
  limited: 0,
  notice_first: 0,
}

export function chooseFault(chance: Chance, rates: FaultRates): Fault | undefined {
  let drawn = chance.next()
  for (const [fault, rate] of Object.entries(rates) as [Fault, number][]) {
    drawn -= rate
    if (drawn < 0) return fault
  }
  return undefined
}
