import type { BankBatch } from '../data/payouts.ts'
import { dayOf } from './day-of.ts'
import type { PayoutsDouble } from './payouts-double.ts'
import { problem } from './problem.ts'

const hourMs = 3_600_000

interface MakeBody {
  currency: string
  executeOn: string
  payouts: string[]
  total: number
}

/** The files of the double's shop for its bank. */
export class BankBatchesDouble {
  batches: BankBatch[]
  private readonly payouts: PayoutsDouble

  constructor(payouts: PayoutsDouble, now: number) {
    this.payouts = payouts
    const executeOn = dayOf(now + 24 * hourMs)
    const made = { currency: 'JPY', madeBy: 'Jonas Weber', madeAt: now - 5 * hourMs, executeOn }
    this.batches = [
      { ...made, number: 112, id: 'bb_112', count: 9, total: 88_240, status: 'sent', sentAt: now - 4 * hourMs },
      { ...made, number: 111, id: 'bb_111', count: 4, total: 31_900, status: 'settled', currency: 'EUR' },
    ]
  }

  handle(method: string, path: string, query: URLSearchParams, body: unknown): Response {
    const [, , number, what] = path.split('/')
    if (number === 'preview') {
      const currency = query.get('currency') ?? ''
      const payouts = this.payouts.rows.filter(
        (each) => each.hold === 'batch' && !each.batch && each.currency === currency,
      )
      const total = payouts.reduce((sum, { amount }) => sum + amount, 0)
      const left = [{ payout: 'po_01KB2W9ZZZZZ', why: 'account_unusable' as const }]
      return Response.json({
        currency,
        count: payouts.length,
        total,
        payouts,
        left,
        debtor: { name: 'Linhe Studio GmbH', account: 'DE•• •••• 0815' },
      })
    }
    if (number === undefined && method === 'POST') return this.make(body as MakeBody)
    const batch = this.batches.find((each) => each.number === Number(number))
    if (!batch) return problem(404, 'not_found')
    if (what === 'file') return file(`amends-batch-${number}.xml`, '<Document/>')
    const after = afterwards(batch, what)
    this.batches = this.batches.map((each) => (each === batch ? after : each))
    if (after.status === 'discarded') {
      for (const { id, batch: own } of this.payouts.rows) {
        if (own === number) this.payouts.change(id, { batch: undefined })
      }
    }
    if (what !== 'result') return Response.json(after)
    const unmatched = [{ reference: 'po_SOMEBODY_ELSE', why: 'unknown_reference' }]
    return Response.json({ batch: after, paid: batch.count - 1, failed: 1, unmatched })
  }

  private make({ currency, executeOn, payouts, total }: MakeBody): Response {
    const rows = payouts.map((id) => this.payouts.row(id))
    if (rows.some(({ batch }) => batch) || rows.reduce((sum, { amount }) => sum + amount, 0) !== total)
      return problem(409, 'stale')
    const number = 113
    const id = `bb_${number}`
    for (const payout of payouts) this.payouts.change(payout, { batch: String(number) })
    const made: BankBatch = {
      number,
      id,
      currency,
      executeOn,
      total,
      count: payouts.length,
      status: 'made',
      madeBy: this.payouts.me.name,
      madeAt: Date.now(),
    }
    this.batches = [made, ...this.batches]
    return Response.json(made, { status: 201 })
  }
}

function afterwards(batch: BankBatch, what: string | undefined): BankBatch {
  if (what === 'sent') return { ...batch, status: 'sent', sentAt: Date.now() }
  return { ...batch, status: what === 'discard' ? 'discarded' : 'settled' }
}

function file(name: string, text: string): Response {
  return new Response(text, { headers: { 'content-disposition': `attachment; filename="${name}"` } })
}
