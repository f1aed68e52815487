/** A row of a record in a dialog: its fields, checked while nothing is lost, with what the server refuses at the field. */
import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import type { Record_ } from '../../base/record.ts'
import { ApiRefusal } from '../api.ts'
import { forget, cache } from '../queries.ts'
import { complaints } from '../ui/complaints.ts'
import { Dialog } from '../ui/dialog.tsx'
import { FormField } from '../ui/form-field.tsx'
import { useLang, useSay } from '../ui/lang.tsx'
import type { LinkSource } from '../ui/link-input.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'

type Values = Record<string, unknown>

type RowDialogProps = {
  record: Record_
  fields: readonly string[]
  title: string
  /** What a new row begins with, or the stored one. */
  initial?: Values
  note?: ReactNode
  /** What is asked beside the fields, by what stands in them. */
  below?: (values: Values) => ReactNode
  go?: string
  sources?: Readonly<Record<string, LinkSource>>
  save: (values: Values) => Promise<unknown>
  /** Addresses whose answers are no longer true once it is kept. */
  touches: readonly string[]
  close: () => void
}

export function RowDialog({
  record,
  fields,
  title,
  note,
  below,
  go,
  sources,
  save,
  touches,
  close,
  ...given
}: RowDialogProps) {
  const say = useSay()
  const lang = useLang()
  const [values, setValues] = useState<Values>(() => ({ ...initialOf(record, fields), ...given.initial }))
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const store = async (event: FormEvent) => {
    event.preventDefault()
    // From here on, for the checks may have to be loaded first and a second press comes before they are there.
    setBusy(true)
    setRefusal(null)
    try {
      const shown = Object.fromEntries(fields.map((name) => [name, values[name]]))
      const wrong = await complaints(record, shown, lang)
      setErrors(wrong)
      if (Object.keys(wrong).length > 0) return
      await save(withoutEmpty(shown))
      await forget(cache, touches)
      told(say(ui.saved))
      close()
    } catch (error) {
      const wrong = error instanceof ApiRefusal ? error.errors : []
      const elsewhere = wrong.find(({ field }) => !fields.includes(field))
      setErrors(Object.fromEntries(wrong.map(({ field, detail }) => [field, detail])))
      if (wrong.length === 0 || elsewhere) setRefusal(elsewhere?.detail ?? refusalText(error, say))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog opened onClose={close} size="lg" title={title} closeButtonProps={{ 'aria-label': say(ui.close) }}>
      <form onSubmit={(event) => void store(event)} noValidate>
        <Stack>
          {note}
          {refusal && (
            <Text c="red" role="alert">
              {refusal}
            </Text>
          )}
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
            {fields.map((name) => (
              <FormField
                key={name}
                field={record.fields[name]!}
                value={values[name]}
                onChange={(value) => {
                  setValues((before) => ({ ...before, [name]: value }))
                  setErrors(({ [name]: _mended, ...rest }) => rest)
                }}
                {...(errors[name] ? { error: errors[name] } : {})}
                {...(sources?.[name] ? { source: sources[name] } : {})}
              />
            ))}
          </SimpleGrid>
          {below?.(values)}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say(ui.cancel)}
            </Button>
            <Button type="submit" loading={isBusy}>
              {go ?? say(ui.save)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

const initialOf = (record: Record_, fields: readonly string[]): Values =>
  Object.fromEntries(fields.map((name) => [name, record.fields[name]?.initial ?? null]))

const withoutEmpty = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''))
