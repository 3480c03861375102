export { judge } from '../flow/judge.ts'
