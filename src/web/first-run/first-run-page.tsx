/** The first minutes of an installation: an account, the business with its VAT number, the first place and the first channel. */
import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Lang } from '../../base/words.ts'
import { call } from '../api.ts'
import { guestLang, guestZone } from '../root.tsx'
import { Door } from '../sign-in/door.tsx'
import { useEnter } from '../sign-in/enter.ts'
import { LangProvider, useSay } from '../ui/lang.tsx'
import { AccountStep } from './account-step.tsx'
import { BusinessStep } from './business-step.tsx'
import { ChannelStep } from './channel-step.tsx'
import { LocationStep } from './location-step.tsx'
import { firstWords } from './words.ts'

type Step = 'account' | 'business' | 'location' | 'channel'

export function FirstRunPage() {
  const [lang, setLang] = useState<Lang>(guestLang)
  return (
    <LangProvider lang={lang} zone={guestZone}>
      <Steps lang={lang} setLang={setLang} />
    </LangProvider>
  )
}

function Steps({ lang, setLang }: { lang: Lang; setLang: (lang: Lang) => void }) {
  const say = useSay()
  const enter = useEnter('/')
  const [step, setStep] = useState<Step>('account')
  const [location, setLocation] = useState<string | null>(null)
  const [business, setBusiness] = useState({ id: null as string | null, name: '' })
  const waiting = useQuery({
    queryKey: ['first-run'],
    queryFn: () => call('GET /first-run', {}),
    retry: false,
  })
  if (waiting.data?.isWaiting === false && step === 'account')
    return (
      <Door title={say(firstWords.alreadyDone)}>
        <Text>{say(firstWords.alreadyDoneWhy)}</Text>
        <Button size="sm" onClick={() => void enter()}>
          {say(firstWords.signIn)}
        </Button>
      </Door>
    )
  switch (step) {
    case 'account':
      return (
        <AccountStep
          lang={lang}
          setLang={setLang}
          done={(name) => {
            setBusiness({ id: null, name })
            setStep('business')
          }}
        />
      )
    case 'business':
      return (
        <BusinessStep
          name={business.name}
          lang={lang}
          done={(id) => {
            setBusiness({ ...business, id })
            setStep('location')
          }}
        />
      )
    case 'location':
      return (
        <LocationStep
          business={business.id}
          done={(id) => {
            // A channel sells for a business: who left that for later leaves this too.
            if (business.id === null) return void enter()
            setLocation(id)
            setStep('channel')
          }}
        />
      )
    case 'channel':
      return <ChannelStep business={business.id!} location={location} done={enter} />
  }
}
