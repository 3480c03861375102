import { AmendsLauncher } from './elements/launcher/launcher.ts'
import { AmendsRefunds } from './elements/refunds/refunds.ts'
import { register } from './register.ts'

export { AmendsCloseEvent, AmendsRequestChangedEvent, AmendsRequestSubmittedEvent } from './events.ts'
export { AmendsLauncher, AmendsRefunds }

register('amends-refunds', AmendsRefunds)
register('amends-launcher', AmendsLauncher)
