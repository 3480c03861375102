import { type Clause, clausesOf, factsIn, type ReadFact } from './clauses.ts'
import { KeyTable, NumberTable, type PlacedLiteral, type Row } from './fact-tables.ts'
import { type FactScope, factReader, type ReadScope } from './facts.ts'
import { factRow, type FactScope as ScopeOfFact } from './facts-table.ts'
import { testOf } from './leaf.ts'
import type { FactName, Policy } from './policy.ts'

/**
 * A set of clauses, a bit each. A word has 30 of them: a small integer that the engine keeps unboxed. A policy of a
 * dozen rules has one word.
 */
export type ClauseSet = readonly number[]

const clausesPerWord = 30
const fullWord = 2 ** clausesPerWord - 1

/** One fact with what its values leave possible. */
interface Column<Table> {
  fact: FactName
  read: ReadScope
  table: Table
  /** The words in which clauses ask for this fact, and their bits there; where none is left, nobody needs to look. */
  words: readonly number[]
  touches: readonly number[]
}

interface NumberColumn extends Column<NumberTable> {
  isMoney: boolean
}

/** Two kinds, so that the engine sees one shape in each loop and inlines the look-up. */
export interface Columns {
  keyed: Column<KeyTable>[]
  numeric: NumberColumn[]
}

/** Every clause of a policy as a bit: each fact clears the bits of the clauses it rules out, what is left matches. */
export interface Matcher {
  all: ClauseSet
  columns: Readonly<Record<ScopeOfFact, Columns>>
  rests: readonly { word: number; bit: number; holds: NonNullable<Clause['rest']> }[]
  /** Index of the rule behind each clause. */
  rules: readonly number[]
  /** How each fact is read that some rule asks for. */
  readers: ReadonlyMap<FactName, ReadScope>
}

export function matcherOf(policy: Policy): Matcher {
  const clauses = policy.rules.flatMap((rule, index) =>
    clausesOf(rule.when).map((clause) => ({ ...clause, rule: index })),
  )
  const wordCount = Math.max(1, Math.ceil(clauses.length / clausesPerWord))
  const inLastWord = clauses.length - (wordCount - 1) * clausesPerWord
  const facts = new Set<FactName>()
  for (const { when } of policy.rules) factsIn(when, facts)
  return {
    all: Array.from({ length: wordCount }, (_, word) => (word < wordCount - 1 ? fullWord : 2 ** inLastWord - 1)),
    columns: columnsOf(clauses, policy),
    rests: clauses.flatMap(({ rest }, clause) => (rest ? [{ ...placeOf(clause), holds: rest }] : [])),
    rules: clauses.map(({ rule }) => rule),
    readers: new Map([...facts].map((name) => [name, factReader(name, policy)])),
  }
}

function placeOf(clause: number): { word: number; bit: number } {
  return { word: Math.floor(clause / clausesPerWord), bit: 1 << (clause % clausesPerWord) }
}

/** Of an older version, a fact that nobody knows any more: it is read as empty. */
const goneFact = { type: 'string', scope: 'claim' } as const

function columnsOf(clauses: readonly Clause[], policy: Policy): Matcher['columns'] {
  const byFact = new Map<FactName, PlacedLiteral[]>()
  clauses.forEach(({ literals }, clause) => {
    for (const literal of literals) {
      const { fact } = literal.leaf
      const placed = byFact.get(fact) ?? []
      byFact.set(fact, placed)
      placed.push({ ...literal, ...placeOf(clause), test: testOf(literal.leaf) })
    }
  })
  const none = (): Columns => ({ keyed: [], numeric: [] })
  const columns = { order: none(), line: none(), claim: none(), reason: none() }
  for (const [fact, literals] of byFact) {
    const row = factRow(fact, policy) ?? goneFact
    // Tables know only the words they can clear: those between cost nothing.
    const words = [...new Set(literals.map(({ word }) => word))]
    const compact = literals.map((literal) => ({ ...literal, word: words.indexOf(literal.word) }))
    const all = words.map(() => fullWord)
    const touches = words.map((_, at) => compact.reduce((bits, { word, bit }) => (word === at ? bits | bit : bits), 0))
    const read = factReader(fact, policy)
    const { keyed, numeric } = columns[row.scope]
    // Literals, no spreads: those may give each object a hidden class of its own.
    if (row.type === 'number' || row.type === 'money') {
      const table = new NumberTable(compact, all)
      numeric.push({ fact, read, table, words, touches, isMoney: row.type === 'money' })
    } else keyed.push({ fact, read, table: new KeyTable(compact, all), words, touches })
  }
  return columns
}

