export { accountCard, accountChoice } from '../screens/account.ts'
export { accountStyles as styles } from '../theme/account.styles.ts'
