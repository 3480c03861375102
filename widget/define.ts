import { AmendsLauncher } from './elements/launcher/launcher.ts'
import { AmendsRefunds } from './elements/refunds/refunds.ts'

export { AmendsCloseEvent, AmendsRequestChangedEvent, AmendsRequestSubmittedEvent } from './events.ts'
export { AmendsLauncher, AmendsRefunds }

type Versioned = CustomElementConstructor & { version?: string }

/** Snippets get pasted twice and by two plugins: the first copy stays, a different version is told once. */
function define(name: string, element: Versioned): void {
  const known = customElements.get(name) as Versioned | undefined
  if (!known) customElements.define(name, element)
  else if (known.version !== element.version) {
    console.warn(
      `[amends] <${name}> version ${known.version} is already here; version ${element.version} stays unused.`,
    )
  }
}

if (typeof customElements !== 'undefined') {
  define('amends-refunds', AmendsRefunds)
  define('amends-launcher', AmendsLauncher)
}
