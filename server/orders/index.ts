export { readBooked, readOrdersOfPayment } from './booked-store.ts'
export { readOrder, readOrders, reviseOrder } from './store.ts'
