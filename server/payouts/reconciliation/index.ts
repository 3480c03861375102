export { reconcileYesterday } from './run-reconciliation.ts'
