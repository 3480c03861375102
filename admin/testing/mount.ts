import { setViewport } from '@web/test-runner-commands'
import '../app.ts'
import { type Language, setLanguage } from '../i18n/i18n.ts'
import { link } from '../router.ts'
import type { AdminDouble } from './admin-double.ts'

/** The whole admin on one of its pages, over a double of the API. */
export interface Mounted {
  app: HTMLElement
  find: <T extends HTMLElement = HTMLElement>(hook: string) => Promise<T>
  missing: (hook: string) => boolean
  press: (key: string) => void
  type: (hook: string, text: string) => Promise<void>
  until: (holds: () => boolean, what: string) => Promise<void>
  end: () => void
}

/** For a machine with much else to do. */
const patienceMs = 30_000

export async function mountAdmin(double: AdminDouble, path: string, language: Language): Promise<Mounted> {
  const before = location.href
  // Asking costs a trip to the runner and back.
  if (innerWidth !== 1280 || innerHeight !== 900) await setViewport({ width: 1280, height: 900 })
  await styled()
  localStorage.clear()
  sessionStorage.clear()
  localStorage.setItem('amends.admin.language', language)
  history.replaceState(undefined, '', link(path))
  const uninstall = double.install()
  const app = document.createElement('amends-admin')
  document.body.append(app)

  const until = async (holds: () => boolean, what: string) => {
    const start = performance.now()
    while (!holds()) {
      if (performance.now() - start > patienceMs) throw new Error(`waited in vain for ${what}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const query = <T extends HTMLElement>(hook: string) => document.querySelector<T>(`[data-t="${hook}"]`)
  const find = async <T extends HTMLElement>(hook: string): Promise<T> => {
    await until(() => query(hook) !== null, hook)
    return query<T>(hook) as T
  }
  await until(() => app.querySelector('main') !== null, 'a page')
  await setLanguage(language)
  return {
    app,
    find,
    until,
    missing: (hook) => query(hook) === null,
    press: (key) => {
      ;(document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
      )
    },
    type: async (hook, text) => {
      const field = await find<HTMLInputElement>(hook)
      field.value = text
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    },
    end: () => {
      app.remove()
      uninstall()
      history.replaceState(undefined, '', before)
    },
  }
}

/** The page's own stylesheet: contrast and sizes are part of what is tested. */
async function styled(): Promise<void> {
  if (document.querySelector('link[data-admin]')) return
  const sheet = document.createElement('link')
  sheet.rel = 'stylesheet'
  sheet.dataset.admin = ''
  sheet.href = new URL('../styles/admin.css', import.meta.url).href
  const loaded = new Promise((resolve, reject) => {
    sheet.addEventListener('load', resolve)
    sheet.addEventListener('error', reject)
  })
  document.head.append(sheet)
  await loaded
}
