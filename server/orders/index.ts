export { putOrder } from './put-order.ts'
export { orderRoutes } from './routes.ts'
export { readOrder, type StoredOrder } from './store.ts'
