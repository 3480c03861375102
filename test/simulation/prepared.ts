import { prepareSql } from '../../server/db/database.ts'
import { createMerchant } from '../../server/merchants/index.ts'
import { saveConnection } from '../../server/payouts/connections/save-connection.ts'
import { appCert, rootCert } from '../../server/payouts/providers/alipay-certificates.fixtures.ts'
import type { Ports } from '../../server/platform/ports.ts'
import { publishPolicy } from '../../server/policies/index.ts'
import type { ConnectedProvider } from '../../shared/payouts/credentials.ts'
import { defaultPolicy } from '../../shared/policy/default-policy.ts'
import type { Policy, Terms } from '../../shared/policy/policy.ts'
import { merchantsOwn, merchantsOwnUrl } from '../doubles/all-faces.ts'
import { doubleKeys, merchantSecret } from '../doubles/keys.ts'
import { testOrigin, testSettings } from '../support/api.ts'

export const merchant = { id: 'm_sim', publishableKey: 'pk_sim', secretKey: 'sk_sim', origin: testOrigin }
export const colleagues = ['st_ann', 'st_ben', 'st_cy'] as const
export type ColleagueId = (typeof colleagues)[number]

/** 2026-03-02: the policy is older than every order. */
export const preparedAtMs = Date.parse('2026-03-02T08:00:00Z')

const insertUser = prepareSql(
  `INSERT INTO user (id, name, email, email_verified, created_at, updated_at) VALUES (:id, :id, :email, 1, :now, :now)`,
)
const insertSession = prepareSql(
  `INSERT INTO session (id, expires_at, token, created_at, updated_at, user_id)
   VALUES (:id, :expiresAt, :id, :now, :now, :id)`,
)
const insertMember = prepareSql(`INSERT INTO staff_members (merchant, user_id, role) VALUES (:merchant, :id, :role)`)

const debtor = { name: 'Simulated', iban: 'DE89370400440532013000', country: 'DE' }

/** A shop with one policy whose terms hang on the tags of what was bought, and colleagues who are signed in. */
export async function prepareShop(ports: Ports): Promise<void> {
  const settings = testSettings({ timezone: 'Europe/London' })
  const { merchant: shop } = await createMerchant(ports, { ...merchant, name: 'Simulated', settings })
  await publishPolicy(ports, merchant.id, policyByTags())
  const caller = { kind: 'staff', id: colleagues[0], name: colleagues[0], role: 'owner' } as const
  const own = merchantsOwn.map((kind) => [kind, { url: merchantsOwnUrl(kind), secret: merchantSecret }] as const)
  const { credentials: doubled } = doubleKeys()
  const connected = {
    ...doubled,
    paypal: { ...doubled.paypal, transfers: 'on' },
    alipay: { ...doubled.alipay, transfers: 'on', appCert, rootCert },
    ...Object.fromEntries(own),
    bank: debtor,
  }
  for (const [name, credentials] of Object.entries(connected)) {
    const provider = name as ConnectedProvider
    await saveConnection(ports, { merchant: shop, caller, provider, expectedRevision: 0, credentials })
  }
  // better-auth looks at the real clock.
  const now = Date.now()
  await ports.database.write(
    colleagues.flatMap((id) => [
      insertUser({ id, email: `${id}@shop.example`, now }),
      insertSession({ id, now, expiresAt: now + 86_400_000 }),
      insertMember({ merchant: merchant.id, id, role: 'owner' }),
    ]),
  )
}

/** The signed cookie of a session, as better-auth makes it. */
export async function cookieOf(sessionKey: string, id: ColleagueId): Promise<string> {
  const utf8 = new TextEncoder()
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', utf8.encode(sessionKey), hmac, false, ['sign'])
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8.encode(id)))
  return `amends.session_token=${encodeURIComponent(`${id}.${btoa(String.fromCharCode(...signature))}`)}`
}

export const tags = ['review', 'two_people', 'fee', 'return', 'dispatch', 'credit'] as const
export type Tag = (typeof tags)[number]

const byTag: Record<Tag, Partial<Terms>> = {
  review: { decision: 'review' },
  two_people: { decision: 'review', approvals: 2 },
  fee: { restockingFee: { percent: 1_000 } },
  return: { returnItem: true, refundTrigger: 'on_inspection' },
  dispatch: { returnItem: true, refundTrigger: 'on_dispatch' },
  credit: { creditBonusPercent: 500 },
}

function policyByTags(): Policy {
  const policy = defaultPolicy({ title: 'Simulated' })
  return {
    ...policy,
    timezone: 'Europe/London',
    terms: {
      ...policy.terms,
      window: { days: 3_650, from: 'delivered' },
      resolutions: ['refund', 'store_credit', 'other_account'],
      returnItem: false,
      creditBonusPercent: 0,
      decision: 'approve',
      refundTrigger: 'on_approval',
    },
    rules: tags.map((tag) => ({
      id: tag,
      name: tag,
      when: { fact: 'line.tags', op: 'contains', value: tag },
      set: byTag[tag],
    })),
  }
}
