import type { OrderView } from '../../shared/api/order-view.schema.ts'
import type { RequestView } from '../../shared/api/request-view.schema.ts'
import type { OrderSummary } from '../../shared/api/shop.schema.ts'
import type { ShopConfig } from '../../shared/api/shop-config.schema.ts'
import { assertNever } from '../../shared/assert-never.ts'
import type { Resolution } from '../../shared/policy/policy.ts'
import type { Quote } from '../../shared/quote/quote-types.ts'
import type { Problem } from '../api/problem.ts'
import { missingOf, reasonOf, waysOf } from './claim.ts'
import { type Draft, type DraftFile, type DraftItem, keyOf, newDraft } from './draft.ts'

export type Screen =
  | 'find'
  | 'code'
  | 'orders'
  | 'choose'
  | 'reason'
  | 'money'
  | 'review'
  | 'done'
  | 'track'
  | 'answer'
  | 'appeal'
  | 'message'
  | 'cancel'
  | 'rate'

/** What is being chosen: things to send back, things that never came, or payments that are wrong. */
export type Entry = 'lines' | 'not_received' | 'payments'

/** `unsent`: a submit whose answer did not come; it is kept and repeated under its key. */
export type Phase = 'starting' | 'idle' | 'loading' | 'sending' | 'unsent'

export interface Challenge {
  challenge: string
  number: string
  contact: string
  expiresAt: number
  resendAt: number
}

/** Everything the screens show. Changed by `reduce` alone. */
export interface Flow {
  screen: Screen
  phase: Phase
  entry: Entry
  /** Which item the reason screen asks about. */
  at: number
  /** The contact panel lies over any screen. */
  contact: boolean
  /** Continue was pressed while something was missing: say what. */
  tried: number
  offline: boolean
  problem?: Problem
  config?: ShopConfig
  challenge?: Challenge
  /** The token covers a customer, so there is a list to go back to. */
  orders?: OrderSummary[]
  moreOrders?: string
  order?: OrderView
  draft?: Draft
  request?: RequestView
  /** The server's amount differs from the one that was shown: both are said, and asked again. */
  requoted?: { was: number; now: number; quote?: Quote }
  /** Files that go with an answer or an appeal. */
  reply: DraftFile[]
}

/** The key of files that go with words, not with an item. */
export const replyKey = 'reply'

export const newFlow: Flow = {
  screen: 'find',
  phase: 'starting',
  entry: 'lines',
  at: 0,
  contact: false,
  tried: 0,
  offline: false,
  reply: [],
}

export type Action =
  | { type: 'configured'; config: ShopConfig }
  | { type: 'busy'; phase: 'loading' | 'sending' }
  | { type: 'failed'; problem: Problem; unsent?: boolean }
  | { type: 'network'; offline: boolean }
  | { type: 'signed_out' }
  | { type: 'challenged'; challenge: Challenge }
  | { type: 'orders_loaded'; orders: OrderSummary[]; more?: string; append?: boolean }
  | { type: 'order_loaded'; order: OrderView; draft?: Draft }
  | { type: 'edit_started'; order: OrderView; request: RequestView; draft: Draft }
  | { type: 'submitted'; request: RequestView }
  | { type: 'request_changed'; request: RequestView; show?: 'track' }
  | { type: 'requoted'; was: number; now: number; quote?: Quote }
  | { type: 'go'; to: Screen }
  | { type: 'contact'; open: boolean }
  | { type: 'back' }
  | { type: 'continue' }
  | { type: 'entry'; entry: Entry }
  | { type: 'toggled'; item: Pick<DraftItem, 'line' | 'payment'>; quantity: number; reason?: string }
  | { type: 'all_chosen'; items: { line: string; quantity: number }[] }
  | { type: 'item_changed'; index: number; change: Partial<DraftItem> }
  | { type: 'same_for_all'; index: number; lines: string[] }
  | { type: 'files'; key: string; change: (files: DraftFile[]) => DraftFile[] }
  | { type: 'way'; way: Resolution; account?: Draft['account'] }
  | { type: 'truthful'; value: boolean }
  | { type: 'judged'; key: string; judged: NonNullable<DraftItem['judged']> }
  | { type: 'pending'; pending: Draft['pending'] }

