import type { CommandType } from './commands.ts'
import type { ActorKind, RequestStatus } from './request.ts'

export interface Transition {
  command: CommandType
  actors: readonly ActorKind[]
  /** "new": there is no request yet. */
  from: readonly (RequestStatus | 'new')[]
  /** Every status the command can lead to; the one it has counts as well where the command may change nothing. */
  to: readonly RequestStatus[]
  /** The main roads, for the diagram. */
  usually?: readonly (readonly [RequestStatus | 'new', RequestStatus])[]
}

const merchantSide = ['staff', 'merchant'] as const
const undecided = ['in_review', 'needs_info'] as const
const returning = ['awaiting_return', 'in_transit', 'to_inspect'] as const
const running = [...undecided, 'payout_failed', ...returning, 'paying'] as const
const decided = ['declined', 'payout_failed', ...returning, 'paying', 'completed'] as const
const everything = [...running, 'declined', 'completed', 'cancelled', 'expired'] as const

/** state x command x actor: the whole of what may happen. The diagram in the docs is generated from it. */
export const transitions: readonly Transition[] = [
  {
    command: 'submit',
    actors: ['shopper', 'merchant', 'staff'],
    from: ['new'],
    to: ['in_review', ...decided],
    usually: [
      ['new', 'in_review'],
      ['new', 'awaiting_return'],
      ['new', 'paying'],
    ],
  },
  { command: 'edit', actors: ['shopper', 'merchant'], from: undecided, to: [...undecided, ...decided] },
  {
    command: 'cancel',
    actors: ['shopper', ...merchantSide],
    from: [...undecided, 'awaiting_return'],
    to: ['cancelled'],
    usually: [
      ['in_review', 'cancelled'],
      ['awaiting_return', 'cancelled'],
    ],
  },
  {
    command: 'answer',
    actors: ['shopper', 'merchant'],
    from: ['needs_info'],
    to: ['needs_info', 'in_review'],
    usually: [['needs_info', 'in_review']],
  },
  {
    command: 'appeal',
    actors: ['shopper', 'merchant'],
    from: ['declined', 'payout_failed', ...returning, 'paying', 'completed'],
    to: ['in_review'],
    usually: [['declined', 'in_review']],
  },
  {
    command: 'mark_shipped',
    actors: ['shopper', ...merchantSide],
    from: [...undecided, 'awaiting_return', 'payout_failed'],
    to: [...undecided, 'in_transit', 'payout_failed', 'paying'],
    usually: [['awaiting_return', 'in_transit']],
  },
  { command: 'accept_offer', actors: ['shopper', 'merchant'], from: undecided, to: [...undecided, ...decided] },
  { command: 'rate', actors: ['shopper', 'merchant'], from: ['completed', 'declined'], to: ['completed', 'declined'] },
  {
    command: 'fix_account',
    actors: ['shopper'],
    from: ['payout_failed', 'in_review', 'needs_info', ...returning],
    to: ['payout_failed', 'in_review', 'needs_info', 'paying', ...returning],
    usually: [['payout_failed', 'paying']],
  },
  { command: 'message', actors: ['shopper', ...merchantSide], from: everything, to: everything },
  {
    command: 'approve',
    actors: merchantSide,
    from: undecided,
    to: [...undecided, ...decided],
    usually: [
      ['in_review', 'awaiting_return'],
      ['in_review', 'paying'],
    ],
  },
  {
    command: 'decline',
    actors: merchantSide,
    from: undecided,
    to: [...undecided, ...decided],
    usually: [['in_review', 'declined']],
  },
  { command: 'ask', actors: merchantSide, from: undecided, to: ['needs_info'], usually: [['in_review', 'needs_info']] },
  { command: 'offer', actors: merchantSide, from: undecided, to: undecided },
  {
    command: 'mark_received',
    actors: merchantSide,
    from: [...undecided, 'awaiting_return', 'in_transit', 'payout_failed'],
    to: [...undecided, 'awaiting_return', 'in_transit', 'to_inspect', 'payout_failed'],
    usually: [
      ['in_transit', 'to_inspect'],
      ['awaiting_return', 'to_inspect'],
    ],
  },
  {
    command: 'inspect',
    actors: merchantSide,
    from: [...undecided, 'to_inspect', 'awaiting_return', 'in_transit', 'payout_failed'],
    to: [...undecided, 'payout_failed', ...returning, 'paying', 'completed'],
    usually: [
      ['to_inspect', 'paying'],
      ['to_inspect', 'in_review'],
      ['to_inspect', 'completed'],
    ],
  },
  {
    command: 'retry_payout',
    actors: merchantSide,
    from: ['payout_failed', 'in_review', 'needs_info', 'paying', ...returning],
    to: ['payout_failed', 'in_review', 'needs_info', 'paying', ...returning],
    usually: [['payout_failed', 'paying']],
  },
  {
    command: 'change_method',
    actors: merchantSide,
    from: ['payout_failed', 'in_review', 'needs_info', ...returning],
    to: ['payout_failed', 'in_review', 'needs_info', 'paying', ...returning, 'completed'],
    usually: [['payout_failed', 'paying']],
  },
  {
    command: 'ask_account',
    actors: merchantSide,
    from: ['payout_failed', 'in_review', 'needs_info', ...returning],
    to: ['payout_failed', 'in_review', 'needs_info', ...returning],
  },
  {
    command: 'reopen',
    actors: merchantSide,
    from: ['declined', 'cancelled', 'expired'],
    to: ['in_review'],
    usually: [
      ['declined', 'in_review'],
      ['cancelled', 'in_review'],
      ['expired', 'in_review'],
    ],
  },
  { command: 'note', actors: ['staff'], from: everything, to: everything },
  { command: 'assign', actors: ['staff'], from: everything, to: everything },
  {
    command: 'tick',
    actors: ['system'],
    from: everything,
    to: everything,
    usually: [
      ['needs_info', 'expired'],
      ['awaiting_return', 'expired'],
    ],
  },
  {
    command: 'payout_update',
    actors: ['system'],
    from: everything,
    to: everything,
    usually: [
      ['paying', 'completed'],
      ['paying', 'payout_failed'],
      ['completed', 'payout_failed'],
    ],
  },
]

const byCommand = new Map(transitions.map((row) => [row.command, row]))

/** Why this actor may not do this now, or undefined. */
export function transitionRefusal(
  command: CommandType,
  actor: ActorKind,
  from: RequestStatus | 'new',
): 'not_permitted' | 'illegal_state' | undefined {
  const row = byCommand.get(command)
  if (!row?.actors.includes(actor)) return 'not_permitted'
  return row.from.includes(from) ? undefined : 'illegal_state'
}
