export { type MailBody, mailsFor } from './mail-templates.ts'
export { mailboxMailer } from './mailbox-store.ts'
export { sendMail } from './send-mail.ts'
