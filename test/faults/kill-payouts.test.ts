import { join } from 'node:path'
import { expect, it } from 'vitest'
import { noFaults } from '../doubles/faults.ts'
import { auditDatabase, withDatabaseFile } from '../support/audit.ts'
import { callUntilAnswered } from '../support/own-server.ts'
import { openPayingServer, pushPaidOrders, startStripe } from '../support/paying-server.ts'
import { temporaryFolder } from '../support/real-server.ts'

const payoutCount = 500
const killCount = 10
const clients = 10

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * The provider loses calls and answers, fails after it paid, and calls back when it likes, while the server is killed ten
 * times among five hundred payouts. The provider's own books say what was paid.
 */
it('five hundred payouts survive ten kills: none lost, none paid twice', async () => {
  const folder = temporaryFolder()
  const stripe = await startStripe('kill payouts', { habits: { pending: 0.2, settlesWithinMs: [500, 3_000] } })
  const { server } = await openPayingServer(folder.path, stripe)
  const { double } = stripe
  double.rates = {
    lost: 0.05,
    late: 0,
    answer_lost: 0.05,
    error_before: 0,
    error_after: 0.05,
    limited: 0.02,
    notice_first: 0.05,
  }
  double.deliver = async ({ headers, body }) => {
    const hook = `${server.url}/v1/hooks/stripe/${server.publishableKey}`
    const answered = await fetch(hook, { method: 'POST', headers, body }).catch(() => undefined)
    return answered?.ok === true
  }
  let isOver = false
  try {
    const orders = await pushPaidOrders(server, stripe, payoutCount)
    const bySupplier = (async () => {
      while (!isOver) {
        await double.tick()
        await double.deliverDue(50)
        await pause(50)
      }
    })()

    const numbers: string[] = []
    const waiting = [...orders]
    const submitting = Array.from({ length: clients }, async () => {
      for (let order = waiting.shift(); order !== undefined; order = waiting.shift()) {
        const items = [{ line: 'l1', quantity: 2, reason: 'changed_mind' }]
        const made = await callUntilAnswered(server, 'POST', '/v1/requests', { order, items })
        expect(made.status, JSON.stringify(made.body)).toBe(201)
        numbers.push(String(made.body.number))
      }
    })
    let kills = 0
    for (; kills < killCount; kills++) {
      // Some payouts further on each time.
      const enough = Math.floor(((kills + 1) / (killCount + 2)) * payoutCount)
      const until = Date.now() + 60_000
      while (double.books.refunds.length < enough && Date.now() < until) await pause(5)
      await server.kill('SIGKILL')
      await server.start()
    }
    await Promise.all(submitting)
    expect(numbers).toHaveLength(payoutCount)

    double.rates = noFaults
    const file = join(folder.path, 'amends.db')
    const end = Date.now() + 240_000
    for (;;) {
      const open = await withDatabaseFile(file, (query) =>
        query(`SELECT status, COUNT(*) AS n FROM payouts WHERE status <> 'succeeded' GROUP BY status`),
      )
      if (open.length === 0) break
      expect(Date.now(), JSON.stringify(open)).toBeLessThan(end)
      await pause(1000)
      // The waits between questions grow to hours: here time passes quicker.
      await withDatabaseFile(file, async (query) => {
        await query('UPDATE outbox SET due_at = 0 WHERE done_at IS NULL')
        await query('UPDATE provider_health SET open_until = NULL')
      })
    }
    await server.kill('SIGKILL')
    isOver = true
    await bySupplier

    const { refunds, captures } = double.books
    const byNumber = new Map<string, number>()
    for (const { number = 'none' } of refunds) byNumber.set(number, (byNumber.get(number) ?? 0) + 1)
    expect([...byNumber.values()].filter((times) => times !== 1)).toEqual([])
    expect(refunds).toHaveLength(payoutCount)
    for (const [reference, { amount }] of captures) {
      const paid = refunds.filter((refund) => refund.capture === reference && refund.status === 'succeeded')
      expect(
        paid.map((refund) => refund.amount),
        reference,
      ).toEqual([amount])
    }
    await withDatabaseFile(file, async (query) => {
      expect((await auditDatabase(query)).faults).toEqual([])
      const done = await query(`SELECT COUNT(*) AS n FROM requests WHERE status = 'completed'`)
      expect(done).toEqual([{ n: payoutCount }])
    })
  } finally {
    isOver = true
    await server.kill('SIGKILL')
    await stripe.close()
    folder.remove()
  }
})
