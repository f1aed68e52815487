/** The keys that work on this screen. */
import { Kbd, Modal, Table } from '@mantine/core'
import { useShortcuts } from '../ui/keys.ts'
import { useSay } from '../ui/lang.tsx'
import { ui } from '../ui/words.ts'

export function KeySheet({ close }: { close: () => void }) {
  const say = useSay()
  const shortcuts = useShortcuts()
  const latest = [...new Map(shortcuts.map((shortcut) => [shortcut.keys, shortcut])).values()]
  return (
    <Modal opened onClose={close} title={say(ui.newKeys)} closeButtonProps={{ 'aria-label': say(ui.close) }}>
      <Table>
        <Table.Tbody>
          {latest.map(({ keys, says }) => (
            <Table.Tr key={keys}>
              <Table.Th fw={400} scope="row">
                {say(says)}
              </Table.Th>
              <Table.Td ta="right">
                {keys.split(' ').map((key) => (
                  <Kbd key={key} ml={4}>
                    {key
                      .replace('mod+', 'Ctrl ')
                      .replace(/ (.)$/, (_, last: string) => ` ${last.toUpperCase()}`)}
                  </Kbd>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Th fw={400} scope="row">
              {say(ui.keyOpen)}
            </Table.Th>
            <Table.Td ta="right">
              <Kbd>Enter</Kbd>
            </Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
