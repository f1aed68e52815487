/** The reader's language and the business's time zone, and how every screen says and writes things in them. */
import { createContext, use, useMemo, type ReactNode } from 'react'
import { customerLang, say, type CustomerLang, type Lang, type Words } from '../../base/words.ts'
import { formatOf, type Format } from './format.ts'

type Voice = {
  readonly lang: CustomerLang
  /** A text in the reader's language. */
  readonly say: (text: Words, params?: Record<string, unknown>) => string
  readonly format: Format
}

const VoiceContext = createContext<Voice | null>(null)

type LangProviderProps = { lang: CustomerLang; zone: string; children: ReactNode }

export function LangProvider({ lang, zone, children }: LangProviderProps) {
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

/** Of a colleague; on the page of a customer who reads German it is English, like every text without German. */
export function useLang(): Lang {
  const { lang } = useVoice()
  return lang === 'de' ? 'en' : lang
}
/** What a customer reads behind a link, in the language of the paper that it is about. */
export function InLanguageOf({ language, children }: { language: string; children: ReactNode }) {
  const { format } = useVoice()
  const lang = customerLang(language)
  return (
    <div lang={lang}>
      <LangProvider lang={lang} zone={format.zone}>
        {children}
      </LangProvider>
    </div>
  )
}

export const useSay = (): Voice['say'] => useVoice().say
export const useFormat = (): Format => useVoice().format
