import { createHash } from 'node:crypto'
import { auditDatabase } from '../support/audit.ts'
import type { Cast } from './cast.ts'
import { Violation } from './ledger/violation.ts'

/** Looks at the program past all faults, and tells the accounts what it sees. */
export class Watcher {
  requests = 0
  payouts = 0
  private readonly cast: Cast
  private readonly isFile: boolean
  private seenAt = 0
  private heard = 0

  constructor(cast: Cast, isFile: boolean) {
    this.cast = cast
    this.isFile = isFile
  }

  /** What the API shows of everything that changed. */
  async observe(): Promise<void> {
    const { world, ledger } = this.cast
    if (world.told === this.heard) return ledger.heardCalls()
    this.heard = world.told
    const since = this.seenAt
    const changed: { number: string; order: string; changedAt: number }[] = []
    for (let cursor = ''; ; ) {
      const page = await world.look(`/v1/requests?limit=4${cursor}`)
      changed.push(...page.requests)
      const last = page.requests.at(-1)
      if (!last || last.changedAt < since || !page.nextCursor) break
      cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`
    }
    this.seenAt = Math.max(since, ...changed.map(({ changedAt }) => changedAt))
    const touched = new Set<string>()
    for (const { number, order, changedAt } of changed.reverse()) {
      if (changedAt < since || !ledger.orders.has(order)) continue
      const known = ledger.requests.get(number)
      if (!known) this.requests += 1
      const view = await world.look(`/v1/requests/${number}`)
      if (known?.seq === view.seq) continue
      const { events } = await world.look(`/v1/requests/${number}/events?after=${known?.seq ?? 0}&limit=500`)
      this.payouts += events.filter(({ type }: { type: string }) => type === 'payout_requested').length
      ledger.saw(view, events)
      touched.add(order)
    }
    ledger.heardCalls()
    await this.checkCredit('under_way')
    for (const order of touched) {
      ledger.checkRemaining(order, (await world.look(`/v1/orders/${order}`)).remaining)
    }
  }

  async checkCredit(when: 'under_way' | 'at_end'): Promise<void> {
    const { world, ledger, orders } = this.cast
    for (const owner of ledger.credit.owners()) {
      if (when === 'under_way' && !orders.has(owner.customer.slice(2))) continue
      const { balances } = await world.look(`/v1/store-credit?customer=${owner.customer}`)
      const found = balances.find(({ currency }: { currency: string }) => currency === owner.currency)
      ledger.credit.check(owner, found?.balance ?? 0, when === 'at_end')
    }
  }

  /** The whole database. */
  async audit(): Promise<void> {
    const { world } = this.cast
    const { faults } = await auditDatabase((sql, args) => world.query(sql, args), {
      sandbox: 'elsewhere',
      isFile: this.isFile,
    })
    if (faults.length > 0) throw new Violation(faults.slice(0, 3).join('; '))
  }

  /** Over everything that is true now. */
  async hash(): Promise<string> {
    const { world } = this.cast
    const digest = createHash('sha256')
    for (const table of hashed) {
      for (const row of await world.query(`SELECT * FROM ${table} ORDER BY 1, 2, 3`)) digest.update(JSON.stringify(row))
    }
    digest.update(JSON.stringify(world.double.books.refunds))
    return digest.digest('hex').slice(0, 16)
  }
}

const hashed = ['requests', 'request_events', 'payouts', 'payout_events', 'balances', 'outbox', 'order_revisions']
