/** Asks for the password again when a step needs it, and shows the way to the door when the session is over. */
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { guardWith } from '../api.ts'
import { later } from '../ui/later.tsx'

const ProofDialog = later(() => import('./proof-dialog.tsx').then((module) => module.ProofDialog))

/** Answers to everybody who waits for the password: several calls may need it at once. */
type Waiting = ((isProved: boolean) => void)[]

export function Gate() {
  const router = useRouter()
  const client = useQueryClient()
  const [waiting, setWaiting] = useState<Waiting>([])
  useEffect(() => {
    guardWith({
      signedOut() {
        const { href, pathname } = router.state.location
        if (pathname === '/sign-in') return
        client.clear()
        void router.navigate({ to: '/sign-in', search: { to: href }, replace: true })
      },
      prove: () => new Promise<boolean>((resolve) => setWaiting((before) => [...before, resolve])),
    })
    return () => guardWith(null)
  }, [router, client])
  const answer = (isProved: boolean) => {
    for (const resolve of waiting) resolve(isProved)
    setWaiting([])
  }
  return waiting.length > 0 && <ProofDialog answer={answer} />
}
