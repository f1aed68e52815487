/** The papers of one day, each a PDF in a tab of its own, ready for the print dialog. */
import { Printer } from 'lucide-react'
import type { Day } from '../../base/day.ts'
import { fileUrl } from '../api.ts'
import { useSay } from '../ui/lang.tsx'
import { Popup, PopupLink } from '../ui/popup.tsx'
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
    <Popup
      panel={() =>
        papers.map(([paper, text]) => (
          <PopupLink key={paper} href={fileUrl('GET /planning/days/:day/print/:paper', { day, paper })}>
            {say(text)}
          </PopupLink>
        ))
      }
    >
      <Printer size={14} aria-hidden />
      {say(planningWords.print)}
    </Popup>
  )
}
