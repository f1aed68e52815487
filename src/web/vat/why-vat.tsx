/** Why an order or an invoice bears this VAT: a button, and behind it the decision with its ground, rates and proof. */
import { Button, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Scale } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { categoryName } from '../../base/tax-category.ts'
import { sourceName } from '../../modules/tax/schema/sources.ts'
import type { Answered } from '../calls.ts'
import { useChange, useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useFormat, useLang, useSay } from '../ui/lang.tsx'
import { figures, PlainTable } from '../ui/plain-table.tsx'
import { placeName } from '../ui/places.ts'
import { Trouble } from '../ui/states.tsx'
import { ui } from '../ui/words.ts'
import { ProofFacts } from './proof-facts.tsx'
import { vatWords } from './words.ts'

type OfOrder = Answered<'GET /orders/:order/vat'>
type OfInvoice = Answered<'GET /invoices/:invoice/vat'>
type Decision = NonNullable<OfOrder['decision']>
type Compared = NonNullable<OfOrder['compared']>
type About = { readonly order: string } | { readonly invoice: string }

export function WhyVat({ about }: { about: About }) {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="default" leftSection={<Scale size={14} aria-hidden />} onClick={() => setOpen(true)}>
        {say(vatWords.why)}
      </Button>
      {isOpen && (
        <Dialog
          opened
          onClose={() => setOpen(false)}
          title={say(vatWords.why)}
          size="xl"
          closeButtonProps={{ 'aria-label': say(ui.close) }}
        >
          {'order' in about ? <OrderReason order={about.order} /> : <InvoiceReason invoice={about.invoice} />}
        </Dialog>
      )}
    </>
  )
}

function OrderReason({ order }: { order: string }) {
  const say = useSay()
  const found = useRead('GET /orders/:order/vat', { order }, { staleMs: 0 })
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Skeleton height={240} />
  const { decision, compared, undecided, proof, currency, isFromShop } = found.data
  const charged = say(isFromShop ? vatWords.charged : vatWords.onOrder)
  return (
    <Stack gap="lg">
      {undecided && <Text>{say(vatWords.undecided, { text: undecided.text })}</Text>}
      {compared && (isFromShop || !compared.isEqual) && (
        <SideBySide compared={compared} currency={currency} charged={charged}>
          {!compared.isEqual && <ByTheRules order={order} />}
        </SideBySide>
      )}
      {decision && <Reason decision={decision} currency={currency} />}
      {proof && <Proof proof={proof} />}
    </Stack>
  )
}

function InvoiceReason({ invoice }: { invoice: string }) {
  const say = useSay()
  const format = useFormat()
  const found = useRead('GET /invoices/:invoice/vat', { invoice }, { staleMs: 0 })
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Skeleton height={240} />
  const { decision, compared, proof, currency, decidedAt, engine } = found.data
  return (
    <Stack gap="lg">
      {!decision && <Text>{say(vatWords.asCharged)}</Text>}
      {compared && !compared.isEqual && (
        <SideBySide compared={compared} currency={currency} charged={say(vatWords.onDocument)} />
      )}
      {decision && <Reason decision={decision} currency={currency} />}
      {proof && <Proof proof={proof} />}
      {decidedAt && (
        <Text c="dimmed">
          {say(vatWords.decidedAt, { moment: format.moment(decidedAt), engine: engine ?? '' })}
        </Text>
      )}
    </Stack>
  )
}

/** The other of the two computations, for whoever chooses it; what was charged is what an invoice has of itself. */
function ByTheRules({ order }: { order: string }) {
  const say = useSay()
  const can = useCan()
  const navigate = useNavigate()
  const make = useChange('POST /orders/:order/invoices', {
    touches: ['/invoices', '/orders', '/tasks'],
    done: ({ id }) => void navigate({ to: '/invoices/$invoice', params: { invoice: id } }),
  })
  if (!can('invoices.make')) return null
  return (
    <Button
      variant="default"
      loading={make.isPending}
      onClick={() => make.mutate({ order, amounts: 'computed' })}
    >
      {say(vatWords.invoiceByRules)}
    </Button>
  )
}

const differenceIn = ({ shopVat, oursVat }: Compared) => Math.abs(shopVat - oursVat)

function verdictOn(compared: Compared) {
  const isSame = differenceIn(compared) === 0
  if (compared.isEqual) return isSame ? vatWords.equal : vatWords.equalButRounded
  return isSame ? vatWords.differsInKind : vatWords.differs
}

type SideProps = { compared: Compared; currency: string; charged: string; children?: ReactNode }

