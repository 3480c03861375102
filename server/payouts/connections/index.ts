export { noticeUrl } from './notice-url.ts'
export { openConnection } from './open-connection.ts'
export { writeNoticed } from './store.ts'
