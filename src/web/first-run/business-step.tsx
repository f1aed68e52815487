/** Step two: the selling business as it stands on invoices, with its VAT number. */
import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import type { Lang } from '../../base/words.ts'
import { Business } from '../../modules/organisations/schema.ts'
import { call } from '../api.ts'
import { Door, useDoorForm } from '../sign-in/door.tsx'
import styles from '../sign-in/door.module.css'
import { FormField } from '../ui/form-field.tsx'
import { useSay } from '../ui/lang.tsx'
import { firstWords } from './words.ts'

const asked = [
  'tradeName',
  'legalName',
  'country',
  'vatNumber',
  'cocNumber',
  'street',
  'houseNumber',
  'postcode',
  'city',
] as const

type Given = Record<(typeof asked)[number], string>

export function BusinessStep({
  name,
  lang,
  done,
}: {
  name: string
  lang: Lang
  done: (id: string | null) => void
}) {
  const say = useSay()
  const [given, setGiven] = useState<Given>({
    tradeName: name,
    legalName: name,
    vatNumber: '',
    cocNumber: '',
    street: '',
    houseNumber: '',
    postcode: '',
    city: '',
    country: 'NL',
  })
  const form = useDoorForm(
    () =>
      call(
        'POST /businesses',
        { ...given, vatNumber: given.vatNumber || null, cocNumber: given.cocNumber || null, language: lang },
        { lang },
      ),
    (business) => done(business.id),
  )
  return (
    <Door title={say(firstWords.business)}>
      <Text c="dimmed">{say(firstWords.step, { at: 2 })}</Text>
      <form onSubmit={form.submit} noValidate>
        <Text>{say(firstWords.businessWhy)}</Text>
        {form.refusal}
        {asked.map((field) => (
          <div key={field} className={styles.stack}>
            <FormField
              field={Business.fields[field]}
              value={given[field]}
              onChange={(value) => setGiven((before) => ({ ...before, [field]: value ?? '' }))}
              error={form.fields[field]}
            />
            {field === 'vatNumber' && given.country === 'NL' && (
              <Text c="dimmed">{say(firstWords.vatLook)}</Text>
            )}
            {field === 'cocNumber' && given.country !== 'NL' && (
              <Text c="dimmed">{say(firstWords.registerLook)}</Text>
            )}
          </div>
        ))}
        <Button type="submit" size="sm" loading={form.isBusy}>
          {say(firstWords.keepBusiness)}
        </Button>
        <Button variant="subtle" size="sm" onClick={() => done(null)}>
          {say(firstWords.later)}
        </Button>
      </form>
    </Door>
  )
}