/** Which screen is next, and what is on it. Pure: no clock, no storage, no network. */
export function reduce(flow: Flow, action: Action): Flow {
  switch (action.type) {
    case 'configured':
      return { ...flow, config: action.config }
    case 'busy':
      return { ...flow, phase: action.phase, problem: undefined, requoted: undefined }
    case 'failed':
      return { ...flow, phase: action.unsent ? 'unsent' : 'idle', problem: action.problem }
    case 'network':
      return { ...flow, offline: action.offline }
    case 'signed_out':
      return { ...newFlow, config: flow.config, offline: flow.offline, problem: flow.problem, phase: 'idle' }
    case 'challenged':
      return show({ ...flow, challenge: action.challenge }, 'code')
    case 'orders_loaded': {
      const orders = action.append ? [...(flow.orders ?? []), ...action.orders] : action.orders
      return show({ ...flow, orders, moreOrders: action.more }, 'orders')
    }
    case 'order_loaded': {
      const { order } = action
      const draft = action.draft ? fitting(order, action.draft) : newDraft(order.number)
      return show({ ...flow, order, draft, request: undefined, entry: 'lines' }, 'choose')
    }
    case 'edit_started':
      return show({ ...flow, order: action.order, request: action.request, draft: action.draft }, 'choose')
    case 'submitted':
      return show({ ...flow, request: action.request, draft: undefined }, 'done')
    case 'request_changed':
      return action.show
        ? show({ ...flow, request: action.request, draft: undefined }, action.show)
        : { ...flow, request: action.request }
    case 'requoted':
      return show({ ...flow, requoted: { was: action.was, now: action.now, quote: action.quote } }, 'review')
    case 'go':
      return show(flow, action.to)
    case 'contact':
      return { ...flow, contact: action.open }
    case 'back':
      return back(flow)
    case 'continue':
      return next(flow)
    case 'entry':
      return { ...flow, entry: action.entry, tried: 0 }
    case 'toggled':
      return withDraft(flow, (draft) => toggle(draft, action))
    case 'all_chosen':
      return withDraft(flow, (draft) => ({
        ...draft,
        items: action.items.map(
          (item) => draft.items.find((known) => known.line === item.line) ?? { ...item, details: '' },
        ),
      }))
    case 'item_changed':
      return withDraft(flow, (draft) => ({
        ...draft,
        items: draft.items.map((item, index) => (index === action.index ? { ...item, ...action.change } : item)),
      }))
    case 'same_for_all':
      return withDraft(flow, (draft) => spread(draft, action.index, action.lines))
    case 'files':
      if (action.key === replyKey) return { ...flow, reply: action.change(flow.reply) }
      return withDraft(flow, (draft) => ({
        ...draft,
        files: { ...draft.files, [action.key]: action.change(draft.files[action.key] ?? []) },
      }))
    case 'way':
      return withDraft(flow, (draft) => ({ ...draft, way: action.way, account: action.account ?? draft.account }))
    case 'truthful':
      return withDraft(flow, (draft) => ({ ...draft, truthful: action.value }))
    case 'judged': {
      const { draft } = flow
      const items = draft?.items.map((item) => (keyOf(item) === action.key ? { ...item, judged: action.judged } : item))
      return draft && items ? { ...flow, draft: { ...draft, items } } : flow
    }
    case 'pending':
      return flow.draft ? { ...flow, draft: { ...flow.draft, pending: action.pending } } : flow
    default:
      return assertNever(action)
  }
}

function show(flow: Flow, screen: Screen): Flow {
  return { ...flow, screen, phase: 'idle', contact: false, tried: 0, problem: undefined, at: 0, reply: [] }
}

/** Another claim is another call: it must not go out under the key of the one before. */
function withDraft(flow: Flow, change: (draft: Draft) => Draft): Flow {
  if (!flow.draft) return flow
  return { ...flow, draft: { ...change(flow.draft), pending: undefined }, requoted: undefined }
}

