import type { MailContent, MailFacts, MailWords } from '../mail-words.ts'

const see = '查看售后进度'

function facts(mail: MailFacts): MailContent['details'] {
  return [
    ['售后单号', [mail.number]],
    ['订单号', [mail.order]],
    ['商品', mail.items],
  ]
}

function footer(mail: MailFacts): string[] {
  return [
    mail.contact
      ? `如有疑问，请联系 ${mail.contact}，并告知售后单号 ${mail.number}。`
      : `如有疑问，请联系我们，并告知售后单号 ${mail.number}。`,
    `您收到这封邮件，是因为在${mail.shop}的订单 ${mail.order} 申请了售后。`,
  ]
}

/** Latin letters and figures stand apart from Chinese. */
function spaced(words: string): string {
  return /^\w/.test(words) ? ` ${words}` : words
}

function payoutLines(mail: MailFacts): string[] {
  return mail.payouts.map(({ to, amount, earliest, latest, isCalendarUnknown, workingDays }) => {
    if (!earliest || !latest)
      return `${amount}，退至${spaced(to)}${workingDays ? `，${afterSending(workingDays)}到账` : ''}`
    const holidays = isCalendarUnknown ? '，遇尚未公布的银行假日可能更晚' : ''
    return earliest === latest
      ? `${amount}，退至${spaced(to)}，${latest}前到账${holidays}`
      : `${amount}，退至${spaced(to)}，${earliest}至${latest}到账${holidays}`
  })
}

function afterSending([earliest, latest]: readonly [number, number]): string {
  if (latest === 0) return '退款当天'
  if (earliest === 0) return `退款后 ${latest} 个工作日内`
  return `退款后 ${earliest === latest ? latest : `${earliest} 至 ${latest}`} 个工作日`
}

/** After a day that may be early; nothing where it is sure. */
function holidays({ isCalendarUnknown }: MailFacts): string[] {
  return isCalendarUnknown ? ['其间的节假日安排尚未全部公布，上述日期可能顺延。'] : []
}

function sendBack(mail: MailFacts): string[] {
  if (!mail.returnTo) return []
  const by = mail.returnBy ? `请您在${mail.returnBy}前` : '请您'
  const paid = {
    merchant: '退货运费由我们承担。',
    shopper: '退货运费由您承担，请保留凭证。',
    taken_off: '退货运费已从退款金额中扣除。',
  }[mail.returnPaidBy ?? 'shopper']
  return [`${by}寄回商品，寄出后在售后页面填写一下即可。${paid}`, ...holidays(mail)]
}

const total = (mail: MailFacts) => mail.amount ?? '退款'

const waiting: MailContent['state'] = { tone: 'caution', mark: '◷', word: '等待您处理' }
type Reminder = Omit<MailContent, 'footer'>
const reminders: Record<NonNullable<MailFacts['reminderOf']>, (mail: MailFacts) => Reminder> = {
  return: (mail) => ({
    subject: `请您${mail.returnBy ? `在${mail.returnBy}前` : ''}寄回商品（${mail.number}）`,
    state: waiting,
    heading: '商品还未寄回',
    paragraphs: sendBack(mail),
    details: [...facts(mail), ...(mail.returnTo ? [['寄回地址', mail.returnTo] as [string, string[]]] : [])],
    action: '我已寄出',
  }),
  answer: (mail) => ({
    subject: `请您${mail.answerBy ? `在${mail.answerBy}前` : ''}补充信息（${mail.number}）`,
    state: waiting,
    heading: '我们还在等您的回复',
    paragraphs: [mail.answerBy ? `请您在${mail.answerBy}前回复。` : '请您在售后页面回复。'],
    details: facts(mail),
    quote: mail.text,
    action: '去回复',
  }),
  account: (mail) => ({
    subject: `请您${mail.accountBy ? `在${mail.accountBy}前` : ''}填写收款账户（${mail.number}）`,
    state: waiting,
    heading: '我们还在等您的收款账户',
    paragraphs: [
      mail.accountBy ? `请您在${mail.accountBy}前在售后页面填写。` : '请您在售后页面填写。',
      '请勿通过邮件发送账号，也不要告诉来电的任何人：只在售后页面填写。',
    ],
    details: facts(mail),
    action: '填写收款账户',
  }),
}

