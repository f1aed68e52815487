/** An amount, a price, a quantity or a rate as people type it, kept as a whole number. */
import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { typedAmount } from '../../base/money.ts'
import { useFormat, useSay } from './lang.tsx'
import { typedDecimal } from './typed.ts'
import { useUnread } from './unread.ts'
import { ui } from './words.ts'

type FigureInputProps = {
  label: ReactNode
  value: number | null
  onChange: (value: number | null) => void
  /** How many decimals the whole number hides: 2 for cents, 3 for thousandths. */
  decimals: number
  /** Decimals always shown, also when they are zeros. */
  least?: number
  /** `€` before it, `%` behind it. */
  sign?: '€' | '%'
  /** Without marks between thousands: a year. */
  isPlain?: boolean
  error?: string | undefined
  description?: ReactNode
  required?: boolean
  disabled?: boolean
}

export function FigureInput({
  value,
  onChange,
  decimals,
  least = 0,
  sign,
  isPlain = false,
  error,
  ...rest
}: FigureInputProps) {
  const say = useSay()
  const format = useFormat()
  const [text, setText] = useState<string | null>(null)
  const read = (typed: string) =>
    sign === '€' && decimals === 2 ? typedAmount(typed) : typedDecimal(typed, decimals)
  const isWrong = text !== null && text.trim() !== '' && read(text) === null
  const field = useUnread(isWrong)
  const settle = () => {
    if (text === null || isWrong) return
    setText(null)
  }
  return (
    <TextInput
      {...rest}
      ref={field}
      inputMode="decimal"
      value={text ?? (value === null ? '' : isPlain ? String(value) : format.decimal(value, decimals, least))}
      onChange={(event) => {
        const typed = event.currentTarget.value
        setText(typed)
        const figure = typed.trim() === '' ? null : read(typed)
        if (typed.trim() === '' || figure !== null) onChange(figure)
      }}
      onBlur={settle}
      leftSection={sign === '€' ? <span aria-hidden>€</span> : undefined}
      rightSection={sign === '%' ? <span aria-hidden>%</span> : undefined}
      error={isWrong ? say(sign === '€' ? ui.notAnAmount : ui.notAFigure) : error}
      styles={{ input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } }}
      autoComplete="off"
    />
  )
}
