import type { z } from 'zod'
import type { AskedAnswer, shopContracts } from '../../shared/api/shop.schema.ts'
import { isRefusal, refuse } from '../../shared/errors.ts'
import { invalidAnswer } from '../../shared/lifecycle/claim-answers.ts'
import { mayOpenOrder } from '../access/index.ts'
import { Failure, failureOf } from '../failure.ts'
import type { ShopperCaller } from '../http/call.ts'
import type { Merchant } from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'
import { judgeClaim } from './judge-claim.ts'
import { policiesForOrder } from './judging-policies.ts'
import { answerTo } from './reason-answers.ts'
import { readOrderCase } from './store.ts'

type AskedItem = z.output<(typeof shopContracts)['answers']['body']>['items'][number]

/**
 * What a submit of these claims would be given, as far as they are said: the same judgement, nothing written. What is still
 * open is not refused; a wrong answer is. @throws Failure not_found, unknown_line, unknown_payment, unknown_reason, invalid_answer
 */
export async function askTerms(
  ports: Ports,
  input: { merchant: Merchant; number: string; shopper: ShopperCaller; items: readonly AskedItem[] },
): Promise<{ items: AskedAnswer[] }> {
  const { merchant, number, shopper, items } = input
  const now = ports.clock.now()
  const file = await readOrderCase(ports.database, merchant.id, number, now)
  if (!file || !mayOpenOrder(shopper, { ...file, number })) throw new Failure('not_found')
  const policies = await policiesForOrder(ports, merchant.id, file.order)
  return {
    items: items.map(({ line, payment, reason, details = '', ...facts }, index) => {
      const said = { line, payment, reason, facts: { ...facts, detailLength: details.trim().length } }
      const judged = judgeClaim(policies, file, said, now)
      const pointer = `/items/${index}`
      if (isRefusal(judged)) throw failureOf({ ...judged, pointer })
      const invalid = invalidAnswer(judged.questions, facts.answers)
      if (invalid) throw failureOf(refuse(invalid.refused, { pointer: `${pointer}${invalid.pointer}` }))
      return answerTo(judged, policies, file, said, now)
    }),
  }
}
