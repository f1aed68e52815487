/** The button for the file that a tax office takes; what it asks opens in a dialog. */
import { Button } from '@mantine/core'
import { Landmark } from 'lucide-react'
import { useState } from 'react'
import { useFormat, useSay } from '../ui/lang.tsx'
import { later } from '../ui/later.tsx'
import type { FilingProps } from './filing-dialog.tsx'
import { reportWords } from './words.ts'

const FilingDialog = later(() => import('./filing-dialog.tsx').then((module) => module.FilingDialog))

export function FilingButton(props: FilingProps) {
  const say = useSay()
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  const isOver = props.asked.to < format.today(new Date())
  return (
    <>
      <Button
        variant="default"
        leftSection={<Landmark size={14} aria-hidden />}
        disabled={!isOver}
        title={isOver ? undefined : say(reportWords.filingOver)}
        onClick={() => setOpen(true)}
      >
        {say(reportWords.filing)}
      </Button>
      {isOpen && <FilingDialog {...props} close={() => setOpen(false)} />}
    </>
  )
}
