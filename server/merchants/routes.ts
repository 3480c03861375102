import { adminSettingsContracts, merchantSettingsContracts } from '../../shared/api/settings.schema.ts'
import { type Route, route } from '../http/route.ts'
import { openSettings } from './open-settings.ts'
import { saveSettings } from './save-settings.ts'

function routesFor(contracts: typeof merchantSettingsContracts | typeof adminSettingsContracts): Route[] {
  return [
    route(contracts.settings, ({ ports, merchant }) => openSettings(ports, merchant.id)),
    route(contracts.saveSettings, ({ ports, merchant, caller, body }) =>
      saveSettings(ports, { merchant, caller, change: body }),
    ),
  ]
}

export const settingsRoutes: Route[] = [...routesFor(merchantSettingsContracts), ...routesFor(adminSettingsContracts)]
