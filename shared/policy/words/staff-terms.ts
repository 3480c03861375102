import type { TermWriter } from './term-sentence.ts'

/** What is asked for, who decides, and where the request goes. */
export function decisionTerms({ terms, parts, add }: TermWriter): void {
  const { evidence, decision, approvals, lane, deadlines } = terms
  if (evidence) {
    const isNone = Object.values(evidence).every((count) => count === 0)
    add('evidence', isNone ? 'noEvidence' : 'evidence', { list: parts.evidence(evidence) })
  }
  if (decision) {
    const how = parts.word(`decision.${decision}`, 'decision')
    if (deadlines && decision !== 'decline') {
      const within = parts.workHours(deadlines.decide, 'deadlines', 'decide')
      add('decision', `decision_${decision}Within`, { how, within }, 'deadlines')
    } else add('decision', 'decision', { how })
  }
  if (approvals !== undefined) add('approvals', 'approvals', { people: parts.people(approvals), count: approvals })
  if (lane !== undefined) add('lane', 'lane', { lane: parts.lane(lane) })
}

/** When the money moves, by when everybody acts, and what the shopper reads. */
export function timeTerms({ terms: { refundTrigger, deadlines, decision, because }, parts, add }: TermWriter): void {
  if (refundTrigger) add('refundTrigger', 'trigger', { when: parts.word(`trigger.${refundTrigger}`, 'refundTrigger') })
  if (deadlines) {
    add('deadlines', decision && decision !== 'decline' ? 'deadlinesAfter' : 'deadlines', {
      decide: parts.workHours(deadlines.decide, 'deadlines', 'decide'),
      back: parts.days(deadlines.return, 'deadlines', 'return'),
      inspect: parts.workHours(deadlines.inspect, 'deadlines', 'inspect'),
      pay: parts.workHours(deadlines.pay, 'deadlines', 'pay'),
      whole: parts.hours(deadlines.whole, 'deadlines', 'whole'),
    })
  }
  if (because !== undefined) add('because', 'because', { words: parts.because(because) })
}
