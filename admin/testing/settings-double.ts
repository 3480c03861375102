import type { SettingsAnswer, SettingsChange } from '../../shared/api/settings.schema.ts'
import { paymentMethods } from '../../shared/order/order.ts'
import { usualArrival } from '../../shared/time/arrival.ts'
import { problem } from './problem.ts'

/** The settings of the double's shop, with what the server does when two save. */
export class SettingsDouble {
  saved: SettingsAnswer
  private readonly me: { id: string; name: string }

  constructor(me: { id: string; name: string; merchant: { timezone: string } }) {
    this.me = me
    this.saved = {
      revision: 1,
      arrival: arrivalTable({ card: [2, 5] }),
      country: 'GB',
      contact: { email: 'help@shop.example', hours: { en: 'Mon to Fri, 9 to 5' } },
      returnAddresses: [
        { name: 'Lager Leipzig', lines: ['Torgauer Str. 9', '04318 Leipzig'], country: 'DE', countries: ['DE', 'AT'] },
        { name: 'Leeds warehouse', lines: ['1 Mill Street', 'LS9 8AA Leeds'], country: 'GB' },
      ],
      names: { en: 'Sable & Stone', 'zh-CN': '砂石小店' },
      locales: ['en', 'zh-CN'],
      timezone: me.merchant.timezone,
    }
  }

  /** A colleague at another screen saves. */
  saveAsOther(change: Omit<SettingsChange, 'expectedRevision'>, name: string): void {
    this.become(change, { id: 'u9', name })
  }

  handle(method: string, path: string, body: unknown): Response | undefined {
    if (path !== '/settings') return undefined
    if (method === 'GET') return Response.json(this.saved)
    const { expectedRevision, ...change } = body as SettingsChange
    if (expectedRevision !== this.saved.revision) return problem(409, 'stale')
    this.become(change, this.me)
    return Response.json(this.saved)
  }

  private become(
    { arrival, country, storeCredit, ...parts }: Omit<SettingsChange, 'expectedRevision'>,
    by: { id: string; name: string },
  ) {
    const { country: before, storeCredit: creditBefore, ...rest } = this.saved
    const credit = storeCredit === undefined ? creditBefore : storeCredit
    const now = country === undefined ? before : country
    this.saved = {
      ...rest,
      ...parts,
      ...(arrival ? { arrival: arrivalTable(arrival) } : {}),
      ...(now ? { country: now } : {}),
      ...(credit ? { storeCredit: credit } : {}),
      revision: this.saved.revision + 1,
      savedAt: Date.now(),
      savedBy: { id: by.id, name: by.name },
    }
  }
}

function arrivalTable(own: NonNullable<SettingsChange['arrival']>): SettingsAnswer['arrival'] {
  const rows = paymentMethods.map((method) => {
    const [earliest, latest] = usualArrival[method]
    const usual: [number, number] = [earliest, latest]
    return [method, { days: own[method] ?? usual, usual, from: own[method] ? 'merchant' : 'usual' }]
  })
  return Object.fromEntries(rows) as SettingsAnswer['arrival']
}
