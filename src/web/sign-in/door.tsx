/** The quiet page around everything that happens before one is inside. */
import { Alert, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, type FormEvent, type ReactNode } from 'react'
import { ApiRefusal } from '../api.ts'
import { useSay } from '../ui/lang.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { ui } from '../ui/words.ts'
import styles from './door.module.css'

/** Whose door it is: a customer's page shows the merchant's name or logo, and never ours. */
type Brand = { name: string; logo: string | null }

type DoorProps = { title: string; brand?: Brand; children: ReactNode }

export function Door({ title, brand = { name: 'Pakhuis', logo: null }, children }: DoorProps) {
  useEffect(() => {
    document.title = [title, brand.name].filter(Boolean).join(' · ')
  }, [title, brand.name])
  return (
    <main className={styles.door}>
      <p className={styles.brand}>{brand.logo ? <img src={brand.logo} alt={brand.name} /> : brand.name}</p>
      <div className={styles.card}>
        <Title order={1}>{title}</Title>
        {children}
      </div>
    </main>
  )
}

/** A form at the door: one call, its refusal above the fields, and the sentence of each field under that field. */
export function useDoorForm<A>(send: () => Promise<A>, done: (answer: A) => void | Promise<void>) {
  const say = useSay()
  const sending = useMutation({ mutationFn: send, onSuccess: done })
  const { error } = sending
  const fields: Record<string, string> = {}
  if (error instanceof ApiRefusal) for (const one of error.errors) fields[one.field] = one.detail
  // What stands under its field is not said twice.
  const saidAt = Object.values(fields)
  return {
    isSending: sending.isPending,
    /** Also once it went well: the next screen is on its way and a second press means nothing. */
    isBusy: sending.isPending || sending.isSuccess,
    fields,
    submit: (event: FormEvent) => {
      event.preventDefault()
      sending.mutate()
    },
    refusal: error ? (
      <Alert color="red" role="alert" variant="outline">
        {saidAt.includes(refusalText(error, say))
          ? say(ui.fieldsWrong, { count: saidAt.length })
          : refusalText(error, say)}
      </Alert>
    ) : null,
  }
}
