/** Files for the bank: made of direct debits or refunds, taken, handed over, or withdrawn. */
import { Button, Group, Skeleton, Text } from '@mantine/core'
import { useState } from 'react'
import { day, link } from '../../base/field.ts'
import { record } from '../../base/record.ts'
import { BankFile, CollectionScheme } from '../../modules/bank/schema.ts'
import { call } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useChange, usePages, useRead } from '../queries.ts'
import { MoreButton } from '../records/more-button.tsx'
import { useShown } from '../records/pages.ts'
import { RowDialog } from '../records/row-dialog.tsx'
import { businesses } from '../records/sources.ts'
import { useCan } from '../session.ts'
import { ConfirmPreview } from '../ui/confirm-preview.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import type { LinkSource } from '../ui/link-input.tsx'
import { Facts, Panel } from '../ui/page.tsx'
import { figures, PlainTable } from '../ui/plain-table.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { saveFile } from '../ui/save-file.ts'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { told, warned } from '../ui/toasts.tsx'
import { bankWords } from './words.ts'

const tones = { made: 'planned', sent: 'good', withdrawn: 'neutral' } as const
const touches = ['/bank-files', '/refunds']

/** What a file is made of. */
const Debits = record('bank_files', 'Incassobestand', 'Direct debit file', {
  business: link('Bedrijf', 'Business', 'businesses'),
  until: day('Vervalt uiterlijk op', 'Due no later than').nullable(),
})
const Transfers = record('bank_files', 'Betaalbestand', 'Payment file', {
  business: link('Bedrijf', 'Business', 'businesses'),
})

type Made = Answered<'POST /bank-files/transfers'>

export function FilesPanel() {
  const say = useSay()
  const can = useCan()
  const [making, setMaking] = useState<'debits' | 'transfers' | null>(null)
  const shown = useShown(usePages('GET /bank-files', { limit: 50 }))
  const tell = ({ file, leftOut }: Made) => {
    told(say(bankWords.made, { name: file.messageId, count: file.count }))
    if (leftOut.length > 0)
      warned(
        say(bankWords.leftOut, {
          count: leftOut.length,
          numbers: leftOut.map(({ number }) => number).join(', '),
        }),
      )
  }
  if (shown.error) return <Trouble error={shown.error} retry={shown.retry} />
  if (shown.isFirstLoad) return <Skeleton height={240} />
  return (
    <>
      <Panel
        actions={
          can('bank.collect') && (
            <>
              <Button variant="default" onClick={() => setMaking('transfers')}>
                {say(bankWords.transfers)}
              </Button>
              <Button onClick={() => setMaking('debits')}>{say(bankWords.directDebits)}</Button>
            </>
          )
        }
      >
        {shown.rows.length === 0 ? (
          <EmptyState kind="never" title={say(bankWords.noFiles)} why={say(bankWords.noFilesWhy)} />
        ) : (
          <FilesTable rows={shown.rows} />
        )}
        <MoreButton more={shown.more} />
      </Panel>
      <Schemes />
      {making && (
        <RowDialog
          record={making === 'debits' ? Debits : Transfers}
          fields={making === 'debits' ? ['business', 'until'] : ['business']}
          title={say(making === 'debits' ? bankWords.directDebits : bankWords.transfers)}
          note={
            <Text c="dimmed">
              {say(making === 'debits' ? bankWords.directDebitsWhy : bankWords.transfersWhy)}
            </Text>
          }
          go={say(bankWords.make)}
          sources={{ business: businesses }}
          save={async (values) =>
            tell(
              making === 'debits'
                ? await call('POST /bank-files/direct-debits', values as never)
                : await call('POST /bank-files/transfers', values as never),
            )
          }
          touches={touches}
          close={() => setMaking(null)}
        />
      )}
    </>
  )
}

type File = Answered<'GET /bank-files'>['rows'][number]

