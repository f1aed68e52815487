/** The menu of a phone; loaded when it is first opened. */
import { Drawer } from '@mantine/core'
import { useSay } from '../ui/lang.tsx'
import { ui } from '../ui/words.ts'
import { MenuLinks } from './menu-links.tsx'

export function MenuDrawer({ title, close }: { title: string; close: () => void }) {
  const say = useSay()
  return (
    <Drawer
      opened
      onClose={close}
      size={260}
      title={title}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <nav aria-label={say(ui.mainMenu)}>
        <MenuLinks />
      </nav>
    </Drawer>
  )
}
