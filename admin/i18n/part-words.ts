import { language, onLanguageChange } from './i18n.ts'

/** Web Awesome's own words (close, loading, …) in the language on screen; its parts follow `<html lang>`. */
export async function loadPartWords(): Promise<void> {
  onLanguageChange(() => void load())
  await load()
}

async function load(): Promise<void> {
  if (language() === 'zh-CN') await import('@awesome.me/webawesome/dist/translations/zh-cn.js')
  else await import('@awesome.me/webawesome/dist/translations/en.js')
}
