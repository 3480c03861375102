import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { adyenProvider } from '../../server/payouts/providers/adyen.ts'
import { paypalProvider } from '../../server/payouts/providers/paypal.ts'
import { doubleOf, providerWith } from '../../server/payouts/providers/provider.fixtures.ts'
import { stripeProvider } from '../../server/payouts/providers/stripe.ts'
import type { ProviderFactory } from '../../server/platform/ports.ts'
import { adyenCredentials, adyenScenarios } from './adyen-scenarios.ts'
import { playDouble } from './double.ts'
import { paypalCredentials, paypalScenarios } from './paypal-scenarios.ts'
import { overlooked } from './planted.ts'
import { Recorder } from './recorder.ts'
import { differences, type Scenario } from './scenario.ts'
import { type Api, Specification, specificationFiles } from './specification.ts'
import { stripeCredentials, stripeScenarios } from './stripe-scenarios.ts'

const apis = ['stripe', 'paypal', 'adyen'] as const satisfies readonly Api[]
const factories: Record<Api, ProviderFactory> = { stripe: stripeProvider, paypal: paypalProvider, adyen: adyenProvider }
const credentials = { stripe: stripeCredentials, paypal: paypalCredentials, adyen: adyenCredentials }
/** What stands before the paths of each file in the addresses that are called. */
const bases: Record<Api, string> = { stripe: '', paypal: '', adyen: '/v72' }

async function main(folder: string | undefined): Promise<number> {
  const missing = Object.values(specificationFiles).filter((file) => !folder || !existsSync(join(folder, file)))
  if (!folder || missing.length > 0) {
    console.error(howToGetThem(missing))
    return 1
  }
  const specifications = {
    stripe: new Specification(folder, 'stripe'),
    paypal: new Specification(folder, 'paypal'),
    adyen: new Specification(folder, 'adyen'),
  }
  const scenarios: Record<Api, readonly Scenario[]> = {
    stripe: stripeScenarios,
    paypal: paypalScenarios(specifications.paypal),
    adyen: adyenScenarios,
  }
  const { planted, missed } = overlooked(specifications)
  console.log(`planted faults found: ${planted - missed.length} of ${planted}`)
  for (const line of missed) console.error(`overlooked: ${line}`)
  const recorder = new Recorder(specifications)
  for (const api of apis) for (const scenario of scenarios[api]) await play(recorder, api, scenario)
  for (const api of apis) await playDouble(recorder, api, bases[api])
  return Math.max(report(recorder, scenarios), missed.length > 0 ? 1 : 0)
}

async function play(recorder: Recorder, api: Api, { name, reply, act, expected, carries = [] }: Scenario) {
  for (const { schema, value } of carries) recorder.notice(api, name, schema, value)
  const fetch = recorder.listening(api, name, bases[api], doubleOf(reply).fetch)
  try {
    const provider = providerWith<Api>(factories[api], credentials[api], { fetch })
    recorder.outcome(api, name, differences(expected, await act(provider)))
  } catch (error) {
    recorder.outcome(api, name, [`threw ${String(error)}`])
  }
}

function report({ tallies }: Recorder, scenarios: Record<Api, readonly Scenario[]>): number {
  const rows = [...tallies].map(([key, { requests, replies, violations }]) => {
    const [api = '', ...operation] = key.split(' ')
    return { adapter: api, operation: operation.join(' '), requests, replies, violations: violations.length }
  })
  console.table(rows)
  const violations = [...tallies.entries()].flatMap(([key, tally]) => tally.violations.map((line) => `${key}: ${line}`))
  for (const line of violations) console.error(line)
  const counts = apis.map((api) => `${api} ${scenarios[api].length}`).join(', ')
  console.log(`scenarios: ${counts}; violations: ${violations.length}`)
  return violations.length === 0 ? 0 : 1
}

function howToGetThem(missing: readonly string[]): string {
  return `npm run conformance -- DIR needs ${missing.join(', ')} in DIR. They belong to their vendors and are not shipped:
  ${specificationFiles.stripe}: the paths /v1/refunds* and what they refer to, of github.com/stripe/openapi, openapi/spec3.json
  ${specificationFiles.paypal}: github.com/paypal/paypal-rest-api-specifications, openapi/payments_payment_v2.json,
    its patterns mended where a regular expression of Unicode does not compile
  ${specificationFiles.adyen}: github.com/Adyen/adyen-openapi, json/CheckoutService-v72.json`
}

process.exitCode = await main(process.argv[2])
