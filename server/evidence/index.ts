export { evidenceLimits } from './limits.ts'
