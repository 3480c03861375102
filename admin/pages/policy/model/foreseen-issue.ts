import type { PolicyIssue } from '../../../../shared/policy/policy.schema.ts'

/** What somebody who edits can bring about, each with words of its own: `editor.foreseen.<kind>`. */
export const foreseenKinds = [
  'no_text',
  'too_long',
  'no_category',
  'named_twice',
  'image_address',
  'no_hours',
  'hours_order',
  'two_options',
  'code_form',
  'name_taken',
  'somebodys_fault',
  'pattern',
  'unknown_option',
] as const
export type ForeseenKind = (typeof foreseenKinds)[number]

type Found = Pick<PolicyIssue, 'pointer' | 'code' | 'message'>

const texts =
  /\/(title|name|labels|note|help|hint|alt)(\/[^/]+)?$|^\/reasons\/\d+\/materials\/\d+(\/[^/]+)?$|^\/checklists\/\w+\/\d+(\/[^/]+)?$/
const ways: readonly [ForeseenKind, (found: Found) => boolean][] = [
  ['too_long', ({ message }) => /^Too big: expected string/.test(message)],
  ['name_taken', ({ message }) => /^another (reason|question|option|rule) is called /.test(message)],
  ['named_twice', ({ message }) => / is (named|declared) twice$/.test(message)],
  ['pattern', ({ message }) => message.startsWith('text is compared as it stands')],
  ['unknown_option', ({ message }) => message.startsWith('no option of ')],
  ['no_category', ({ pointer }) => /^\/legalClasses\/\d+\/category$/.test(pointer)],
  ['image_address', ({ pointer }) => /\/examples\/\d+\/image$/.test(pointer)],
  ['no_hours', ({ pointer }) => pointer === '/calendar/hours'],
  ['hours_order', ({ pointer }) => /^\/calendar\/hours\/\d+\/to$/.test(pointer)],
  ['two_options', ({ pointer }) => /^\/questions\/\d+\/options$/.test(pointer)],
  [
    'code_form',
    ({ pointer }) => /^\/(reasons|questions|attributes)\/\d+\/(options\/\d+\/value|code|key)$/.test(pointer),
  ],
  ['somebodys_fault', ({ pointer }) => /^\/reasons\/\d+\/noReason$/.test(pointer)],
  ['no_text', ({ pointer }) => texts.test(pointer)],
]

/** Which of them it is; undefined: only a policy from elsewhere has it, and the checks' own message says it best. */
export function foreseenIssue(issue: Found): ForeseenKind | undefined {
  if (issue.code !== 'validation_failed') return undefined
  return ways.find(([, holds]) => holds(issue))?.[0]
}
