import type { BankBatch } from '../../../shared/api/bank-batches.schema.ts'
import { parseAmount } from '../../../shared/money/parse-amount.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import type { PayoutFile } from '../../db/payout-rows.ts'
import { Failure } from '../../failure.ts'
import type { StaffCaller } from '../../http/call.ts'
import type { Ports } from '../../platform/ports.ts'
import { applyProviderState } from '../apply-provider-state.ts'
import { requireFinance } from '../who-may.ts'
import { batchSettled, readBatch, readBatchById } from './batch-store.ts'
import { bankReference, payoutOfReference } from './charset.ts'
import { failureOfReason, isDuplicate } from './reasons.ts'
import type { BankResult } from './result.ts'
import { resultsOfCsv } from './result-csv.ts'
import { type BankWord, knownWords, readBankPayouts, readUnsent, readUnsettled, wordHeard } from './result-store.ts'
import { resultsOfXml } from './result-xml.ts'

const mostBytes = 5 * 1_048_576
const mostUnmatched = 200

export interface ImportedResult {
  batch: BankBatch
  paid: number
  failed: number
  unmatched: { reference: string; why: string }[]
}

/**
 * What the bank says became of the transfers: a pain.002, a camt.054, or a table. Each thing it can say of a payout (paid,
 * failed, returned) counts once, so the same file twice is once, and an old file after a return changes nothing. What is not
 * ours is listed; a payout of another file of ours is taken all the same.
 * @throws Failure forbidden, not_found, illegal_state where the file was not sent, payload_too_large, validation_failed
 */
export async function importResult(
  ports: Ports,
  at: { merchant: string; me: StaffCaller },
  wanted: { number: number; body: Uint8Array },
): Promise<ImportedResult> {
  const { merchant } = at
  const { database } = ports
  const me = requireFinance(at.me)
  const batch = await readBatch(database, merchant, wanted.number)
  if (!batch) throw new Failure('not_found')
  if (batch.status === 'made' || batch.status === 'discarded') {
    throw new Failure('illegal_state', { detail: { status: batch.status } })
  }
  const results = await resultsOf(wanted.body)
  const unmatched: ImportedResult['unmatched'] = []
  const news = await newsOf(ports, merchant, results, unmatched)
  let paid = 0
  let failed = 0
  const batches = new Set([String(batch.number)])
  for (const { file, word, state } of news) {
    if (file.state.batch) batches.add(file.state.batch)
    if (word === 'pending') continue
    if (word === 'paid') paid += 1
    else failed += 1
    const extra = [wordHeard(merchant, file.state.id, word, ports.clock.now())]
    await applyProviderState(ports, { merchant, payout: file.state.id }, state, extra)
  }
  const settled = [...batches].map((number) => batchSettled(merchant, Number(number), ports.clock.now()))
  await database.write(settled)
  ports.wake()
  const unmatchedCount = unmatched.length
  ports.log.info('bank_result_imported', { merchant, by: me.id, number: batch.number, paid, failed, unmatchedCount })
  const after = (await readBatch(database, merchant, batch.number)) ?? batch
  return { batch: after, paid, failed, unmatched: unmatched.slice(0, mostUnmatched) }
}

async function resultsOf(body: Uint8Array): Promise<BankResult[]> {
  if (body.byteLength > mostBytes) throw new Failure('payload_too_large', { limit: mostBytes })
  const text = new TextDecoder().decode(body)
  const isXml = /^\uFEFF?\s*</.test(text)
  const results = isXml ? resultsOfXml(text) : await resultsOfCsv(text)
  if ('unreadable' in results) throw unreadable(results.unreadable)
  return results
}

interface BankNews {
  file: PayoutFile
  word: BankWord
  state: ProviderState
}

/** As one follows the other: what comes back was paid before. */
const order: readonly BankWord[] = ['pending', 'failed', 'paid', 'returned']

/** Each thing the bank says for the first time, in that order. */
async function newsOf(
  ports: Ports,
  merchant: string,
  results: readonly BankResult[],
  unmatched: ImportedResult['unmatched'],
): Promise<BankNews[]> {
  const { database } = ports
  const all = [
    ...results.filter(({ of }) => of === 'transfer'),
    ...(await ofFiles(ports, merchant, results, unmatched)),
  ]
  const ids = all.flatMap(({ reference }) => payoutOfReference(reference) ?? [])
  const files = await readBankPayouts(database, merchant, ids)
  const known = await knownWords(database, merchant, ids)
  const unsent = await readUnsent(database, merchant)
  const said = new Map<string, BankNews>()
  for (const result of all.sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome))) {
    const id = payoutOfReference(result.reference)
    const file = id === undefined ? undefined : files.get(id)
    const why = file ? problemOf(result, file, unsent) : 'unknown_reference'
    if (!file || why) {
      unmatched.push({ reference: result.reference, why: why ?? 'unknown_reference' })
      continue
    }
    const { state } = file
    const heard = known.get(state.id) ?? new Set()
    // It came back: what was said before that is no news, whenever it is read.
    if (heard.has(result.outcome) || (heard.has('returned') && result.outcome === 'paid')) continue
    known.set(state.id, heard.add(result.outcome))
    said.set(`${result.outcome} ${state.id}`, { file, word: result.outcome, state: stateOf(result, state.id) })
  }
  return [...said.values()]
}

/** What is said of a whole file, for each of its payouts that nothing else is said of. */
async function ofFiles(
  ports: Ports,
  merchant: string,
  results: readonly BankResult[],
  unmatched: ImportedResult['unmatched'],
): Promise<BankResult[]> {
  const named = new Set(results.flatMap(({ reference }) => payoutOfReference(reference) ?? []))
  const expanded: BankResult[] = []
  for (const result of results) {
    if (result.of !== 'file') continue
    const batch = await readBatchById(ports.database, merchant, result.reference.replace('-', '_'))
    if (!batch) {
      unmatched.push({ reference: result.reference, why: 'unknown_reference' })
      continue
    }
    for (const payout of await readUnsettled(ports.database, merchant, batch.number)) {
      if (!named.has(payout)) expanded.push({ ...result, of: 'transfer', reference: bankReference(payout) })
    }
  }
  return expanded
}

function problemOf(
  { amount, currency, outcome, reason }: BankResult,
  { state }: PayoutFile,
  unsent: ReadonlySet<string>,
): string | undefined {
  if (!state.batch) return 'not_in_a_file'
  // Freed and paid another way, its file could still be sent.
  if (unsent.has(state.batch)) return 'not_sent'
  if (outcome === 'failed' && isDuplicate(reason)) return 'duplicate_at_bank'
  if (currency !== undefined && currency !== state.currency) return 'other_amount'
  if (amount !== undefined && parseAmount(amount, state.currency) !== state.amount) return 'other_amount'
  return undefined
}

function stateOf({ outcome, reason }: BankResult, id: string): ProviderState {
  const known = { providerReference: id, providerCode: reason?.slice(0, 40) }
  if (outcome === 'paid') return { status: 'succeeded', ...known }
  if (outcome === 'pending') return { status: 'pending', ...known }
  // What comes back was paid, also where nobody said so: a payment read later is the one from before.
  const returned = outcome === 'returned' || undefined
  return { status: 'failed', failure: { code: failureOfReason(reason), final: true, returned }, ...known }
}

function unreadable(message: string): Failure {
  return new Failure('validation_failed', { pointer: '', errors: [{ pointer: '', code: 'unreadable', message }] })
}
