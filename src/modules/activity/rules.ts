/** Who did something, as the reader says it: people by their name, what the program calls itself in words. */
import { words, type Lang, type Words } from '../../base/words.ts'

/** What was called by hand on the machine itself; events keep it so, for they are written once and read in any language. */
export const commandLine = 'command line'

const own: Readonly<Record<string, Words>> = { [commandLine]: words('Opdrachtregel', 'Command line') }

type Told = { readonly actorKind: string; readonly actorName: string }

export const actorSaid = ({ actorKind, actorName }: Told, lang: Lang): string =>
  (actorKind === 'system' && own[actorName]?.[lang]) || actorName
