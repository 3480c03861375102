export { type BookedExternal, bookExternalRefund } from './book-external-refund.ts'
