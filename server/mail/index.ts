export { type DueMail, type MailBody, mailsFor } from './mail-templates.ts'
