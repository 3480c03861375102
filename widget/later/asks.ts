export { asked } from '../screens/asked.ts'
export { videos } from '../screens/videos.ts'
export { askedStyles as styles } from '../theme/asked.styles.ts'
