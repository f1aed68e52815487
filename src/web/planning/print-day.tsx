/** What can be printed of one day: its papers, each a PDF in a tab of its own, and its invoices with stickers. */
import { Printer } from 'lucide-react'
import { useState } from 'react'
import type { Day } from '../../base/day.ts'
import { call } from '../api.ts'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { later } from '../ui/later.tsx'
import { openFile } from '../ui/open-file.ts'
import { Popup, PopupLine } from '../ui/popup.tsx'
import { planningWords } from './words.ts'

const PrintRun = later(() => import('./print-run.tsx').then((module) => module.PrintRun))

const ManifestDialog = later(() =>
  import('../shipments/manifest-dialog.tsx').then((module) => module.ManifestDialog),
)

const papers = [
  ['day-plan', planningWords.printPlan],
  ['workshop', planningWords.printWorkshop],
  ['pack-pickup', planningWords.printPickup],
  ['pack-ship', planningWords.printShip],
] as const

export function PrintDay({ day }: { day: Day }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const [isPrinting, setPrinting] = useState(false)
  const [isListing, setListing] = useState(false)
  return (
    <>
      <Popup
        panel={() => (
          <>
            {can('planning.print') && (
              <PopupLine onClick={() => setPrinting(true)}>{say(planningWords.printInvoices)}</PopupLine>
            )}
            {can('fulfilment.change') && (
              <PopupLine onClick={() => setListing(true)}>{say(planningWords.manifest)}</PopupLine>
            )}
            {papers.map(([paper, text]) => (
              <PopupLine
                key={paper}
                onClick={() =>
                  openFile(() => call('GET /planning/days/:day/print/:paper', { day, paper }), say, say(text))
                }
              >
                {say(text)}
              </PopupLine>
            ))}
          </>
        )}
      >
        <Printer size={14} aria-hidden />
        {say(planningWords.print)}
        <span className="visually-hidden"> {format.longDay(day)}</span>
      </Popup>
      {isPrinting && <PrintRun day={day} close={() => setPrinting(false)} />}
      {isListing && <ManifestDialog day={day} close={() => setListing(false)} />}
    </>
  )
}
