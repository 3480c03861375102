import { z } from 'zod'
import { connectedProviders } from '../payouts/credentials.ts'
import { providerNames } from '../payouts/payout.ts'
import { epochMs, failureCode } from './common.schema.ts'
import type { Contract } from './contract.ts'

const provider = z.enum(connectedProviders)
const byProvider = z.object({ provider })

const check = z.object({
  at: epochMs,
  ok: z.boolean(),
  code: failureCode.optional(),
  providerCode: z.string().optional(),
})

const connection = z.object({
  provider,
  isConnected: z.boolean(),
  revision: z.int().describe('0: never connected; what a save expects'),
  shown: z
    .record(z.string(), z.union([z.string(), z.array(z.object({ serial: z.string(), publicKey: z.string() }))]))
    .describe('the credentials that are no secrets, and of secrets their beginning and end'),
  savedAt: epochMs.optional(),
  savedBy: z.object({ id: z.string().optional(), name: z.string() }).optional(),
  checked: check.optional().describe('the last check of these credentials'),
  lastNoticeAt: epochMs.optional().describe('when a webhook of this provider last came in'),
  noticeUrl: z.string().optional().describe('to be entered at the provider; absent: it sends none'),
  health: z.object({
    state: z.enum(['well', 'failing', 'paused']).describe('`paused`: nothing is sent until `pausedUntil`'),
    pausedUntil: epochMs.optional(),
    lastAnswerAt: epochMs.optional(),
    lastCode: failureCode.optional(),
  }),
  waiting: z.int().describe('payouts that failed for the connection, and go again once it works'),
})
export type Connection = z.output<typeof connection>

const connectionList = z.object({
  connections: z.array(connection),
  may: z.object({ edit: z.boolean() }),
})
export type ConnectionList = z.output<typeof connectionList>

export const connectionContracts = {
  connections: {
    method: 'GET',
    path: '/admin/connections',
    auth: 'staff',
    summary: 'Every provider, connected or not; of credentials only what is no secret',
    response: connectionList,
    errors: ['forbidden'],
  },
  saveConnection: {
    method: 'PUT',
    path: '/admin/connections/:provider',
    auth: 'staff',
    summary: 'Connect a provider, or change its credentials. A secret that is left out or blank stays as it is',
    params: byProvider,
    body: z.strictObject({
      expectedRevision: z.int().min(0).describe('0 for the first time'),
      credentials: z.record(z.string().max(60), z.unknown()),
    }),
    response: connection,
    errors: ['forbidden', 'stale', 'validation_failed'],
  },
  checkConnection: {
    method: 'POST',
    path: '/admin/connections/:provider/check',
    auth: 'staff',
    summary: 'Ask the provider, with one harmless call, whether the credentials work',
    params: byProvider,
    response: connection,
    errors: ['forbidden', 'illegal_state'],
  },
  removeConnection: {
    method: 'DELETE',
    path: '/admin/connections/:provider',
    auth: 'staff',
    summary: 'Forget the credentials; payouts through this provider fail until it is connected again',
    params: byProvider,
    response: connection,
    errors: ['forbidden', 'not_found'],
  },
  providerNotice: {
    method: 'POST',
    path: '/hooks/:provider/:merchant',
    auth: 'none',
    summary:
      'What a payment provider tells: its webhook, signed as that provider signs. `merchant` is the publishable key. 2xx once it is kept',
    params: z.object({ provider: z.enum(providerNames), merchant: z.string().regex(/^pk_[\w-]{1,200}$/) }),
    response: 'none',
    status: 204,
    errors: ['invalid_signature', 'not_found', 'payload_too_large', 'too_many_requests'],
  },
} as const satisfies Record<string, Contract>
