import { type Language, tIn, type WordParams } from '../../i18n/i18n.ts'

export const declineTexts = ['late', 'used', 'not_shown', 'excluded', 'mismatch'] as const
export type DeclineText = (typeof declineTexts)[number]

export const replyTexts = ['photo', 'label', 'delay', 'thanks'] as const
export type ReplyText = (typeof replyTexts)[number]

/** A starting text for the words the shopper reads, in their language. */
export function declineText(which: DeclineText, language: Language, params: WordParams): string {
  return tIn(language, `canned.decline.${which}`, params)
}

export function replyText(which: ReplyText, language: Language, params: WordParams): string {
  return tIn(language, `canned.reply.${which}`, params)
}
