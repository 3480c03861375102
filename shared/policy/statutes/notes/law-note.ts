import type { Source } from '../statute.ts'

/** What a law says beyond floors, for the merchant to know: by country, in the admin's languages. */
export interface LawNote extends Source {
  /** ISO 3166-1, or "EU" for the states of eu.ts. */
  region: 'CN' | 'EU' | 'GB' | 'JP' | 'US' | 'AU'
  /** Where only a part of the country has it: US-CA. */
  subdivision?: string
  text: { en: string; 'zh-CN': string }
}
