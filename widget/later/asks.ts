export { asked } from '../screens/asked.ts'
export { askedStyles as styles } from '../theme/asked.styles.ts'
