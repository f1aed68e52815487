/** The general terms of a business in their versions; a new one is published, an old one stays as it was. */
import { Button, FileInput, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Day } from '../../base/day.ts'
import { customerLangs } from '../../base/words.ts'
import { GeneralTerms } from '../../modules/settings/schema.ts'
import { call, type Given } from '../api.ts'
import type { Answered } from '../calls.ts'
import { cache, forget, useRead } from '../queries.ts'
import styles from '../records/rows.module.css'
import { useCan } from '../session.ts'
import { useDoorForm } from '../sign-in/door.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useFormat, useLang, useSay } from '../ui/lang.tsx'
import { openFile } from '../ui/open-file.ts'
import { Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { ui } from '../ui/words.ts'
import type { BusinessRow } from './business-row.ts'
import own from './businesses.module.css'
import { businessWords } from './words.ts'

type Version = Answered<'GET /general-terms'>['rows'][number]

export function TermsPanel({ business }: { business: BusinessRow }) {
  const say = useSay()
  const lang = useLang()
  const format = useFormat()
  const can = useCan()
  const [isPublishing, setPublishing] = useState(false)
  const [reading, setReading] = useState<Version | null>(null)
  const found = useRead('GET /general-terms', { business: business.id }, { isEnabled: can('settings.see') })
  const names = new Intl.DisplayNames(lang, { type: 'language' })
  const rows = (found.data?.rows ?? []).toSorted((a, b) => b.number - a.number)
  const today = format.today(new Date())
  const holds = (row: Version) =>
    rows.find((one) => one.language === row.language && one.validFrom <= today)?.id === row.id
  return (
    <Panel
      title={say(businessWords.versions)}
      actions={
        can('settings.manage') && (
          <Button variant="default" onClick={() => setPublishing(true)}>
            {say(businessWords.publish)}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        <Text c="dimmed">{say(businessWords.versionsWhy)}</Text>
        {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
        {found.data && rows.length === 0 && <Text>{say(businessWords.noVersions)}</Text>}
        <ul className={styles.rows}>
          {rows.map((row) => (
            <li key={row.id}>
              <span>
                <b>{row.title}</b>{' '}
                <small>
                  {[
                    say(businessWords.version, { number: row.number }),
                    names.of(row.language) ?? row.language,
                    say(businessWords.from, { day: format.day(row.validFrom) }),
                    holds(row) && say(businessWords.holds),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </span>
              <span className={styles.acts}>
                {row.file && (
                  <Button
                    variant="subtle"
                    onClick={() =>
                      void openFile(() => call('GET /files/:file', { file: row.file! }), say, row.title)
                    }
                  >
                    {say(businessWords.openPdf)}
                  </Button>
                )}
                {row.url && (
                  <Button component="a" variant="subtle" href={row.url} target="_blank" rel="noopener">
                    {say(businessWords.openUrl)}
                  </Button>
                )}
                {row.text && (
                  <Button variant="subtle" onClick={() => setReading(row)}>
                    {say(businessWords.readText)}
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ul>
      </Stack>
      {isPublishing && <PublishDialog business={business} close={() => setPublishing(false)} />}
      {reading && (
        <Dialog
          opened
          size="lg"
          title={reading.title}
          onClose={() => setReading(null)}
          closeButtonProps={{ 'aria-label': say(ui.close) }}
        >
          <div className={own.text}>{reading.text}</div>
        </Dialog>
      )}
    </Panel>
  )
}

function PublishDialog({ business, close }: { business: BusinessRow; close: () => void }) {
  const say = useSay()
  const lang = useLang()
  const format = useFormat()
  const names = new Intl.DisplayNames(lang, { type: 'language' })
  const [language, setLanguage] = useState(business.language)
  const [title, setTitle] = useState('')
  const [validFrom, setFrom] = useState<Day | null>(format.today(new Date()))
  const [pdf, setPdf] = useState<File | null>(null)
  const [url, setUrl] = useState('')
  const [text, setText] = useState('')
  const form = useDoorForm(
    () =>
      call('POST /general-terms', {
        business: business.id,
        language,
        title,
        validFrom: validFrom ?? format.today(new Date()),
        ...(pdf ? { pdf } : {}),
        ...(url ? { url } : {}),
        ...(text ? { text } : {}),
      } as unknown as Given<'POST /general-terms'>),
    async () => {
      await forget(cache, ['/general-terms'])
      close()
    },
  )
  const { fields } = GeneralTerms
  return (
    <Dialog
      opened
      size="lg"
      onClose={close}
      title={say(businessWords.publish)}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <form onSubmit={form.submit} noValidate>
        <Stack>
          {form.refusal}
          <NativeSelect
            label={say(fields.language.words)}
            data={customerLangs.map((one) => ({ value: one, label: names.of(one) ?? one }))}
            value={language}
            onChange={(event) => setLanguage(event.currentTarget.value)}
          />
          <TextInput
            label={say(fields.title.words)}
            required
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            error={form.fields['title']}
          />
          <DayInput
            label={say(fields.validFrom.words)}
            value={validFrom}
            onChange={setFrom}
            error={form.fields['validFrom']}
          />
          <Text c="dimmed">{say(businessWords.oneOf)}</Text>
          <FileInput
            label={say(businessWords.pdf)}
            accept="application/pdf"
            placeholder={say(ui.choose)}
            value={pdf}
            onChange={setPdf}
            error={form.fields['pdf']}
            clearable
          />
          <TextInput
            label={say(fields.url.words)}
            type="url"
            placeholder="https://"
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
            error={form.fields['url']}
          />
          <Textarea
            label={say(fields.text.words)}
            autosize
            minRows={3}
            maxRows={12}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={form.fields['text']}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say(ui.cancel)}
            </Button>
            <Button type="submit" loading={form.isSending}>
              {say(businessWords.publish)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
