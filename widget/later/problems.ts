export { requotedNote } from '../screens/requoted-note.ts'
