export { assumedDelivery, creditBalance, missingLater, moneyNotes } from '../screens/notes.ts'
export { noteStyles as styles } from '../theme/note.styles.ts'
