export { readOrder, readOrders } from './store.ts'
