import type { Books, Habits } from '../doubles/books.ts'
import { ownCapture } from '../doubles/faces/merchant.ts'
import { asColleague, type Cast, keyed, post, send } from './cast.ts'
import { colleagues } from './prepared.ts'

/** Executes the files it is given: each file once, by its number, and every transfer in it, whatever went before. */
export class Bank {
  private readonly books: Books
  private readonly habits: Habits
  private readonly now: () => number
  private readonly files = new Set<string>()

  constructor(books: Books, habits: Habits, now: () => number) {
    this.books = books
    this.habits = { ...habits, requiresAction: 0, refusesLater: true }
    this.now = now
  }

  /** A pain.001. */
  take(file: string): void {
    const message = /<MsgId>([^<]+)</.exec(file)?.[1] ?? ''
    if (this.files.has(message)) return
    this.files.add(message)
    const transfers = file.matchAll(/<EndToEndId>([^<]+)<[\s\S]*?<InstdAmt Ccy="([A-Z]{3})">([0-9.]+)</g)
    // It comes when the bank comes to it.
    this.books.isLate = true
    for (const [, reference = '', currency = '', decimal = ''] of transfers) {
      const number = reference.replace('-', '_')
      const asked = { number, capture: ownCapture('bank', number), currency, amount: Math.round(Number(decimal) * 100) }
      this.books.capture({ provider: 'bank', reference: asked.capture, currency, amount: asked.amount, at: this.now() })
      this.books.refund('bank', asked, this.habits)
    }
    this.books.isLate = false
  }

  /** What became of all of them so far, as a table. */
  result(): string {
    const rows = this.books.refunds.flatMap(({ provider, number = '', status, returned }) => {
      if (provider !== 'bank' || (status !== 'succeeded' && status !== 'failed')) return []
      return [`${number.replace('_', '-')},${returned ? 'returned' : status === 'failed' ? 'failed' : 'paid'},AC04`]
    })
    return ['reference,status,reason', ...rows].join('\n')
  }
}

/** Somebody of finance makes a file of what waits, gives one to the bank or discards it, or reads in what the bank says. */
export async function bankActs(cast: Cast): Promise<string> {
  const { chance, world } = cast
  const batches = await world.query('SELECT number, status FROM bank_batches ORDER BY number')
  const made = batches.filter(({ status }) => status === 'made')
  const sent = batches.filter(({ status }) => status === 'sent')
  if (made.length > 0 && chance.happens(0.5)) {
    const number = Number(chance.pick(made).number)
    return chance.happens(0.2) ? discard(cast, number) : handOver(cast, number)
  }
  if (sent.length > 0 && chance.happens(0.5)) return readResult(cast, Number(chance.pick(sent).number))
  return makeFile(cast, chance.pick(['USD', 'CNY']))
}

/** All of it, for as long as there is something to do. */
export async function bankDay(cast: Cast): Promise<void> {
  const waiting = await cast.world.query(`SELECT DISTINCT currency FROM payouts WHERE hold = 'batch'`)
  for (const { currency } of waiting) await makeFile(cast, String(currency))
  const batches = await cast.world.query(`SELECT number, status FROM bank_batches WHERE status <> 'settled'`)
  for (const { number, status } of batches) {
    if (status === 'made') await handOver(cast, Number(number))
    await readResult(cast, Number(number))
  }
}

async function makeFile(cast: Cast, currency: string): Promise<string> {
  const { chance, world, ledger } = cast
  const headers = { ...(await asColleague(cast, chance.pick(colleagues))), ...keyed(cast) }
  const preview = await get(cast, `/v1/admin/bank-batches/preview?currency=${currency}`, headers)
  const { payouts, total } = JSON.parse(preview ?? '{}') as { payouts?: { id: string }[]; total?: number }
  if (!payouts || payouts.length === 0) return 'no transfers'
  const ids = payouts.map(({ id }) => id)
  const executeOn = new Date(world.now() + 86_400_000).toISOString().slice(0, 10)
  const body = { currency, executeOn, payouts: ids, total }
  const done = () => ledger.filed(ids)
  return send(cast, { path: '/v1/admin/bank-batches', init: post(headers, body), done, once: true })
}

/** The file is fetched, said to be at the bank, and is there once that is known: a lost answer is asked for again. */
async function handOver(cast: Cast, number: number): Promise<string> {
  const { chance, bank } = cast
  const headers = { ...(await asColleague(cast, chance.pick(colleagues))), ...keyed(cast) }
  const path = `/v1/admin/bank-batches/${number}`
  const file = await get(cast, `${path}/file`, headers)
  if (!file?.startsWith('<')) return 'no file'
  return send(cast, { path: `${path}/sent`, init: post(headers, {}), done: () => bank.take(file) })
}

async function discard(cast: Cast, number: number): Promise<string> {
  const headers = { ...(await asColleague(cast, cast.chance.pick(colleagues))), ...keyed(cast) }
  return send(cast, {
    path: `/v1/admin/bank-batches/${number}/discard`,
    init: post(headers, { reason: 'The wrong day' }),
    once: true,
  })
}

async function readResult(cast: Cast, number: number): Promise<string> {
  const { chance, bank } = cast
  const headers = { ...(await asColleague(cast, chance.pick(colleagues))), 'Content-Type': 'text/csv' }
  const init = { method: 'POST', headers, body: bank.result() }
  return send(cast, { path: `/v1/admin/bank-batches/${number}/result`, init, once: true })
}

async function get({ world }: Cast, path: string, headers: Record<string, string>): Promise<string | undefined> {
  const { process } = world
  try {
    process.driver.refuseDead()
    const answer = await process.app.request(`http://amends.simulation${path}`, { headers })
    const text = await answer.text()
    return answer.status === 200 && !process.driver.isDead ? text : undefined
  } catch {
    return undefined
  }
}
