import type { OrderView } from '../../shared/api/order-view.schema.ts'
import { evidenceKindOf } from '../../shared/lifecycle/evidence-kind.ts'
import type { ShopClient } from '../api/client.ts'
import { answersOf, answersSaid } from './claim.ts'
import { type Draft, type DraftItem, filesOf, keyOf } from './draft.ts'
import type { Action, Flow } from './flow.ts'

interface Judged {
  readonly flow: Flow
  dispatch(action: Action): void
}

/** After the last key of a word. */
const pauseMs = 400
const waiting = new WeakMap<Judged, ReturnType<typeof setTimeout>>()

/**
 * Asks what the policy gives for what was said meanwhile. Where no answer comes, the amount stays what it was: the server
 * judges again when the request is sent, and a difference is shown before anything is booked.
 */
export function judge(acts: Judged, client: Pick<ShopClient, 'answers'>): void {
  clearTimeout(waiting.get(acts))
  waiting.set(
    acts,
    setTimeout(() => {
      ask(acts, client).catch((error: unknown) => console.error('[amends]', error))
    }, pauseMs),
  )
}

async function ask(acts: Judged, client: Pick<ShopClient, 'answers'>): Promise<void> {
  const { order, draft } = acts.flow
  if (!order || !draft) return
  const open = openItems(order, draft)
  if (!open.length) return
  const { items } = await client.answers(order.number, { items: open.map(({ said }) => said) })
  // Another order may have been opened meanwhile.
  if (acts.flow.order !== order) return
  for (const [index, { item, said }] of open.entries()) {
    const answer = items[index]
    if (!answer) continue
    const judged = { said: JSON.stringify(said), quantity: item.quantity, answer }
    acts.dispatch({ type: 'judged', key: keyOf(item), judged })
  }
}

/** Items whose terms depend on what is said, and that said something else since they were judged. */
function openItems(order: OrderView, draft: Draft) {
  return draft.items.flatMap((item) => {
    const first = answersOf(order, item).find(({ reason }) => reason === item.reason)
    if (!first?.depends) return []
    const said = saidOf(order, draft, item)
    if (!item.judged && isSilent(said)) return []
    return item.judged?.said === JSON.stringify(said) ? [] : [{ item, said }]
  })
}

/** The order tells already what is given before anything is said. */
function isSilent({ condition, details, photos, videos, documents, answers = {} }: ReturnType<typeof saidOf>): boolean {
  return !condition && !details && !(photos + videos + documents) && !Object.keys(answers).length
}

function saidOf(order: OrderView, draft: Draft, item: DraftItem) {
  const { line, payment, quantity, reason = '', condition, details } = item
  const counts = { photos: 0, videos: 0, documents: 0 }
  for (const { id, type } of filesOf(draft, keyOf(item))) if (id) counts[evidenceKindOf(type)]++
  return {
    line,
    payment,
    quantity,
    reason,
    condition,
    ...counts,
    details: details.trim() || undefined,
    answers: answersSaid(order, draft, item),
  }
}
