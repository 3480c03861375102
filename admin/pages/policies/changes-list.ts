import { html, nothing, type TemplateResult } from 'lit'
import type { Policy } from '../../../shared/policy/policy.ts'
import type { Change } from '../../../shared/policy/words/change.ts'
import type { GlyphName } from '../../components/glyphs.ts'
import { icon } from '../../components/icon.ts'
import { t } from '../../i18n/i18n.ts'
import { wordsContext } from '../policy/words-context.ts'

/** What the second policy changes of the first, in sentences of the language on screen. */
export async function changesBetween(from: Policy, to: Policy): Promise<Change[]> {
  const { diffPolicies } = await import('../../../shared/policy/words/diff.ts')
  return diffPolicies(from, to, wordsContext(to))
}

const looks: Record<Change['kind'], { glyph: GlyphName; tone: string }> = {
  added: { glyph: 'plus', tone: 'positive' },
  removed: { glyph: 'trash-2', tone: 'negative' },
  changed: { glyph: 'pencil', tone: 'info' },
  moved: { glyph: 'chevrons-up-down', tone: 'muted' },
}
const order = ['term', 'rule', 'reason', 'question', 'setting'] as const satisfies readonly Change['what'][]

/** Changes by what they are about, each with how it read and how it reads. */
export function changesList(changes: readonly Change[], level: 'h2' | 'h3' = 'h2'): TemplateResult {
  if (changes.length === 0) return html`<p class="muted" data-t="no-changes">${t('change.none')}</p>`
  return html`<div class="changes" data-t="changes-list">
    ${order.map((what) => {
      const own = changes.filter((change) => change.what === what)
      if (own.length === 0) return nothing
      const heading = t(`change.what.${what}`)
      return html`<section class="change-group">
        ${level === 'h2' ? html`<h2>${heading}</h2>` : html`<h3>${heading}</h3>`}
        <ul>
          ${own.map(changeView)}
        </ul>
      </section>`
    })}
  </div>`
}

function changeView({ kind, title, before, after }: Change): TemplateResult {
  const { glyph, tone } = looks[kind]
  return html`<li class="change" data-t="change-${kind}">
    <p class="change-head">
      <b>${title}</b><span class="state state-${tone}">${icon(glyph)}${t(`change.kind.${kind}`)}</span>
    </p>
    ${
      before === undefined
        ? nothing
        : html`<p class="change-side"><span class="change-label">${t('change.before')}</span><del>${before}</del></p>`
    }
    ${
      after === undefined
        ? nothing
        : html`<p class="change-side"><span class="change-label">${t('change.after')}</span><ins>${after}</ins></p>`
    }
  </li>`
}
