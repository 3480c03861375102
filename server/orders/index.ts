export { readBooked, readOrdersOfPayment } from './booked-store.ts'
export { csvRowsOf } from './import-csv.ts'
export { readOrder, readOrders, reviseOrder } from './store.ts'
