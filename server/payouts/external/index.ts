export { type BookedExternal, bookExternalRefund } from './book-external-refund.ts'
export { namesOfPayment } from './store.ts'
