import type { MailContent, MailFacts, MailWords } from '../mail-words.ts'

const see = 'See your request'

function facts(mail: MailFacts): MailContent['details'] {
  return [
    ['Request', [mail.number]],
    ['Order', [mail.order]],
    ['Items', mail.items],
  ]
}

function footer(mail: MailFacts): string[] {
  return [
    mail.contact
      ? `Questions? Write to ${mail.contact} and mention ${mail.number}.`
      : `Questions? Mention ${mail.number} when you write to us.`,
    `You get this e-mail because a refund was asked for on order ${mail.order} at ${mail.shop}.`,
  ]
}

function payoutLines(mail: MailFacts): string[] {
  return mail.payouts.map(({ to, amount, earliest, latest, isCalendarUnknown, workingDays }) => {
    if (!earliest || !latest) return `${amount} to ${to}${workingDays ? `, there ${afterSending(workingDays)}` : ''}`
    const holidays = isCalendarUnknown ? ', or later over bank holidays that are not announced yet' : ''
    return earliest === latest
      ? `${amount} to ${to}, there by ${latest}${holidays}`
      : `${amount} to ${to}, there between ${earliest} and ${latest}${holidays}`
  })
}

function afterSending([earliest, latest]: readonly [number, number]): string {
  if (latest === 0) return 'the day it is sent'
  const days = earliest === 0 || earliest === latest ? `${latest}` : `${earliest} to ${latest}`
  return `${earliest === 0 ? 'within ' : ''}${days} working ${latest === 1 ? 'day' : 'days'} after it is sent`
}

/** After a day that may be early; nothing where it is sure. */
function holidays({ isCalendarUnknown }: MailFacts): string[] {
  return isCalendarUnknown ? ['Holidays until then are not all announced yet, so that day may turn out later.'] : []
}

function sendBack(mail: MailFacts): string[] {
  if (!mail.returnTo) return []
  const by = mail.returnBy ? ` by ${mail.returnBy}` : ''
  const paid = {
    merchant: 'We pay for the return.',
    shopper: 'You pay for the return; please keep the receipt.',
    taken_off: 'The way back is already taken off the amount.',
  }[mail.returnPaidBy ?? 'shopper']
  return [
    `Please send the items back${by}, and tell us on your request once they are on their way. ${paid}`,
    ...holidays(mail),
  ]
}

const total = (mail: MailFacts) => mail.amount ?? 'the amount'

const waiting: MailContent['state'] = { tone: 'caution', mark: '◷', word: 'Waiting for you' }
type Reminder = Omit<MailContent, 'footer'>
const reminders: Record<NonNullable<MailFacts['reminderOf']>, (mail: MailFacts) => Reminder> = {
  return: (mail) => ({
    subject: `Please send the items back${mail.returnBy ? ` by ${mail.returnBy}` : ''} (${mail.number})`,
    state: waiting,
    heading: 'Your return is still open',
    paragraphs: sendBack(mail),
    details: [...facts(mail), ...(mail.returnTo ? [['Send it to', mail.returnTo] as [string, string[]]] : [])],
    action: 'I have sent it',
  }),
  answer: (mail) => ({
    subject: `We still need your answer${mail.answerBy ? ` by ${mail.answerBy}` : ''} (${mail.number})`,
    state: waiting,
    heading: 'We still have a question for you',
    paragraphs: [mail.answerBy ? `Please answer by ${mail.answerBy}.` : 'Please answer on your request.'],
    details: facts(mail),
    quote: mail.text,
    action: 'Answer',
  }),
  account: (mail) => ({
    subject: `We still need an account${mail.accountBy ? ` by ${mail.accountBy}` : ''} (${mail.number})`,
    state: waiting,
    heading: 'We still do not know where your money shall go',
    paragraphs: [
      `Please name an account on your request${mail.accountBy ? ` by ${mail.accountBy}` : ''}.`,
      'Never send account numbers by e-mail, and tell them to nobody who calls: the form on your request is the only place.',
    ],
    details: facts(mail),
    action: 'Name an account',
  }),
}

