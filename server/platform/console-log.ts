import type { Log } from './ports.ts'

/** One JSON line an event; fields carry ids and codes, never personal data. */
export function consoleLog(write: (line: string) => void = console.log): Log {
  const line = (level: string, event: string, fields: object = {}) =>
    write(JSON.stringify({ level, event, at: new Date().toISOString(), ...fields }))
  return {
    info: (event, fields) => line('info', event, fields),
    error: (event, fields) => line('error', event, fields),
  }
}
