import { property } from 'lit/decorators.js'
import type { Finding } from '../../../../shared/policy/lint/finding.ts'
import type { PolicyIssue } from '../../../../shared/policy/policy.schema.ts'
import type { Policy } from '../../../../shared/policy/policy.ts'
import type { WordsContext } from '../../../../shared/policy/words/words-context.ts'
import { AdminElement } from '../../../components/admin-element.ts'
import { t } from '../../../i18n/i18n.ts'
import type { SeenValues } from '../conditions/vocabulary.ts'
import { isInside } from '../model/pointer.ts'
import { PolicyEditEvent } from '../policy-edit.ts'

/** What every part of the policy is drawn from. */
export interface ShownPart {
  context: WordsContext
  languages: readonly string[]
  findings: readonly Finding[]
  issues: readonly PolicyIssue[]
  seen: SeenValues
  /** Reading only. */
  fixed: boolean
}

/** A part of the policy beside its rules, and how it asks for a change. */
export class SectionHost extends AdminElement {
  @property({ attribute: false }) shown: ShownPart | undefined

  protected get context(): WordsContext | undefined {
    return this.shown?.context
  }

  protected get languages(): readonly string[] {
    return this.shown?.languages ?? []
  }

  protected get seen(): SeenValues {
    return this.shown?.seen ?? new Map()
  }

  protected get fixed(): boolean {
    return this.shown?.fixed ?? true
  }

  protected edit(change: (policy: Policy) => Policy, joins?: string, say?: string): void {
    this.dispatchEvent(new PolicyEditEvent({ change, joins, say }))
  }

  protected removeItem(change: (policy: Policy) => Policy, name: string): void {
    this.dispatchEvent(new PolicyEditEvent({ change, say: t('editor.deleted', { name }), shown: true }))
  }

  /** What is said about one place. */
  protected about(place: string): { findings: readonly Finding[]; issues: readonly PolicyIssue[] } {
    const inside = ({ pointer }: { pointer: string }) => isInside(pointer, place)
    return { findings: this.shown?.findings.filter(inside) ?? [], issues: this.shown?.issues.filter(inside) ?? [] }
  }
}
