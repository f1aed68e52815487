/** Cards in columns, moved by dragging, by a menu or by keys; one column at a time on a phone. */
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { GripVertical } from 'lucide-react'
import { memo, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import styles from './board.module.css'
import { useFormat, useSay } from './lang.tsx'
import { draggableByTouch } from './touch-drag.ts'
import { Popup, PopupLine, PopupTitle } from './popup.tsx'
import { ui } from './words.ts'

export type BoardColumn<C> = {
  readonly id: string
  readonly label: string
  readonly cards: readonly C[]
  /** Below the column's name: its capacity, its print menu. */
  readonly head?: ReactNode
  readonly isToday?: boolean
}

export type BoardProps<C> = {
  label: string
  columns: readonly BoardColumn<C>[]
  idOf: (card: C) => string
  /** The card's own words, for "Move 2026-050000". */
  nameOf: (card: C) => string
  /** What stands on the card. Must keep its identity between renders. */
  face: (card: C) => ReactNode
  /** Why a card must stay, or null; a card that must stay has no handle. */
  stays?: (card: C) => string | null
  move: (card: C, to: string) => void
}

export function Board<C>({ label, columns, idOf, nameOf, face, stays, move }: BoardProps<C>) {
  const say = useSay()
  const format = useFormat()
  const [told, setTold] = useState('')
  const strip = useRef<HTMLDivElement>(null)
  const places = columns.map(({ id, label: name }) => ({ id, label: name }))
  const moveAndTell = (card: C, to: string) => {
    const place = places.find((one) => one.id === to)
    if (!place) return
    setTold(say(ui.moved, { name: nameOf(card), to: place.label }))
    move(card, to)
  }
  const moveById = (id: string, to: string) => {
    const from = columns.find((column) => column.cards.some((card) => idOf(card) === id))
    const card = from?.cards.find((one) => idOf(one) === id)
    if (card && from && from.id !== to) moveAndTell(card, to)
  }
  return (
    <>
      <nav className={styles.days} aria-label={label}>
        {columns.map((column) => (
          <a
            key={column.id}
            href={`#column-${column.id}`}
            onClick={(event) => scrollTo(event, strip.current, column.id)}
          >
            {column.label} <b>{format.count(column.cards.length)}</b>
          </a>
        ))}
      </nav>
      {/* A region that scrolls must be reachable by keyboard: axe, scrollable-region-focusable. */}
      <div ref={strip} className={styles.board} role="group" aria-label={label} tabIndex={0}>
        {columns.map((column) => (
          <Lane key={column.id} column={column} onDrop={moveById}>
            {column.cards.map((card) => (
              <Card
                key={idOf(card)}
                id={idOf(card)}
                card={card}
                name={nameOf(card)}
                face={face}
                home={column.id}
                places={places}
                stays={stays?.(card) ?? null}
                move={moveAndTell}
              />
            ))}
          </Lane>
        ))}
      </div>
      <div className="visually-hidden" role="status">
        {told}
      </div>
    </>
  )
}

function scrollTo(event: { preventDefault(): void }, strip: HTMLElement | null, id: string) {
  event.preventDefault()
  strip
    ?.querySelector(`#column-${CSS.escape(id)}`)
    ?.scrollIntoView({ inline: 'start', block: 'nearest', behavior: 'smooth' })
}

type LaneProps<C> = { column: BoardColumn<C>; onDrop: (id: string, to: string) => void; children: ReactNode }

function Lane<C>({ column, onDrop, children }: LaneProps<C>) {
  const element = useRef<HTMLElement>(null)
  const [isOver, setOver] = useState(false)
  const drop = useRef(onDrop)
  useEffect(() => void (drop.current = onDrop))
  const say = useSay()
  const format = useFormat()
  useEffect(
    () =>
      dropTargetForElements({
        element: element.current!,
        canDrop: ({ source }) => source.data['home'] !== column.id,
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop({ source }) {
          setOver(false)
          drop.current(String(source.data['id']), column.id)
        },
      }),
    [column.id],
  )
  return (
    <section
      ref={element}
      id={`column-${column.id}`}
      data-column={column.id}
      className={styles.lane}
      data-over={isOver || undefined}
      data-today={column.isToday || undefined}
      aria-labelledby={`column-${column.id}-name`}
    >
      <header>
        <h2 id={`column-${column.id}-name`}>{column.label}</h2>
        <span className={styles.count}>
          <span aria-hidden>{format.count(column.cards.length)}</span>
          <span className="visually-hidden">{say(ui.cards, { count: column.cards.length })}</span>
        </span>
        {column.head && <div className={styles.head}>{column.head}</div>}
      </header>
      {column.cards.length === 0 ? (
        <p className={styles.empty}>{say(ui.emptyColumn)}</p>
      ) : (
        <ul>{children}</ul>
      )}
    </section>
  )
}

type CardProps<C> = {
  id: string
  card: C
  name: string
  face: (card: C) => ReactNode
  home: string
  places: readonly { id: string; label: string }[]
  stays: string | null
  move: (card: C, to: string) => void
}

const Card = memo(
  function Card<C>({ id, card, name, face, home, places, stays, move }: CardProps<C>) {
    const element = useRef<HTMLLIElement>(null)
    const [isHeld, setHeld] = useState(false)
    const latest = useRef((to: string) => move(card, to))
    useEffect(() => void (latest.current = (to) => move(card, to)))
    useEffect(() => {
      if (stays) return
      return combine(
        draggable({
          element: element.current!,
          getInitialData: () => ({ id, home }),
          onDragStart: () => setHeld(true),
          onDrop: () => setHeld(false),
        }),
        draggableByTouch({
          element: element.current!,
          held: setHeld,
          over: (column) => markOver(column, home),
          drop(column) {
            const to = column.dataset['column']
            if (to && to !== home) latest.current(to)
          },
        }),
      )
    }, [id, home, stays])
    const onKeyDown = (event: KeyboardEvent) => {
      const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
      if (!by || !event.altKey || stays) return
      event.preventDefault()
      const next = places[places.findIndex((place) => place.id === home) + by]
      if (next) move(card, next.id)
    }
    return (
      <li ref={element} className={styles.card} data-held={isHeld || undefined} onKeyDown={onKeyDown}>
        {face(card)}
        {!stays && <MoveMenu name={name} home={home} places={places} move={(to) => move(card, to)} />}
      </li>
    )
  },
  // Handlers differ on each render of the page but mean the same; what is seen decides.
  (a, b) =>
    a.card === b.card &&
    a.home === b.home &&
    a.face === b.face &&
    a.stays === b.stays &&
    sameLabels(a.places, b.places),
) as <C>(props: CardProps<C>) => ReactNode

/** Under a finger; what hangs under the mouse the columns see themselves. */
function markOver(column: HTMLElement | null, home: string) {
  for (const one of document.querySelectorAll('section[data-under]')) one.removeAttribute('data-under')
  if (column && column.dataset['column'] !== home) column.setAttribute('data-under', '')
}

const sameLabels = (a: CardProps<unknown>['places'], b: CardProps<unknown>['places']) =>
  a.length === b.length &&
  a.every((place, index) => place.id === b[index]!.id && place.label === b[index]!.label)

type MoveMenuProps = {
  name: string
  home: string
  places: readonly { id: string; label: string }[]
  move: (to: string) => void
}

function MoveMenu({ name, home, places, move }: MoveMenuProps) {
  const say = useSay()
  return (
    <Popup
      className={styles.handle}
      label={say(ui.moveCard, { name })}
      isEnd
      panel={() => (
        <>
          <PopupTitle>{say(ui.moveTo)}</PopupTitle>
          {places.map((place) => (
            <PopupLine key={place.id} isOff={place.id === home} onClick={() => move(place.id)}>
              {place.label}
            </PopupLine>
          ))}
        </>
      )}
    >
      <GripVertical size={14} aria-hidden />
    </Popup>
  )
}
