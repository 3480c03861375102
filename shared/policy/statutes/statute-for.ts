import type { Reason } from '../policy.ts'
import { auGuarantee } from './au.ts'
import { cnNoReason, cnQuality } from './cn.ts'
import { euConformity, euCountries, euWithdrawal } from './eu.ts'
import type { Statute } from './statute.ts'
import { ukCancel, ukReject } from './uk.ts'

/** Pinned with every submitted request beside the policy's version. */
export const statuteVersion = 4

export const statutes: readonly Statute[] = [
  cnNoReason,
  cnQuality,
  euWithdrawal,
  euConformity,
  ukCancel,
  ukReject,
  auGuarantee,
]

/** A group of countries with the same statutes; 0: none that we encode. */
export type Region = 0 | 1 | 2 | 3 | 4

export const regions: readonly Region[] = [0, 1, 2, 3, 4]

const statutesOfRegion: Readonly<Record<Region, readonly Statute[]>> = {
  0: [],
  1: [cnNoReason, cnQuality],
  2: [euWithdrawal, euConformity],
  3: [ukCancel, ukReject],
  4: [auGuarantee],
}

const regionByCountry: ReadonlyMap<string, Region> = new Map<string, Region>([
  // Mainland only: Hong Kong, Macao and Taiwan have codes of their own.
  ['CN', 1],
  ['GB', 3],
  ['AU', 4],
  ...euCountries.map((country): [string, Region] => [country, 2]),
])

/** The region of the shopper's country (Rome I art. 6); ISO 3166-1 alpha-2. */
export function regionOf(country: string): Region {
  return regionByCountry.get(country) ?? 0
}

export function statuteById(id: string): Statute | undefined {
  return statutes.find((statute) => statute.id === id)
}

/** The statute that covers a claim with this reason; goods that never came are not returned, so neither right is. */
export function statuteFor(country: string, reason: Reason): Statute | undefined {
  return statuteIn(regionOf(country), reason)
}

export function statuteIn(region: Region, reason: Reason): Statute | undefined {
  if (reason.subject !== 'line' || reason.notReceived) return undefined
  // Until the goods are handed over the risk is the merchant's (Directive 2011/83/EU art. 20): so is the carrier's fault.
  const coverage = reason.noReason ? 'no_reason' : reason.fault === 'shopper' ? undefined : 'faulty'
  return statutesOfRegion[region].find(({ covers }) => covers === coverage)
}
