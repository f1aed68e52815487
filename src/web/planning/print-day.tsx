/** The papers of one day, each a PDF in a tab of its own, ready for the print dialog. */
import { Button, Menu } from '@mantine/core'
import { Printer } from 'lucide-react'
import type { Day } from '../../base/day.ts'
import { fileUrl } from '../api.ts'
import { useSay } from '../ui/lang.tsx'
import { planningWords } from './words.ts'

const papers = [
  ['day-plan', planningWords.printPlan],
  ['workshop', planningWords.printWorkshop],
  ['pack-pickup', planningWords.printPickup],
  ['pack-ship', planningWords.printShip],
] as const

export function PrintDay({ day }: { day: Day }) {
  const say = useSay()
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" fullWidth leftSection={<Printer size={14} aria-hidden />}>
          {say(planningWords.print)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {papers.map(([paper, text]) => (
          <Menu.Item
            key={paper}
            component="a"
            href={fileUrl('GET /planning/days/:day/print/:paper', { day, paper })}
            target="_blank"
            rel="noopener"
          >
            {say(text)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
