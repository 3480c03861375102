export { listBatches } from './list-batches.ts'
