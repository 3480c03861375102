import type { z } from 'zod'
import type { AdminRequest, QueueRow, QueueView } from '../../shared/api/admin.schema.ts'
import type { StaffCommand, staffCommands } from '../../shared/api/commands.schema.ts'
import { type AnswerOf, call } from './http.ts'
import { withIntent } from './intents.ts'

export type { AdminRequest, QueueRow, QueueView, StaffCommand }
export type CommandBody<C extends StaffCommand> = z.input<(typeof staffCommands)[C]>
export type CommandAnswer = AnswerOf<'command'>
export type QueueSort = 'due' | 'newest' | 'amount'

export const queueViewNames = [
  'open',
  'to_decide',
  'due_today',
  'mine',
  'payout_failed',
  'waiting_for_shopper',
  'to_receive',
  'closed',
] as const satisfies readonly QueueView[]

export interface QueueFilter {
  view: QueueView
  sort: QueueSort
  q?: string
  reason?: string
  country?: string
}

export type QueuePage = AnswerOf<'queue'>
export type QueueCounters = AnswerOf<'counters'>['views']

export function listQueue(filter: QueueFilter, cursor?: string, limit = 25, quiet = false): Promise<QueuePage> {
  return call<'queue'>('GET', '/admin/requests', { query: { ...filter, cursor, limit }, quiet })
}

export async function countQueue(quiet = false): Promise<QueueCounters> {
  return (await call<'counters'>('GET', '/admin/counters', { quiet })).views
}

export function readRequest(number: string, signal?: AbortSignal): Promise<AdminRequest> {
  return call<'request'>('GET', `/admin/requests/${encodeURIComponent(number)}`, signal ? { signal } : {})
}

/** @throws ApiError; with `stale` the request changed since `expectedSeq`. */
export function commandRequest<C extends StaffCommand>(
  number: string,
  command: C,
  body: CommandBody<C>,
): Promise<CommandAnswer> {
  return withIntent(`${number} ${command} ${JSON.stringify(body)}`, (idempotencyKey) =>
    call<'command'>('POST', `/admin/requests/${encodeURIComponent(number)}/commands/${command}`, {
      body,
      idempotencyKey,
    }),
  )
}

export function sayLooking(number: string): Promise<AnswerOf<'presence'>> {
  return call<'presence'>('POST', `/admin/requests/${encodeURIComponent(number)}/presence`, { quiet: true })
}

export function evidenceUrl(id: string): string {
  return `/v1/admin/evidence/${encodeURIComponent(id)}`
}
