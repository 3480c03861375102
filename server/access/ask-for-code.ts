import { Encoded } from '../http/call.ts'
import type { IdempotencyClaim } from '../http/idempotency.ts'
import { takeFromLimits } from '../http/rate-limit.ts'
import type { MailBody } from '../mail/index.ts'
import type { Ports } from '../platform/ports.ts'
import { codeHashOf, codeLifeMs, codeOf, resendAfterMs } from './codes.ts'
import { contactKeys } from './contact-keys.ts'
import { limitsOfLookup } from './limits.ts'
import { insertChallenge, insertCodeMail, readOrdersByNumber } from './store.ts'

export interface CodeWanted {
  merchant: string
  /** An order or a request number, as typed. */
  number: string
  /** The order's e-mail or phone, as typed; the code always goes to the order's e-mail. */
  contact: string
  locale: string
  /** The caller's network address. */
  address: string
  idempotency: IdempotencyClaim
}

/**
 * Asks for a one-time code. The same statements run whether the order exists or not: a challenge and a mail row are written
 * either way, and the mail worker, out of sight, sends nothing for a challenge without an order.
 * @throws Failure too_many_requests
 */
export async function askForCode(ports: Ports, wanted: CodeWanted): Promise<Encoded> {
  const { database, clock, ids, secrets } = ports
  const { merchant, number, contact } = wanted
  const now = clock.now()
  const { emailKey, phoneKey } = await contactKeys(secrets.signingKey, merchant, { email: contact, phone: contact })
  const limits = limitsOfLookup({
    number: number.toUpperCase(),
    address: wanted.address,
    destination: emailKey ?? phoneKey ?? contact,
  })
  await takeFromLimits(ports, merchant, limits)

  const found = await readOrdersByNumber(database, merchant, number)
  const match = found.find(
    (order) =>
      (emailKey !== undefined && order.emailKey === emailKey) ||
      (phoneKey !== undefined && order.phoneKey === phoneKey),
  )
  const challenge = ids.token()
  const code = await codeOf(secrets.signingKey, challenge)
  const expiresAt = now + codeLifeMs
  const answer = JSON.stringify({ challenge, expiresAt, resendAt: now + resendAfterMs })
  const mail: MailBody = { template: 'code', challenge, number, locale: wanted.locale }
  await database.write([
    insertChallenge({
      merchant,
      id: challenge,
      order: match?.order,
      request: match?.request,
      codeHash: await codeHashOf(secrets.signingKey, challenge, code),
      expiresAt,
    }),
    insertCodeMail({ merchant, id: ids.next('ob'), body: JSON.stringify(mail), dueAt: now }),
    wanted.idempotency.row(answer),
  ])
  ports.wake()
  return new Encoded(answer)
}
