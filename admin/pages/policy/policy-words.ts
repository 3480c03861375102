import { factRow } from '../../../shared/policy/facts-table.ts'
import type { Amounts, Condition, FactValue, Policy, Terms } from '../../../shared/policy/policy.ts'
import { countryName, listWords, money, ownWords, tierName } from '../../format/show.ts'
import { t, wordsFor } from '../../i18n/i18n.ts'

type Leaf = Extract<Condition, { fact: string }>

/** A condition as a clause of a sentence; what can be changed in it stands between <b> and </b>. */
export function conditionWords(condition: Condition, policy: Policy, nested = false): string {
  if ('all' in condition) {
    if (condition.all.length === 0) return t('policy.always')
    const words = condition.all
      .map((child) => conditionWords(child, policy, condition.all.length > 1))
      .join(t('policy.and'))
    return nested ? t('policy.group', { words }) : words
  }
  if ('any' in condition) {
    const words = condition.any
      .map((child) => conditionWords(child, policy, condition.any.length > 1))
      .join(t('policy.or'))
    return nested ? t('policy.group', { words }) : words
  }
  if ('not' in condition) {
    const { not } = condition
    const turned = 'fact' in not ? negated(not) : undefined
    if (turned) return conditionWords(turned, policy)
    return t('policy.not', { words: conditionWords(not, policy) })
  }
  return leafWords(condition, policy)
}

const opposite: Partial<Record<Leaf['op'], Leaf['op']>> = {
  eq: 'ne',
  ne: 'eq',
  in: 'not_in',
  not_in: 'in',
  lt: 'gte',
  gte: 'lt',
  lte: 'gt',
  gt: 'lte',
}

function negated(leaf: Leaf): Leaf | undefined {
  const op = opposite[leaf.op]
  return op && { ...leaf, op }
}

function leafWords(leaf: Leaf, policy: Policy): string {
  const row = factRow(leaf.fact)
  const key = leaf.fact.replace('.', '_')
  if (row?.type === 'boolean' && (leaf.op === 'eq' || leaf.op === 'ne')) {
    const holds = (leaf.value === true) === (leaf.op === 'eq')
    return wordsFor('admin', `policy.flag.${key}.${holds ? 'yes' : 'no'}`) ?? leaf.fact
  }
  const fact = wordsFor('admin', `policy.fact.${key}`) ?? leaf.fact
  const values = Array.isArray(leaf.value) ? (leaf.value as readonly FactValue[]) : undefined
  const value = (one: unknown) => valueWords(leaf.fact, one, policy)
  switch (leaf.op) {
    case 'in':
    case 'not_in':
      return t(`policy.op.${leaf.op}`, { fact, value: listWords((values ?? []).map(value), 'disjunction') })
    case 'between':
      return t('policy.op.between', { fact, from: value(values?.[0]), to: value(values?.[1]) })
    case 'contains':
      return t(row?.type === 'list' ? 'policy.op.includes' : 'policy.op.contains', { fact, value: value(leaf.value) })
    case 'exists':
      return t(leaf.value === false ? 'policy.op.missing' : 'policy.op.exists', { fact })
    default:
      return t(`policy.op.${leaf.op}`, { fact, value: value(leaf.value) })
  }
}

function valueWords(fact: string, value: unknown, policy: Policy): string {
  const row = factRow(fact)
  if (row?.type === 'money' && typeof value === 'object' && value !== null) return amountsWords(value as Amounts)
  const text = String(value)
  if (fact === 'claim.reason' || fact === 'claim.reasonGroup') {
    const reason = policy.reasons.find(({ code }) => code === text)
    return reason ? ownWords(reason.labels) : text
  }
  if (fact.endsWith('.country')) return countryName(text)
  if (row?.unit === 'days') return t('policy.days', { count: Number(value) })
  if (fact === 'customer.tier') return tierName(text)
  return wordsFor('admin', `policy.value.${fact.replace('.', '_')}.${text}`) ?? text
}

/** The same worth in each currency: "£5.00, €5.00 or CN¥30.00". */
export function amountsWords(amounts: Amounts): string {
  const entries = Object.entries(amounts)
  if (entries.every(([, amount]) => amount === 0)) return t('policy.nothing')
  return listWords(
    entries.map(([currency, amount]) => money(amount, currency)),
    'disjunction',
  )
}

