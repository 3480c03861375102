export { forgetOldRows, workDeadlines } from './work-deadlines.ts'
export { workOutbox } from './work-outbox.ts'
