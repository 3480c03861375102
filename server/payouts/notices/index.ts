export { forgetNoticesBefore } from './store.ts'
