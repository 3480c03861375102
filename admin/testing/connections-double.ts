import type { Connection, ConnectionList } from '../../shared/api/connections.schema.ts'
import { credentialFields, isSecretKind, noticeProviders } from '../../shared/payouts/credential-fields.ts'
import { type ConnectedProvider, connectedProviders } from '../../shared/payouts/credentials.ts'
import { problem } from './problem.ts'

/** The connections of the double's shop. A key that ends in "wrong" is not accepted by its provider, `bad` not by the server. */
export class ConnectionsDouble {
  readonly connections: Map<ConnectedProvider, Connection>
  private readonly me: { id: string; name: string; role: string }

  constructor(me: { id: string; name: string; role: string }) {
    this.me = me
    this.connections = new Map(connectedProviders.map((provider) => [provider, unconnected(provider)]))
  }

  /** As the server would have it after a save; for what a test begins with. */
  connect(provider: ConnectedProvider, shown: Connection['shown'], more: Partial<Connection> = {}): void {
    const before = this.of(provider)
    const savedBy = { id: this.me.id, name: this.me.name }
    this.connections.set(provider, {
      ...before,
      isConnected: true,
      revision: before.revision + 1,
      shown,
      savedAt: Date.now(),
      savedBy,
      ...more,
    })
  }

  handle(method: string, path: string, body: unknown): Response | undefined {
    if (!path.startsWith('/connections')) return undefined
    if (this.me.role === 'agent') return problem(403, 'forbidden')
    if (path === '/connections') {
      const may = { edit: this.me.role === 'owner' || this.me.role === 'manager' }
      return Response.json({ connections: [...this.connections.values()], may } satisfies ConnectionList)
    }
    const [, , provider = '', what] = path.split('/')
    const connection = this.of(provider as ConnectedProvider)
    if (what === 'check') return this.check(connection)
    if (method === 'DELETE') {
      this.connections.set(connection.provider, {
        ...unconnected(connection.provider),
        revision: connection.revision + 1,
      })
      return Response.json(this.of(connection.provider))
    }
    return this.save(connection, body as { expectedRevision: number; credentials: Record<string, unknown> })
  }

  private save(
    connection: Connection,
    { expectedRevision, credentials }: { expectedRevision: number; credentials: Record<string, unknown> },
  ): Response {
    if (expectedRevision !== connection.revision) return problem(409, 'stale')
    const bad = Object.entries(credentials).filter(([, value]) => value === 'bad')
    if (bad.length > 0) {
      const errors = bad.map(([name]) => ({ pointer: `/credentials/${name}`, code: 'invalid_format', message: 'no' }))
      return problem(422, 'validation_failed', { errors })
    }
    const { provider, shown } = connection
    const next = credentialFields[provider].map(({ name, kind }) => {
      const value = credentials[name] as string | undefined
      return [name, isSecretKind(kind) && value ? `••••${value.slice(-5)}` : (value ?? shown[name])]
    })
    const { checked: _, ...rest } = connection
    this.connections.set(provider, rest)
    this.connect(provider, Object.fromEntries(next.filter(([, value]) => value !== undefined)) as Connection['shown'])
    return Response.json(this.of(provider))
  }

  private check(connection: Connection): Response {
    const isWrong = Object.values(connection.shown).some((value) => String(value).endsWith('wrong'))
    const checked: NonNullable<Connection['checked']> = isWrong
      ? { at: Date.now(), ok: false, code: 'auth_config', providerCode: 'invalid_api_key' }
      : { at: Date.now(), ok: true }
    const after = {
      ...connection,
      checked,
      health: { state: 'well' as const },
      waiting: isWrong ? connection.waiting : 0,
    }
    this.connections.set(connection.provider, after)
    return Response.json(after)
  }

  private of(provider: ConnectedProvider): Connection {
    return this.connections.get(provider) ?? unconnected(provider)
  }
}

function unconnected(provider: ConnectedProvider): Connection {
  const tells = (noticeProviders as readonly string[]).includes(provider)
  return {
    provider,
    isConnected: false,
    revision: 0,
    shown: {},
    ...(tells && { noticeUrl: `https://refunds.shop.example/v1/hooks/${provider}/pk_01KB2X8QW4M7` }),
    health: { state: 'well' },
    waiting: 0,
  }
}
