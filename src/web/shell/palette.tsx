/** Ctrl K: one box for records, screens and actions; a scanned code lands here too. */
import { Modal } from '@mantine/core'
import { Search } from 'lucide-react'
import { useEffect, useId, useState, type KeyboardEvent } from 'react'
import { useSay } from '../ui/lang.tsx'
import { ui } from '../ui/words.ts'
import { useFound, useOffered, type Hit } from './palette-hits.ts'
import styles from './palette.module.css'

type Given = {
  /** The code that opened it, or nothing when a person did. */
  readonly scan: string
  readonly text: string
  readonly setText: (text: string) => void
  readonly close: () => void
}

export function Palette({ scan, text, setText, close }: Given) {
  const say = useSay()
  const list = useId()
  const [at, setAt] = useState(0)
  const found = useFound(text, close)
  const groups = [...found.groups, ...useOffered(text, close)].filter((group) => group.hits.length > 0)
  const hits = groups.flatMap((group) => group.hits)
  const active = hits[Math.min(at, hits.length - 1)]
  const isScan = scan !== '' && text === scan

  // A scan that finds exactly one record opens it; nobody should press a key with a box in their hands.
  const nearest = found.groups.find((group) => group.hits.length > 0)?.hits ?? []
  const only = isScan && !found.isBusy && nearest.length === 1 ? nearest[0] : undefined
  const opens = only?.id
  useEffect(() => only?.run(), [opens])
  useEffect(() => {
    if (active) document.getElementById(`${list}-${active.id}`)?.scrollIntoView({ block: 'nearest' })
  }, [list, active])

  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by) setAt((before) => Math.min(Math.max(before + by, 0), hits.length - 1))
    else if (event.key === 'Enter') active?.run()
    else return
    event.preventDefault()
  }
  const drawn = (hit: Hit) => (
    <li
      key={hit.id}
      id={`${list}-${hit.id}`}
      role="option"
      aria-selected={hit === active}
      onClick={hit.run}
      onMouseMove={() => setAt(hits.indexOf(hit))}
    >
      <hit.icon size={16} aria-hidden />
      <span>{hit.label}</span>
      {hit.aside && <small>{hit.aside}</small>}
    </li>
  )
  return (
    <Modal
      opened
      onClose={close}
      withCloseButton={false}
      padding={0}
      size={560}
      yOffset="12vh"
      centered={false}
      attributes={{ content: { 'aria-label': say(ui.searchEverywhere) } }}
    >
      <div className={styles.box}>
        <Search size={18} aria-hidden />
        <input
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls={list}
          aria-activedescendant={active ? `${list}-${active.id}` : undefined}
          aria-label={say(ui.searchEverywhere)}
          placeholder={say(ui.searchEverywhere)}
          value={text}
          data-autofocus
          data-scan="field"
          onChange={(event) => {
            setText(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={list} role="listbox" aria-label={say(ui.searchEverywhere)} className={styles.hits}>
        {groups.map((group) => (
          <ul key={group.id} role="group" aria-labelledby={`${list}-in-${group.id}`}>
            <li id={`${list}-in-${group.id}`} role="presentation" className={styles.group}>
              {group.name}
            </li>
            {group.hits.map(drawn)}
          </ul>
        ))}
      </div>
      <p role="status" className={styles.none}>
        {hits.length === 0 && !found.isBusy && say(ui.nothingFound, { text })}
      </p>
    </Modal>
  )
}
