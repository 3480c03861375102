import { type Clause, clausesOf, type ReadFact } from './clauses.ts'
import { type BitLiteral, type FactTable, factTable } from './fact-tables.ts'
import { factRow, type FactScope as ScopeOfFact } from './facts-table.ts'
import type { FactName, Policy } from './policy.ts'

/** Bits of a small integer that the engine keeps unboxed. */
const clausesPerBank = 30

/** One fact with what its values leave possible. */
export interface Column {
  fact: FactName
  table: FactTable
  /** Bits of the clauses that ask for this fact; when none of them is left, nobody needs to look. */
  touches: number
}

/** Up to 30 clauses as bits: each fact clears the bits of the clauses it rules out, what is left matches. */
export interface Bank {
  /** All bits set. */
  all: number
  columns: Readonly<Record<ScopeOfFact, readonly Column[]>>
  rests: readonly { bit: number; holds: NonNullable<Clause['rest']> }[]
  /** Index of the rule behind each bit. */
  rules: readonly number[]
}

export function banksOf(policy: Policy): Bank[] {
  const clauses = policy.rules.flatMap((rule, index) =>
    clausesOf(rule.when).map((clause) => ({ ...clause, rule: index })),
  )
  const banks: Bank[] = []
  for (let start = 0; start < clauses.length; start += clausesPerBank) {
    banks.push(bankOf(clauses.slice(start, start + clausesPerBank), policy))
  }
  return banks
}

function bankOf(clauses: readonly (Clause & { rule: number })[], policy: Policy): Bank {
  const all = 2 ** clauses.length - 1
  const byFact = new Map<FactName, BitLiteral[]>()
  clauses.forEach(({ literals }, index) => {
    for (const literal of literals) {
      const entry = { ...literal, bit: 1 << index }
      const known = byFact.get(literal.leaf.fact)
      if (known) known.push(entry)
      else byFact.set(literal.leaf.fact, [entry])
    }
  })
  const columns: Record<ScopeOfFact, Column[]> = { order: [], line: [], claim: [], reason: [] }
  for (const [fact, literals] of byFact) {
    const row = factRow(fact, policy)
    if (row) {
      const touches = literals.reduce((bits, { bit }) => bits | bit, 0)
      columns[row.scope].push({ fact, table: factTable(row.type, literals, all), touches })
    }
  }
  return {
    all,
    columns,
    rests: clauses.flatMap(({ rest }, index) => (rest ? [{ bit: 1 << index, holds: rest }] : [])),
    rules: clauses.map(({ rule }) => rule),
  }
}

/** The clauses that match, with every fact read by name: for traces of pinned facts; evaluating reads directly. */
export function maskByName(bank: Bank, read: ReadFact, currency: string): number {
  let mask = bank.all
  for (const columns of Object.values(bank.columns)) {
    for (const { fact, table } of columns) mask &= table.maskOf(read(fact), currency)
  }
  return withRests(bank, mask, read, currency)
}

export function withRests(bank: Bank, mask: number, read: ReadFact, currency: string): number {
  let left = mask
  for (const { bit, holds } of bank.rests) if ((left & bit) !== 0 && !holds(read, currency)) left &= ~bit
  return left
}
