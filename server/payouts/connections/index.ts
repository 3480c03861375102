export { openConnection } from './open-connection.ts'
