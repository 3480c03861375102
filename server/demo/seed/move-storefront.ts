import type { Order } from '../../../shared/order/order.ts'
import { type Database, prepareSql, type Statement } from '../../db/database.ts'
import { sha256Hex } from '../../platform/hmac.ts'
import { demoMerchantId } from '../demo-settings.ts'

const select = prepareSql(
  `SELECT r.number, r.revision, r.snapshot, o.revision = r.revision AS latest FROM order_revisions r
   JOIN orders o ON o.merchant = r.merchant AND o.number = r.number
   WHERE r.merchant = :merchant AND r.snapshot LIKE :like`,
)
const rewrite = prepareSql(
  'UPDATE order_revisions SET snapshot = :snapshot WHERE merchant = :merchant AND number = :number AND revision = :revision',
)
const rewriteReplays = prepareSql(
  `UPDATE replays SET slim = replace(slim, :from || '/images/', :to || '/images/') WHERE merchant = :merchant`,
)
const rehash = prepareSql('UPDATE orders SET content_hash = :hash WHERE merchant = :merchant AND number = :number')

/**
 * The demo store has no address of its own: it is wherever the ports of this start put it. The pictures of its orders are
 * addressed absolutely, as a shop's are, so they move with it. A real shop's snapshots are never rewritten.
 */
export async function moveStorefront(database: Database, from: string, to: string): Promise<number> {
  const merchant = demoMerchantId
  const rows = await database.read(select({ merchant, like: `%${from}/images/%` }))
  const statements: Statement[] = []
  for (const { number, revision, snapshot: text, latest } of rows) {
    const snapshot = moved(String(text), from, to)
    statements.push(rewrite({ merchant, number, revision, snapshot }))
    if (latest === 1) statements.push(rehash({ merchant, number, hash: await sha256Hex(snapshot) }))
  }
  if (statements.length > 0) await database.write([...statements, rewriteReplays({ merchant, from, to })])
  return rows.length
}

function moved(text: string, from: string, to: string): string {
  const order = JSON.parse(text) as Order
  for (const line of order.lines) {
    if (line.image?.startsWith(`${from}/images/`)) line.image = to + line.image.slice(from.length)
  }
  return JSON.stringify(order)
}
