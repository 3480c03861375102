import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Order } from '../../shared/order/order.ts'
import { auditDatabase, withDatabaseFile } from '../support/audit.ts'
import { callOwn, callUntilAnswered, openOwnServer, pushOwnOrder } from '../support/own-server.ts'
import { temporaryFolder } from '../support/real-server.ts'

const submits = 50
const clients = 5
/** While the work is under way. */
const leastKills = 4
/** How the provider behaves, in turn. */
const references = ['', 'sandbox_slow', 'sandbox_timeout_paid', '', 'sandbox_timeout_lost']

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

it('a server that is killed at any moment loses nothing and pays nothing twice', async () => {
  const folder = temporaryFolder()
  const server = await openOwnServer(folder.path)
  const database = join(folder.path, 'amends.db')
  try {
    const orders: Order[] = []
    for (let index = 0; index < submits; index += 1) {
      orders.push(await pushOwnOrder(server, references[index % references.length]))
    }

    let isOver = false
    const answered: { order: string; number: string; approved: boolean }[] = []
    const waiting = [...orders]
    const work = Array.from({ length: clients }, async () => {
      for (let order = waiting.shift(); order; order = waiting.shift()) {
        await pause(Math.random() * 250)
        const claim = { line: 'l1', quantity: 2, reason: 'never_arrived', details: 'Nothing came at all.' }
        const made = await callUntilAnswered(server, 'POST', '/v1/requests', { order: order.number, items: [claim] })
        expect(made.status, JSON.stringify(made.body)).toBe(201)
        const request = { order: order.number, number: String(made.body.number), approved: false }
        answered.push(request)
        await pause(Math.random() * 250)
        const path = `/v1/requests/${request.number}/commands/approve`
        const approved = await callUntilAnswered(server, 'POST', path, { expectedSeq: 1 })
        expect(approved.status, JSON.stringify(approved.body)).toBe(200)
        request.approved = true
      }
    })
    let kills = 0
    const killer = (async () => {
      while (!isOver) {
        await pause(100 + Math.random() * 350)
        if (isOver) return
        await server.kill('SIGKILL')
        kills += 1
        await server.start()
      }
    })()
    await Promise.all(work)
    isOver = true
    await killer
    expect(kills).toBeGreaterThanOrEqual(leastKills)

    // A minute later: what the dead had taken out of the outbox is free again.
    await server.kill('SIGKILL')
    await withDatabaseFile(database, (query) =>
      query('UPDATE outbox SET lease_until = 0, due_at = 0 WHERE done_at IS NULL'),
    )
    await server.start()
    const end = Date.now() + 180_000
    for (const { number } of answered) {
      for (;;) {
        const { body } = await callOwn(server, 'GET', `/v1/requests/${number}`)
        if (body.status === 'completed') break
        expect(Date.now(), `${number} is still ${String(body.status)}: ${JSON.stringify(body.payouts)}`).toBeLessThan(
          end,
        )
        await pause(100)
      }
    }
    await server.kill('SIGKILL')

    await withDatabaseFile(database, async (query) => {
      const { faults, requests } = await auditDatabase(query)
      expect(faults).toEqual([])
      // Nothing twice: one request and one refund for every order, whatever answers were lost on the way.
      expect(requests.map(({ state }) => state.order).sort()).toEqual(orders.map(({ number }) => number).sort())
      expect(answered.map(({ number }) => number).sort()).toEqual(requests.map(({ number }) => number).sort())
      const paid = await query(
        'SELECT reference, SUM(paid) AS times, SUM(paid * amount) AS amount FROM sandbox_refunds GROUP BY reference',
      )
      expect(paid).toHaveLength(submits)
      expect(paid.filter(({ times }) => times !== 1)).toEqual([])
      for (const { state, events } of requests) {
        expect(events.filter(({ type }) => type === 'payout_requested')).toHaveLength(1)
        const booked = paid.find(({ reference }) => String(reference).startsWith(`ch_${state.order}_`))
        expect(booked?.amount).toBe(state.quote.total)
      }

      // The audit itself sees what it is there to see.
      await query("UPDATE balances SET refunded = refunded - 1 WHERE key = 'total'")
      await query("UPDATE requests SET state = replace(state, 'Nothing came at all.', 'It came.')")
      await query('UPDATE sandbox_refunds SET paid = 2')
      const { faults: seen } = await auditDatabase(query)
      for (const kind of [/^balance .* total/, /: state is/, /was paid 2 times/, /paid back of/]) {
        expect(
          seen.filter((text) => kind.test(text)),
          String(kind),
        ).toHaveLength(submits)
      }
    })
  } finally {
    await server.kill('SIGKILL')
    folder.remove()
  }
})
