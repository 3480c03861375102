export { contact } from '../screens/contact.ts'
