/** Books one purchase invoice: who charged it, and its VAT per treatment and rate. */
import { ActionIcon, Button, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { X } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import type { Day } from '../../base/day.ts'
import { percentOf } from '../../base/money.ts'
import {
  PurchaseInvoice,
  purchaseTreatments,
  treatmentWords,
  type PurchaseTreatment,
} from '../../modules/reporting/schema/purchases.ts'
import { purchaseUses, type PurchaseUse } from '../../modules/reporting/schema/grids.ts'
import { ApiRefusal } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useChange } from '../queries.ts'
import { DayInput } from '../ui/day-input.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { FigureInput } from '../ui/figure-input.tsx'
import { useFormat, useLang, useSay } from '../ui/lang.tsx'
import { countries, currencies } from '../ui/places.ts'
import { refusalText } from '../ui/refusal-text.ts'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import { ExpectedPurchase } from './expected-purchase.tsx'
import { purchaseWords } from './words.ts'

type Proposal = Answered<'POST /purchase-invoices/read'>
type Line = {
  readonly treatment: PurchaseTreatment
  readonly rate: number | null
  readonly base: number | null
  /** What the supplier charged; computed while nobody typed it. */
  readonly vat: number | null
  readonly use?: PurchaseUse | undefined
}

type BookDialogProps = {
  businesses: readonly { id: string; tradeName: string; country: string }[]
  proposal: Proposal | null
  close: () => void
}

const usualLine: Line = { treatment: 'charged', rate: 2100, base: null, vat: null }
const vatOf = ({ treatment, rate, base, vat }: Line) =>
  treatment === 'no-vat' ? 0 : treatment === 'charged' && vat !== null ? vat : percentOf(base ?? 0, rate ?? 0)

/** The fields that say themselves what is wrong with them; of the others it is said above. */
const marked = /^(supplier(VatNumber|Country)?|number|exchangeRate|day|lines\.\d+\.(use|vat))$/

