/** Ctrl K: one box for records, screens and actions; a scanned code lands here too. */
import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { FilePen, Package, Search, type LucideIcon } from 'lucide-react'
import { useEffect, useId, useState, type KeyboardEvent } from 'react'
import { useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { tileGroups } from '../settings/tiles.ts'
import { useShortcuts } from '../ui/keys.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { ui } from '../ui/words.ts'
import { menu, starts } from './menu.ts'
import styles from './palette.module.css'

type Hit = {
  readonly id: string
  readonly group: string
  readonly label: string
  readonly aside?: string
  readonly icon: LucideIcon
  readonly run: () => void
}

export function Palette({ initial, close }: { initial: string; close: () => void }) {
  const say = useSay()
  const list = useId()
  const [text, setText] = useState(initial)
  const [at, setAt] = useState(0)
  const screens = useScreens(text, close)
  const found = useFound(text, close)
  const hits = [...found.hits, ...screens]
  const active = hits[Math.min(at, hits.length - 1)]
  const isScan = initial !== '' && text === initial

  // A scan that finds exactly one record opens it; nobody should press a key with a box in their hands.
  const only = isScan && !found.isBusy && found.hits.length === 1 ? found.hits[0] : undefined
  useEffect(() => only?.run(), [only])

  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by) setAt((before) => Math.min(Math.max(before + by, 0), hits.length - 1))
    else if (event.key === 'Enter') active?.run()
    else return
    event.preventDefault()
  }
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
      <ul id={list} role="listbox" aria-label={say(ui.searchEverywhere)} className={styles.hits}>
        {hits.map(({ id, label, aside, icon: Icon, group, run }, index) => (
          <li
            key={id}
            id={`${list}-${id}`}
            role="option"
            aria-selected={hits[index] === active}
            onClick={run}
            onMouseMove={() => setAt(index)}
          >
            <Icon size={16} aria-hidden />
            <span>{label}</span>
            <small>{aside ?? group}</small>
          </li>
        ))}
      </ul>
      <p role="status" className={styles.none}>
        {hits.length === 0 && !found.isBusy && say(ui.nothingFound, { text })}
      </p>
    </Modal>
  )
}

function useScreens(text: string, close: () => void): Hit[] {
  const say = useSay()
  const can = useCan()
  const navigate = useNavigate()
  const shortcuts = useShortcuts()
  const asked = text.trim().toLowerCase()
  const settings = tileGroups.flatMap(({ tiles }) => tiles.map((tile) => ({ ...tile, words: tile.name })))
  const places = [...menu, ...settings.filter(({ to }) => !menu.some((item) => item.to === to))]
  const screens = places
    .filter((item) => can(item.right))
    .map((item) => ({
      id: item.to.slice(1),
      group: say(ui.pages),
      label: say(item.words),
      icon: item.icon,
      run: () => void navigate({ to: item.to }).then(close),
    }))
  const begun = starts
    .filter(({ right }) => can(right))
    .map(({ id, words, icon, link }) => ({
      id,
      group: say(ui.acts),
      label: say(words),
      icon,
      run: () => void navigate(link).then(close),
    }))
  const acts = shortcuts
    .filter(({ keys }) => keys.startsWith('mod+') && keys !== 'mod+k')
    .map(({ keys, says, run }) => ({
      id: keys.replace('+', '-'),
      group: say(ui.acts),
      label: say(says),
      icon: Package,
      run: () => (close(), run()),
    }))
  return [...begun, ...screens, ...acts].filter((hit) => hit.label.toLowerCase().includes(asked))
}

function useFound(text: string, close: () => void): { hits: Hit[]; isBusy: boolean } {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const navigate = useNavigate()
  const [asked] = useDebouncedValue(text.trim(), 120)
  const isEnabled = asked.length >= 2 && can('orders.see')
  const orders = useRead('GET /orders', { view: 'all', search: asked, limit: 8 }, { isEnabled })
  const rows = isEnabled ? (orders.data?.rows ?? []) : []
  const hits = rows.map((order) => ({
    id: order.id,
    group: say(ui.found),
    label: `${order.number} ${order.customerName}`,
    aside: format.moment(order.placedAt),
    icon: Package,
    run: () => void navigate({ to: '/orders/$order', params: { order: order.id } }).then(close),
  }))
  const quotes = useRead(
    'GET /quotes',
    { view: 'all', search: asked, limit: 5 },
    { isEnabled: asked.length >= 2 && can('quotes.see') },
  )
  const offered = asked.length >= 2 && can('quotes.see') ? (quotes.data?.rows ?? []) : []
  hits.push(
    ...offered.map((quote) => ({
      id: quote.id,
      group: say(ui.found),
      label: `${quote.number} ${quote.customerName}`,
      aside: format.day(quote.validUntil),
      icon: FilePen,
      run: () => void navigate({ to: '/quotes/$quote', params: { quote: quote.id } }).then(close),
    })),
  )
  return { hits, isBusy: asked !== text.trim() || (isEnabled && orders.isFetching) }
}
