/** The second step of coming in: a code or a passkey, or setting one up when the business asks for it. */
import { Anchor, Button, Checkbox, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useSay } from '../ui/lang.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { warned } from '../ui/toasts.tsx'
import { Door, useDoorForm } from './door.tsx'
import styles from './door.module.css'
import { givePasskey, passkeyRefusal } from './passkey.ts'
import { door } from './words.ts'

export type Halfway = Exclude<Answered<'POST /session'>, { state: 'signed-in' }>

type StepProps = { halfway: Halfway; entered: () => Promise<void>; startAgain: () => void }

export function SecondStep(props: StepProps) {
  return props.halfway.state === 'second-factor' ? <GiveCode {...props} /> : <SetUp {...props} />
}

function GiveCode({ halfway: { ticket, ways }, entered, startAgain }: StepProps) {
  const say = useSay()
  const [code, setCode] = useState('')
  // Six digits come from the app; anything else is one of the recovery codes.
  const given = /^\d{6}$/.test(code.replace(/\s/g, '')) ? { code } : { recoveryCode: code.trim() }
  const form = useDoorForm(() => call('POST /session/second-factor', { ticket, ...given }), entered)
  const withPasskey = async () => {
    try {
      const { question } = await call('POST /session/second-factor/passkey', { ticket })
      await call('POST /session/second-factor', { ticket, passkey: await givePasskey(question) })
      await entered()
    } catch (error) {
      warned(passkeyRefusal(error, say))
    }
  }
  return (
    <Door title={say(door.secondStep)}>
      {form.refusal}
      {ways.includes('code') && (
        <form onSubmit={form.submit}>
          <Text>{say(door.codeWhy)}</Text>
          <TextInput
            label={say(door.code)}
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            required
            autoFocus
          />
          <Button type="submit" size="sm" loading={form.isBusy}>
            {say(door.goOn)}
          </Button>
        </form>
      )}
      {ways.includes('passkey') && (
        <Button variant="default" size="sm" onClick={() => void withPasskey()}>
          {say(door.withPasskey)}
        </Button>
      )}
      <Anchor component="button" fz="sm" onClick={startAgain}>
        {say(door.startAgain)}
      </Anchor>
    </Door>
  )
}

function SetUp({ halfway: { ticket }, entered, startAgain }: StepProps) {
  const say = useSay()
  const [code, setCode] = useState('')
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const offered = useQuery({
    queryKey: ['second-factor-setup', ticket],
    queryFn: () => call('POST /session/second-factor/setup', { ticket }),
    staleTime: Infinity,
    retry: false,
  })
  const form = useDoorForm(
    () =>
      call('POST /session/second-factor/setup/confirm', { ticket, setup: offered.data?.setup ?? '', code }),
    (answer) => setCodes(answer.recoveryCodes),
  )
  if (codes) return <RecoveryCodes codes={codes} done={entered} />
  return (
    <Door title={say(door.setUp)}>
      <Text>{say(door.setUpWhy)}</Text>
      {offered.isError && <Text c="red">{refusalText(offered.error, say)}</Text>}
      {offered.data && (
        <form onSubmit={form.submit}>
          {form.refusal}
          <TotpSecret {...offered.data} />
          <TextInput
            label={say(door.code)}
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            required
          />
          <Button type="submit" size="sm" loading={form.isBusy}>
            {say(door.goOn)}
          </Button>
        </form>
      )}
      <Anchor component="button" fz="sm" onClick={startAgain}>
        {say(door.startAgain)}
      </Anchor>
    </Door>
  )
}

type TotpSecretProps = { secret: string; uri: string; picture: string }

/** A code to scan, the key in groups of four to type over, and a link that opens the app on the phone itself. */
export function TotpSecret({ secret, uri, picture }: TotpSecretProps) {
  const say = useSay()
  return (
    <div className={styles.stack}>
      <img className={styles.scan} src={picture} alt={say(door.setUpScan)} />
      <TextInput
        label={say(door.setUpKey)}
        value={secret.replace(/(.{4})(?=.)/g, '$1 ')}
        // Eight groups of four are seen whole on a phone.
        styles={{ input: { paddingInline: 8, fontSize: 'clamp(0.625rem, 2.9vw, 0.8125rem)' } }}
        readOnly
      />
      <Anchor href={uri} fz="sm">
        {say(door.openApp)}
      </Anchor>
    </div>
  )
}

function RecoveryCodes({ codes, done }: { codes: readonly string[]; done: () => Promise<void> }) {
  const say = useSay()
  const [isKept, setKept] = useState(false)
  return (
    <Door title={say(door.recovery)}>
      <Text>{say(door.recoveryWhy)}</Text>
      <CodeList codes={codes} />
      <Checkbox
        label={say(door.recoveryKept)}
        checked={isKept}
        onChange={(event) => setKept(event.currentTarget.checked)}
      />
      <Button size="sm" disabled={!isKept} onClick={() => void done()}>
        {say(door.goOn)}
      </Button>
    </Door>
  )
}

export function CodeList({ codes }: { codes: readonly string[] }) {
  return (
    <ul className={styles.codes}>
      {codes.map((code) => (
        <li key={code}>{code}</li>
      ))}
    </ul>
  )
}