export function BookDialog({ businesses, proposal, close }: BookDialogProps) {
  const say = useSay()
  const lang = useLang()
  const format = useFormat()
  const [business, setBusiness] = useState(businesses[0]?.id ?? '')
  const [values, setValues] = useState(() => ({
    supplier: proposal?.supplier ?? '',
    supplierVatNumber: proposal?.supplierVatNumber ?? '',
    number: proposal?.number ?? '',
    exchangeRate: '',
  }))
  const [country, setCountry] = useState(proposal?.supplierCountry ?? 'NL')
  const [currency, setCurrency] = useState(proposal?.currency ?? 'EUR')
  const [day, setDay] = useState<Day | null>(proposal?.day ?? format.today(new Date()))
  const [lines, setLines] = useState<readonly Line[]>(
    () => proposal?.lines.map((line) => ({ ...line, vat: line.vat ?? null })) ?? [usualLine],
  )
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const [refusal, setRefusal] = useState<string | null>(null)
  const book = useChange('POST /purchase-invoices', {
    touches: ['/purchase-invoices', '/reports'],
    done: () => {
      told(say(purchaseWords.booked))
      close()
    },
    refused: (error) => {
      const named = error instanceof ApiRefusal ? error.errors : []
      setErrors(Object.fromEntries(named.map(({ field, detail }) => [field, detail])))
      const unmarked = named.find(({ field }) => !marked.test(field))
      setRefusal(named.length === 0 ? refusalText(error, say) : (unmarked?.detail ?? null))
    },
  })
  const { fields } = PurchaseInvoice
  const home = businesses.find(({ id }) => id === business)?.country ?? 'NL'
  const asksUse = home === 'BE'
  const text = (name: keyof typeof values, isRequired = false) => (
    <TextInput
      label={say(fields[name].words)}
      value={values[name]}
      onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
      error={errors[name]}
      required={isRequired}
    />
  )
  const set = (at: number, more: Partial<Line>) =>
    setLines(lines.map((line, i) => (i === at ? { ...line, ...more } : line)))
  const isReady =
    values.supplier.trim() && values.number.trim() && day && lines.every(({ base }) => base !== null)
  const go = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady) return
    setErrors({})
    setRefusal(null)
    book.mutate({
      business,
      supplier: values.supplier,
      supplierCountry: country,
      number: values.number,
      day,
      currency,
      source: proposal?.source ?? '',
      ...(proposal ? { file: proposal.file } : {}),
      ...(values.supplierVatNumber.trim() ? { supplierVatNumber: values.supplierVatNumber } : {}),
      ...(currency !== 'EUR' && values.exchangeRate.trim()
        ? { exchangeRate: values.exchangeRate.trim().replace(',', '.') }
        : {}),
      lines: lines.map((line) => ({
        treatment: line.treatment,
        rate: line.treatment === 'no-vat' ? 0 : (line.rate ?? 0),
        base: line.base!,
        ...(line.treatment === 'charged' ? { vat: vatOf(line) } : {}),
        ...(asksUse && line.use ? { use: line.use } : {}),
      })),
    })
  }
  return (
    <Dialog
      opened
      onClose={close}
      size="xl"
      title={say(purchaseWords.book)}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <form onSubmit={go}>
        <Stack>
          {proposal && <Text c="dimmed">{say(purchaseWords.fromFile, { name: proposal.source })}</Text>}
          {refusal && <Text role="alert">{refusal}</Text>}
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NativeSelect
              label={say(fields.business.words)}
              data={businesses.map(({ id, tradeName }) => ({ value: id, label: tradeName }))}
              value={business}
              onChange={(event) => setBusiness(event.currentTarget.value)}
            />
            {text('supplier', true)}
            <NativeSelect
              label={say(fields.supplierCountry.words)}
              data={countries(lang)}
              value={country}
              onChange={(event) => setCountry(event.currentTarget.value)}
              error={errors['supplierCountry']}
            />
            {text('supplierVatNumber')}
            {text('number', true)}
            <DayInput
              label={say(fields.day.words)}
              value={day}
              onChange={setDay}
              error={errors['day']}
              required
            />
            <NativeSelect
              label={say(fields.currency.words)}
              data={currencies(lang)}
              value={currency}
              onChange={(event) => setCurrency(event.currentTarget.value)}
            />
            {currency !== 'EUR' && text('exchangeRate')}
          </SimpleGrid>
          <Text fw={600}>{say(purchaseWords.lines)}</Text>
          <ExpectedPurchase
            supplier={{
              business,
              country,
              // A number is of use once it can be one: not after each of its first letters.
              ...(values.supplierVatNumber.trim().length > 7
                ? { vatNumber: values.supplierVatNumber.trim() }
                : {}),
            }}
            chosen={{
              treatments: lines.map(({ treatment }) => treatment),
              takeOver: (treatment) =>
                setLines(lines.map((line) => ({ ...line, treatment, rate: line.rate || 2100, vat: null }))),
            }}
          />
          {lines.map((line, at) => (
            <Group key={at} align="end" gap="xs">
              <NativeSelect
                label={say(purchaseWords.treatment)}
                data={(Object.keys(purchaseTreatments) as PurchaseTreatment[]).map((value) => ({
                  value,
                  label: say(treatmentWords(value, home)),
                }))}
                value={line.treatment}
                onChange={(event) => set(at, { treatment: event.currentTarget.value as PurchaseTreatment })}
                style={{ flex: '1 1 220px' }}
              />
              {asksUse && (
                <NativeSelect
                  label={say(purchaseWords.use)}
                  data={[
                    { value: '', label: say(purchaseWords.choose) },
                    ...Object.entries(purchaseUses).map(([value, words]) => ({ value, label: say(words) })),
                  ]}
                  value={line.use ?? ''}
                  onChange={(event) =>
                    set(at, { use: (event.currentTarget.value || undefined) as PurchaseUse | undefined })
                  }
                  error={errors[`lines.${at}.use`]}
                  required
                  style={{ flex: '1 1 180px' }}
                />
              )}
              {line.treatment !== 'no-vat' && (
                <div style={{ width: 90 }}>
                  <FigureInput
                    label={say(purchaseWords.rate)}
                    value={line.rate}
                    onChange={(rate) => set(at, { rate, vat: null })}
                    decimals={2}
                    sign="%"
                  />
                </div>
              )}
              <div style={{ width: 120 }}>
                <FigureInput
                  label={say(purchaseWords.net)}
                  value={line.base}
                  onChange={(base) => set(at, { base, vat: null })}
                  decimals={2}
                  least={2}
                  required
                />
              </div>
              {line.treatment !== 'no-vat' && (
                <div style={{ width: 110 }}>
                  <FigureInput
                    label={say(purchaseWords.vat)}
                    value={vatOf(line)}
                    onChange={(vat) => set(at, { vat })}
                    decimals={2}
                    least={2}
                    disabled={line.treatment !== 'charged'}
                    error={errors[`lines.${at}.vat`]}
                  />
                </div>
              )}
              {lines.length > 1 && (
                <ActionIcon
                  size={36}
                  aria-label={say(purchaseWords.removeLine, { number: String(at + 1) })}
                  onClick={() => setLines(lines.filter((_, i) => i !== at))}
                >
                  <X size={16} />
                </ActionIcon>
              )}
            </Group>
          ))}
          <div>
            <Button variant="subtle" onClick={() => setLines([...lines, { ...usualLine, rate: 900 }])}>
              {say(purchaseWords.addLine)}
            </Button>
          </div>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say(ui.cancel)}
            </Button>
            <Button type="submit" loading={book.isPending} disabled={!isReady}>
              {say(purchaseWords.book)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
