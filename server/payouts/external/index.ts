export { type BookedExternal, bookExternalRefund, type ExternalNews } from './book-external-refund.ts'