/** What was charged beside what our rules decide, per rate. */
function SideBySide({ compared, currency, charged, children }: SideProps) {
  const say = useSay()
  const format = useFormat()
  const money = (cents: number | undefined) => (cents === undefined ? '–' : format.money(cents, currency))
  const rates = [...new Set([...compared.shop, ...compared.ours].map(({ rate }) => rate))].toSorted(
    (a, b) => b - a,
  )
  const of = (groups: Compared['shop'], rate: number) => groups.find((one) => one.rate === rate)
  return (
    <section>
      <Title order={3} size="sm" mb={4}>
        {say(vatWords.sideBySide)}
      </Title>
      <Text mb="xs">
        {say(verdictOn(compared), { difference: format.money(differenceIn(compared), currency) })}
      </Text>
      <PlainTable
        label={say(vatWords.sideBySide)}
        heads={[say(vatWords.rate), figures(charged), figures(say(vatWords.byRules))]}
        rows={rates.map((rate) => ({
          key: String(rate),
          cells: [
            `${format.decimal(rate, 2)}%`,
            <Both
              key="shop"
              base={money(of(compared.shop, rate)?.base)}
              vat={money(of(compared.shop, rate)?.vat)}
            />,
            <Both
              key="ours"
              base={money(of(compared.ours, rate)?.base)}
              vat={money(of(compared.ours, rate)?.vat)}
            />,
          ],
        }))}
        foot={[say(vatWords.vat), money(compared.shopVat), money(compared.oursVat)]}
      />
      {children}
    </section>
  )
}

function Both({ base, vat }: { base: string; vat: string }) {
  const say = useSay()
  return (
    <>
      {vat}
      <small>
        {say(vatWords.base)} {base}
      </small>
    </>
  )
}

function Reason({
  decision,
  currency,
}: {
  decision: Decision | NonNullable<OfInvoice['decision']>
  currency: string
}) {
  const say = useSay()
  const lang = useLang()
  const format = useFormat()
  const place = (country: string | null) => (country ? placeName(country, lang) : '–')
  return (
    <>
      {decision.warnings.length > 0 && (
        <section>
          <Title order={3} size="sm" mb={4}>
            {say(vatWords.noticed)}
          </Title>
          {decision.warnings.map(({ warning, text }) => (
            <Text key={warning}>{text}</Text>
          ))}
        </section>
      )}
      <PlainTable
        label={say(vatWords.treatment)}
        heads={[
          say(vatWords.line),
          say(vatWords.treatment),
          figures(say(vatWords.rate)),
          figures(say(vatWords.base)),
        ]}
        rows={decision.lines.map((line) => ({
          key: line.id,
          cells: [
            line.name ?? line.id,
            <div key="why">
              {line.treatmentText}
              {line.taxCountry && <small>{place(line.taxCountry)}</small>}
              <small>{line.ground}</small>
            </div>,
            `${format.decimal(line.rate, 2)}%`,
            format.money(line.net, currency),
          ],
        }))}
      />
      <section>
        <Title order={3} size="sm" mb={4}>
          {say(vatWords.steps)}
        </Title>
        <ol>
          {decision.steps.map(({ text, lines }) => (
            <li key={text}>
              {text}
              {lines.length > 0 && lines.length < decision.lines.length && (
                <Text component="span" c="dimmed">
                  {' '}
                  {say(vatWords.forLines, { lines: lines.join(', ') })}
                </Text>
              )}
            </li>
          ))}
        </ol>
      </section>
      {decision.rates.length > 0 && (
        <PlainTable
          label={say(vatWords.rates)}
          hasCaption
          heads={[
            say(vatWords.country),
            say(vatWords.category),
            figures(say(vatWords.rate)),
            say(vatWords.since),
            say(vatWords.source),
          ]}
          rows={decision.rates.map((used) => ({
            key: `${used.country}${used.category}${used.from}`,
            cells: [
              place(used.country),
              say(categoryName(used.category)),
              `${format.decimal(used.rate, 2)}%`,
              format.day(used.from),
              say(sourceName(used.source)),
            ],
          }))}
        />
      )}
      {decision.notes.length > 0 && (
        <section>
          <Title order={3} size="sm" mb={4}>
            {say(vatWords.onInvoice)}
          </Title>
          {decision.notes.map(({ note, text }) => (
            <Text key={note}>{text}</Text>
          ))}
        </section>
      )}
    </>
  )
}

function Proof({ proof }: { proof: NonNullable<OfOrder['proof']> }) {
  const say = useSay()
  return (
    <section>
      <Title order={3} size="sm" mb={4}>
        {say(vatWords.proof)}
      </Title>
      <ProofFacts number={proof.number} asked={proof.asked} />
    </section>
  )
}
