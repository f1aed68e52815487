/** What a customer sees behind the link of an invoice, without signing in: what is due, how to pay it, and the papers. */
import { Button, Group, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, type Answer } from '../api.ts'
import { useChange } from '../queries.ts'
import { linkWords } from '../invoices/sending-words.ts'
import { Door } from '../sign-in/door.tsx'
import { linkToken } from '../sign-in/token.ts'
import { InLanguageOf, useFormat, useSay } from '../ui/lang.tsx'
import { Facts } from '../ui/page.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { saveFile } from '../ui/save-file.ts'

/** Until the link is read, it is not known whose page this is. */
const nobody = { name: '', logo: null }

export function ViewInvoicePage() {
  const say = useSay()
  const [token] = useState(linkToken)
  const found = useQuery({
    queryKey: ['invoice-link'],
    queryFn: () => call('POST /invoice-link/look', { token }),
    retry: false,
  })
  if (found.isError)
    return (
      <Door title={say(linkWords.over)} brand={nobody}>
        <Text role="alert">{refusalText(found.error, say)}</Text>
      </Door>
    )
  if (!found.data)
    return (
      <Door title="…" brand={nobody}>
        <Skeleton height={160} />
      </Door>
    )
  return (
    <InLanguageOf language={found.data.language}>
      <SeenInvoice invoice={found.data} token={token} />
    </InLanguageOf>
  )
}

type Invoice = Answer<'POST /invoice-link/look'>

function SeenInvoice({ invoice, token }: { invoice: Invoice; token: string }) {
  const say = useSay()
  const format = useFormat()
  const { number } = invoice
  const pdf = useChange('POST /invoice-link/pdf', { done: (file) => saveFile(file, `${number}.pdf`) })
  const ubl = useChange('POST /invoice-link/ubl', { done: (file) => saveFile(file, `${number}.xml`) })
  const money = (cents: number) => format.money(cents, invoice.currency)
  const { transfer } = invoice
  const isPaid = invoice.kind === 'invoice' && invoice.due <= 0
  return (
    <Door
      title={say(linkWords[invoice.kind], { number: invoice.number })}
      brand={{ name: invoice.business, logo: invoice.logo }}
    >
      <Text c="dimmed">{say(linkWords.of, { business: invoice.business })}</Text>
      <Facts
        facts={[
          [say(linkWords.day), invoice.day && format.day(invoice.day)],
          ...(invoice.dueDay && invoice.due > 0
            ? [[say(linkWords.dueDay), format.day(invoice.dueDay)] as const]
            : []),
          [say(linkWords.total), money(invoice.total)],
          ...(invoice.due > 0 ? [[say(linkWords.due), <b key="due">{money(invoice.due)}</b>] as const] : []),
        ]}
      />
      {isPaid && <Text>{say(invoice.isCredited ? linkWords.credited : linkWords.paid)}</Text>}
      {transfer && (
        <Text>
          {say(linkWords.transfer, {
            amount: money(invoice.due),
            iban: transfer.iban.replaceAll(/(.{4})(?=.)/g, '$1 '),
            name: transfer.accountName ?? invoice.business,
            reference: transfer.reference ?? invoice.number,
          })}
        </Text>
      )}
      <Group>
        {invoice.hasPdf && (
          <Button loading={pdf.isPending} onClick={() => pdf.mutate({ token })}>
            {say(linkWords.pdf)}
          </Button>
        )}
        {invoice.hasUbl && (
          <Button variant="default" loading={ubl.isPending} onClick={() => ubl.mutate({ token })}>
            {say(linkWords.ubl)}
          </Button>
        )}
      </Group>
    </Door>
  )
}
