/** What several people at one desk may not all see: shown for ten minutes after the password, and locked again by itself. */
import { Button, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { LockOpen } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { sessionOptions, usePerson } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { reportWords } from './words.ts'
import { later } from '../ui/later.tsx'

const ProofDialog = later(() => import('../shell/proof-dialog.tsx').then((module) => module.ProofDialog))

/** As long as the server takes it; the screen closes a little earlier than it would refuse. */
const openMs = 10 * 60_000 - 5_000

export function Locked({ children }: { children: ReactNode }) {
  const say = useSay()
  const client = useQueryClient()
  const { provedAt } = usePerson()
  const [until, setUntil] = useState(() => (provedAt ? Date.parse(provedAt) + openMs : 0))
  const [now, setNow] = useState(() => Date.now())
  const [isAsking, setAsking] = useState(false)
  const left = until - now
  const isOpen = left > 0
  useEffect(() => {
    if (!isOpen) {
      // What was shown must not come back from the cache for who sits down next.
      client.removeQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/reports') })
      return
    }
    const timer = setTimeout(() => setNow(Date.now()), left + 50)
    return () => clearTimeout(timer)
  }, [isOpen, left, client])
  if (isOpen) return <>{children}</>
  return (
    <Panel title={say(reportWords.locked)}>
      <Text mb="md">{say(reportWords.lockedWhy)}</Text>
      <Button leftSection={<LockOpen size={14} aria-hidden />} onClick={() => setAsking(true)}>
        {say(reportWords.unlock)}
      </Button>
      {isAsking && (
        <ProofDialog
          answer={(isProved) => {
            setAsking(false)
            if (!isProved) return
            // By this desk's own clock, which may differ from the server's.
            setNow(Date.now())
            setUntil(Date.now() + openMs)
            void client.refetchQueries({ queryKey: sessionOptions.queryKey })
          }}
        />
      )}
    </Panel>
  )
}
