export { readOrder } from './store.ts'