export const zhCn: MailWords = {
  code: (mail) => ({
    subject: `${mail.code} 是您在${mail.shop}的验证码`,
    state: { tone: 'info', mark: '●', word: '身份验证' },
    heading: '您的验证码',
    paragraphs: [`请输入此验证码查看 ${mail.number}。验证码 ${mail.minutes} 分钟内有效，仅可使用一次。`],
    details: [],
    code: mail.code,
    footer: [
      '如果不是您本人操作，请忽略本邮件；没有验证码，任何人都无法查看您的订单。',
      `我们不会通过电话或聊天向您索要验证码。${mail.shop}`,
    ],
  }),
  received: (mail) => ({
    subject: `已收到您的售后申请 ${mail.number}`,
    state: { tone: 'info', mark: '◷', word: '审核中' },
    heading: '已收到您的申请',
    paragraphs: [
      `您申请退款 ${total(mail)}。${mail.decideBy ? `我们会在${mail.decideBy}前完成审核，并邮件通知您。` : ''}`,
      ...holidays(mail),
      '审核完成前，您可以随时修改或撤销申请。',
    ],
    details: facts(mail),
    action: see,
    footer: footer(mail),
  }),
  approved: (mail) => ({
    subject: mail.returnTo
      ? `申请已通过，请寄回商品（${mail.number}）`
      : `申请已通过，将退款 ${total(mail)}（${mail.number}）`,
    state: { tone: 'positive', mark: '✓', word: '已通过' },
    heading: `退款金额 ${total(mail)}`,
    paragraphs: mail.returnTo ? sendBack(mail) : ['商品无需寄回。退款确认后，我们会再次通知您。'],
    details: [
      ...facts(mail),
      ['退款去向', payoutLines(mail)],
      ...(mail.returnTo ? [['寄回地址', mail.returnTo] as [string, string[]]] : []),
    ],
    action: mail.returnTo ? '填写寄回信息' : see,
    footer: footer(mail),
  }),
  declined: (mail) => ({
    subject: `您的售后申请 ${mail.number} 的审核结果`,
    state: { tone: 'negative', mark: '✕', word: '未通过' },
    heading: '这次无法为您退款',
    paragraphs: [
      ...(mail.clause ? [`依据：${mail.clause}`] : []),
      mail.appealBy
        ? `如有不同意见，您可以在${mail.appealBy}前申请复核，我们会安排另一位同事处理。`
        : '如有不同意见，请联系我们，我们会安排专人处理。',
    ],
    details: facts(mail),
    quote: mail.text,
    action: mail.appealBy ? '申请复核' : see,
    footer: footer(mail),
  }),
  asked: (mail) => ({
    subject: `关于售后申请 ${mail.number}，有一个问题需要您补充`,
    state: { tone: 'caution', mark: '?', word: '待您补充' },
    heading: '需要您补充一点信息',
    paragraphs: [
      `${mail.answerBy ? `请您在${mail.answerBy}前回复。` : '请您回复。'}${mail.wantsPhotos ? '附上照片有助于更快处理。' : ''}`,
    ],
    details: facts(mail),
    quote: mail.text,
    action: '去回复',
    footer: footer(mail),
  }),
  offered: (mail) => ({
    subject: `售后申请 ${mail.number} 的协商方案`,
    state: { tone: 'info', mark: '●', word: '协商方案' },
    heading: `为您提供的方案：${total(mail)}`,
    paragraphs: ['您可以在售后页面接受此方案；如不接受，申请将按原内容继续处理。'],
    details: facts(mail),
    quote: mail.text,
    action: '查看方案',
    footer: footer(mail),
  }),
  goods_received: (mail) => ({
    subject: `已收到您寄回的商品（${mail.number}）`,
    state: { tone: 'positive', mark: '✓', word: '已收货' },
    heading: '已收到您寄回的商品',
    paragraphs: [
      mail.inspectBy ? `我们会在${mail.inspectBy}前完成验收，并邮件通知您。` : '验收完成后，我们会邮件通知您。',
      ...holidays(mail),
    ],
    details: facts(mail),
    action: see,
    footer: footer(mail),
  }),
  review_again: (mail) => ({
    subject: `正在重新审核 ${mail.number}`,
    state: { tone: 'caution', mark: '◷', word: '审核中' },
    heading: '寄回的商品与预期不完全一致',
    paragraphs: [
      `我们会安排专人重新审核${mail.decideBy ? `，并在${mail.decideBy}前通知您` : ''}。您现在无需操作。`,
      ...holidays(mail),
    ],
    details: facts(mail),
    action: see,
    footer: footer(mail),
  }),
  refund_sent: (mail) => ({
    subject: `退款处理中：${total(mail)}（${mail.number}）`,
    state: { tone: 'info', mark: '→', word: '退款处理中' },
    heading: `正在为您退款 ${total(mail)}`,
    paragraphs: ['款项尚未到账。退款确认后，我们会再次通知您到账日期。', '如果退款去向不是您想要的，请立即联系我们。'],
    details: [...facts(mail), ['退款去向', payoutLines(mail)]],
    action: see,
    footer: footer(mail),
  }),
  refund_paid: (mail) => ({
    subject: `退款成功：${total(mail)}（${mail.number}）`,
    state: { tone: 'positive', mark: '✓', word: '已退款' },
    heading: `已为您退款 ${total(mail)}`,
    paragraphs: [
      {
        provider: '支付机构已确认退款，具体到账日以银行为准。',
        shop: '已到账，可以使用。',
        hand: '我们已人工付款并保留凭证。如果几天内没有收到，请联系我们。',
      }[mail.paidBy ?? 'provider'],
    ],
    details: [...facts(mail), ['退款去向', payoutLines(mail)]],
    action: '评价本次售后',
    footer: footer(mail),
  }),
  payout_problem: (mail) => ({
    subject: `您的退款需要更多时间（${mail.number}）`,
    state: { tone: 'caution', mark: '▲', word: '退款受阻' },
    heading: `${total(mail)} 尚未到账`,
    paragraphs: [
      mail.wasReturned ? '银行已将款项退回给我们。' : '这笔款项未能付出。',
      ...(mail.failure ? [mail.failure] : []),
      '这笔款项仍属于您，不会有损失。解决后我们会再次通知您。',
    ],
    details: facts(mail),
    action: see,
    footer: footer(mail),
  }),
  payout_needs_account: (mail) => ({
    subject: `${total(mail)} 应退到哪里？（${mail.number}）`,
    state: { tone: 'caution', mark: '?', word: '需要您的收款账户' },
    heading: `请为 ${total(mail)} 填写收款账户`,
    paragraphs: [
      ...(mail.failure ? [mail.failure] : []),
      `请您${mail.accountBy ? `在${mail.accountBy}前` : ''}在售后页面填写收款账户。这笔款项仍属于您。`,
      '请勿通过邮件发送账号，也不要告诉来电的任何人：只在售后页面填写。',
    ],
    details: facts(mail),
    quote: mail.text,
    action: '填写收款账户',
    footer: footer(mail),
  }),
  cancelled: (mail) => ({
    subject: `售后申请 ${mail.number} 已撤销`,
    state: { tone: 'info', mark: '○', word: '已撤销' },
    heading: mail.endedBy === 'shop' ? '商家已撤销此申请' : '您已撤销此申请',
    paragraphs: ['此申请不会产生退款。在可退期限内，您可以重新申请。'],
    details: facts(mail),
    quote: mail.endedBy === 'shop' ? mail.text : undefined,
    action: see,
    footer: footer(mail),
  }),
  expired: (mail) => ({
    subject: `售后申请 ${mail.number} 已关闭`,
    state: { tone: 'info', mark: '○', word: '已关闭' },
    heading: mail.why === 'not_returned' ? '未收到您寄回的商品' : '未收到您的回复',
    paragraphs: [
      mail.why === 'not_returned'
        ? '寄回期限已过，因此没有退款。如果商品已经寄出，请联系我们。'
        : '由于没有收到您对问题的回复，申请已关闭。如仍需帮助，请联系我们。',
    ],
    details: facts(mail),
    action: see,
    footer: footer(mail),
  }),
  reopened: (mail) => ({
    subject: `正在重新审核 ${mail.number}`,
    state: { tone: 'info', mark: '◷', word: '审核中' },
    heading: '您的申请已重新开启',
    paragraphs: [
      mail.decideBy ? `我们会在${mail.decideBy}前完成审核，并邮件通知您。` : '审核完成后，我们会邮件通知您。',
      ...holidays(mail),
    ],
    details: facts(mail),
    action: see,
    footer: footer(mail),
  }),
  reminder: (mail) => ({ ...reminders[mail.reminderOf ?? 'answer'](mail), footer: footer(mail) }),
  message: (mail) => ({
    subject: `关于售后申请 ${mail.number} 的留言`,
    state: { tone: 'info', mark: '●', word: '新留言' },
    heading: `${mail.shop}给您留言`,
    paragraphs: [],
    details: facts(mail),
    quote: mail.text,
    action: '去回复',
    footer: footer(mail),
  }),
}
