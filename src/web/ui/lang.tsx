/** The reader's language and the business's time zone, and how every screen says and writes things in them. */
import { createContext, use, useMemo, type ReactNode } from 'react'
import { say, type Lang, type Words } from '../../base/words.ts'
import { formatOf, type Format } from './format.ts'

type Voice = {
  readonly lang: Lang
  /** A text in the reader's language. */
  readonly say: (text: Words, params?: Record<string, unknown>) => string
  readonly format: Format
}

const VoiceContext = createContext<Voice | null>(null)

export function LangProvider({ lang, zone, children }: { lang: Lang; zone: string; children: ReactNode }) {
  const voice = useMemo<Voice>(
    () => ({ lang, say: (text, params) => say(text, lang, params), format: formatOf(lang, zone) }),
    [lang, zone],
  )
  return <VoiceContext value={voice}>{children}</VoiceContext>
}

function useVoice(): Voice {
  const voice = use(VoiceContext)
  if (!voice) throw new Error('a text is said outside LangProvider')
  return voice
}

export const useLang = (): Lang => useVoice().lang
export const useSay = (): Voice['say'] => useVoice().say
export const useFormat = (): Format => useVoice().format
