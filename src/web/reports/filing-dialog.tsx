/** What a tax office's file asks beside the figures, where the file goes, and the file itself. */
import { Checkbox, Skeleton, Text } from '@mantine/core'
import { useState } from 'react'
import { FilingDetails, filingName, filings, type FilingKind } from '../../modules/reporting/schema/filing.ts'
import { ApiRefusal, call } from '../api.ts'
import { forget, useRead } from '../queries.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useCan } from '../session.ts'
import { Asked } from '../ui/asked.tsx'
import { FormField } from '../ui/form-field.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { saveFile } from '../ui/save-file.ts'
import { Trouble } from '../ui/states.tsx'
import { reportWords } from './words.ts'

export type FilingProps = {
  address: 'GET /reports/vat-return/file' | 'GET /reports/icp/file' | 'GET /reports/oss/file'
  filing: FilingKind
  asked: { business: string; from: string; to: string }
  /** What the address takes instead of the first and last day. */
  given?: Readonly<Record<string, unknown>>
  isClosed: boolean
  /** No purchase is booked, so that somebody must say that there were none. */
  lacksPurchases?: boolean
  /** The State owes us. */
  isRefunded?: boolean
}

const names = ['turnoverTaxNumber', 'contactInitials', 'contactSurname', 'contactPhone'] as const
type Details = Partial<Record<(typeof names)[number], string>>

const ticks = ['withoutPurchases', 'restitution', 'noCustomers'] as const
type Tick = (typeof ticks)[number]

export function FilingDialog(props: FilingProps & { close: () => void }) {
  const isDutch = props.filing.startsWith('dutch-')
  const found = useRead(
    'GET /businesses/:business/filing-details',
    { business: props.asked.business },
    { isEnabled: isDutch },
  )
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />
  if (isDutch && !found.data) return <Skeleton height={40} />
  return <Filing {...props} isDutch={isDutch} kept={(found.data?.details ?? {}) as Details} />
}

function Filing({
  address,
  filing,
  asked,
  given,
  isClosed,
  lacksPurchases = false,
  isRefunded = false,
  isDutch,
  kept,
  close,
}: FilingProps & { isDutch: boolean; kept: Details; close: () => void }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const client = useQueryClient()
  const { name, portal } = filings[filing]
  const [details, setDetails] = useState<Details>(kept)
  const [ticked, setTicked] = useState<Partial<Record<Tick, boolean>>>({})
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const mayChange = can('reports.close')
  const shows: Readonly<Record<Tick, boolean>> = {
    withoutPurchases: lacksPurchases,
    restitution: filing === 'intervat-return' && isRefunded,
    noCustomers: filing === 'intervat-return' && asked.to.endsWith('-12-31'),
  }
  const go = async () => {
    setBusy(true)
    setErrors({})
    setRefusal(null)
    try {
      if (isDutch && mayChange && names.some((one) => details[one] !== kept[one])) {
        const { business } = asked
        await call('PUT /businesses/:business/filing-details', { business, ...details } as never)
        await forget(client, ['/businesses'])
      }
      const said = Object.fromEntries(ticks.map((tick) => [tick, String(ticked[tick] ?? false)]))
      const wanted = address === 'GET /reports/vat-return/file' ? { ...asked, ...said } : (given ?? asked)
      saveFile(await call(address, wanted as never), filingName(filing, asked.from, asked.to))
      close()
    } catch (error) {
      const named = error instanceof ApiRefusal ? error.errors : []
      const shown = named.filter(({ field }) => field in FilingDetails.fields || shows[field as Tick])
      setErrors(Object.fromEntries(shown.map(({ field, detail }) => [field, detail])))
      setRefusal(shown.length === 0 ? (named[0]?.detail ?? refusalText(error, say)) : null)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Asked
      title={say(reportWords.filing)}
      go={say(reportWords.downloadFile)}
      isBusy={isBusy}
      onGo={() => void go()}
      close={close}
    >
      <Text>
        <b>{say(name)}</b>, {format.day(asked.from)} – {format.day(asked.to)}
      </Text>
      <Text>{say(portal)}</Text>
      {isClosed && <Text c="dimmed">{say(reportWords.filingDeclared)}</Text>}
      {refusal && <Text role="alert">{refusal}</Text>}
      {isDutch && <Text c="dimmed">{say(reportWords.filingDetails)}</Text>}
      {isDutch &&
        names.map((one) => (
          <FormField
            key={one}
            field={FilingDetails.fields[one]}
            value={details[one] ?? ''}
            onChange={(value) => setDetails({ ...details, [one]: String(value ?? '') })}
            error={errors[one]}
            disabled={!mayChange}
          />
        ))}
      {ticks
        .filter((tick) => shows[tick])
        .map((tick) => (
          <Checkbox
            key={tick}
            label={say(reportWords[tick])}
            checked={ticked[tick] ?? false}
            onChange={(event) => setTicked({ ...ticked, [tick]: event.currentTarget.checked })}
            error={errors[tick]}
          />
        ))}
    </Asked>
  )
}