function FilesTable({ rows }: { rows: readonly File[] }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const [withdrawing, setWithdrawing] = useState<File | null>(null)
  const sent = useChange('POST /bank-files/:file/sent', { touches })
  const withdraw = useChange('POST /bank-files/:file/withdraw', {
    touches,
    done: () => setWithdrawing(null),
    refused: (error) => {
      setWithdrawing(null)
      warned(refusalText(error, say))
    },
  })
  const { fields } = BankFile
  const take = async (file: File) => {
    try {
      saveFile(await call('GET /bank-files/:file/content', { file: file.id }), `${file.messageId}.xml`)
    } catch (error) {
      warned(refusalText(error, say))
    }
  }
  return (
    <>
      <PlainTable
        label={say(bankWords.files)}
        heads={[
          say(bankWords.reference),
          say(bankWords.kind),
          say(bankWords.madeOn),
          figures(say(bankWords.count)),
          figures(say(bankWords.total)),
          say(bankWords.state),
          '',
        ]}
        rows={rows.map((file) => ({
          key: file.id,
          cells: [
            <span key="name">
              {file.messageId}
              <small>{file.format}</small>
            </span>,
            say(fields.kind.choices![file.kind]!),
            format.moment(file.createdAt),
            format.count(file.count),
            format.money(file.total),
            <StatusPill key="state" tone={tones[file.state]}>
              {say(fields.state.choices![file.state]!)}
            </StatusPill>,
            can('bank.collect') && file.state !== 'withdrawn' && (
              <Group key="acts" gap={4} wrap="nowrap">
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={say(bankWords.downloadOf, { name: file.messageId })}
                  onClick={() => void take(file)}
                >
                  {say(bankWords.download)}
                </Button>
                {file.state === 'made' && (
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    aria-label={say(bankWords.sentOf, { name: file.messageId })}
                    onClick={() => sent.mutate({ file: file.id })}
                  >
                    {say(bankWords.sent)}
                  </Button>
                )}
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={say(bankWords.withdrawOf, { name: file.messageId })}
                  onClick={() => setWithdrawing(file)}
                >
                  {say(bankWords.withdraw)}
                </Button>
              </Group>
            ),
          ],
        }))}
      />
      {withdrawing && (
        <ConfirmPreview
          title={say(bankWords.withdrawOf, { name: withdrawing.messageId })}
          go={say(bankWords.withdraw)}
          isDangerous
          isBusy={withdraw.isPending}
          onGo={() => withdraw.mutate({ file: withdrawing.id })}
          close={() => setWithdrawing(null)}
        >
          <Text>{say(bankWords.withdrawFileWhy)}</Text>
        </ConfirmPreview>
      )}
    </>
  )
}

/** How each business collects and pays. */
function Schemes() {
  const can = useCan()
  const sees = can('businesses.see')
  const found = useRead('GET /businesses', { limit: 50 }, { isEnabled: sees })
  if (!sees) return null
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />
  return (
    <>
      {found.data?.rows
        .filter(({ isActive }) => isActive)
        .map(({ id, tradeName }) => (
          <Scheme key={id} business={id} name={tradeName} />
        ))}
    </>
  )
}

const schemeFields = [
  'account',
  'creditorId',
  'scheme',
  'leadDays',
  'directDebitVersion',
  'transferVersion',
] as const

function Scheme({ business, name }: { business: string; name: string }) {
  const say = useSay()
  const can = useCan()
  const [isChanging, setChanging] = useState(false)
  const found = useRead('GET /businesses/:business/collection-scheme', { business })
  const accounts = useRead('GET /business-accounts', { limit: 100 }).data?.rows ?? []
  const own = accounts.filter((one) => one.business === business)
  const labelOf = (id: string) => {
    const account = own.find((one) => one.id === id)
    return account ? `${account.name} · ${account.iban}` : '–'
  }
  const source: LinkSource = {
    of: business,
    find: async (search) =>
      own
        .map(({ id }) => ({ id, label: labelOf(id) }))
        .filter(({ label }) => label.toLowerCase().includes(search.toLowerCase())),
    name: async (id) => labelOf(id),
  }
  const scheme = found.data?.scheme
  const { fields } = CollectionScheme
  const text = (field: (typeof schemeFields)[number]) => {
    if (!scheme) return '–'
    const value = scheme[field]
    if (field === 'account') return labelOf(String(value))
    const choices = fields[field].choices
    return choices ? say(choices[String(value)]!) : String(value)
  }
  return (
    <Panel
      title={`${say(bankWords.scheme)}: ${name}`}
      actions={
        can('businesses.manage') &&
        found.data && (
          <Button variant="default" onClick={() => setChanging(true)}>
            {say(bankWords.change)}
          </Button>
        )
      }
    >
      {scheme ? (
        <Facts facts={schemeFields.map((field) => [say(fields[field].words), text(field)])} />
      ) : (
        <Text c="dimmed">
          {say(bankWords.schemeWhy)} {found.data && say(bankWords.noScheme)}
        </Text>
      )}
      {isChanging && (
        <RowDialog
          record={CollectionScheme}
          fields={schemeFields}
          title={`${say(bankWords.scheme)}: ${name}`}
          note={<Text c="dimmed">{say(bankWords.schemeWhy)}</Text>}
          initial={scheme ? { ...scheme } : own[0] ? { account: own[0].id } : {}}
          sources={{ account: source }}
          save={(values) =>
            call('PUT /businesses/:business/collection-scheme', { ...values, business } as never)
          }
          touches={['/businesses']}
          close={() => setChanging(false)}
        />
      )}
    </Panel>
  )
}
