/** The way back from a screen that the settings lead to. */
import type { Words } from '../../base/words.ts'
import { settingsWords } from './words.ts'

export const settingsBack = (say: (text: Words) => string) =>
  ({ label: say(settingsWords.title), link: { to: '/settings' } }) as const
