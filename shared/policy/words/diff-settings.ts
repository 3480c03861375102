import { checklistStages, type Policy } from '../policy.ts'
import { textIn } from '../policy-text.ts'
import { openingHoursWords } from './calendar-words.ts'
import { type Change, isSame, type SideContext, sides, textSides } from './change.ts'
import { countryName } from './intl.ts'
import { listWords } from './list-parts.ts'

/** What changes around the rules: the title, zone, calendar, currencies, checklists. */
export function settingChanges(live: Policy, draft: Policy, context: SideContext): Change[] {
  const { t, language } = context
  const changes: Change[] = []
  const add = (
    name: string,
    pointer: string,
    [before, after]: readonly [unknown, unknown],
    words: Pick<Change, 'before' | 'after'>,
  ) => {
    if (isSame(before, after)) return
    changes.push({ kind: 'changed', what: 'setting', title: t(`diff.setting.${name}`), pointer, ...words })
  }
  const setting = <Value>(
    name: string,
    pointer: string,
    read: (policy: Policy) => Value,
    say: (value: Value) => string | undefined,
  ) => add(name, pointer, [read(live), read(draft)], sides(say(read(live)), say(read(draft))))
  const dates = (list: readonly string[] | undefined) =>
    list === undefined || list.length === 0 ? t('diff.none') : list.join(t('comma'))

  add('title', '/title', [live.title, draft.title], textSides(live.title, draft.title, context))
  setting('timezone', '/timezone', ({ timezone }) => timezone, String)
  setting(
    'hours',
    '/calendar/hours',
    ({ calendar }) => calendar?.hours ?? [],
    (hours) => openingHoursWords({ hours }, context),
  )
  setting(
    'holidays',
    '/calendar',
    ({ calendar }) => calendar?.holidays,
    (code) => (code === undefined ? t('diff.none') : t('diff.holidaysOf', { country: countryName(code, language) })),
  )
  const [closed, open] = (['closed', 'open'] as const).map((name) => ({
    name,
    ...onlyIn(live.calendar?.[name] ?? [], draft.calendar?.[name] ?? []),
  }))
  for (const days of [closed, open]) {
    if (days)
      add(
        days.name,
        '/calendar',
        [live.calendar?.[days.name], draft.calendar?.[days.name]],
        sides(dates(days.before), dates(days.after)),
      )
  }
  setting(
    'assumedTransitDays',
    '/assumedTransitDays',
    ({ assumedTransitDays }) => assumedTransitDays,
    (count) => t('unit.days', { count }),
  )
  setting(
    'currencies',
    '/currencies',
    ({ currencies }) => currencies,
    (codes) => listWords(codes ?? [], 'conjunction', language),
  )
  setting(
    'laterVersions',
    draft.laterVersions === undefined ? '' : '/laterVersions',
    ({ laterVersions }) => laterVersions ?? 'never',
    (value) => t(`diff.laterVersions.${value}`),
  )
  for (const stage of checklistStages) {
    const steps = (policy: Policy) => policy.checklists?.[stage] ?? []
    add(
      `checklist_${stage}`,
      draft.checklists?.[stage] ? `/checklists/${stage}` : '',
      [steps(live), steps(draft)],
      listSides(
        steps(live).map((step) => textIn(step, language)),
        steps(draft).map((step) => textIn(step, language)),
        t('shop.semicolon'),
        t('diff.none'),
      ),
    )
  }
  return changes
}

/** The days that only one side has. */
function onlyIn(before: readonly string[], after: readonly string[]): { before: string[]; after: string[] } {
  return { before: before.filter((day) => !after.includes(day)), after: after.filter((day) => !before.includes(day)) }
}

function listSides(before: readonly string[], after: readonly string[], separator: string, none: string) {
  return sides(before.join(separator) || none, after.join(separator) || none)
}
