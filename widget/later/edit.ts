export { draftOf, orderWithout } from '../flow/edit.ts'
