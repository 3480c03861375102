import { codeOf, readChallenge } from '../access/index.ts'
import { findMerchantById, type Merchant } from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'
import { findPolicyVersion } from '../policies/index.ts'
import { mailFactsOf, mailLocaleOf, shopNameOf } from './mail-facts.ts'
import type { MailBody } from './mail-templates.ts'
import type { MailWords } from './mail-words.ts'
import { type RenderedMail, renderMail } from './render-mail.ts'
import { readMailSource, readOrderEmail } from './store.ts'
import { trackUrlOf } from './track-url.ts'
import { en } from './words/en.ts'
import { zhCn } from './words/zh-cn.ts'

const words: Record<'en' | 'zh-CN', MailWords> = { en, 'zh-CN': zhCn }

/**
 * Sends one outbox row of kind `mail`. Nothing is sent where nobody can be: an order without an e-mail, a challenge that
 * belongs to no order or is over. A mailer's error goes to the worker, which tries again under the same id.
 */
export async function sendMail(ports: Ports, row: { merchant: string; id: string; body: string }): Promise<void> {
  const merchant = await findMerchantById(ports, row.merchant)
  const body = JSON.parse(row.body) as MailBody
  if (!merchant) return
  const written =
    body.template === 'code' ? await codeMail(ports, merchant, body) : await requestMail(ports, merchant, body)
  if (!written) return
  const { to, shop, mail } = written
  const from = { name: shop, address: merchant.settings.fromEmail }
  await ports.mailer.send({ id: row.id, from, to, ...mail })
}

interface Written {
  to: string
  shop: string
  mail: RenderedMail
}

async function codeMail(
  ports: Ports,
  merchant: Merchant,
  body: Extract<MailBody, { template: 'code' }>,
): Promise<Written | undefined> {
  const challenge = await readChallenge(ports.database, merchant.id, body.challenge)
  const left = (challenge?.expiresAt ?? 0) - ports.clock.now()
  if (!challenge?.order || left <= 0) return undefined
  const to = await readOrderEmail(ports.database, merchant.id, challenge.order)
  if (to === undefined) return undefined
  const locale = mailLocaleOf(body.locale)
  const shop = shopNameOf(merchant, locale)
  const content = words[locale].code({
    shop,
    number: challenge.request ?? challenge.order,
    order: challenge.order,
    items: [],
    payouts: [],
    code: await codeOf(ports.secrets.signingKey, body.challenge),
    minutes: Math.max(1, Math.floor(left / 60_000)),
  })
  return { to, shop, mail: renderMail(content, locale, shop) }
}

async function requestMail(
  ports: Ports,
  merchant: Merchant,
  body: Exclude<MailBody, { template: 'code' }>,
): Promise<Written | undefined> {
  const source = await readMailSource(ports.database, merchant.id, body.request, body.seq)
  const to = source?.state.customer.email
  if (!source || to === undefined) return undefined
  const locale = mailLocaleOf(source.state.locale)
  const { policy } = await findPolicyVersion(ports, merchant.id, source.state.policyVersion)
  const facts = mailFactsOf(source, body.template, merchant, policy)
  const content = words[locale][body.template](facts)
  const url = trackUrlOf(merchant, source.state)
  return { to, shop: facts.shop, mail: renderMail(content, locale, facts.shop, url) }
}
