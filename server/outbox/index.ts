export { runLoops } from './run-loops.ts'
export { freeAllLeases } from './store.ts'
export { forgetOldRows, workDeadlines } from './work-deadlines.ts'
export { workOutbox } from './work-outbox.ts'
