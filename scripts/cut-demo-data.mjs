#!/usr/bin/env node
/**
 * One-off: cuts the UCI Online Retail set down to the demo merchant's data.
 *
 *   node scripts/cut-demo-data.mjs FOLDER [OUT]
 *
 * FOLDER holds the cleaned tables as gzipped CSV with a header row:
 *   orders.csv.gz       order_id, ordered_at, customer_id, country (ISO 3166-1 alpha-2)
 *   order_lines.csv.gz  order_id, line_no, sku, qty, unit_price (GBP), line_type
 *   products.csv.gz     sku, description, line_type
 *   returns.csv.gz      return_id, …, qty, …, matched_order_id, matched_line_no, …, days_since_order, match_rule
 * OUT defaults to server/demo/data/online-retail.ndjson.gz.
 *
 * What it keeps: whole customers (up to 10 of their latest orders each), every country up to its quota, customers with
 * matched returns first; orders of 1 to 60 product lines, and a dozen very long ones (more than 150 lines). Then, for a
 * history, of all other customers the orders of up to 24 lines of which something came back; of these, every
 * second from June on move 52 weeks back, so that the source's one year becomes a year and a half. What it
 * leaves out: postage and manual lines, places that are not countries, orders with outliers (a line of more than 1,500
 * units, or above 1,500 GBP). No random numbers: the order of choice is a hash of the id, so the same source gives the
 * same bytes.
 *
 * Output, one JSON value a line: 1. attribution and counts; 2. products [[sku, description]]; then an order each:
 * [id, minutes since the first order, customer, country, [product index, units, pence]*, [return id, line index, units, hours since the order]*]
 */
import { createReadStream, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createGunzip, gzipSync } from 'node:zlib'
import { parse } from 'csv-parse'

const [folder, out = new URL('../server/demo/data/online-retail.ndjson.gz', import.meta.url).pathname] =
  process.argv.slice(2)
if (!folder) {
  console.error('usage: node scripts/cut-demo-data.mjs FOLDER [OUT]')
  process.exit(2)
}

const attribution = 'Online Retail, UCI; Chen, Sain, Guo (2012), doi:10.1057/dbm.2012.17, CC BY 4.0; cut and changed'
const ordersPerCustomer = 10
const quotas = { GB: 1750, DE: 130, FR: 130, IE: 70, NL: 50, ES: 50, other: 30 }
const longOrders = 12
const historyLines = 24
const historySince = '2011-06'
const weeks52Ms = 52 * 7 * 86_400_000
const notCountries = new Set(['Unspecified', 'European Community', 'Channel Islands'])

async function* rows(name) {
  const file = createReadStream(join(folder, name)).pipe(createGunzip())
  yield* file.pipe(parse({ columns: true }))
}

/** FNV-1a with a final mix: a stable place in the queue for every id. */
function hash(text) {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39)
  return (h ^ (h >>> 15)) >>> 0
}

const descriptions = new Map()
for await (const row of rows('products.csv.gz')) {
  if (row.line_type === 'product') descriptions.set(row.sku, row.description.trim())
}

const orders = new Map()
for await (const row of rows('orders.csv.gz')) {
  if (notCountries.has(row.country)) continue
  orders.set(row.order_id, { ...row, lines: [], returns: [], outlier: false })
}
for await (const row of rows('order_lines.csv.gz')) {
  const order = orders.get(row.order_id)
  if (!order || row.line_type !== 'product' || !descriptions.has(row.sku)) continue
  const units = Number(row.qty)
  const pence = Math.round(Number(row.unit_price) * 100)
  if (pence < 5) continue
  if (units > 1500 || units * pence > 150_000) order.outlier = true
  order.lines.push({ lineNo: row.line_no, sku: row.sku, units, pence })
}
for await (const row of rows('returns.csv.gz')) {
  const order = orders.get(row.matched_order_id)
  if (!order || row.line_type !== 'product') continue
  const index = order.lines.findIndex((line) => line.lineNo === row.matched_line_no)
  if (index < 0) continue
  const units = Math.min(Number(row.qty), order.lines[index].units)
  const earlier = order.returns.filter((r) => r.index === index).reduce((sum, r) => sum + r.units, 0)
  if (units < 1 || earlier + units > order.lines[index].units) continue
  order.returns.push({ id: row.return_id, index, units, hours: Math.round(Number(row.days_since_order) * 24) })
}

