import type { Connection, ConnectionList } from '../../../shared/api/connections.schema.ts'
import { noticeProviders } from '../../../shared/payouts/credential-fields.ts'
import { type ConnectedProvider, connectedProviders } from '../../../shared/payouts/credentials.ts'
import type { FailureCode } from '../../../shared/payouts/failure-codes.ts'
import type { StaffCaller } from '../../http/call.ts'
import type { Merchant } from '../../merchants/index.ts'
import type { Ports } from '../../platform/ports.ts'
import { maySetLimits, requireFinance } from '../who-may.ts'
import { type ProviderHealth, readHealth, readWaiting } from './health-store.ts'
import { noticeUrl } from './notice-url.ts'
import { readConnections, type StoredConnection } from './store.ts'

/** @throws Failure forbidden: credentials, even masked, are for finance */
export async function listConnections(
  ports: Ports,
  { merchant, caller }: { merchant: Merchant; caller: StaffCaller },
): Promise<ConnectionList> {
  requireFinance(caller)
  return {
    connections: await readViews(ports, merchant, connectedProviders),
    may: { edit: maySetLimits(caller) },
  }
}

/** One of them, as after a change. */
export async function connectionView(
  ports: Ports,
  merchant: Merchant,
  provider: ConnectedProvider,
): Promise<Connection> {
  const [view] = await readViews(ports, merchant, [provider])
  if (!view) throw new Error('a provider without a view')
  return view
}

async function readViews(ports: Ports, merchant: Merchant, wanted: readonly ConnectedProvider[]) {
  const [connections, health, waiting] = await Promise.all([
    readConnections(ports.database, merchant.id),
    readHealth(ports.database, merchant.id),
    readWaiting(ports.database, merchant.id),
  ])
  const stored = new Map(connections.map((each) => [each.provider, each]))
  return wanted.map((provider) =>
    viewOf(ports, merchant, {
      provider,
      stored: stored.get(provider),
      health: health.get(provider),
      waiting: waiting.get(provider) ?? 0,
    }),
  )
}

interface Found {
  provider: ConnectedProvider
  stored: StoredConnection | undefined
  health: ProviderHealth | undefined
  waiting: number
}

function viewOf(ports: Ports, merchant: Merchant, found: Found): Connection {
  const { provider, stored, health, waiting } = found
  const isConnected = !!stored?.sealed
  const tells = (noticeProviders as readonly string[]).includes(provider)
  return {
    provider,
    isConnected,
    revision: stored?.revision ?? 0,
    shown: stored?.shown ?? {},
    ...(stored && { savedAt: stored.savedAt, savedBy: stored.savedBy }),
    ...(isConnected && stored?.checked && { checked: stored.checked }),
    ...(stored?.lastNoticeAt === undefined ? {} : { lastNoticeAt: stored.lastNoticeAt }),
    ...(tells && { noticeUrl: noticeUrl(ports, provider, merchant.publishableKey) }),
    health: healthView(health, ports.clock.now()),
    waiting,
  }
}

function healthView(health: ProviderHealth | undefined, now: number): Connection['health'] {
  const { misses = 0, openUntil, lastAnswerAt, lastCode } = health ?? {}
  const isPaused = openUntil !== undefined && openUntil > now
  return {
    state: isPaused ? 'paused' : misses > 0 ? 'failing' : 'well',
    ...(isPaused && { pausedUntil: openUntil }),
    ...(lastAnswerAt === undefined ? {} : { lastAnswerAt }),
    ...(lastCode === undefined ? {} : { lastCode: lastCode as FailureCode }),
  }
}
