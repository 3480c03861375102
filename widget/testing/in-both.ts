/** Words of the shop in each language it speaks. */
export const inBoth = (en: string, zh: string) => ({ en, 'zh-CN': zh })
