/** The plain form of a record, drawn from its fields: checks while it is filled in, saves, and settles a conflict. */
import { SimpleGrid, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react'
import type { Field } from '../../base/field.ts'
import type { Record_ } from '../../base/record.ts'
import { ApiRefusal } from '../api.ts'
import { complaints } from './complaints.ts'
import type { Difference } from './conflict.tsx'
import { fieldText } from './field-text.ts'
import { FormField } from './form-field.tsx'
import { useFormat, useLang, useSay } from './lang.tsx'
import type { LinkSource } from './link-input.tsx'
import { Panel } from './page.tsx'
import { same } from './same.ts'
import { SaveBar } from './save-bar.tsx'
import { told, unwarned, warned } from './toasts.tsx'
import { refusalText } from './refusal-text.ts'
import { later } from './later.tsx'
import { ui } from './words.ts'

const ConflictDialog = later(() => import('./conflict.tsx').then((module) => module.ConflictDialog))

type Values = Record<string, unknown>

/** A titled group of fields, in the order in which they stand. */
export type FormGroup = {
  readonly title?: string
  readonly fields: readonly string[]
  readonly note?: ReactNode
}

/** What an input that is drawn by hand gets. */
export type Drawing = {
  readonly label: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly error: string | undefined
  readonly disabled: boolean
}

export type RecordFormProps = {
  record: Record_
  groups: readonly FormGroup[]
  /** The stored row, or what a new one begins with. */
  initial: Values
  /** Sends the changed fields (of a new row: all); `version` guards against overwriting. Resolves when it is kept. */
  save: (changes: Values, version: number | undefined) => Promise<unknown>
  /** The row as it is stored now, to settle a conflict with. */
  reload?: () => Promise<Values>
  isNew?: boolean
  /** Without the right to change: shown, not typed in. */
  isReadOnly?: boolean
  sources?: Readonly<Record<string, LinkSource>>
  /** Inputs of their own for fields that their kind says too little of. */
  draw?: Readonly<Record<string, (input: Drawing) => ReactNode>>
  /** Told what is typed while it is typed, for what is shown beside the form; must keep its identity between renders. */
  watch?: (values: Values) => void
  /** Drawn around the form: the page with its title, given the save bar for its actions. */
  frame: (bar: ReactNode, form: ReactNode) => ReactNode
}

export function RecordForm(props: RecordFormProps) {
  const { record, groups, initial, isNew, isReadOnly, watch } = props
  const say = useSay()
  const lang = useLang()
  const voice = { say, format: useFormat() }
  const names = groups.flatMap((group) => group.fields)
  const [base, setBase] = useState(initial)
  const [isSaving, setSaving] = useState(false)
  const [theirs, setTheirs] = useState<Values | null>(null)
  const about = useId()
  const sheet = useRef<HTMLFormElement>(null)
  const form = useForm<Values>({ initialValues: pick(initial, names), validateInputOnBlur: false })
  if (initial !== base && !form.isDirty()) {
    // A live update brought a newer row while nothing was typed.
    setBase(initial)
    form.setInitialValues(pick(initial, names))
    form.setValues(pick(initial, names))
  }

  useEffect(() => watch?.(form.values), [watch, form.values])

  const store = async (values: Values, version: number | undefined) => {
    const changed = Object.fromEntries(
      names.filter((name) => isNew || !same(values[name], base[name])).map((name) => [name, values[name]]),
    )
    unwarned(about)
    // From here on, for the checks may have to be loaded first and a second press comes before they are there.
    setSaving(true)
    try {
      const wrong = await complaints(record, changed, lang)
      form.setErrors(wrong)
      const count = Object.keys(wrong).length
      if (count > 0) return void warned(say(ui.fieldsWrong, { count }), about)
      await props.save(changed, version)
      form.resetDirty(values)
      setBase({ ...base, ...values })
      told(say(ui.saved))
    } catch (error) {
      await refused(error)
    } finally {
      setSaving(false)
    }
  }
  const refused = async (error: unknown) => {
    if (error instanceof ApiRefusal && error.status === 412 && props.reload)
      return setTheirs(await props.reload())
    if (error instanceof ApiRefusal && error.errors.length > 0) {
      form.setErrors(Object.fromEntries(error.errors.map((one) => [one.field, one.detail])))
    }
    warned(refusalText(error, say), about)
  }
  const settle = (mine: ReadonlySet<string>) => {
    const values = { ...form.getValues() }
    for (const name of names)
      if (!mine.has(name) && !same(theirs![name], base[name])) values[name] = theirs![name]
    setBase(theirs!)
    form.setInitialValues(pick(theirs!, names))
    form.setValues(values)
    setTheirs(null)
    void store(values, versionOf(theirs!))
  }
  const bar = isReadOnly ? null : (
    <SaveBar
      isDirty={form.isDirty()}
      isNew={isNew ?? false}
      isSaving={isSaving}
      save={() => sheet.current?.requestSubmit()}
      discard={() => form.reset()}
    />
  )
  const submitted = (event: FormEvent) => {
    event.preventDefault()
    void store(form.getValues(), versionOf(base))
  }
  const drawn = (
    <form ref={sheet} onSubmit={submitted} noValidate>
      {groups.map((group, index) => (
        <Panel key={group.title ?? index} {...(group.title ? { title: group.title } : {})}>
          <Stack gap="md">
            {group.note}
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
              {group.fields.map((name) => (
                <Drawn
                  key={name}
                  name={name}
                  field={fieldOf(record, name)}
                  form={form}
                  {...(props.draw?.[name] ? { draw: props.draw[name] } : {})}
                  {...(props.sources?.[name] ? { source: props.sources[name] } : {})}
                  isLocked={Boolean(isReadOnly) || (!isNew && isFixed(fieldOf(record, name)))}
                />
              ))}
            </SimpleGrid>
          </Stack>
        </Panel>
      ))}
      <button type="submit" hidden />
    </form>
  )
  return (
    <>
      {props.frame(bar, drawn)}
      {theirs && (
        <ConflictDialog
          differences={differencesOf(record, names, form.getValues(), theirs, base, voice)}
          settle={settle}
          close={() => setTheirs(null)}
        />
      )}
    </>
  )
}

type DrawnProps = {
  name: string
  field: Field<unknown>
  form: ReturnType<typeof useForm<Values>>
  source?: LinkSource
  draw?: (input: Drawing) => ReactNode
  isLocked: boolean
}

function Drawn({ name, field, form, source, draw, isLocked }: DrawnProps) {
  const say = useSay()
  const error = form.errors[name]
  const onChange = (value: unknown) => {
    form.setFieldValue(name, value)
    form.clearFieldError(name)
  }
  if (draw)
    return draw({
      label: say(field.words),
      value: form.values[name],
      onChange,
      error: typeof error === 'string' ? error : undefined,
      disabled: isLocked,
    })
  return (
    <FormField
      field={field}
      value={form.values[name]}
      onChange={onChange}
      disabled={isLocked}
      {...(typeof error === 'string' ? { error } : {})}
      {...(source ? { source } : {})}
    />
  )
}

function fieldOf(record: Record_, name: string): Field<unknown> {
  const field = record.fields[name]
  if (!field) throw new Error(`${record.table} has no field ${name}`)
  return field
}

const isFixed = (field: Field<unknown>) => Boolean(field.options.fixed || field.options.derived)
const pick = (values: Values, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, values[name] ?? null]))
const versionOf = (row: Values) => (typeof row['version'] === 'number' ? row['version'] : undefined)

type Voice = Parameters<typeof fieldText>[2]

function differencesOf(
  record: Record_,
  names: readonly string[],
  mine: Values,
  theirs: Values,
  base: Values,
  voice: Voice,
): Difference[] {
  return names
    .filter((name) => !same(theirs[name], base[name]) && !same(mine[name], theirs[name]))
    .map((name) => {
      const field = fieldOf(record, name)
      return {
        field: name,
        label: voice.say(field.words),
        mine: fieldText(field, mine[name], voice),
        theirs: fieldText(field, theirs[name], voice),
      }
    })
}
