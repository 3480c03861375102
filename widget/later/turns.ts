export { turnCard } from '../screens/turn-card.ts'
export { cancel, rate, reply } from '../screens/words-to-shop.ts'
export { turnStyles as styles } from '../theme/turn.styles.ts'
