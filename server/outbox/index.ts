export { runLoops } from './run-loops.ts'
export { forgetOldRows, workDeadlines } from './work-deadlines.ts'
export { workOutbox } from './work-outbox.ts'
