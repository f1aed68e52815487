/** An example invoice that follows what is typed, drawn by the program that prints the real ones. */
import { NativeSelect, Skeleton, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, type Given } from '../api.ts'
import { useBlobUrl } from '../ui/blob-url.ts'
import { useLang, useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import styles from './businesses.module.css'
import { businessWords } from './words.ts'

type Settings = Given<'POST /businesses/:business/invoice-preview'>

const shown = [
  'invoiceLayout',
  'showsBank',
  'showsGrossToConsumers',
  'invoiceColumns',
  'paymentTermDays',
  'termsWithInvoice',
  'invoiceTexts',
  'invoiceFooter',
]

type PreviewProps = {
  business: string
  language: string
  /** The form as it is filled in now. */
  values: Readonly<Record<string, unknown>>
}

export function InvoicePreview({ business, language, values }: PreviewProps) {
  const say = useSay()
  const lang = useLang()
  const [chosen, setChosen] = useState<string>(languages.includes(language) ? language : 'en')
  const [typed] = useDebouncedValue(values, 250)
  const settings = Object.fromEntries(
    Object.entries(typed).filter(([name, value]) => shown.includes(name) && value !== undefined),
  )
  const found = useQuery({
    queryKey: ['invoice-preview', business, chosen, settings],
    queryFn: async ({ signal }) => {
      const asked = { ...settings, business, language: chosen } as Settings
      return (await call('POST /businesses/:business/invoice-preview', asked, { signal })) as unknown as Blob
    },
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 30_000,
  })
  const url = useBlobUrl(found.data)
  const names = new Intl.DisplayNames(lang, { type: 'language' })
  return (
    <div className={styles.preview}>
      <Panel title={say(businessWords.preview)}>
        <Stack gap="sm">
          <NativeSelect
            label={say(businessWords.previewLanguage)}
            data={languages.map((one) => ({ value: one, label: names.of(one) ?? one }))}
            value={chosen}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
          <Text c="dimmed">{say(found.isError ? businessWords.previewWaits : businessWords.previewWhy)}</Text>
          {url ? (
            <img className={styles.paper} src={url} alt={say(businessWords.preview)} />
          ) : (
            !found.isError && <Skeleton height={480} />
          )}
        </Stack>
      </Panel>
    </div>
  )
}

/** What invoices are printed in. */
const languages = ['nl', 'en', 'de']