function next(flow: Flow): Flow {
  const { order, draft } = flow
  if (!order || !draft) return { ...flow, tried: flow.tried + 1 }
  switch (flow.screen) {
    case 'choose':
      return draft.items.length ? show(flow, 'reason') : { ...flow, tried: flow.tried + 1 }
    case 'reason': {
      const item = draft.items[flow.at]
      if (item && missingOf(order, draft, item).length) return { ...flow, tried: flow.tried + 1 }
      const rest = draft.items.findIndex((other, index) => index > flow.at && missingOf(order, draft, other).length)
      if (rest > 0) return { ...flow, at: rest, tried: 0 }
      const first = draft.items.findIndex((other) => missingOf(order, draft, other).length)
      if (first >= 0) return { ...flow, at: first, tried: 0 }
      const ways = waysOf(order, draft)
      const way = ways.includes(draft.way) ? draft.way : (ways[0] ?? 'refund')
      return show({ ...flow, draft: { ...draft, way } }, 'money')
    }
    case 'money':
      if (draft.way === 'other_account' && !draft.account) break
      return show(flow, 'review')
  }
  // Sending is no step of this table; here only what is missing for it comes to light.
  return { ...flow, tried: flow.tried + 1 }
}

/** One step back; the screens of a request lead back to it, those of a claim to the step before. */
function back(flow: Flow): Flow {
  if (flow.contact) return { ...flow, contact: false }
  if (flow.phase === 'unsent') return { ...flow, phase: 'idle', problem: undefined }
  const { screen, at, draft } = flow
  switch (screen) {
    case 'code':
      return show(flow, 'find')
    case 'choose':
      if (flow.entry !== 'lines') return { ...flow, entry: 'lines', tried: 0 }
      if (draft?.editing) return show({ ...flow, draft: undefined }, 'track')
      return flow.orders ? show(flow, 'orders') : flow
    case 'reason':
      return at > 0 ? { ...flow, at: at - 1, tried: 0 } : show(flow, 'choose')
    case 'money':
      return { ...show(flow, 'reason'), at: Math.max(0, (draft?.items.length ?? 1) - 1) }
    case 'review':
      return show(flow, 'money')
    case 'answer':
    case 'appeal':
    case 'message':
    case 'cancel':
    case 'rate':
    case 'done':
      return show(flow, 'track')
    case 'track':
      return flow.orders ? show(flow, 'orders') : flow
    case 'find':
    case 'orders':
      return flow
    default:
      return assertNever(screen)
  }
}

/** Whether `back` leads anywhere. */
export function canGoBack(flow: Flow): boolean {
  return back(flow).screen !== flow.screen || back(flow) !== flow
}

function toggle(draft: Draft, action: Extract<Action, { type: 'toggled' }>): Draft {
  const key = keyOf(action.item)
  const rest = draft.items.filter((item) => keyOf(item) !== key)
  if (rest.length < draft.items.length) return { ...draft, items: rest }
  const { quantity, reason } = action
  return { ...draft, items: [...rest, { ...action.item, quantity, details: '', reason }] }
}

/** The same reason and words for the other lines named; files belong to one item and stay there. */
function spread(draft: Draft, from: number, lines: string[]): Draft {
  const source = draft.items[from]
  if (!source) return draft
  const { reason, group, details, condition, answers } = source
  return {
    ...draft,
    items: draft.items.map((item) =>
      item.line !== undefined && lines.includes(item.line)
        ? { ...item, reason, group, details, condition, answers }
        : item,
    ),
  }
}

/** A stored draft on an order that moved on: what is gone or claimed meanwhile leaves the draft. */
function fitting(order: OrderView, draft: Draft): Draft {
  const items = draft.items.flatMap((item) => {
    if (item.line === undefined) return order.payments.some(({ id }) => id === item.payment) ? item : []
    const left = order.lines.find(({ id }) => id === item.line)?.remaining ?? 0
    if (left <= 0) return []
    const reason = reasonOf(order, item.reason) ? item.reason : undefined
    return { ...item, reason, quantity: Math.min(item.quantity, left), judged: undefined }
  })
  // A submit that may have arrived keeps its claim and its key: the server answers the repeat with what it stored.
  return draft.pending ? draft : { ...draft, items, editing: undefined }
}
