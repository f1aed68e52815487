/** Opens the palette and keeps what is typed until its box has the focus, so that the first letters are not lost. */
import { useEffect, useState } from 'react'
import { later } from '../ui/later.tsx'

const Palette = later(() => import('./palette.tsx').then((module) => module.Palette))

type Given = { readonly scan: string; readonly close: () => void }

export function PaletteDoor({ scan, close }: Given) {
  const [text, setText] = useState(scan)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
      const isInBox = event.target instanceof Element && event.target.matches('[role="combobox"]')
      if (!isLetter || isInBox || event.isComposing) return
      event.preventDefault()
      event.stopImmediatePropagation()
      setText((before) => before + event.key)
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [])
  return <Palette scan={scan} text={text} setText={setText} close={close} />
}
