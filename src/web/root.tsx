/** What stands around every screen, signed in or not: theme, language, toasts and the gate. */
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'
import type { Lang } from '../base/words.ts'
import { useDevice } from './preferences.ts'
import { cache } from './queries.ts'
import { useMaybeMe } from './session.ts'
import { Gate } from './shell/gate.tsx'
import { LangProvider } from './ui/lang.tsx'
import { Toasts } from './ui/toasts.tsx'
import { cssVariables, theme } from './ui/theme.ts'

/** The server writes a fresh nonce into each page; without a server (a developer's own) the placeholder does no harm. */
export const nonce = () => document.querySelector<HTMLMetaElement>('meta[name="nonce"]')?.content ?? ''

export function Root() {
  return (
    <QueryClientProvider client={cache}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        getStyleNonce={nonce}
      >
        <Spoken>
          <Gate />
          <Outlet />
          <Toasts />
        </Spoken>
      </MantineProvider>
    </QueryClientProvider>
  )
}

/** One zone for a business that sells from the Netherlands; its documents are dated in the same one. */
export const guestZone = 'Europe/Amsterdam'
const langKey = 'pakhuis.lang'

/** Before anyone is signed in, the language is the one last used here, or the browser's. */
export function guestLang(): Lang {
  const kept = localStorage.getItem(langKey)
  if (kept === 'nl' || kept === 'en') return kept
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'nl'
}

function Spoken({ children }: { children: ReactNode }) {
  useDevice()
  const me = useMaybeMe()
  const own = me?.user?.language
  const lang = own === 'nl' || own === 'en' ? own : guestLang()
  useEffect(() => {
    document.documentElement.lang = lang
    if (me) localStorage.setItem(langKey, lang)
  }, [lang, me])
  return (
    <LangProvider lang={lang} zone={guestZone}>
      {children}
    </LangProvider>
  )
}
