import { type Database, prepareSql } from '../db/database.ts'
import type { Mail, Mailer } from '../platform/ports.ts'

export interface MailboxMessage {
  id: string
  to: string
  subject: string
  text: string
  html: string
  /** Epoch ms. */
  at: number
}

const insert = prepareSql(
  `INSERT INTO dev_mail (id, "to", subject, text, html, at) VALUES (:id, :to, :subject, :text, :html, :at)
   ON CONFLICT (id) DO NOTHING`,
)
const list = prepareSql(
  `SELECT id, "to", subject, text, html, at FROM dev_mail
   WHERE :to IS NULL OR "to" = :to ORDER BY at DESC, id DESC LIMIT :limit`,
)
const one = prepareSql('SELECT id, "to", subject, text, html, at FROM dev_mail WHERE id = :id')

/** Keeps e-mails instead of sending them: only for the demo. */
export function mailboxMailer(database: Database, clock: { now(): number }): Mailer {
  return {
    async send({ id, to, subject, text, html }: Mail) {
      await database.write([insert({ id, to, subject, text, html, at: clock.now() })])
    },
  }
}

export async function readMailbox(database: Database, limit: number, to?: string): Promise<MailboxMessage[]> {
  return (await database.read(list({ to, limit }))) as unknown as MailboxMessage[]
}

export async function readMessage(database: Database, id: string): Promise<MailboxMessage | undefined> {
  return (await database.read(one({ id })))[0] as unknown as MailboxMessage | undefined
}