/** Each term that is set, as a clause: of the defaults, or of what a rule changes. */
export function termClauses(terms: Partial<Terms>): string[] {
  const clauses: string[] = []
  const say = (key: Parameters<typeof t>[0], params: Record<string, string | number> = {}) =>
    clauses.push(t(key, params))
  if (terms.eligible === false) say('policy.term.ineligible')
  if (terms.eligible === true) say('policy.term.eligible')
  if (terms.window) {
    const { days, from } = terms.window
    if (days === 'none') say('policy.term.windowNone')
    else say('policy.term.window', { days: t('policy.days', { count: days }), from: t(`policy.from.${from}`) })
  }
  if (terms.resolutions) {
    say('policy.term.resolutions', {
      list: listWords(
        terms.resolutions.map((each) => t(`resolution.${each}`)),
        'disjunction',
      ),
    })
  }
  if (terms.creditBonusPercent) say('policy.term.bonus', { percent: percent(terms.creditBonusPercent) })
  if (terms.keepItemPercent) say('policy.term.keep', { percent: percent(terms.keepItemPercent) })
  if (terms.returnItem !== undefined) say(terms.returnItem ? 'policy.term.return' : 'policy.term.noReturn')
  if (terms.returnShipping) {
    const { paidBy, fee } = terms.returnShipping
    const free = Object.values(fee).every((amount) => amount === 0)
    if (paidBy === 'merchant') say('policy.term.weShip')
    else if (free) say('policy.term.shopperShips')
    else say('policy.term.shopperPays', { amount: amountsWords(fee) })
  }
  if (terms.restockingFee !== undefined) {
    const fee = terms.restockingFee
    if (fee === 'none') say('policy.term.noRestocking')
    else
      say('policy.term.restocking', {
        fee: 'percent' in fee ? t('policy.percentOf', { percent: percent(fee.percent) }) : amountsWords(fee.amount),
      })
  }
  if (terms.processingFee !== undefined) {
    if (terms.processingFee === 'none') say('policy.term.noProcessing')
    else say('policy.term.processing', { fee: amountsWords(terms.processingFee) })
  }
  if (terms.outboundShipping) say(`policy.term.outbound_${terms.outboundShipping}`)
  if (terms.evidence) say('policy.term.evidence', { list: evidenceWords(terms.evidence) })
  if (terms.decision) say(`policy.term.decision_${terms.decision}`)
  if (terms.approvals !== undefined && terms.approvals > 1) say('policy.term.approvals', { count: terms.approvals })
  if (terms.lane !== undefined)
    say('policy.term.lane', { lane: wordsFor('admin', `policy.lane.${terms.lane}`) ?? terms.lane })
  if (terms.refundTrigger) say(`policy.term.trigger_${terms.refundTrigger}`)
  if (terms.deadlines) {
    const { decide, return: back, inspect, pay } = terms.deadlines
    say('policy.term.deadlines', { decide, back, inspect, pay })
  }
  if (terms.because !== undefined) {
    const because = typeof terms.because === 'string' ? becauseWords(terms.because) : ownWords(terms.because)
    if (because) say('policy.term.because', { words: because })
  }
  return clauses
}

function evidenceWords({ photos, videos, documents, detailLength }: Terms['evidence']): string {
  const parts = [
    photos ? t('policy.evidence.photos', { count: photos }) : '',
    videos ? t('policy.evidence.videos', { count: videos }) : '',
    documents ? t('policy.evidence.documents', { count: documents }) : '',
    detailLength ? t('policy.evidence.details', { count: detailLength }) : '',
  ].filter(Boolean)
  return parts.length ? listWords(parts) : t('policy.nothing')
}

/** The clause as shoppers read it, without the case's own dates. */
function becauseWords(key: string): string | undefined {
  return wordsFor('admin', `policy.because.${key}`)
}

function percent(basisPoints: number): string {
  return String(basisPoints / 100)
}

/** A clause standing alone: first letter large, full stop. Chinese has neither need. */
export function asSentence(clause: string): string {
  const at = clause.startsWith('<b>') ? 3 : 0
  const stop = /[。.]$/.test(clause) ? '' : t('policy.stop')
  return clause.slice(0, at) + (clause[at] ?? '').toUpperCase() + clause.slice(at + 1) + stop
}
