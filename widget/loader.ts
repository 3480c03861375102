import { chooseLanguage, closestLang } from './i18n/language.ts'

/**
 * What the script tag loads: `<script async src="…/v1/widget.js" data-merchant="pk_…"></script>`. Reads its own attributes
 * (data-merchant, data-lang, data-order, data-request, data-identity, data-theme, data-accent, data-launcher="none"),
 * loads the module and the words beside it, and puts a launcher in the page unless one of ours is there. The policy's own
 * module comes when the page has an <amends-policy>. Never throws.
 *
 * Calls before it has loaded are kept by the snippet's one line, and answered then:
 * `window.amends = window.amends || ((...call) => (amends.q ||= []).push(call))`
 * amends('open', { order?, request? }) · amends('close') · amends('identify', token)
 */
type Call = [action: 'open' | 'close' | 'identify', argument?: unknown]
interface Amends {
  (...call: Call): void
  q?: Call[]
  loaded?: boolean
}
type Launcher = HTMLElement & {
  show?(wanted?: object): void
  hide?(): void
  identity?: string
}

const handedOn = ['merchant', 'lang', 'order', 'request', 'identity', 'theme'] as const

function load(): void {
  const page = window as unknown as { amends?: Amends }
  if (page.amends?.loaded) return
  // Null in a module and after an await, so it is read now.
  const script = document.currentScript as HTMLScriptElement | null
  const { dataset = {}, src = '' } = script ?? {}
  if (!/^pk_[\w-]+$/.test(dataset.merchant ?? '') && dataset.merchant !== undefined) {
    console.error(`[amends] data-merchant must be a publishable key, pk_…: ${new URL('../docs#embedding', src)}`)
    return
  }
  const api = new URL('.', src)
  const { words } = chooseLanguage([dataset.lang, closestLang(script), ...navigator.languages])
  preload(new URL(`locales/${words}.json`, api))
  const ready = import(new URL('amends.js', api).href)
  ready.catch((error: unknown) => console.error(`[amends] could not load ${api}amends.js`, error))

  let launcher: Launcher | undefined
  const amends: Amends = (action, argument) => {
    ready
      .then(() => {
        const at = document.querySelector<Launcher>('amends-refunds') ?? (launcher ??= mount(dataset))
        if (action === 'open') at.show?.((argument as object) ?? {})
        else if (action === 'close') at.hide?.()
        else if (action === 'identify') at.identity = String(argument)
      })
      .catch(() => undefined)
  }
  amends.loaded = true
  whenPlaced('amends-policy', () => {
    import(new URL('policy.js', api).href).catch((error: unknown) => console.error('[amends]', error))
  })
  const waiting = page.amends?.q ?? []
  page.amends = amends
  ready
    .then(() => {
      const isPlaced = document.querySelector('amends-refunds, amends-launcher')
      if (!isPlaced && dataset.merchant && dataset.launcher !== 'none') launcher = mount(dataset)
      for (const call of waiting) amends(...call)
    })
    .catch(() => undefined)
}

/** Once the page has such an element, now or later. Inside a shadow root nobody sees it: that page loads policy.js itself. */
function whenPlaced(name: string, load: () => void): void {
  const placed = document.getElementsByTagName(name)
  const look = () => {
    if (!placed.length) return
    watch.disconnect()
    load()
  }
  const watch = new MutationObserver(look)
  watch.observe(document, { childList: true, subtree: true })
  look()
}

function mount(dataset: DOMStringMap): Launcher {
  const launcher = document.createElement('amends-launcher') as Launcher
  for (const name of handedOn) {
    const value = dataset[name]
    if (value) launcher.setAttribute(name, value)
  }
  if (dataset.launcher === 'none') launcher.toggleAttribute('plain', true)
  if (dataset.accent && CSS.supports('color', dataset.accent))
    launcher.style.setProperty('--amends-accent', dataset.accent)
  document.body.append(launcher)
  return launcher
}

function preload(url: URL): void {
  const link = document.createElement('link')
  link.rel = 'preload'
  link.as = 'fetch'
  link.crossOrigin = 'anonymous'
  link.href = url.href
  document.head.append(link)
}

try {
  load()
} catch (error) {
  console.error('[amends]', error)
}
