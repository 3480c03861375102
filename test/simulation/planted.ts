import type { Statement } from '../../server/db/database.ts'
import type { Ports, ProviderFactory, RefundOrder, RefundProvider } from '../../server/platform/ports.ts'
import type { Planted } from './world.ts'

/** Bugs that somebody might write, each planted at a seam of the program: what it writes, or how it talks to providers. */
export const planted = {
  /** Two who decide on one order at once are no longer put one after the other. */
  guardRemoved: { rewrite: without((statement) => isGuard(statement, 'order_version')) },
  /** A payout that is tried again has another number. */
  keyChangedOnRetry: wrapped((provider) => ({
    ...provider,
    refund: (order) => provider.refund(order.attempt > 1 ? { ...order, id: another(order) } : order),
  })),
  /** A call without an answer is made once more, under a number of its own, instead of being asked about. */
  unknownSentAgain: wrapped((provider) => ({
    ...provider,
    async refund(order) {
      try {
        return await provider.refund(order)
      } catch {
        return provider.refund({ ...order, id: another(order) })
      }
    },
  })),
  /** What a fee kept of one refund is handed out with the next: what was settled is what was paid. */
  feeHandedBack: { rewrite: withBalances((row) => (isLine(row) ? row.with(5, row[3] + row[4]) : row)) },
  /** A refund from the dashboard counts again with every webhook that tells of it. */
  externalCountedTwice: wrapped((provider, count) => ({
    ...provider,
    async readNotice(raw) {
      const notice = await provider.readNotice?.(raw)
      if (!notice || notice === 'invalid_signature') return notice ?? 'invalid_signature'
      const items = notice.items.map((item) => {
        const { refund, payout } = item
        if (!refund || payout?.startsWith('po_') || refund.payout?.startsWith('po_')) return item
        const again = `${count()}`
        const providerReference = `${refund.providerReference}-${again}`
        const state = { ...refund.state, providerReference }
        return { ...item, event: `${item.event}-${again}`, refund: { ...refund, providerReference, state } }
      })
      return { items }
    },
  })),
  /** A digit of the shopper's account is lost on its way to the wallet. */
  digitLost: {
    providers: (providers) =>
      withFactories(providers, (factory) => (parts) => {
        const openAccount: typeof parts.openAccount = async (id) => {
          const account = await parts.openAccount(id)
          return account && { ...account, number: account.number.replace(/\d/, '') }
        }
        return factory({ ...parts, openAccount })
      }),
  },
} as const satisfies Record<string, Planted>

function another({ id, attempt }: RefundOrder): string {
  return `${id.slice(0, 29)}_${attempt + 1}`
}

function without(isDropped: (statement: Statement) => boolean): NonNullable<Planted['rewrite']> {
  return (statements) => statements.filter((statement) => !isDropped(statement))
}

function isGuard({ sql, args }: Statement, name: string): boolean {
  return sql.startsWith('INSERT INTO guards') && args[0] === name
}

/** key, cap, external, reserved, refunded, settled, kept, overcommitted: as balance-rows.ts writes them. */
type BalanceTuple = [string, number, number, number, number, number, number, number]

function isLine([key]: BalanceTuple): boolean {
  return key.startsWith('line:')
}

function withBalances(change: (row: BalanceTuple) => (string | number)[]): NonNullable<Planted['rewrite']> {
  return (statements) =>
    statements.map((statement) => {
      if (!statement.sql.startsWith('INSERT INTO balances')) return statement
      const args = statement.args.map((arg) => {
        if (typeof arg !== 'string' || !arg.startsWith('[[')) return arg
        return JSON.stringify((JSON.parse(arg) as BalanceTuple[]).map(change))
      })
      return { ...statement, args }
    })
}

function wrapped(wrap: (provider: RefundProvider, count: () => number) => RefundProvider): Planted {
  let counted = 0
  const count = () => (counted += 1)
  const wrapFactory =
    (factory: ProviderFactory): ProviderFactory =>
    (parts) =>
      wrap(factory(parts), count)
  return { providers: (providers) => withFactories(providers, wrapFactory) }
}

function withFactories(
  providers: Ports['providers'],
  change: (factory: ProviderFactory) => ProviderFactory,
): Ports['providers'] {
  return Object.fromEntries(
    Object.entries(providers).map(([name, factory]) => [name, change(factory)]),
  ) as Ports['providers']
}
