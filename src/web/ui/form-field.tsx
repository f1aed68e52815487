/** The input that fits a record's field: its words, its kind and its limits come from where the field is written. */
import { NativeSelect, PasswordInput, Switch, Textarea, TextInput } from '@mantine/core'
import { lazy, Suspense, type ReactNode } from 'react'
import type { Field } from '../../base/field.ts'
import { customerLangs } from '../../base/words.ts'
import { isYear } from './field-text.ts'
import { FigureInput } from './figure-input.tsx'
import { useFormat, useLang, useSay } from './lang.tsx'
import type { LinkSource } from './link-input.tsx'
import { countries, currencies } from './places.ts'
import { ui } from './words.ts'

// With their lists and calendars they weigh more than a whole form, and most forms have none of them.
const DayInput = lazy(() => import('./day-input.tsx').then((module) => ({ default: module.DayInput })))
const LinkInput = lazy(() => import('./link-input.tsx').then((module) => ({ default: module.LinkInput })))
const TagsInput = lazy(() => import('./tags-input.tsx').then((module) => ({ default: module.TagsInput })))

export type FormFieldProps = {
  field: Field<unknown>
  value: unknown
  onChange: (value: unknown) => void
  error?: string | undefined
  disabled?: boolean
  /** Needed by fields that link to another record. */
  source?: LinkSource
}

const figures = {
  integer: { decimals: 0 },
  rate: { decimals: 2, sign: '%' },
  money: { decimals: 2, least: 2, sign: '€' },
  price: { decimals: 4, least: 2, sign: '€' },
  quantity: { decimals: 3 },
} as const

export function FormField({ field, value, onChange, error, disabled, source }: FormFieldProps) {
  const say = useSay()
  const lang = useLang()
  const format = useFormat()
  const { kind, options } = field
  const isRequired = !field.isNullable && field.initial === undefined && kind !== 'yes-no'
  const common = {
    label: say(field.words),
    ...(options.help ? { description: say(options.help) } : {}),
    error,
    required: isRequired,
    disabled: disabled ?? false,
  }
  const text = typeof value === 'string' ? value : ''
  const setText = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value)

  if (options.secret)
    return (
      <PasswordInput
        {...common}
        value={text}
        onChange={setText}
        placeholder={say(ui.keepSecret)}
        autoComplete="new-password"
      />
    )
  switch (kind) {
    case 'text':
      return (
        <TextInput
          {...common}
          value={text}
          onChange={setText}
          {...(options.max ? { maxLength: options.max } : {})}
        />
      )
    case 'long-text':
      return <Textarea {...common} value={text} onChange={setText} />
    case 'email':
      return <TextInput {...common} type="email" inputMode="email" value={text} onChange={setText} />
    case 'phone':
      return <TextInput {...common} type="tel" inputMode="tel" value={text} onChange={setText} />
    case 'url':
      return (
        <TextInput
          {...common}
          type="url"
          inputMode="url"
          placeholder="https://"
          value={text}
          onChange={setText}
        />
      )
    case 'integer':
    case 'rate':
    case 'money':
    case 'price':
    case 'quantity':
      return (
        <FigureInput
          {...common}
          {...figures[kind]}
          isPlain={isYear(field)}
          value={typeof value === 'number' ? value : null}
          onChange={onChange}
        />
      )
    case 'day':
      return soon(<DayInput {...common} value={text || null} onChange={onChange} />)
    case 'moment':
      return <TextInput {...common} value={text ? format.moment(text) : ''} readOnly />
    case 'yes-no':
      return (
        <Switch
          label={common.label}
          description={common.description}
          error={error}
          disabled={common.disabled}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )
    case 'text-list':
      return soon(
        <TagsInput {...common} value={Array.isArray(value) ? (value as string[]) : []} onChange={onChange} />,
      )
    case 'link':
      if (!source) throw new Error(`a link to ${field.to} needs a source to choose from`)
      return soon(
        <LinkInput
          {...common}
          to={field.to ?? ''}
          source={source}
          value={text || null}
          onChange={onChange}
        />,
      )
    case 'choice':
      return select(
        Object.entries(field.choices ?? {}).map(([one, words]) => ({ value: one, label: say(words) })),
      )
    case 'country':
      return select(countries(lang))
    case 'currency':
      return select(currencies(lang))
    case 'language':
      return select(
        // One that came in from a shop stays to be seen, though it cannot be chosen.
        [...new Set([...(options.only ?? customerLangs), text].filter(Boolean))].map((one) => ({
          value: one,
          label: new Intl.DisplayNames(lang, { type: 'language' }).of(one) ?? one,
        })),
      )
    case 'json':
      throw new Error('a field of structured detail is drawn by hand')
  }

  /** Until it is there, an input of the same size stands in its place. */
  function soon(input: ReactNode) {
    return <Suspense fallback={<TextInput {...common} disabled />}>{input}</Suspense>
  }

  function select(choices: { value: string; label: string }[]) {
    const isEmptyOffered = field.isNullable || text === ''
    const data = isEmptyOffered
      ? [{ value: '', label: field.isNullable ? `(${say(ui.none)})` : say(ui.choose) }, ...choices]
      : choices
    return (
      <NativeSelect
        {...common}
        data={data}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
    )
  }
}
