import { asMerchant, type Cast, keyed, post, send } from './cast.ts'

/**
 * The shop's checkout spends what a customer has, or gives back what it spent. What was spent is a payment of the next order,
 * whose refunds go back where they came from.
 */
export async function creditActs(cast: Cast): Promise<string> {
  const { chance, ledger } = cast
  const spent = ledger.credit.redemptions()
  if (spent.length > 0 && chance.happens(0.3)) {
    const { id, customer, amount } = chance.pick(spent)
    const wanted = chance.between(1, amount)
    return send(cast, {
      path: `/v1/store-credit/redemptions/${id}/reversal`,
      init: post({ ...asMerchant, ...keyed(cast) }, { amount: wanted }),
      about: customer,
      done: () => ledger.credit.gaveBack(id, wanted),
    })
  }
  const owners = ledger.credit.owners()
  if (owners.length === 0) return 'no credit'
  const { customer, currency, balance } = chance.pick(owners)
  // Now and then more than there is: it must be refused.
  const amount = chance.between(1, Math.max(1, Math.ceil(balance * 1.2)))
  cast.made.orders += 1
  const order = `S-${cast.made.orders}`
  return send(cast, {
    path: '/v1/store-credit/redemptions',
    init: post({ ...asMerchant, ...keyed(cast) }, { customer, currency, amount, order }),
    about: customer,
    done: (_, { id }) => {
      ledger.credit.redeemed({ id, customer, currency, amount })
      cast.spent.push({ order, redemption: id, customer, currency, amount })
    },
  })
}