export const en: MailWords = {
  code: (mail) => ({
    subject: `${mail.code} is your code for ${mail.shop}`,
    state: { tone: 'info', mark: '●', word: 'Confirm it is you' },
    heading: 'Your code',
    paragraphs: [`Enter this code to open ${mail.number}. It works once, for ${mail.minutes} minutes.`],
    details: [],
    code: mail.code,
    footer: [
      'If you did not ask for it, nobody can open your order without this code, and you need do nothing.',
      `We never ask for this code by phone or chat. ${mail.shop}`,
    ],
  }),
  received: (mail) => ({
    subject: `We have your request ${mail.number}`,
    state: { tone: 'info', mark: '◷', word: 'In review' },
    heading: 'We have your request',
    paragraphs: [
      `You asked for ${total(mail)} back.${mail.decideBy ? ` We decide by ${mail.decideBy} and write to you then.` : ''}`,
      ...holidays(mail),
      'Until we have decided you can still change or cancel it on your request.',
    ],
    details: facts(mail),
    action: see,
    footer: footer(mail),
  }),
  approved: (mail) => ({
    subject: mail.returnTo
      ? `Approved: send the items back for ${total(mail)} (${mail.number})`
      : `Approved: you get ${total(mail)} back (${mail.number})`,
    state: { tone: 'positive', mark: '✓', word: 'Approved' },
    heading: `You get ${total(mail)} back`,
    paragraphs: mail.returnTo
      ? sendBack(mail)
      : ['There is nothing to send back. We write again when the payment is confirmed.'],
    details: [
      ...facts(mail),
      ['Where the money goes', payoutLines(mail)],
      ...(mail.returnTo ? [['Send it to', mail.returnTo] as [string, string[]]] : []),
    ],
    action: mail.returnTo ? 'Tell us when you have sent it' : see,
    footer: footer(mail),
  }),
  declined: (mail) => ({
    subject: `About your request ${mail.number}`,
    state: { tone: 'negative', mark: '✕', word: 'Declined' },
    heading: 'We cannot refund this',
    paragraphs: [
      ...(mail.clause ? [`The rule that decides: ${mail.clause}`] : []),
      mail.appealBy
        ? `If you see it differently, tell us why by ${mail.appealBy}. Somebody else will look at it then.`
        : 'If something about this is not right, write to us and somebody will look at it.',
    ],
    details: facts(mail),
    quote: mail.text,
    action: mail.appealBy ? 'Ask for a second look' : see,
    footer: footer(mail),
  }),
  asked: (mail) => ({
    subject: `A question about your request ${mail.number}`,
    state: { tone: 'caution', mark: '?', word: 'We need something from you' },
    heading: 'One question before we can decide',
    paragraphs: [
      `${mail.answerBy ? `Please answer by ${mail.answerBy}. ` : ''}${mail.wantsPhotos ? 'A photo helps: you can add it with your answer.' : 'A short answer is enough.'}`,
    ],
    details: facts(mail),
    quote: mail.text,
    action: 'Answer',
    footer: footer(mail),
  }),
  offered: (mail) => ({
    subject: `An offer for your request ${mail.number}`,
    state: { tone: 'info', mark: '●', word: 'An offer for you' },
    heading: `We offer you ${total(mail)}`,
    paragraphs: ['You may accept it on your request. If you do nothing, your request is decided as it stands.'],
    details: facts(mail),
    quote: mail.text,
    action: 'See the offer',
    footer: footer(mail),
  }),
  goods_received: (mail) => ({
    subject: `Your parcel for ${mail.number} is here`,
    state: { tone: 'positive', mark: '✓', word: 'Received' },
    heading: 'Your parcel is here',
    paragraphs: [
      mail.inspectBy
        ? `We look at the items by ${mail.inspectBy} and write to you then.`
        : 'We write to you once we have looked at the items.',
      ...holidays(mail),
    ],
    details: facts(mail),
    action: see,
    footer: footer(mail),
  }),
  review_again: (mail) => ({
    subject: `We are looking at ${mail.number} again`,
    state: { tone: 'caution', mark: '◷', word: 'In review' },
    heading: 'The items are not quite as we expected',
    paragraphs: [
      `A person looks at your request again${mail.decideBy ? ` and writes to you by ${mail.decideBy}` : ''}. You need do nothing now.`,
      ...holidays(mail),
    ],
    details: facts(mail),
    action: see,
    footer: footer(mail),
  }),
  refund_sent: (mail) => ({
    subject: `Your refund of ${total(mail)} has started (${mail.number})`,
    state: { tone: 'info', mark: '→', word: 'Refund started' },
    heading: `We are refunding you ${total(mail)}`,
    paragraphs: [
      'It is not there yet. We write again when the payment is confirmed, with the day it arrives.',
      'If this is not where you want your money, write to us at once.',
    ],
    details: [...facts(mail), ['Where the money goes', payoutLines(mail)]],
    action: see,
    footer: footer(mail),
  }),
  refund_paid: (mail) => ({
    subject: `Refunded: ${total(mail)} (${mail.number})`,
    state: { tone: 'positive', mark: '✓', word: 'Refunded' },
    heading: mail.paidBy === 'shop' ? `${total(mail)} is yours to use` : `${total(mail)} was sent to you`,
    paragraphs: [
      {
        provider: 'The payment service has confirmed it. Your bank decides on which of these days you see it.',
        shop: 'It is there now.',
        hand: 'We paid it ourselves and kept the proof. If you cannot find it in a few days, write to us.',
      }[mail.paidBy ?? 'provider'],
    ],
    details: [...facts(mail), ['Where the money went', payoutLines(mail)]],
    action: 'Tell us how it went',
    footer: footer(mail),
  }),
  payout_problem: (mail) => ({
    subject: `Your refund for ${mail.number} takes longer`,
    state: { tone: 'caution', mark: '▲', word: 'Payment held up' },
    heading: `${total(mail)} has not reached you yet`,
    paragraphs: [
      mail.wasReturned ? 'Your bank sent it back to us.' : 'The payment could not be made.',
      ...(mail.failure ? [mail.failure] : []),
      'You do not lose anything: the amount stays yours, and we write again when it is solved.',
    ],
    details: facts(mail),
    action: see,
    footer: footer(mail),
  }),
  payout_needs_account: (mail) => ({
    subject: `Where shall we send ${total(mail)}? (${mail.number})`,
    state: { tone: 'caution', mark: '?', word: 'We need an account from you' },
    heading: `We need another account for ${total(mail)}`,
    paragraphs: [
      ...(mail.failure ? [mail.failure] : []),
      `Please name an account on your request${mail.accountBy ? ` by ${mail.accountBy}` : ''}. The amount stays yours.`,
      'Never send account numbers by e-mail, and tell them to nobody who calls: the form on your request is the only place.',
    ],
    details: facts(mail),
    quote: mail.text,
    action: 'Name an account',
    footer: footer(mail),
  }),
  cancelled: (mail) => ({
    subject: `Request ${mail.number} is cancelled`,
    state: { tone: 'info', mark: '○', word: 'Cancelled' },
    heading: mail.endedBy === 'shop' ? 'Your request was cancelled by the shop' : 'You cancelled your request',
    paragraphs: ['Nothing will be refunded for it. You can ask again while the items can still be returned.'],
    details: facts(mail),
    quote: mail.endedBy === 'shop' ? mail.text : undefined,
    action: see,
    footer: footer(mail),
  }),
  expired: (mail) => ({
    subject: `Request ${mail.number} is closed`,
    state: { tone: 'info', mark: '○', word: 'Closed' },
    heading: mail.why === 'not_returned' ? 'The items did not come back' : 'We did not hear from you',
    paragraphs: [
      mail.why === 'not_returned'
        ? 'The time to send them back has passed, so nothing was refunded. If they are already on their way, write to us.'
        : 'Your request was closed without an answer to our question. If you still need help, write to us.',
    ],
    details: facts(mail),
    action: see,
    footer: footer(mail),
  }),
  reopened: (mail) => ({
    subject: `We are looking at ${mail.number} again`,
    state: { tone: 'info', mark: '◷', word: 'In review' },
    heading: 'Your request is open again',
    paragraphs: [
      `${mail.decideBy ? `We decide by ${mail.decideBy} and write to you then.` : 'We write to you once we have decided.'}`,
      ...holidays(mail),
    ],
    details: facts(mail),
    action: see,
    footer: footer(mail),
  }),
  reminder: (mail) => ({ ...reminders[mail.reminderOf ?? 'answer'](mail), footer: footer(mail) }),
  message: (mail) => ({
    subject: `A message about your request ${mail.number}`,
    state: { tone: 'info', mark: '●', word: 'New message' },
    heading: `${mail.shop} wrote to you`,
    paragraphs: [],
    details: facts(mail),
    quote: mail.text,
    action: 'Reply',
    footer: footer(mail),
  }),
}
