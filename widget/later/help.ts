export { contact } from '../screens/contact.ts'
export { notEligible, requotedNote } from '../screens/requoted-note.ts'
