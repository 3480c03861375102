export { everyRule } from '../../shared/quote/quote.ts'
