export { openAccount } from './open-account.ts'
export { openAccounts } from './open-accounts.ts'
