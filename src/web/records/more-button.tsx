/** The way to the rest of a list that comes page by page; not there when all of it is shown. */
import { Button } from '@mantine/core'
import { useSay } from '../ui/lang.tsx'
import { ui } from '../ui/words.ts'
import type { Shown } from './pages.ts'

export function MoreButton({ more, m }: { more: Shown<unknown>['more']; m?: 'md' }) {
  const say = useSay()
  return (
    more && (
      <Button variant="default" {...(m ? { m } : { mt: 'sm' })} loading={more.isLoading} onClick={more.load}>
        {say(ui.more)}
      </Button>
    )
  )
}
