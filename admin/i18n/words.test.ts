import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../shared/errors.ts'
import { requestStatuses } from '../../shared/lifecycle/request.ts'
import payoutsEn from '../../shared/locales/payouts.en.json'
import payoutsZh from '../../shared/locales/payouts.zh-CN.json'
import traceEn from '../../shared/locales/trace.en.json'
import traceZh from '../../shared/locales/trace.zh-CN.json'
import { failureCodes } from '../../shared/payouts/failure-codes.ts'
import { payoutStatuses } from '../../shared/payouts/payout.ts'
import { becauseKeys } from '../../shared/policy/because-keys.ts'
import { checkAmounts } from '../../shared/policy/condition-check.ts'
import { factsTable } from '../../shared/policy/facts-table.ts'
import { operators } from '../../shared/policy/policy.ts'
import { clauseKeys } from '../../shared/policy/trace-words.ts'
import { foreseenKinds } from '../pages/policy/model/foreseen-issue.ts'
import { termNames } from '../pages/policy/model/rules.ts'
import editorEn from './locales/editor.en.json'
import editorZh from './locales/editor.zh-CN.json'
import ownEn from './locales/en.json'
import refundsEn from './locales/refunds.en.json'
import refundsZh from './locales/refunds.zh-CN.json'
import settingsEn from './locales/settings.en.json'
import settingsZh from './locales/settings.zh-CN.json'
import versionsEn from './locales/versions.en.json'
import versionsZh from './locales/versions.zh-CN.json'
import ownZh from './locales/zh-CN.json'

const en = { ...ownEn, ...refundsEn, ...settingsEn, ...versionsEn, editor: editorEn, payout: payoutsEn }
const zh = { ...ownZh, ...refundsZh, ...settingsZh, ...versionsZh, editor: editorZh, payout: payoutsZh }

type Tree = { [key: string]: string | Tree }

function leaves(tree: Tree, path = ''): Map<string, string> {
  const all = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') all.set(path + key, value)
    else for (const [below, words] of leaves(value, `${path}${key}.`)) all.set(below, words)
  }
  return all
}

const base = (key: string) => key.replace(/_(one|other)$/, '')
const bases = (tree: Tree) => new Set([...leaves(tree).keys()].map(base))
const admin = { en: leaves(en), 'zh-CN': leaves(zh) }

describe('both languages say the same things', () => {
  it('has the same keys', () => {
    expect([...bases(zh)].sort()).toEqual([...bases(en)].sort())
    expect([...bases(traceZh)].sort()).toEqual([...bases(traceEn)].sort())
  })

  it('names the same parameters', () => {
    const params = (words: string | undefined) =>
      [...new Set([...(words ?? '').matchAll(/{{(\w+)}}/g)].map(([, name]) => name))].sort()
    for (const [left, right] of [
      [leaves(en), leaves(zh)],
      [leaves(traceEn), leaves(traceZh)],
    ] as const) {
      for (const [key, words] of right)
        expect([key, params(words)]).toEqual([key, params(left.get(key) ?? left.get(`${base(key)}_other`))])
    }
  })

  it('closes every <b>', () => {
    for (const words of [
      ...leaves(en).values(),
      ...leaves(zh).values(),
      ...leaves(traceEn).values(),
      ...leaves(traceZh).values(),
    ]) {
      expect(words.split('<b>').length).toBe(words.split('</b>').length)
    }
  })
})

describe.each([
  ['en', traceEn],
  ['zh-CN', traceZh],
] as const)('the trace in %s', (_language, words) => {
  it('has words for every clause the policy can give', () => {
    const known = bases(words)
    const missing = [...clauseKeys, ...becauseKeys.map((key) => `because.${key}`)].filter((key) => !known.has(key))
    expect(missing).toEqual([])
  })
})

describe.each(['en', 'zh-CN'] as const)('words for what comes over the wire, in %s', (language) => {
  const known = new Set([...admin[language].keys()].map(base))
  const missing = (keys: readonly string[]) => keys.filter((key) => !known.has(key))

  it('states, failures and facts', () => {
    expect(missing(requestStatuses.map((each) => `status.${each}`))).toEqual([])
    expect(missing(payoutStatuses.flatMap((each) => [`payoutStatus.${each}`, `timeline.payout_${each}`]))).toEqual([])
    expect(
      missing(failureCodes.flatMap((each) => ['title', 'staff'].map((part) => `payout.failure.${each}.${part}`))),
    ).toEqual([])
    expect(missing([...operators, 'missing'].map((op) => `editor.op.${op}`))).toEqual([])
    expect(missing(termNames.map((term) => `editor.term.${term}`))).toEqual([])
    const units = factsTable.flatMap(({ unit }) =>
      unit === undefined || unit === 'minor' ? [] : [`editor.unit.${unit}`],
    )
    expect(missing(units)).toEqual([])
    const ofIssues = ['validation_failed', 'type_mismatch', 'unknown_fact', 'unknown_reason', 'limit_exceeded']
    expect(missing([...ofIssues, missingCurrency()].map((code) => `editor.issue.${code}`))).toEqual([])
    expect(missing(foreseenKinds.map((kind) => `editor.foreseen.${kind}`))).toEqual([])
  })

  it('every event of the timeline', () => {
    const source = readFileSync(new URL('../../shared/lifecycle/events.ts', import.meta.url), 'utf8')
    const kinds = [...source.matchAll(/type: '(\w+)'/g)].map(([, kind]) => `timeline.${kind}`)
    expect(kinds.length).toBeGreaterThan(25)
    expect(missing([...new Set(kinds)])).toEqual([])
  })

  it('every refusal that a quote can give', () => {
    const ofQuotes = errorCodes.slice(0, errorCodes.indexOf('quote_changed'))
    expect(missing(ofQuotes.map((code) => `refusal.${code}`))).toEqual([])
  })
})

/** As the checks call an amount that lacks one of the currencies. */
function missingCurrency(): string | undefined {
  const codes: string[] = []
  checkAmounts({ EUR: 1 }, ['EUR', 'USD'], (code) => codes.push(code))
  return codes[0]
}

it('every key a source file asks for exists', () => {
  const known = bases(en)
  const dynamic = /\$\{/
  const asked = new Set<string>()
  for (const file of sources(new URL('..', import.meta.url).pathname)) {
    const text = readFileSync(file, 'utf8')
    for (const [, key] of text.matchAll(/\bt(?:In)?\((?:language, )?'([\w.]+)'/g))
      if (key && !dynamic.test(key)) asked.add(key)
  }
  expect(asked.size).toBeGreaterThan(150)
  expect([...asked].filter((key) => !known.has(key))).toEqual([])
})

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return entry.name.endsWith('.ts') && !entry.name.includes('.test.') ? [path] : []
  })
}