/** Of the clauses that were possible, those that these facts leave; a fact that none of them asks for is not read. */
export function narrow(left: number[], possible: ClauseSet, { keyed, numeric }: Columns, scope: FactScope): void {
  if (left.length === 1) {
    left[0] = narrowWord(possible[0] as number, keyed, numeric, scope)
    return
  }
  for (let word = 0; word < left.length; word++) left[word] = possible[word] as number
  for (let at = 0; at < keyed.length; at++) {
    const column = keyed[at] as Column<KeyTable>
    if (isAskedBy(left, column)) clear(left, column, column.table.rowOf(column.read(scope)))
  }
  for (let at = 0; at < numeric.length; at++) {
    const column = numeric[at] as NumberColumn
    if (!isAskedBy(left, column)) continue
    clear(left, column, column.table.rowOf(column.read(scope), column.isMoney ? scope.currency : ''))
  }
}

/** The same for the one word that most policies have. */
function narrowWord(possible: number, keyed: Columns['keyed'], numeric: Columns['numeric'], scope: FactScope): number {
  let left = possible
  for (let at = 0; at < keyed.length; at++) {
    const column = keyed[at] as Column<KeyTable>
    if ((left & (column.touches[0] as number)) !== 0) left &= column.table.rowOf(column.read(scope))[0] as number
  }
  for (let at = 0; at < numeric.length; at++) {
    const { table, read, isMoney, touches } = numeric[at] as NumberColumn
    if ((left & (touches[0] as number)) === 0) continue
    left &= table.rowOf(read(scope), isMoney ? scope.currency : '')[0] as number
  }
  return left
}

function isAskedBy(left: ClauseSet, { words, touches }: Column<unknown>): boolean {
  for (let index = 0; index < words.length; index++) {
    if (((left[words[index] as number] as number) & (touches[index] as number)) !== 0) return true
  }
  return false
}

function clear(left: number[], { words }: Column<unknown>, row: Row): void {
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as number
    left[word] = (left[word] as number) & (row[index] as number)
  }
}

/** What these columns leave of all clauses, with facts read by name: for reasons, and for traces of pinned facts. */
export function narrowByName(left: number[], { keyed, numeric }: Columns, read: ReadFact, currency: string): void {
  for (const column of keyed) clear(left, column, column.table.rowOf(read(column.fact)))
  for (const column of numeric) {
    clear(left, column, column.table.rowOf(read(column.fact), column.isMoney ? currency : ''))
  }
}

/** The clauses that match, with every fact read by name. */
export function matchByName(matcher: Matcher, read: ReadFact, currency: string): ClauseSet {
  const left = [...matcher.all]
  for (const columns of Object.values(matcher.columns)) narrowByName(left, columns, read, currency)
  clearRests(left, matcher, read, currency)
  return left
}

export function clearRests(left: number[], { rests }: Matcher, read: ReadFact, currency: string): void {
  for (const { word, bit, holds } of rests) {
    const possible = left[word] as number
    if ((possible & bit) !== 0 && !holds(read, currency)) left[word] = possible & ~bit
  }
}

/** The rules behind the clauses, in the policy's order. */
export function rulesBehind(matcher: Matcher, matched: ClauseSet): number[] {
  const rules: number[] = []
  for (let word = 0; word < matched.length; word++) {
    for (let bits = matched[word] as number; bits !== 0; bits &= bits - 1) {
      const rule = matcher.rules[word * clausesPerWord + 31 - Math.clz32(bits & -bits)] as number
      // Clauses stand in the order of their rules.
      if (rule !== rules.at(-1)) rules.push(rule)
    }
  }
  return rules
}