const isUsual = (order) => !order.outlier && order.lines.length >= 1 && order.lines.length <= 60
const isLong = (order) => !order.outlier && order.lines.length > 150
const byHash = (a, b) => hash(a.order_id) - hash(b.order_id)

const customers = new Map()
for (const order of orders.values()) {
  if (!isUsual(order)) continue
  const key = `${order.country}/${order.customer_id}`
  if (!customers.has(key)) customers.set(key, [])
  customers.get(key).push(order)
}
// Two of three places go to customers who returned something: their histories are what the demo is about.
const place = ([key, theirs]) => hash(key) / (theirs.some((order) => order.returns.length > 0) ? 3 : 1)
const queue = [...customers].sort((a, b) => place(a) - place(b))

const taken = [...orders.values()].filter(isLong).sort(byHash).slice(0, longOrders)
const perCountry = {}
for (const [, theirs] of queue) {
  const country = theirs[0].country
  const quota = quotas[country] ?? quotas.other
  const latest = theirs.sort((a, b) => b.ordered_at.localeCompare(a.ordered_at)).slice(0, ordersPerCustomer)
  for (const order of latest) {
    if ((perCountry[country] ?? 0) >= quota) break
    perCountry[country] = (perCountry[country] ?? 0) + 1
    taken.push(order)
  }
}
// The newest order of the source stays, so that "yesterday" means the same whatever is cut.
const usual = [...orders.values()].filter(isUsual).sort((a, b) => b.ordered_at.localeCompare(a.ordered_at))
if (!taken.includes(usual[0])) taken.push(usual[0])

const isTaken = new Set(taken)
for (const order of usual) {
  if (order.returns.length === 0 || order.lines.length > historyLines || isTaken.has(order)) continue
  if (order.ordered_at >= historySince && hash(order.order_id) % 2 === 0) {
    order.ordered_at = new Date(Date.parse(`${order.ordered_at}Z`) - weeks52Ms).toISOString().slice(0, 19)
  }
  taken.push(order)
}
taken.sort((a, b) => a.ordered_at.localeCompare(b.ordered_at) || a.order_id.localeCompare(b.order_id))

const skus = [...new Set(taken.flatMap((order) => order.lines.map((line) => line.sku)))].sort()
const indexOf = new Map(skus.map((sku, index) => [sku, index]))
const epochMs = Date.parse(`${taken[0].ordered_at}Z`)
const records = [
  {
    attribution,
    epoch: new Date(epochMs).toISOString(),
    orders: taken.length,
    lines: taken.reduce((sum, order) => sum + order.lines.length, 0),
    returns: taken.reduce((sum, order) => sum + order.returns.length, 0),
  },
  skus.map((sku) => [sku, descriptions.get(sku)]),
  ...taken.map((order) => [
    order.order_id,
    Math.round((Date.parse(`${order.ordered_at}Z`) - epochMs) / 60_000),
    order.customer_id,
    order.country,
    order.lines.flatMap((line) => [indexOf.get(line.sku), line.units, line.pence]),
    order.returns.flatMap((r) => [r.id, r.index, r.units, r.hours]),
  ]),
]
mkdirSync(dirname(out), { recursive: true })
const packed = gzipSync(records.map((record) => JSON.stringify(record)).join('\n'), { level: 9 })
writeFileSync(out, packed)
console.log(`${out}: ${packed.length} bytes`, records[0], perCountry)
