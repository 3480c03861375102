import { auNotes } from './notes/au.ts'
import { cnNotes } from './notes/cn.ts'
import { euNotes } from './notes/eu.ts'
import { jpNotes } from './notes/jp.ts'
import type { LawNote } from './notes/law-note.ts'
import { ukNotes } from './notes/uk.ts'
import { usNotes } from './notes/us.ts'

export type { LawNote } from './notes/law-note.ts'

/** Not legal advice; `unverified`: not re-read in the text of the law. */
export const lawNotes: readonly LawNote[] = [...cnNotes, ...euNotes, ...ukNotes, ...jpNotes, ...usNotes, ...auNotes]
