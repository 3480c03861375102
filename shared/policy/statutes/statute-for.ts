import type { Reason } from '../policy.ts'
import { cnNoReason, cnQuality } from './cn.ts'
import { euConformity, euCountries, euWithdrawal } from './eu.ts'
import type { Statute } from './statute.ts'
import { ukCancel, ukReject } from './uk.ts'

/** Pinned with every submitted request beside the policy's version. */
export const statuteVersion = 1

export const statutes: readonly Statute[] = [cnNoReason, cnQuality, euWithdrawal, euConformity, ukCancel, ukReject]

const euStatutes: readonly Statute[] = [euWithdrawal, euConformity]

const byCountry: ReadonlyMap<string, readonly Statute[]> = new Map([
  // Mainland only: Hong Kong, Macao and Taiwan have codes of their own.
  ['CN', [cnNoReason, cnQuality]],
  ['GB', [ukCancel, ukReject]],
  ...euCountries.map((country): [string, readonly Statute[]] => [country, euStatutes]),
])

const none: readonly Statute[] = []

/** The statutes of the shopper's country (Rome I art. 6); ISO 3166-1 alpha-2. */
export function statutesOf(country: string): readonly Statute[] {
  return byCountry.get(country) ?? none
}

export function statuteById(id: string): Statute | undefined {
  return statutes.find((statute) => statute.id === id)
}

/** The statute that covers a claim with this reason; goods that never came are not returned, so neither right is. */
export function statuteFor(country: string, reason: Reason): Statute | undefined {
  if (reason.subject !== 'line' || reason.notReceived) return undefined
  // Until the goods are handed over the risk is the merchant's (Directive 2011/83/EU art. 20): so is the carrier's fault.
  const coverage = reason.noReason ? 'no_reason' : reason.fault === 'shopper' ? undefined : 'faulty'
  return statutesOf(country).find(({ covers }) => covers === coverage)
}
