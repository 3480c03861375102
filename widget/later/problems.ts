export { notEligible, requotedNote } from '../screens/requoted-note.ts'
